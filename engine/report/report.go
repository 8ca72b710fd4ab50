// Package report writes results in the forms that programs and reviewers read:
// JSON, CSV and Markdown. The types in its files are the promise to scripts: one
// file per result names every field. It computes nothing; it knows no terminal,
// no colour and no file system, so the command line and WebAssembly share it.
package report

import (
	"encoding/json"
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// writeJSON writes a result as indented JSON with a newline at its end. Text is
// written as it is: "<" stays "<", since the result is no part of a web page.
func writeJSON(w io.Writer, result any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(result)
}

// edition names the catalog that a result was computed from.
type edition struct {
	Edition string `json:"edition"` // date of the provider's page, YYYY-MM-DD
	Digest  string `json:"digest"`  // SHA-256 of the edition's files, hexadecimal
}

func editionOf(cat *catalog.Catalog) edition {
	return edition{Edition: cat.Edition, Digest: cat.Digest}
}

// per is what a price covers.
type per struct {
	Quantity string  `json:"quantity"` // of the unit, "10000"
	Unit     string  `json:"unit"`     // "TPM", "token" or a model unit specification
	Time     *string `json:"time"`     // "hour", "day" or "month"; null for tokens
}

func perOf(p catalog.Per) per {
	return per{Quantity: strconv.FormatInt(p.Quantity, 10), Unit: p.Unit, Time: optional(p.Time)}
}

// optional is nil for a text that is absent.
func optional(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

// number writes a decimal exactly, as text: a float could not hold it.
func number(d decimal.Decimal) *string {
	text := money.Text(d)
	return &text
}

// list keeps an empty list from becoming null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
