package report

import (
	"cmp"
	"io"
	"math/big"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
)

// The types of this file are the JSON of a comparison, from which
// schema/compare.schema.json is made. Amounts, quantities and break-even values are
// decimals in text; a rational number has its numerator and denominator too.

// Compared is a comparison with the deployment that it was made for. File, Line
// and Name are empty for a need that no file states.
type Compared struct {
	File       string
	Line       int // 1-based
	Name       string
	Comparison *compare.Comparison
}

// CompareItem compares a deployment of a file that has no error, with what is stated
// beside it; nil is nothing.
func CompareItem(cat *catalog.Catalog, item *lint.Item, stated *compare.Stated) (Compared, error) {
	need := compare.NeedOf(item.Terms, item.Period)
	if stated != nil {
		stated.Fill(&need)
	}
	if err := need.Check(cat); err != nil {
		return Compared{}, err
	}
	found := compare.Compare(cat, need)
	return Compared{File: item.File, Line: item.Span.Start.Line, Name: item.Name.Value, Comparison: &found}, nil
}

// NotCompared is a deployment that could not be compared.
type NotCompared struct {
	File   string `json:"file"`                        // file of the deployment
	Line   int    `json:"line" jsonschema:"minimum=1"` // line that it begins on, from 1
	Name   string `json:"name"`                        // name of the deployment, else its model
	Reason string `json:"reason"`                      // why it is not compared
}

// NotComparedOf says why a deployment of a file could not be compared.
func NotComparedOf(item *lint.Item, reason string) NotCompared {
	name := cmp.Or(item.Name.Value, item.ModelName.Value)
	return NotCompared{File: item.File, Line: item.Span.Start.Line, Name: name, Reason: reason}
}

// compareResult is what `costplan compare --format json` writes: every way to buy
// what a need or a deployment asks for, with what it costs or why it is not available,
// and where one becomes cheaper than another. All money, quantities and break-even
// values are decimals in text.
type compareResult struct {
	Catalog     edition       `json:"catalog"`      // the price list that was used
	Needs       []need        `json:"needs"`        // what is compared: one for flags, one for each deployment of the files
	NotCompared []NotCompared `json:"not_compared"` // deployments of the files that could not be compared, in their order
	// Every region, plan, specification and payment, need by need: those with an amount by currency
	// and rank, then the others in the order of the catalog.
	Options   []compareOption `json:"options"`
	BreakEven []breakEven     `json:"break_even"` // where one option becomes cheaper than another, need by need
	// Which option is the cheapest at how many billed hours, need by need, in rising order for each
	// currency.
	Ranges      []cheapestRange   `json:"ranges"`
	Diagnostics []diag.Diagnostic `json:"diagnostics"` // what was found in the files, sorted by file and place
}

// need is what somebody wants of one model.
type need struct {
	File       *string     `json:"file"`                        // file that states it; null if no file does
	Line       *int        `json:"line" jsonschema:"minimum=1"` // line that the deployment starts at, from 1; null if no file states it
	Name       *string     `json:"name"`                        // name of the deployment; null if it has none
	Model      string      `json:"model"`                       // model code that prices it
	FineTuned  bool        `json:"fine_tuned"`                  // the model is the foundation of a fine-tuned one
	Period     period      `json:"period"`                      // what the amounts cover
	Hours      Decimal     `json:"hours"`                       // billed hours in the period: what is paid by the hour is priced for them
	Throughput *amounts    `json:"throughput"`                  // tokens per minute, for plan ptu; null if they are not given
	Tokens     *amounts    `json:"tokens"`                      // tokens in the period, for plan lora; null if they are not given
	Today      *todaysDeal `json:"today"`                       // the current choice; null if none is known
	Summary    []string    `json:"summary"`                     // sentences that answer: what is the cheapest, and from how many hours on a subscription is
	Notes      []string    `json:"notes"`                       // what holds for all options of the need
}

// amounts is a number for each kind of tokens.
type amounts struct {
	Input          Decimal `json:"input"`           // input
	Output         Decimal `json:"output"`          // output; where the page tells modes apart, non-thinking
	ThinkingOutput Decimal `json:"thinking_output"` // output in thinking mode
}

// todaysDeal is the choice that options are compared with.
type todaysDeal struct {
	Region   *string   `json:"region"`   // code of the region; null if it is not known
	Plan     string    `json:"plan"`     // its plan; empty if it is not known
	Spec     *string   `json:"spec"`     // model unit specification; null on the other plans
	Payment  string    `json:"payment"`  // its payment
	Capacity *Decimal  `json:"capacity"` // model units; null on the other plans
	Amount   *Decimal  `json:"amount"`   // what it costs; null if that is not known
	Currency *currency `json:"currency"` // ISO 4217 code. Null if the region is not known
	Reason   *string   `json:"reason"`   // why there is no amount; null if there is one
	// What the amount pays for, where that is another time than the period of the need: two whole
	// months for a period of 31 days, or more hours than the period has. Null where the amount pays
	// for the period or for stated use within it, and where there is no amount.
	Covers *covers `json:"covers"`
}

