package chart

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// Tokens is what a fine-tuned model costs by the token against the tokens of the
// period, with the options by time that it crosses in one region: that of today's
// choice, else the first in the order of the catalog. ok is false if there is
// nothing to cross.
func Tokens(c *compare.Comparison) (drawing Chart, ok bool) {
	t := &tokens{c: c}
	if !t.choose() {
		return Chart{}, false
	}
	lines := []*compare.Option{t.lora}
	for _, x := range t.crossings {
		lines = append(lines, x.option)
	}
	end := t.end()
	drawing = Chart{
		ID: "tokens", Kind: Lines, File: "cost-by-tokens", Title: "Cost of " + c.Model + " by tokens, " + t.lora.Terms.Region.Name,
		X:     Axis{Label: "tokens in the period (" + c.Need.Period.Label + "), " + c.Need.MixText(), Unit: "tokens", Max: end},
		Y:     Axis{Label: t.currency + " for the period", Unit: t.currency},
		Notes: t.notes(), Reading: t.reading(), Here: t.here(),
	}
	for _, o := range lines {
		points := []Point{{Y: coordinate(t.cost(o, new(big.Rat)))}, {end, coordinate(t.cost(o, end.Rat()))}}
		drawing.Lines = append(drawing.Lines, lineOf(c, o, shortLabel(o, lines), points))
	}
	for _, x := range t.crossings {
		cost := sum(x.cost(), t.currency)
		drawing.Marks = append(drawing.Marks, Mark{
			Point: Point{coordinate(x.Value), coordinate(x.cost())},
			Label: "from " + whole(x.First) + " tokens on, " + cost, Short: compact(decimal.NewFromBigInt(x.First, 0)) + " tokens",
			Of: x.option.Label() + " is cheaper", Lines: x.Between[:],
		})
	}
	drawing.Table = t.table(lines, end)
	return drawing.finished(), true
}

// tokens draws one comparison.
type tokens struct {
	c         *compare.Comparison
	lora      *compare.Option
	perToken  *big.Rat // in the mix of the need
	crossings []tokenCrossing
	left      []string // what is said of the options that are not drawn
	currency  string
}

// tokenCrossing is from when on an option by time is cheaper than lora.
type tokenCrossing struct {
	*compare.BreakEven
	option *compare.Option
	hours  *big.Rat
}

// cost is what the option by time costs, at any number of tokens.
func (x tokenCrossing) cost() *big.Rat { return x.option.Curve.At(x.hours) }

// choose finds the region, and its options that are drawn: the one that is
// crossed first of each plan and payment, and none that is far beyond.
func (t *tokens) choose() bool {
	c := t.c
	var all []tokenCrossing
	for i := range c.BreakEven {
		b := &c.BreakEven[i]
		if b.Kind != compare.ByTokens || b.Variable != compare.TokensPerPeriod || b.Value.Sign() <= 0 {
			continue
		}
		lora, other := t.option(b.Between[0]), t.option(b.Between[1])
		if lora == nil || other == nil || t.lora != nil && t.lora.Terms.Region != lora.Terms.Region && !t.isToday(lora) {
			continue
		}
		if t.lora == nil || t.lora.Terms.Region != lora.Terms.Region {
			t.lora, all = lora, nil
		}
		all = append(all, tokenCrossing{b, other, c.Hours.Rat()})
	}
	if len(all) == 0 {
		return false
	}
	slices.SortStableFunc(all, func(a, b tokenCrossing) int { return a.Value.Cmp(b.Value) })
	type kind struct {
		plan    catalog.Plan
		payment catalog.Payment
	}
	seen, alike, dear := map[kind]bool{}, 0, 0
	for _, x := range all {
		this := kind{x.option.Terms.Plan, x.option.Terms.Payment}
		switch {
		case seen[this]:
			alike++
		case tooDear(x.Value, all[0].Value) || len(t.crossings) == MaxLines-1:
			dear++
		default:
			t.crossings = append(t.crossings, x)
		}
		seen[this] = true
	}
	if alike > 0 {
		t.left = append(t.left, fmt.Sprintf("Left out: %s beside the cheapest of each plan and payment.", options(alike)))
	}
	if dear > 0 {
		t.left = append(t.left, fmt.Sprintf("Left out: %s, so dear that the others would lie flat on the axis.", options(dear)))
	}
	first := t.crossings[0]
	t.currency = first.option.Fee.Amount.Currency
	t.perToken = new(big.Rat).Quo(first.cost(), first.Value)
	return true
}

