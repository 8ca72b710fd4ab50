// Package report writes results in the forms that programs and reviewers read:
// JSON, CSV and Markdown. The types in its files are the promise to scripts: one
// file per result names every field. It computes nothing; it knows no terminal,
// no colour and no file system, so the command line and WebAssembly share it.
package report

import (
	"encoding/json"
	"io"
	"strconv"
	"time"

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

// Table is a table in words, the first column flush left.
type Table struct {
	Title   string     `json:"title"`   // what it shows
	Columns []string   `json:"columns"` // the titles of the columns
	Rows    [][]string `json:"rows"`    // the rows; each has a cell a column
	Marked  *int       `json:"marked"`  // index of the row that the others are around, or that is to be taken; null for none
	Note    string     `json:"note"`    // below the table; empty for none
}

func (t *Table) add(cells ...string) { t.Rows = append(t.Rows, cells) }

// mark marks the row that was added last.
func (t *Table) mark() {
	last := len(t.Rows) - 1
	t.Marked = &last
}

// The types below are texts of a form that their schema states.

// Decimal is an exact decimal in text: no exponent, no thousands separator, no zero
// at the end of a fraction. A float could not hold it.
//
//schema:pattern ^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$
//schema:examples 86.4 0.00035 19360
type Decimal string

// whole is a whole number in text.
//
//schema:pattern ^-?(0|[1-9][0-9]*)$
type whole string

// cents is an amount rounded half up to two places, always with both.
//
//schema:pattern ^-?(0|[1-9][0-9]*)\.[0-9]{2}$
type cents string

// currency is an ISO 4217 code.
//
//schema:pattern ^[A-Z]{3}$
type currency string

// moment is a time in the region's zone, RFC 3339.
//
//schema:pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$
//schema:examples 2026-07-06T23:59:00+08:00
type moment string

func momentOf(t time.Time) moment { return moment(t.Format(time.RFC3339)) }

// timeUnit is what a duration counts.
//
//schema:enum hour day month
type timeUnit string

// text writes a decimal exactly.
func text(d decimal.Decimal) Decimal { return Decimal(money.Text(d)) }

// number is text where there may be none.
func number(d decimal.Decimal) *Decimal {
	exact := text(d)
	return &exact
}

// count writes a whole number as a decimal.
func count(n int64) Decimal { return Decimal(strconv.FormatInt(n, 10)) }

// optional is nil for a text that is absent.
func optional[T ~string](text T) *T {
	if text == "" {
		return nil
	}
	return &text
}
