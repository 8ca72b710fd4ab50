package report

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
)

// QuoteCSV writes a quote as CSV: a header, then one row for each line of each
// deployment. A deployment without lines is one row; if it has no amount, the
// amount is empty and the reason says why. Numbers are exact and ungrouped.
//
// A spreadsheet takes a text that starts with =, +, -, @, tab or carriage
// return for a formula. Such a text from a deployment file gets an apostrophe
// in front.
func QuoteCSV(w io.Writer, q *quote.Quote) error {
	out := csv.NewWriter(w)
	rows := [][]string{{
		"file", "line", "deployment", "region", "model", "plan", "payment",
		"item", "quantity", "unit", "price", "currency", "per", "duration", "duration_unit",
		"amount", "exact", "source", "reason", "discount", "list_amount",
		"covers_paid", "covers_period", "covers_unit", "status", "billing",
	}}
	for i := range q.Deployments {
		rows = append(rows, csvRows(&q.Deployments[i])...)
	}
	return out.WriteAll(rows)
}

func csvRows(d *quote.Deployment) [][]string {
	head := []string{
		Harmless(d.File), strconv.Itoa(d.Line), Harmless(d.Name), RegionCode(d),
		Harmless(d.ModelName), Harmless(string(d.Terms.Plan)), Harmless(string(d.Terms.Payment)),
	}
	tail := []string{"", "", "", Harmless(d.Terms.Status.Value), string(d.Terms.Status.Billing)}
	if c := d.Covers; c != nil {
		tail[0], tail[1], tail[2] = money.Text(c.Paid), money.Text(c.Period), c.Unit
	}
	row := func(rest ...string) []string { return slices.Concat(head, rest, tail) }
	if len(d.Fee.Lines) == 0 {
		amount, exact, reason := "", "", d.Fee.Reason
		if d.Fee.Known {
			amount, exact = money.Text(d.Fee.Amount.Value), strconv.FormatBool(d.Fee.Exact)
			reason = strings.Join(d.Fee.Notes, "; ")
		}
		return [][]string{row("", "", "", "", currencyOf(d), "", "", "", amount, exact, "", Harmless(reason), "", amount)}
	}
	var rows [][]string
	for _, l := range d.Fee.Lines {
		duration := ""
		if l.Duration.Unit != "" {
			duration = money.Text(l.Duration.Count)
		}
		discount := ""
		if !l.Discount.IsZero() {
			discount = money.Text(l.Discount)
		}
		rows = append(rows, row(
			string(l.Item), money.Text(l.Quantity), l.Unit, money.Text(l.Price), l.Currency, l.Per.String(),
			duration, l.Duration.Unit, money.Text(l.Amount), strconv.FormatBool(l.Exact), Harmless(l.Source), "",
			discount, money.Text(l.List),
		))
	}
	if why := d.Fee.AtLeast; why != "" {
		rows = append(rows, row("", "", "", "", currencyOf(d), "", "", "", "", "false", "", Harmless(why), "", ""))
	}
	return rows
}

// Harmless keeps a spreadsheet from running a text as a formula.
func Harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}