func (t *tokens) option(id string) *compare.Option {
	if o, ok := t.c.Option(id); ok {
		return o
	}
	return nil
}

func (t *tokens) isToday(o *compare.Option) bool {
	return t.c.Today != nil && t.c.Today.Terms.Region == o.Terms.Region
}

// cost is what a line of the chart is at so many tokens.
func (t *tokens) cost(o *compare.Option, at *big.Rat) *big.Rat {
	if o == t.lora {
		return new(big.Rat).Mul(t.perToken, at)
	}
	return o.Curve.At(t.c.Hours.Rat())
}

// end is a round number of tokens beyond the last crossing and the need's own.
func (t *tokens) end() decimal.Decimal {
	last := coordinate(t.crossings[len(t.crossings)-1].Value)
	if own, given := t.own(); given {
		last = decimal.Max(last, own)
	}
	least := last.Mul(decimal.RequireFromString("1.15")).Ceil()
	digits := int32(len(least.String()))
	const kept = 2
	power := decimal.New(1, max(0, digits-kept))
	return least.DivRound(power, 0).Add(decimal.NewFromInt(1)).Mul(power)
}

// own are the tokens of the need.
func (t *tokens) own() (total decimal.Decimal, given bool) {
	own := t.c.Need.Tokens
	if own == nil {
		return total, false
	}
	return decimal.Sum(own.Input, own.Output, own.Thinking), true
}

func (t *tokens) here() *Here {
	own, given := t.own()
	if !given {
		return nil
	}
	y := coordinate(t.cost(t.lora, own.Rat()))
	return &Here{X: own, Y: &y, Line: t.lora.ID(), Label: "you are here: " + quote.Counted(own, "token")}
}

// reading says from when on an option by time is cheaper than tokens.
func (t *tokens) reading() string {
	first := t.crossings[0]
	last := new(big.Int).Sub(first.First, big.NewInt(1))
	return fmt.Sprintf("Up to %s tokens in the period nothing is cheaper than paying by the token; above, %s is.", whole(last), first.option.Label())
}

// notes are those on the options that are drawn, and on those that are not.
func (t *tokens) notes() []string {
	var drawn compare.Comparison
	for _, x := range t.crossings {
		drawn.Options = append(drawn.Options, *x.option)
	}
	return append(append([]string{}, t.left...), report.OptionNotes(&drawn)...)
}

// table has a row for round numbers of tokens, each crossing and the need's own.
func (t *tokens) table(lines []*compare.Option, end decimal.Decimal) Table {
	type row struct {
		at   *big.Rat
		note string
	}
	const parts = 10
	var rows []row
	for i := range int64(parts) {
		rows = append(rows, row{new(big.Rat).Mul(end.Rat(), big.NewRat(i+1, parts)), ""})
	}
	for _, x := range t.crossings {
		rows = append(rows, row{x.Value, x.option.Label() + " costs the same"})
	}
	if own, given := t.own(); given {
		rows = append(rows, row{own.Rat(), "you are here"})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return a.at.Cmp(b.at) })
	columns, ids := []string{"tokens"}, []string{""}
	for _, o := range lines {
		columns, ids = append(columns, o.Label()+" ("+t.currency+")"), append(ids, o.ID())
	}
	var cells [][]cell
	var places []decimal.Decimal
	for _, r := range rows {
		line := []cell{rational(r.at, 0)}
		for _, o := range lines {
			line = append(line, rational(t.cost(o, r.at), money.Cents))
		}
		cells, places = append(cells, append(line, words(r.note))), append(places, coordinate(r.at))
	}
	return tableOf(append(columns, "note"), cells).along(places, append(ids, ""))
}

func whole(n *big.Int) string { return money.Grouped(decimal.NewFromBigInt(n, 0), 0) }
