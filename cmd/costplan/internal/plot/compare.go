package plot

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/quote"
)

// Compare draws what options cost against the billed hours of the period: the
// cheapest of each region, plan and payment, as many as a reader can tell apart.
// What is left out is said. ok is false if nothing has an amount. Amounts of
// another currency than that of the first option are left out too.
func Compare(c *compare.Comparison) (drawing Chart, ok bool) {
	drawn, left := chosen(c)
	if len(drawn) == 0 {
		return Chart{}, false
	}
	currency := drawn[0].Fee.Amount.Currency
	hours := float(c.Need.Period.Hours.Rat())
	drawing = Chart{
		Title: "Cost of " + c.Model + " by billed hours",
		X:     Axis{Name: "billed hours in the period (" + c.Need.Period.Label + ")", Max: hours, Step: HourStep(hours)},
		Y:     Axis{Name: currency + " for the period"},
		Notes: left,
	}
	if t := c.Need.Throughput; t != nil {
		drawing.Title += ", " + t.String()
	}
	for _, o := range drawn {
		drawing.Lines = append(drawing.Lines, Line{Name: o.Label(), Points: curve(c, o)})
	}
	drawing.Marks = crossings(c, drawn)
	if here := c.Hours; !here.GreaterThan(c.Need.Period.Hours) {
		drawing.Here = &Mark{Point: Point{X: float(here.Rat())}, Label: "you are here: " + quote.Counted(here, "hour")}
	}
	return drawing, true
}

// curve is what an option costs over the period: level, or straight from zero.
func curve(c *compare.Comparison, o *compare.Option) []Point {
	end := c.Need.Period.Hours.Rat()
	return []Point{{0, float(o.Curve.At(new(big.Rat)))}, {float(end), float(o.Curve.At(end))}}
}

// chosen are the options that are drawn, the cheapest first, and what is said of
// the others.
func chosen(c *compare.Comparison) (drawn []*compare.Option, left []string) {
	type kind struct {
		region  *catalog.Region
		plan    catalog.Plan
		payment catalog.Payment
	}
	seen := map[kind]bool{}
	end := c.Need.Period.Hours.Rat()
	var cheapest *big.Rat // of the whole period
	for i := range c.Ranked() {
		if cost := c.Options[i].Curve.At(end); cheapest == nil || cost.Cmp(cheapest) < 0 {
			cheapest = cost
		}
	}
	alike, dear := 0, 0
	for i := range c.Ranked() {
		o := &c.Options[i]
		this := kind{o.Terms.Region, o.Terms.Plan, o.Terms.Payment}
		switch {
		case o.Fee.Amount.Currency != c.Options[0].Fee.Amount.Currency || seen[this]:
			alike++
		case len(drawn) == MaxLines() || tooDear(o.Curve.At(end), cheapest) && len(drawn) > 1:
			dear++
		default:
			drawn = append(drawn, o)
		}
		seen[this] = true
	}
	if alike > 0 {
		left = append(left, fmt.Sprintf("Left out: %s beside the cheapest of each region, plan and payment.", options(alike)))
	}
	if dear > 0 {
		left = append(left, fmt.Sprintf("Left out: %s, so dear that the others would lie flat on the axis.", options(dear)))
	}
	return drawn, left
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

// crossings are the break-even points to label: of the two payments of one thing,
// and those where the cheapest option changes.
func crossings(c *compare.Comparison, drawn []*compare.Option) []Mark {
	ids := map[string]*compare.Option{}
	for _, o := range drawn {
		ids[o.ID()] = o
	}
	changes := map[string]bool{} // hours at which the cheapest option changes
	for _, r := range c.Ranges {
		changes[r.From.RatString()] = true
	}
	var marks []Mark
	said := map[string]bool{}
	for _, b := range c.BreakEven {
		first, second := ids[b.Between[0]], ids[b.Between[1]]
		if b.Variable != compare.HoursPerPeriod || !b.Crosses() || first == nil || second == nil ||
			b.Kind != compare.ByPayment && !changes[b.Value.RatString()] {
			continue
		}
		amount := second.Curve.At(b.Value)
		label := fmt.Sprintf("%s of %s hours, %s", places(b.Value, 2), money.Grouped(c.Need.Period.Hours, 0), sum(amount, second))
		short := places(b.Value, 2) + " hours"
		if perDay := hoursADay(c, b); perDay != "" {
			label = perDay + " hours a day (" + label + ")"
			short = perDay + " hours a day"
		}
		if !said[label] {
			said[label] = true
			marks = append(marks, Mark{
				Point: Point{float(b.Value), float(amount)}, Label: label, Short: short, Of: second.Label() + " is cheaper from",
			})
		}
	}
	slices.SortStableFunc(marks, func(a, b Mark) int {
		switch {
		case a.X < b.X:
			return -1
		case a.X > b.X:
			return 1
		}
		return 0
	})
	return marks
}

// hoursADay is the break-even in hours a day, rounded to four places.
func hoursADay(c *compare.Comparison, of compare.BreakEven) string {
	for _, b := range c.BreakEven {
		if b.Variable == compare.HoursPerDay && b.Kind == of.Kind && b.Between == of.Between {
			const enough = 4
			return places(b.Value, enough)
		}
	}
	return ""
}

// places writes a rational number rounded half up to so many places.
func places(r *big.Rat, n int32) string {
	value, _ := compare.Decimal(r)
	return money.Grouped(value.Round(n), 0)
}

func sum(amount *big.Rat, o *compare.Option) string {
	value, _ := compare.Decimal(amount)
	return money.Grouped(value.Round(money.Cents), money.Cents) + " " + o.Fee.Amount.Currency
}

// float is a coordinate.
func float(r *big.Rat) float64 {
	f, _ := r.Float64()
	return f
}