// compareOption is one way to buy the model.
type compareOption struct {
	Need       int             `json:"need" jsonschema:"minimum=0"` // index into `needs`, from 0
	ID         string          `json:"id"`                          // names the option within its need
	Region     string          `json:"region"`                      // code of the region
	Plan       catalog.Plan    `json:"plan"`
	Spec       *string         `json:"spec"`     // model unit specification; null on the other plans
	Payment    catalog.Payment `json:"payment"`  // when it is paid for: a subscription in advance, for the days (ptu) or months (mu) of the period
	Capacity   *Decimal        `json:"capacity"` // model units: the smallest capacity if none was asked for. Null on the other plans
	Amount     *Decimal        `json:"amount"`   // what it costs over the period; null if it is not available
	Exact      bool            `json:"exact"`    // the amount is not rounded. Else it does not terminate and is rounded half up to 10 places
	Currency   currency        `json:"currency"`
	Offered    bool            `json:"offered"`                     // the region sells the model on this plan and payment, with a price in the catalog or without
	Cause      *compare.Cause  `json:"cause"`                       // why it is not available, for programs; null if it is
	Reason     *string         `json:"reason"`                      // why it is not available, as a sentence; null if it is
	Rank       *int            `json:"rank" jsonschema:"minimum=1"` // from 1, the cheapest of its currency; equal amounts share a rank. Null if it is not available
	Difference *Decimal        `json:"difference"`                  // the amount less that of today's choice; null if there is no such amount in its currency
	Today      bool            `json:"today"`                       // it is the current choice
	Notes      []string        `json:"notes"`                       // what somebody who chooses it should know
	Lines      []line          `json:"lines"`                       // how the amount is computed; empty if there is none
	// What the amount pays for, where that is another time than the period of the need: two whole
	// months for a period of 31 days, or more hours than the period has. Null where the amount pays
	// for the period or for stated use within it, and where there is no amount.
	Covers *covers `json:"covers"`
}

// breakEven is where one option becomes cheaper than another.
type breakEven struct {
	Need int `json:"need" jsonschema:"minimum=0"` // index into `needs`, from 0
	// What is compared: payments of the same thing, plans ptu and mu in one region,
	// regions, ptu at other throughput against mu, or plan lora against another.
	Kind compare.Kind `json:"kind"`
	// IDs of two options: the one that is cheaper below the value, then the one that is cheaper above
	// it. Without a value, the cheaper one is the first.
	Between [2]string `json:"between"`
	// What varies: billed hours in the period, or the same a day; tokens per minute; tokens of all
	// kinds in the need's mix, in the period or for each billed hour.
	Variable compare.Variable `json:"variable"`
	// Where both cost the same; for throughput the first whole pricing step at which the first option
	// costs more. Null if they never cross.
	Value *Decimal `json:"value"`
	// The value is not rounded. Else it does not terminate and is rounded half up to 10 places; false
	// without a value.
	Exact       bool   `json:"exact"`
	Numerator   *whole `json:"numerator"`   // of the exact value, in lowest terms; null without a value
	Denominator *whole `json:"denominator"` // of the exact value, in lowest terms; null without a value
	// The smallest whole number from which the second option is cheaper; null without a value and for
	// hours a day.
	First      *whole   `json:"first"`
	Throughput *amounts `json:"throughput"` // tokens per minute at the value, all kinds; null unless throughput varies
	Crosses    bool     `json:"crosses"`    // the order of the two changes, for hours within the period
	// ID of the option that never costs more within the period; null if the two cross in it or cost the
	// same.
	Cheaper *string `json:"cheaper"`
	Reading string  `json:"reading"` // the same as a sentence
}

// cheapestRange is a stretch of billed hours over which the same options are the
// cheapest.
type cheapestRange struct {
	Need     int      `json:"need" jsonschema:"minimum=0"` // index into `needs`, from 0
	Currency currency `json:"currency"`
	From     rational `json:"from"` // billed hours in the period; in the range
	// Billed hours in the period; not in the range, unless it is the last one, which includes the end
	// of the period.
	To      rational `json:"to"`
	Options []string `json:"options"` // IDs of the cheapest; several if they cost the same throughout
	Reading string   `json:"reading"` // the same as a sentence
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
		Period: periodOf(c.Need.Period), Hours: text(c.Hours),
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
		Today: o.Today, Notes: list(o.Notes), Lines: each(o.Fee.Lines, lineOf),
	}
	if o.Difference != nil {
		out.Difference = number(*o.Difference)
	}
	if o.Feasible() {
		out.Amount, out.Exact, out.Rank = number(o.Fee.Amount.Value), o.Fee.Exact, &o.Rank
		out.Covers = coversOf(o.Covers)
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
	value, exact := money.FromRat(r)
	return rational{Value: text(value), Exact: exact, Numerator: whole(r.Num().String()), Denominator: whole(r.Denom().String())}
}
