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
)

// Hours is what options cost against the billed hours of the period: the
// cheapest of each region, plan and payment, as many as a reader can tell apart.
// What is left out is said. ok is false if nothing has an amount. Amounts of
// another currency than that of the first option are left out too.
func Hours(c *compare.Comparison) (drawing Chart, ok bool) {
	h := &hours{c: c}
	h.choose()
	if len(h.drawn) == 0 {
		return Chart{}, false
	}
	h.currency = h.drawn[0].Fee.Amount.Currency
	drawing = Chart{
		ID: "hours", Kind: Lines, File: "cost-by-hours", Title: "Cost of " + c.Model + " by billed hours",
		X:     h.axis(),
		Y:     Axis{Label: h.currency + " for the period", Unit: h.currency},
		Notes: h.left, Reading: h.reading(), Here: h.here(),
	}
	if t := c.Need.Throughput; t != nil {
		drawing.Title += ", " + t.String()
	}
	for _, o := range h.drawn {
		drawing.Lines = append(drawing.Lines, lineOf(h.c, o, h.short(o), h.curve(o)))
	}
	for _, x := range h.crossings() {
		drawing.Marks = append(drawing.Marks, x.mark)
	}
	drawing.Table = h.table()
	return drawing.finished(), true
}

// hours draws one comparison.
type hours struct {
	c        *compare.Comparison
	drawn    []*compare.Option // the cheapest first
	left     []string          // what is said of the others
	currency string
}

func (h *hours) end() *big.Rat { return h.c.Need.Period.Hours.Rat() }

// lineOf is a line of an option. Its series is that of its region.
func lineOf(c *compare.Comparison, o *compare.Option, short string, points []Point) Line {
	return Line{
		ID: o.ID(), Label: o.Label(), Short: short, Points: points,
		Series: slices.Index(c.Catalog.Regions, o.Terms.Region), Payment: string(o.Terms.Payment),
	}
}

// days are the days of the period; ok is false if it is not made of several whole
// days, so that its hours are not counted by the day.
func (h *hours) days() (days decimal.Decimal, ok bool) {
	days, rest := h.c.Need.Period.Hours.QuoRem(decimal.NewFromInt(hoursOfDay), 0)
	return days, rest.IsZero() && days.GreaterThan(decimal.NewFromInt(1))
}

// axis is the billed hours, in hours a day where the period is made of days.
func (h *hours) axis() Axis {
	period := h.c.Need.Period
	axis := Axis{Unit: "hours", Max: period.Hours}
	days, ok := h.days()
	if !ok {
		axis.Label, axis.Ticks = "billed hours in the period ("+period.Label+")", hourTicks(period.Hours)
		return axis
	}
	axis.Label = "billed hours a day, on each of " + quote.Counted(days, "day")
	const apart = 2
	axis.Ticks = ticks(period.Hours, days.Mul(decimal.NewFromInt(apart)), func(at decimal.Decimal) string {
		return money.Grouped(at.DivRound(days, 0), 0)
	})
	return axis
}

// curve is what an option costs over the period: level, or straight from zero.
func (h *hours) curve(o *compare.Option) []Point {
	return []Point{{Y: coordinate(o.Curve.At(new(big.Rat)))}, {h.c.Need.Period.Hours, coordinate(o.Curve.At(h.end()))}}
}

// choose finds the options that are drawn, and what is said of the others.
// Today's choice is drawn in any case, if it has an amount of the same currency.
func (h *hours) choose() {
	type kind struct {
		region  *catalog.Region
		plan    catalog.Plan
		payment catalog.Payment
	}
	c, seen := h.c, map[kind]bool{}
	var cheapest *big.Rat // of the whole period
	for i := range c.Ranked() {
		if cost := c.Options[i].Curve.At(h.end()); cheapest == nil || cost.Cmp(cheapest) < 0 {
			cheapest = cost
		}
	}
	alike, dear := 0, 0
	for i := range c.Ranked() {
		o := &c.Options[i]
		this := kind{o.Terms.Region, o.Terms.Plan, o.Terms.Payment}
		switch {
		case o.Fee.Amount.Currency == c.Options[0].Fee.Amount.Currency && o.Today:
			if len(h.drawn) == MaxLines {
				h.drawn = h.drawn[:MaxLines-1]
				dear++
			}
			h.drawn = append(h.drawn, o)
		case o.Fee.Amount.Currency != c.Options[0].Fee.Amount.Currency || seen[this]:
			alike++
		case len(h.drawn) == MaxLines || tooDear(o.Curve.At(h.end()), cheapest) && len(h.drawn) > 1:
			dear++
		default:
			h.drawn = append(h.drawn, o)
		}
		seen[this] = true
	}
	if alike > 0 {
		h.left = append(h.left, fmt.Sprintf("Left out: %s beside the cheapest of each region, plan and payment.", options(alike)))
	}
	if dear > 0 {
		h.left = append(h.left, fmt.Sprintf("Left out: %s, so dear that the others would lie flat on the axis.", options(dear)))
	}
}

// tooDear reports whether a cost would leave the cheapest line flat on the axis.
func tooDear(cost, cheapest *big.Rat) bool {
	const most = 12
	return cost.Cmp(new(big.Rat).Mul(cheapest, big.NewRat(most, 1))) > 0
}

