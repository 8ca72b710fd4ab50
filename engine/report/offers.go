package report

import (
	"encoding/csv"
	"io"

	"github.com/costplan/costplan/catalog"
)

// The types of this file are the JSON of what a catalog offers, notes and prices.
// schema/offers.schema.json and schema/notes.schema.json are made from them.

// offersResult is the result of `costplan catalog list` and `catalog show` with
// `--format json`: one entry a model, plan and specification of a region.
type offersResult struct {
	edition
	Offers []offer `json:"offers"` // the offers, in the order of the provider's page
}

// offer is one model on one plan, and for model units on one specification, in one
// region.
type offer struct {
	Region         string            `json:"region"` // code of the region
	Plan           catalog.Plan      `json:"plan"`
	Model          string            `json:"model"`            // model code; one that ends in `*` stands for every code that begins so
	Name           string            `json:"name"`             // name of the model as the page prints it
	Category       string            `json:"category"`         // heading above the family's on the page; empty if there is none
	Family         string            `json:"family"`           // heading nearest to the row on the page; empty if there is none
	Spec           string            `json:"spec"`             // model unit specification; empty on the other plans
	Bundle         Decimal           `json:"bundle"`           // model units that the price covers, of which a capacity is a multiple; 1 on the other plans
	MaxInputTokens *Decimal          `json:"max_input_tokens"` // most input tokens of one call; null if the page does not state it
	Remark         string            `json:"remark"`           // what the page adds to the row; may be empty
	Payments       []catalog.Payment `json:"payments"`         // payments that have a price
	Prices         []price           `json:"prices"`           // the price cells of the row; empty if it has none
	Reason         *string           `json:"reason"`           // why there is no price; null if there is one
	Source         string            `json:"source"`           // the row: edition, file and line, or where an overlay states it
	SourceTable    string            `json:"source_table"`     // the table of the provider's page with the headings above the row; empty for an offer of an overlay
	SourceURL      string            `json:"source_url"`       // the address of that page; empty for an offer of an overlay
}

// price is one price cell.
type price struct {
	Payment   catalog.Payment `json:"payment"`
	Item      catalog.Item    `json:"item"`
	Price     Decimal         `json:"price"` // as the page prints it, for all that `per` covers: of model units, for the whole bundle
	Currency  currency        `json:"currency"`
	Per       per             `json:"per"`
	UnitPrice Decimal         `json:"unit_price"` // price of one unit, a discount of an overlay taken off
	Exact     bool            `json:"exact"`      // the unit price is not rounded
	Net       *Decimal        `json:"net_price"`  // what is paid for all that `per` covers where an overlay changes the price, a discount taken off; else null
	// What the provider's page has for all that `per` covers, where an overlay changes the price; null
	// where it has none, or no overlay does.
	List   *Decimal `json:"list_price"`
	Source string   `json:"source"` // the price cell: edition, file and line
}

// Offered is an offer with the region that makes it.
type Offered struct {
	Region *catalog.Region
	Offer  *catalog.Offer
}

// OffersJSON writes offers of a catalog as JSON, in the order given.
func OffersJSON(w io.Writer, cat *catalog.Catalog, offers []Offered) error {
	return writeJSON(w, offersResult{editionOf(cat), each(offers, func(o *Offered) offer { return offerOf(cat, *o) })})
}

func offerOf(cat *catalog.Catalog, o Offered) offer {
	out := offer{
		Region: o.Region.Code, Plan: o.Offer.Plan, Model: o.Offer.Model, Name: o.Offer.Name,
		Category: o.Offer.Category, Family: o.Offer.Family,
		Spec: o.Offer.Spec, Bundle: count(o.Offer.Bundle),
		MaxInputTokens: stated(o.Offer.MaxInputTokens), Remark: o.Offer.Remark,
		Payments: list(o.Offer.Payments()), Prices: []price{},
		Reason: optional(o.Offer.Reason), Source: cat.Reference(o.Region, o.Offer.Line),
	}
	if o.Offer.Line == 0 && len(o.Offer.Prices) > 0 { // of an overlay
		out.Source = cat.PriceSource(o.Region, o.Offer.Prices[0])
	}
	if out.SourceURL = pageURL(cat, o.Region, out.Source); out.SourceURL != "" {
		out.SourceTable = tableText(o.Offer)
	}
	for _, p := range o.Offer.Prices {
		unit, exact := UnitPrice(p)
		var net, list *Decimal
		if p.Source != "" || !p.Discount.IsZero() {
			net = number(p.Amount)
			if p.Source == "" || !p.List.IsZero() {
				list = number(p.ListAmount())
			}
		}
		out.Prices = append(out.Prices, price{
			Payment: p.Payment, Item: p.Item,
			Price: text(p.FullAmount()), Currency: currency(p.Currency), Per: perOf(p.Per),
			UnitPrice: text(unit), Exact: exact, Net: net, List: list, Source: cat.PriceSource(o.Region, p),
		})
	}
	return out
}

