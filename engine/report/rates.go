package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// The types of this file are the JSON of price cells, described for users by
// schema/rates.schema.json.

type ratesResult struct {
	edition
	Rates []rate `json:"rates"`
}

type rate struct {
	Region         string  `json:"region"`
	Plan           string  `json:"plan"`
	Model          string  `json:"model"`
	Name           string  `json:"name"`
	Spec           string  `json:"spec"`   // empty unless the plan is mu
	Bundle         string  `json:"bundle"` // model units that the price covers; "1" on the other plans
	Payment        string  `json:"payment"`
	Item           string  `json:"item"`
	Price          string  `json:"price"` // as printed, for all that Per covers
	Currency       string  `json:"currency"`
	Per            per     `json:"per"`
	MaxInputTokens *string `json:"max_input_tokens"` // null if the page does not state it
	Remark         string  `json:"remark"`
	Source         string  `json:"source"` // the price cell: edition, file and line
}

func rateOf(r catalog.Rate) rate {
	return rate{
		Region: r.Region, Plan: string(r.Plan), Model: r.Model, Name: r.Name,
		Spec: r.Spec, Bundle: strconv.FormatInt(r.Bundle, 10),
		Payment: string(r.Payment), Item: string(r.Item),
		Price: money.Text(r.Price), Currency: r.Currency, Per: perOf(r.Per),
		MaxInputTokens: stated(r.MaxInputTokens), Remark: r.Remark, Source: r.Source,
	}
}

// stated is nil for a number that the page does not state.
func stated(n int64) *string {
	if n == 0 {
		return nil
	}
	text := strconv.FormatInt(n, 10)
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
		maxInput := ""
		if row.MaxInputTokens != nil {
			maxInput = *row.MaxInputTokens
		}
		rows = append(rows, []string{
			row.Region, row.Plan, row.Model, row.Name, row.Spec, row.Bundle, row.Payment, row.Item,
			row.Price, row.Currency, r.Per.String(), maxInput, row.Remark, row.Source,
		})
	}
	return out.WriteAll(rows)
}
