package report

import (
	"encoding/csv"
	"io"

	"github.com/costplan/costplan/catalog"
)

// The types of this file are the JSON of price cells, from which
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
