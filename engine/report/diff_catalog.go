package report

import (
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diff"
)

// The types of this file are the JSON of a difference between two editions,
// described for users by schema/catalog-diff.schema.json.

type catalogDiffResult struct {
	Before  edition            `json:"before"`
	After   edition            `json:"after"`
	Summary string             `json:"summary"` // for people, one sentence
	Regions []diffRegion       `json:"regions"`
	Offers  []diffOffer        `json:"offers"`
	Prices  []diffCatalogPrice `json:"prices"`
	Facts   []diffFact         `json:"facts"`
	Rules   []diffRule         `json:"rules"`
	Effect  *diffResult        `json:"effect"` // on deployments; null if none were given
}

type diffRegion struct {
	Region string `json:"region"`
	Name   string `json:"name"`
	Change string `json:"change" jsonschema:"enum=appeared,enum=vanished"`
}

type diffOfferKey struct {
	Region string       `json:"region"`
	Plan   catalog.Plan `json:"plan"`
	Model  string       `json:"model"`
	Spec   string       `json:"spec"` // empty unless the plan is mu
	Name   string       `json:"name"` // of an offer that only its name tells apart; else empty
}

type diffOffer struct {
	diffOfferKey
	Change string  `json:"change" jsonschema:"enum=appeared,enum=vanished"`
	Priced bool    `json:"priced"`
	Reason *string `json:"reason"` // why it has no price; null if it has one
}

type diffCatalogPrice struct {
	diffOfferKey
	Payment    catalog.Payment `json:"payment"`
	Item       catalog.Item    `json:"item"`
	Change     diff.Presence   `json:"change"`
	Before     *diffCell       `json:"before"` // null if there is no such price
	After      *diffCell       `json:"after"`
	Difference *Decimal        `json:"difference"` // for all that the prices cover; null if it is not known
	Percent    *diffPercent    `json:"percent"`    // of the price of one unit
	Reason     *string         `json:"reason"`     // why there is no difference; else null
}

type diffFact struct {
	diffOfferKey
	Field  string  `json:"field"`
	Before *string `json:"before"` // null if it is not stated
	After  *string `json:"after"`
}

type diffRule struct {
	Region string  `json:"region"`
	Rule   string  `json:"rule"`
	Before *string `json:"before"` // null if it is not stated
	After  *string `json:"after"`
}

// CatalogDiffJSON writes what changed between two editions as JSON. The verdict
// is on the effect; nil if no limit was set.
func CatalogDiffJSON(w io.Writer, d *diff.CatalogDiff, verdict *diff.Verdict) error {
	out := catalogDiffResult{
		Before: editionOf(d.Old), After: editionOf(d.New), Summary: CatalogDiffSummary(d),
		Regions: make([]diffRegion, 0, len(d.Regions)), Offers: make([]diffOffer, 0, len(d.Offers)),
		Prices: make([]diffCatalogPrice, 0, len(d.Prices)), Facts: make([]diffFact, 0, len(d.Facts)),
		Rules: make([]diffRule, 0, len(d.Rules)),
	}
	for _, r := range d.Regions {
		out.Regions = append(out.Regions, diffRegion{r.Code, r.Name, string(r.Presence)})
	}
	for _, o := range d.Offers {
		out.Offers = append(out.Offers, diffOffer{offerKeyOf(o.OfferKey), string(o.Presence), o.Offer.Priced(), optional(o.Offer.Reason)})
	}
	for i := range d.Prices {
		out.Prices = append(out.Prices, catalogPriceOf(&d.Prices[i]))
	}
	for _, f := range d.Facts {
		out.Facts = append(out.Facts, diffFact{offerKeyOf(f.OfferKey), f.Field, f.Before, f.After})
	}
	for _, r := range d.Rules {
		out.Rules = append(out.Rules, diffRule{r.Region, r.Name, r.Before, r.After})
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
