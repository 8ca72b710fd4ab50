package assist

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// derivation says what a deployment costs and how that comes about, as Markdown.
func (t *Text) derivation(item *lint.Item, index int, priced *Priced) string {
	d := &priced.Quote.Deployments[index]
	var out strings.Builder
	fmt.Fprintf(&out, "**%s**: %s\n\n%s", plain(report.Name(d)), amountLabel(item, d), t.boughtText(d))
	if len(d.Fee.Lines) > 0 {
		out.WriteString("\n\n| | Formula | Amount |\n|---|---|---|\n")
		for i := range d.Fee.Lines {
			line := &d.Fee.Lines[i]
			amount := money.Amount{Value: line.Amount, Currency: line.Currency}
			fmt.Fprintf(&out, "| %s | %s | %s |\n", report.ItemText(line.Item), cell(line.Formula()), amount.String())
		}
		for i := range d.Fee.Lines {
			line := &d.Fee.Lines[i]
			fmt.Fprintf(&out, "\nPrice of %s: %s (%s).\n", report.ItemText(line.Item), plain(report.PriceText(line)), plain(report.SourceText(t.Catalog, d.Terms.Region, line.Source)))
		}
	}
	for _, moment := range report.Moments(&d.Fee) {
		fmt.Fprintf(&out, "\n- %s: %s", moment.Label, moment.Text)
	}
	for _, note := range d.Fee.Notes {
		fmt.Fprintf(&out, "\n- %s", plain(note))
	}
	return strings.TrimRight(out.String(), "\n")
}

// boughtText says what is bought, where, and how it is paid for.
func (t *Text) boughtText(d *quote.Deployment) string {
	parts := []string{plain(report.PlanText(d))}
	if d.Terms.Region != nil {
		parts = append(parts, plain(d.Terms.Region.Name))
	}
	if foundation := report.FoundationText(d); foundation != "" {
		parts = append(parts, plain(foundation))
	}
	if d.Fee.Known {
		parts = append(parts, report.PaymentText(d.Terms.Payment), report.BilledText(d))
	}
	return strings.Join(parts, ", ")
}

// amountLabel says what a deployment costs in a few words: "3,456.00 USD / 30d",
// "no price: ...".
func amountLabel(item *lint.Item, d *quote.Deployment) string {
	switch {
	case d.Terms.NotBilled():
		return "not billed: " + d.Terms.Status.Value
	case d.Fee.Known && !d.Fee.Whole():
		return "at least " + d.Fee.Amount.String() + " / " + item.Period.Label
	case d.Fee.Known:
		return d.Fee.Amount.String() + " / " + item.Period.Label
	case strings.HasPrefix(d.Fee.Reason, "no price"), d.Fee.Reason == "":
		return plain(d.Fee.Reason)
	}
	return "no amount: " + plain(d.Fee.Reason)
}
