package report

import (
	"cmp"
	"io"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
)

// The types of this file are the JSON of a comparison, described for users by
// schema/compare.schema.json. Amounts, quantities and break-even values are
// decimals in text; a rational number has its numerator and denominator too.

// Compared is a comparison with the deployment that it was made for. File, Line
// and Name are empty for a need that no file states.
type Compared struct {
	File       string
	Line       int // 1-based
	Name       string
	Comparison *compare.Comparison
}

// NotCompared is a deployment that could not be compared, and why.
type NotCompared struct {
	File   string `json:"file"`
	Line   int    `json:"line" jsonschema:"minimum=1"` // 1-based
	Name   string `json:"name"`                        // or its model
	Reason string `json:"reason"`
}

// NotComparedOf says why a deployment of a file could not be compared.
func NotComparedOf(item *lint.Item, reason string) NotCompared {
	name := cmp.Or(item.Name.Value, item.ModelName.Value)
	return NotCompared{File: item.File, Line: item.Span.Start.Line, Name: name, Reason: reason}
}

type compareResult struct {
	Catalog     edition           `json:"catalog"`
	Needs       []need            `json:"needs"`
	NotCompared []NotCompared     `json:"not_compared"`
	Options     []compareOption   `json:"options"`
	BreakEven   []breakEven       `json:"break_even"`
	Ranges      []cheapestRange   `json:"ranges"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
}

type need struct {
	File       *string     `json:"file"` // null if no file states it
	Line       *int        `json:"line" jsonschema:"minimum=1"`
	Name       *string     `json:"name"`
	Model      string      `json:"model"`      // the code that prices it
	FineTuned  bool        `json:"fine_tuned"` // it is the foundation of a fine-tuned model
	Period     period      `json:"period"`
	Hours      Decimal     `json:"hours"`      // billed hours in the period
	Throughput *amounts    `json:"throughput"` // TPM; null if it is not given
	Tokens     *amounts    `json:"tokens"`     // in the period; null if they are not given
	Today      *todaysDeal `json:"today"`      // null if there is none
	Summary    []string    `json:"summary"`
	Notes      []string    `json:"notes"`
}

type amounts struct {
	Input          Decimal `json:"input"`
	Output         Decimal `json:"output"`
	ThinkingOutput Decimal `json:"thinking_output"`
}

type todaysDeal struct {
	Region   *string   `json:"region"`
	Plan     string    `json:"plan"`
	Spec     *string   `json:"spec"`
	Payment  string    `json:"payment"`
	Capacity *Decimal  `json:"capacity"`
	Amount   *Decimal  `json:"amount"`
	Currency *currency `json:"currency"`
	Reason   *string   `json:"reason"`
	Covers   *covers   `json:"covers"` // null where the amount pays for the period, or for stated use within it
}

type compareOption struct {
	Need       int             `json:"need" jsonschema:"minimum=0"` // index into needs
	ID         string          `json:"id"`                          // unique within a need
	Region     string          `json:"region"`
	Plan       catalog.Plan    `json:"plan"`
	Spec       *string         `json:"spec"`
	Payment    catalog.Payment `json:"payment"`
	Capacity   *Decimal        `json:"capacity"` // model units; null on the other plans
	Amount     *Decimal        `json:"amount"`   // null if it cannot be had
	Exact      bool            `json:"exact"`    // nothing in the amount was rounded
	Currency   currency        `json:"currency"`
	Offered    bool            `json:"offered"`
	Cause      *compare.Cause  `json:"cause"`
	Reason     *string         `json:"reason"`
	Rank       *int            `json:"rank" jsonschema:"minimum=1"` // within its currency
	Difference *Decimal        `json:"difference"`
	Today      bool            `json:"today"`
	Notes      []string        `json:"notes"`
	Lines      []line          `json:"lines"`
	Covers     *covers         `json:"covers"`
}

type breakEven struct {
	Need        int              `json:"need" jsonschema:"minimum=0"`
	Kind        compare.Kind     `json:"kind"`
	Between     [2]string        `json:"between"` // IDs: cheaper below, cheaper above
	Variable    compare.Variable `json:"variable"`
	Value       *Decimal         `json:"value"` // null if the two never cross
	Exact       bool             `json:"exact"` // the value terminates
	Numerator   *whole           `json:"numerator"`
	Denominator *whole           `json:"denominator"`
	First       *whole           `json:"first"`      // smallest whole number from which the second is cheaper
	Throughput  *amounts         `json:"throughput"` // TPM at the value; null unless throughput varies
	Crosses     bool             `json:"crosses"`    // within the period
	Cheaper     *string          `json:"cheaper"`    // never more expensive in the period; null if they cross or cost the same
	Reading     string           `json:"reading"`
}

type cheapestRange struct {
	Need     int      `json:"need" jsonschema:"minimum=0"`
	Currency currency `json:"currency"`
	From     rational `json:"from"` // billed hours in the period, in the range
	To       rational `json:"to"`   // not in the range, but in the last
	Options  []string `json:"options"`
	Reading  string   `json:"reading"`
}

// rational is a rational number of zero or more, in lowest terms.
type rational struct {
	Value       Decimal `json:"value"`       // as a decimal; rounded half up to 10 places where it does not terminate
	Exact       bool    `json:"exact"`       // the value is not rounded
	Numerator   whole   `json:"numerator"`   // above the line
	Denominator whole   `json:"denominator"` // below the line
}

// CompareJSON writes comparisons as JSON: the options, break-evens and ranges of
// all needs, each with the index of its need. Diagnostics are of the files that
// the needs come from.
func CompareJSON(w io.Writer, cat *catalog.Catalog, compared []Compared, not []NotCompared, found []diag.Diagnostic) error {
	result := compareResult{
		Catalog: editionOf(cat), Diagnostics: diagnosticsOf(found),
		Needs: []need{}, NotCompared: list(not), Options: []compareOption{}, BreakEven: []breakEven{}, Ranges: []cheapestRange{},
	}
	for i, of := range compared {
		c := of.Comparison
		result.Needs = append(result.Needs, needOf(of))
		for j := range c.Options {
			result.Options = append(result.Options, optionOf(i, &c.Options[j]))
		}
		for j := range c.BreakEven {
			result.BreakEven = append(result.BreakEven, breakEvenOf(i, &c.BreakEven[j]))
		}
		for _, r := range c.Ranges {
			result.Ranges = append(result.Ranges, cheapestRange{
				Need: i, Currency: currency(r.Currency), From: rationalOf(r.From), To: rationalOf(r.To),
				Options: list(r.Options), Reading: r.Reading,
			})
		}
	}
	return writeJSON(w, result)
}

func needOf(of Compared) need {
	c := of.Comparison
	out := need{
		File: optional(of.File), Name: optional(of.Name), Model: c.Model, FineTuned: c.Custom,
		Period: period{Label: c.Need.Period.Label, Hours: text(c.Need.Period.Hours)}, Hours: text(c.Hours),
		Summary: list(c.Summary), Notes: list(c.Notes),
	}
	if of.Line > 0 {
		out.Line = &of.Line
	}
	if t := c.Need.Throughput; t != nil {
		out.Throughput = amountsOf(t.Input, t.Output, t.Thinking)
	}
	if t := c.Need.Tokens; t != nil {
		out.Tokens = amountsOf(t.Input, t.Output, t.Thinking)
	}
	if c.Today != nil {
		out.Today = todayOf(c)
	}
	return out
}

func amountsOf(input, output, thinking decimal.Decimal) *amounts {
	return &amounts{Input: text(input), Output: text(output), ThinkingOutput: text(thinking)}
}

func todayOf(c *compare.Comparison) *todaysDeal {
	today := c.Today
	t := &today.Terms
	out := &todaysDeal{Plan: string(t.Plan), Spec: optional(t.Spec), Payment: string(t.Payment), Capacity: unitsOf(t.Plan, t.Capacity)}
	if t.Region != nil {
		out.Region, out.Currency = &t.Region.Code, optional(currency(t.Region.Currency))
	}
	if today.Fee.Known {
		out.Amount, out.Covers = number(today.Fee.Amount.Value), coversOf(t.Covers(c.Need.Period))
	} else {
		out.Reason = &today.Fee.Reason
	}
	return out
}

// unitsOf is a capacity in model units; nil where there is none.
func unitsOf(plan catalog.Plan, capacity decimal.Decimal) *Decimal {
	if plan != catalog.MU || capacity.IsZero() {
		return nil
	}
	return number(capacity)
}

func optionOf(need int, o *compare.Option) compareOption {
	out := compareOption{
		Need: need, ID: o.ID(),
		Region: o.Terms.Region.Code, Plan: o.Terms.Plan, Spec: optional(o.Terms.Spec), Payment: o.Terms.Payment,
		Capacity: unitsOf(o.Terms.Plan, o.Terms.Capacity), Currency: currency(o.Terms.Region.Currency),
		Offered: o.Offered, Cause: optional(o.Cause), Reason: optional(o.Reason),
		Today: o.Today, Notes: list(o.Notes), Lines: make([]line, 0, len(o.Fee.Lines)),
	}
	if o.Difference != nil {
		out.Difference = number(*o.Difference)
	}
	if o.Feasible() {
		out.Amount, out.Exact, out.Rank = number(o.Fee.Amount.Value), o.Fee.Exact, &o.Rank
		out.Covers = coversOf(o.Covers)
	}
	for _, l := range o.Fee.Lines {
		out.Lines = append(out.Lines, lineOf(l))
	}
	return out
}

func breakEvenOf(need int, b *compare.BreakEven) breakEven {
	out := breakEven{
		Need: need, Kind: b.Kind, Between: b.Between, Variable: b.Variable,
		Crosses: b.Crosses(), Cheaper: optional(b.Cheaper), Reading: b.Reading,
	}
	if b.Value != nil {
		r := rationalOf(b.Value)
		out.Value, out.Exact, out.Numerator, out.Denominator = &r.Value, r.Exact, &r.Numerator, &r.Denominator
	}
	if b.First != nil {
		out.First = optional(whole(b.First.String()))
	}
	if b.At != nil {
		out.Throughput = amountsOf(b.At.Input, b.At.Output, b.At.Thinking)
	}
	return out
}

func rationalOf(r *big.Rat) rational {
	value, exact := compare.Decimal(r)
	return rational{Value: text(value), Exact: exact, Numerator: whole(r.Num().String()), Denominator: whole(r.Denom().String())}
}
