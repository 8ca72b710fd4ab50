// Package report writes results in the forms that programs and reviewers read:
// JSON, CSV and Markdown. The types in its files are the promise to scripts: one
// file per result names every field. It computes nothing; it knows no terminal,
// no colour and no file system, so the command line and WebAssembly share it.
package report

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/catalog"
)

// writeJSON writes a result as indented JSON with a newline at its end. Text is
// written as it is: "<" stays "<", since the result is no part of a web page.
func writeJSON(w io.Writer, result any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(result)
}

// edition is the price list that was used.
type edition struct {
	Edition string `json:"edition" jsonschema:"pattern=^[0-9]{4}-[0-9]{2}-[0-9]{2}$"` // date of the provider's page, YYYY-MM-DD
	// SHA-256 that identifies the files of the edition: two results with the same digest have the same
	// prices.
	Digest string `json:"digest" jsonschema:"pattern=^[0-9a-f]{64}$"`
}

func editionOf(cat *catalog.Catalog) edition {
	return edition{Edition: cat.Edition, Digest: cat.Digest}
}

// per is what a price covers: a quantity of a unit, for a time.
type per struct {
	Quantity Decimal   `json:"quantity"` // how many of the unit
	Unit     string    `json:"unit"`     // `TPM` (tokens per minute), `token`, or a model unit specification
	Time     *timeUnit `json:"time"`     // for how long; null for tokens
}

func perOf(p catalog.Per) per {
	return per{Quantity: count(p.Quantity), Unit: p.Unit, Time: optional(timeUnit(p.Time))}
}

// each turns every item of a list into its form in a result; the result is never null.
func each[A, B any](items []A, form func(*A) B) []B {
	out := make([]B, len(items))
	for i := range items {
		out[i] = form(&items[i])
	}
	return out
}

// list keeps an empty list from becoming null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
