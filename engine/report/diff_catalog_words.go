package report

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/shopspring/decimal"
)

// CatalogDiffSummary says in one sentence what changed between two editions.
func CatalogDiffSummary(d *diff.CatalogDiff) string {
	between := fmt.Sprintf("edition %s and edition %s", d.Old.Edition, d.New.Edition)
	if d.Empty() {
		return fmt.Sprintf("Nothing differs between %s.", between)
	}
	count := map[diff.Presence]int{}
	for _, p := range d.Prices {
		count[p.Presence]++
	}
	others := len(d.Regions) + len(d.Offers) + len(d.Facts) + len(d.Rules)
	verb := "differ"
	if others == 1 {
		verb = "differs"
	}
	return fmt.Sprintf("Between %s %s moved, %d appeared and %d vanished; %s %s.", between,
		counted(count[diff.Moved], "price"), count[diff.Appeared], count[diff.Vanished], counted(others, "other fact"), verb)
}

func counted(n int, word string) string {
	return quote.Counted(decimal.NewFromInt(int64(n)), word)
}

// CatalogPriceRow is a row of a table of prices that differ, in plain text.
type CatalogPriceRow struct {
	Change                      diff.Presence
	Region, Plan, Model, Spec   string
	Payment, Item               string
	Before, After               string // as listed, with what it covers; "none" if there is none
	Difference, Percent, Reason string
}

// CatalogPriceRows returns a row for each price that differs.
func CatalogPriceRows(d *diff.CatalogDiff) []CatalogPriceRow {
	var rows []CatalogPriceRow
	for i := range d.Prices {
		p := &d.Prices[i]
		row := CatalogPriceRow{
			Change: p.Presence, Region: p.Region, Plan: string(p.Plan), Model: p.Model, Spec: p.Spec,
			Payment: PaymentText(p.Payment), Item: string(p.Item),
			Before: cellText(p.Before), After: cellText(p.After),
			Difference: "not known", Percent: percentText(p.Percent), Reason: p.Reason,
		}
		if p.Difference != nil {
			row.Difference = signed(*p.Difference, 0) + " " + p.After.Currency
		}
		rows = append(rows, row)
	}
	return rows
}

// CatalogDiffLines says what else differs between two editions, a line each:
// regions, offers, facts of offers and billing rules.
func CatalogDiffLines(d *diff.CatalogDiff) []string {
	var lines []string
	for _, r := range d.Regions {
		lines = append(lines, fmt.Sprintf("region %s (%s) %s", r.Code, r.Name, r.Presence))
	}
	for _, o := range d.Offers {
		lines = append(lines, fmt.Sprintf("%s: offer %s", offerText(o.OfferKey), o.Presence))
	}
	for _, f := range d.Facts {
		lines = append(lines, fmt.Sprintf("%s: %s %s → %s", offerText(f.OfferKey), f.Field, fieldText(f.Before, false), fieldText(f.After, false)))
	}
	for _, r := range d.Rules {
		lines = append(lines, fmt.Sprintf("%s: %s %s → %s", r.Region, r.Name, fieldText(r.Before, false), fieldText(r.After, false)))
	}
	return lines
}

func offerText(k diff.OfferKey) string {
	return strings.Join(strings.Fields(strings.Join([]string{k.Region, string(k.Plan), k.Model, k.Spec, k.Name}, " ")), " ")
}
