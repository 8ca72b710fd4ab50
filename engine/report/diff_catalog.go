package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
)

// The types below are the JSON of a difference between two editions,
// from which schema/catalog-diff.schema.json is made.

// catalogDiffResult is what `costplan catalog diff --format json` writes: what
// changed between two editions of the price page. All money and quantities are exact
// decimals in text, and null where they are not known.
type catalogDiffResult struct {
	Before  edition            `json:"before"`
	After   edition            `json:"after"`
	Summary string             `json:"summary"` // for people, one sentence
	Regions []diffRegion       `json:"regions"` // regions that only one edition has
	Offers  []diffOffer        `json:"offers"`  // offers that only one edition has
	Prices  []diffCatalogPrice `json:"prices"`  // price cells that are not the same in both editions
	Facts   []diffFact         `json:"facts"`   // what else differs of offers that both editions have
	Rules   []diffRule         `json:"rules"`   // what differs of regions that both editions have: billing rules, and how notes read the page
	Effect  *diffResult        `json:"effect"`  // what the editions do to a set of deployments; null if none were given
}

// diffRegion is a region.
type diffRegion struct {
	Region string `json:"region"`                                          // its code
	Name   string `json:"name"`                                            // its name
	Change string `json:"change" jsonschema:"enum=appeared,enum=vanished"` // what became of it
}

// diffOfferKey is an offer.
type diffOfferKey struct {
	Region string       `json:"region"` // code of the region
	Plan   catalog.Plan `json:"plan"`   // the plan
	Model  string       `json:"model"`  // model code; one that ends in `*` stands for every model that begins so
	Spec   string       `json:"spec"`   // model unit specification; empty unless the plan is `mu`
	Name   string       `json:"name"`   // name of an offer that only its name tells apart; else empty
}

// diffOffer is an offer.
type diffOffer struct {
	diffOfferKey
	Change string  `json:"change" jsonschema:"enum=appeared,enum=vanished"` // what became of it
	Priced bool    `json:"priced"`                                          // it has a price
	Reason *string `json:"reason"`                                          // why it has no price; null if it has one
}

// diffCatalogPrice is a price cell.
type diffCatalogPrice struct {
	diffOfferKey
	Payment    catalog.Payment `json:"payment"`    // the payment
	Item       catalog.Item    `json:"item"`       // what the price is for
	Change     diff.Presence   `json:"change"`     // what became of it
	Before     *diffCell       `json:"before"`     // the price before; null if there was none
	After      *diffCell       `json:"after"`      // the price after; null if there is none
	Difference *Decimal        `json:"difference"` // the price after less the price before; null if one is missing, or they cover different quantities
	Percent    *diffPercent    `json:"percent"`    // of the price of one unit before; null if one is missing, or they price different units
	Reason     *string         `json:"reason"`     // why there is no difference; null if there is one
}

// diffFact is a fact.
type diffFact struct {
	diffOfferKey
	Field  string  `json:"field" jsonschema:"enum=bundle,enum=category,enum=family,enum=max_input_tokens,enum=name,enum=reason,enum=remark"` // what differs
	Before *string `json:"before"`                                                                                                           // as it was; null if it was not stated
	After  *string `json:"after"`                                                                                                            // as it is
}

// diffRule is a rule.
type diffRule struct {
	Region string  `json:"region"` // code of the region
	Rule   string  `json:"rule"`   // its name, as in the region's file
	Before *string `json:"before"` // as it was; null if it was not stated
	After  *string `json:"after"`  // as it is
}

// CatalogDiffJSON writes what changed between two editions as JSON. The verdict
// is on the effect; nil if no limit was set.
func CatalogDiffJSON(w io.Writer, d *diff.CatalogDiff, verdict *diff.Verdict) error {
	out := catalogDiffResult{
		Before: editionOf(d.Old), After: editionOf(d.New), Summary: CatalogDiffSummary(d),
		Regions: each(d.Regions, func(r *diff.RegionChange) diffRegion { return diffRegion{r.Code, r.Name, string(r.Presence)} }),
		Offers: each(d.Offers, func(o *diff.OfferChange) diffOffer {
			return diffOffer{offerKeyOf(o.OfferKey), string(o.Presence), o.Offer.Priced(), optional(o.Offer.Reason)}
		}),
		Prices: each(d.Prices, catalogPriceOf),
		Facts:  each(d.Facts, func(f *diff.Fact) diffFact { return diffFact{offerKeyOf(f.OfferKey), f.Field, f.Before, f.After} }),
		Rules:  each(d.Rules, func(r *diff.Rule) diffRule { return diffRule{r.Region, r.Name, r.Before, r.After} }),
	}
	if d.Effect != nil {
		out.Effect = diffOf(d.Effect, verdict)
	}
	return writeJSON(w, out)
}

func offerKeyOf(k diff.OfferKey) diffOfferKey {
	return diffOfferKey{Region: k.Region, Plan: k.Plan, Model: k.Model, Spec: k.Spec, Name: k.Name}
}

func catalogPriceOf(p *diff.PriceChange) diffCatalogPrice {
	out := diffCatalogPrice{
		diffOfferKey: offerKeyOf(p.OfferKey), Payment: p.Payment, Item: p.Item, Change: p.Presence,
		Before: diffCellOf(p.Before), After: diffCellOf(p.After),
		Percent: diffPercentOf(p.Percent), Reason: optional(p.Reason),
	}
	if p.Difference != nil {
		out.Difference = number(*p.Difference)
	}
	return out
}

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