// notesResult is the result of `costplan catalog notes --format json`: where the page
// contradicts itself or says too little, and how costplan reads it.
type notesResult struct {
	edition
	Notes []note `json:"notes"` // the notes, region by region
}

// note is one place of the page.
type note struct {
	Region  string `json:"region"`                           // code of the region
	ID      string `json:"id" jsonschema:"minLength=1"`      // name of the note, unique within the region
	Title   string `json:"title" jsonschema:"minLength=1"`   // a few words
	Text    string `json:"text" jsonschema:"minLength=1"`    // what the page says
	Reading string `json:"reading" jsonschema:"minLength=1"` // how costplan reads it
}

// NotesJSON writes the notes of regions as JSON.
func NotesJSON(w io.Writer, cat *catalog.Catalog, regions []*catalog.Region) error {
	result := notesResult{edition: editionOf(cat), Notes: []note{}}
	for _, region := range regions {
		for _, n := range region.Notes {
			result.Notes = append(result.Notes, note{region.Code, n.ID, n.Title, n.Text, n.Reading})
		}
	}
	return writeJSON(w, result)
}

// The types below are the JSON of price cells, from which
// schema/rates.schema.json is made.

// ratesResult is what `costplan catalog rates --format json` writes: every price of
// the provider's page, one entry a price cell.
type ratesResult struct {
	edition
	Rates []rate `json:"rates"` // the price cells, region by region in the order of the page
}

// rate is one price cell.
type rate struct {
	Region         string          `json:"region"` // code of the region
	Plan           catalog.Plan    `json:"plan"`
	Model          string          `json:"model"`  // model code, in its exact case
	Name           string          `json:"name"`   // name of the model as the page prints it
	Spec           string          `json:"spec"`   // model unit specification; empty on the other plans
	Bundle         Decimal         `json:"bundle"` // model units that the price covers, of which a capacity is a multiple; 1 on the other plans
	Payment        catalog.Payment `json:"payment"`
	Item           catalog.Item    `json:"item"`
	Price          Decimal         `json:"price"` // as the page prints it, for all that `per` covers: of model units, for the whole bundle
	Currency       currency        `json:"currency"`
	Per            per             `json:"per"`
	MaxInputTokens *Decimal        `json:"max_input_tokens"` // most input tokens of one call; null if the page does not state it
	Remark         string          `json:"remark"`           // what the page adds to the row; may be empty
	Source         string          `json:"source"`           // the price cell: edition, file and line
}

func rateOf(r catalog.Rate) rate {
	return rate{
		Region: r.Region, Plan: r.Plan, Model: r.Model, Name: r.Name,
		Spec: r.Spec, Bundle: count(r.Bundle),
		Payment: r.Payment, Item: r.Item,
		Price: text(r.Price), Currency: currency(r.Currency), Per: perOf(r.Per),
		MaxInputTokens: stated(r.MaxInputTokens), Remark: r.Remark, Source: r.Source,
	}
}

// stated is nil for a number that the page does not state.
func stated(n int64) *Decimal {
	if n == 0 {
		return nil
	}
	text := count(n)
	return &text
}

// RatesJSON writes price cells of a catalog as JSON, in the order given.
func RatesJSON(w io.Writer, cat *catalog.Catalog, rates []catalog.Rate) error {
	result := ratesResult{edition: editionOf(cat), Rates: make([]rate, 0, len(rates))}
	for _, r := range rates {
		result.Rates = append(result.Rates, rateOf(r))
	}
	return writeJSON(w, result)
}

// RatesCSV writes price cells as CSV, a header and one row a cell.
func RatesCSV(w io.Writer, rates []catalog.Rate) error {
	out := csv.NewWriter(w)
	rows := [][]string{{
		"region", "plan", "model", "name", "spec", "bundle", "payment", "item",
		"price", "currency", "per", "max_input_tokens", "remark", "source",
	}}
	for _, r := range rates {
		row := rateOf(r)
		maxInput := Decimal("")
		if row.MaxInputTokens != nil {
			maxInput = *row.MaxInputTokens
		}
		rows = append(rows, []string{
			row.Region, string(row.Plan), row.Model, row.Name, row.Spec, string(row.Bundle), string(row.Payment), string(row.Item),
			string(row.Price), string(row.Currency), r.Per.String(), string(maxInput), row.Remark, row.Source,
		})
	}
	return out.WriteAll(rows)
}