func options(n int) string {
	if n == 1 {
		return "1 option"
	}
	return fmt.Sprintf("%d options", n)
}

// here is the hours of the need, on the line of today's choice.
func (h *hours) here() *Here {
	at := h.c.Hours
	if at.GreaterThan(h.c.Need.Period.Hours) {
		return nil
	}
	here := &Here{X: at, Label: "you are here: " + quote.Counted(at, "hour")}
	if days, ok := h.days(); ok {
		const most = 2 // places; what has more is told by the hours of the period
		if perDay, exact := money.Quotient(at, days); exact && perDay.Equal(perDay.Round(most)) {
			here.Label = "you are here: " + quote.Counted(perDay, "hour") + " a day"
		}
	}
	if o := h.today(); o != nil {
		y := coordinate(o.Curve.At(at.Rat()))
		here.Y, here.Line = &y, o.ID()
	}
	return here
}

// today is today's choice, if it is drawn.
func (h *hours) today() *compare.Option {
	for _, o := range h.drawn {
		if o.Today {
			return o
		}
	}
	return nil
}

// crossing is a break-even that is labelled.
type crossing struct {
	hours *big.Rat
	mark  Mark
}

// crossings are the break-even points to label: of the two payments of one thing,
// and those where the cheapest option changes.
func (h *hours) crossings() []crossing {
	ids := map[string]*compare.Option{}
	for _, o := range h.drawn {
		ids[o.ID()] = o
	}
	changes := map[string]bool{} // hours at which the cheapest option changes
	for _, r := range h.c.Ranges {
		changes[r.From.RatString()] = true
	}
	var found []crossing
	said := map[string]bool{}
	for i := range h.c.BreakEven {
		b := &h.c.BreakEven[i]
		first, second := ids[b.Between[0]], ids[b.Between[1]]
		if b.Variable != compare.HoursPerPeriod || !b.Crosses() || first == nil || second == nil ||
			b.Kind != compare.ByPayment && !changes[b.Value.RatString()] {
			continue
		}
		cost := second.Curve.At(b.Value)
		label := fmt.Sprintf("%s of %s hours, %s", places(b.Value, 2), money.Grouped(h.c.Need.Period.Hours, 0), sum(cost, h.currency))
		short := places(b.Value, 2) + " hours"
		if perDay := h.aDay(b); perDay != nil {
			const enough = 4
			text := places(perDay, enough)
			label = text + " hours a day (" + label + ")"
			short = text + " hours a day"
		}
		if !said[label] {
			said[label] = true
			found = append(found, crossing{b.Value, Mark{
				Point: Point{coordinate(b.Value), coordinate(cost)}, Label: label, Short: short,
				Of: second.Label() + " is cheaper from", Lines: b.Between[:],
			}})
		}
	}
	slices.SortStableFunc(found, func(a, b crossing) int { return a.hours.Cmp(b.hours) })
	return found
}

// aDay is a break-even in hours a day; nil if no day has as many.
func (h *hours) aDay(of *compare.BreakEven) *big.Rat {
	for i := range h.c.BreakEven {
		b := &h.c.BreakEven[i]
		if b.Variable == compare.HoursPerDay && b.Kind == of.Kind && b.Between == of.Between {
			return b.Value
		}
	}
	return nil
}

// table has a row for each hour a day, or tick, for each break-even and for the
// hours of the need.
func (h *hours) table() Table {
	type row struct {
		at   *big.Rat
		note string
	}
	var marked []row
	for _, x := range h.crossings() {
		marked = append(marked, row{x.hours, "break-even"})
	}
	if here := h.here(); here != nil {
		marked = append(marked, row{here.X.Rat(), "you are here"})
	}
	end := h.c.Need.Period.Hours
	days, byDay := h.days()
	step := hourStep(end)
	columns, lines := []string{"billed hours"}, []string{""}
	if byDay {
		step = days
		columns, lines = []string{"hours a day", "billed hours"}, []string{"", ""}
	}
	ats := []row{{h.end(), ""}}
	for _, t := range ticks(end, step, decimal.Decimal.String) {
		ats = append(ats, row{t.At.Rat(), ""})
	}
	ats = slices.DeleteFunc(ats, func(r row) bool {
		return slices.ContainsFunc(marked, func(m row) bool { return m.at.Cmp(r.at) == 0 })
	})
	ats = append(ats, marked...)
	slices.SortStableFunc(ats, func(a, b row) int { return a.at.Cmp(b.at) })
	ats = slices.CompactFunc(ats, func(a, b row) bool { return a.at.Cmp(b.at) == 0 && a.note == b.note })
	for _, o := range h.drawn {
		columns, lines = append(columns, o.Label()+" ("+h.currency+")"), append(lines, o.ID())
	}
	var rows [][]cell
	var places []decimal.Decimal
	for _, r := range ats {
		var cells []cell
		if byDay {
			cells = append(cells, rational(new(big.Rat).Quo(r.at, days.Rat()), 0))
		}
		cells = append(cells, rational(r.at, 0))
		for _, o := range h.drawn {
			cells = append(cells, rational(o.Curve.At(r.at), money.Cents))
		}
		rows, places = append(rows, append(cells, words(r.note))), append(places, coordinate(r.at))
	}
	return tableOf(append(columns, "note"), rows).along(places, append(lines, ""))
}
