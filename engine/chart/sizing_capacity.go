package chart

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

// curve is one value of every capacity of a dimension.
type curve struct {
	id, label, short string
	value            func(p *sizing.Point) decimal.Decimal
}

// capacities is what the capacities of one dimension cost over the period, or
// cover.
func capacities(r *sizing.Result, i int) Chart {
	n := &r.Dimensions[i]
	c := Chart{Kind: Steps, X: Axis{Label: n.Dimension.String() + " TPM, bought in whole steps", Unit: "TPM"}}
	curves := []curve{coverage()}
	if priced := r.OnDemand != nil && n.Curve[0].OverflowCost.Known; !priced {
		c.ID = "coverage-" + slug(n.Dimension)
		c.Title = fmt.Sprintf("Minutes that a capacity of %s TPM covers, %s", n.Dimension, r.Offer.Model)
		c.Y = Axis{Label: "% of the minutes", Unit: "%", Max: decimal.NewFromInt(100)}
	} else {
		c.ID = "capacity-" + slug(n.Dimension)
		c.Title = fmt.Sprintf("Cost of a capacity of %s TPM with what overflows, %s", n.Dimension, r.Offer.Model)
		c.Y = Axis{Label: fmt.Sprintf("%s for %s, this dimension alone", r.Region.Currency, r.Period.Label), Unit: r.Region.Currency}
		curves = costs(n)
	}
	c.File = c.ID
	for series, v := range curves {
		c.Lines = append(c.Lines, Line{ID: v.id, Label: v.label, Short: v.short, Points: stairs(n, v.value), Series: series})
	}
	if o := outcomeOf(r, i); o != nil {
		tpm := decimal.NewFromInt(o.TPM)
		c.Here = &Here{X: tpm, Label: "recommended: " + tpmText(o.TPM)}
		c.Reading = capacityReading(r, o)
	} else {
		last := &n.Curve[len(n.Curve)-1]
		c.Reading = fmt.Sprintf("%s cover every minute of the traffic.", tpmText(last.TPM))
	}
	c.Table = capacityTable(r, n)
	return c.finished()
}

func coverage() curve {
	return curve{"covered", "minutes covered", "covered", func(p *sizing.Point) decimal.Decimal { return percentOf(p.Covered) }}
}

// costs are the fee with what overflows, under each payment, and the overflow.
func costs(n *sizing.Need) []curve {
	var all []curve
	for f, fee := range n.Curve[0].Fees {
		payment := report.PaymentText(fee.Payment)
		all = append(all, curve{string(fee.Payment), "fee and overflow, " + payment, payment, func(p *sizing.Point) decimal.Decimal {
			return p.Fees[f].Fee.Amount.Value.Add(p.OverflowCost.Amount.Value)
		}})
	}
	return append(all, curve{"overflow", "overflow alone", "overflow", func(p *sizing.Point) decimal.Decimal { return p.OverflowCost.Amount.Value }})
}

// stairs are the values of a curve. Where each step of capacity is on it, they
// are steps: a need between two capacities takes the larger one.
func stairs(n *sizing.Need, value func(p *sizing.Point) decimal.Decimal) []Point {
	var points []Point
	for i := range n.Curve {
		p := &n.Curve[i]
		if i > 0 && p.Steps == n.Curve[i-1].Steps+1 {
			points = append(points, Point{decimal.NewFromInt(n.Curve[i-1].TPM), value(p)})
		}
		points = append(points, Point{decimal.NewFromInt(p.TPM), value(p)})
	}
	return points
}

// percentOf is a share in percent.
func percentOf(s sizing.Share) decimal.Decimal {
	if !s.Defined() {
		return decimal.Decimal{}
	}
	const percent = 2 // places that the point moves
	value, _ := money.Quotient(s.Part.Shift(percent), s.Whole)
	return value
}

// capacityReading says what the recommended capacity does.
func capacityReading(r *sizing.Result, o *sizing.Outcome) string {
	a := answerOf(r)
	if o.TPM == 0 {
		return fmt.Sprintf("It is cheapest to buy no capacity for %s.", o.Dimension)
	}
	return fmt.Sprintf("%s are recommended %s: they cover %s of the minutes and serve %s of the tokens.",
		tpmText(o.TPM), a.Goal.String(), report.ShareText(o.Covered), report.ShareText(o.Served))
}

// capacityTable has a row for each capacity: what it covers and what it costs.
func capacityTable(r *sizing.Result, n *sizing.Need) Table {
	columns := []string{n.Dimension.String() + " TPM", "minutes covered", "tokens served"}
	for _, fee := range n.Curve[0].Fees {
		columns = append(columns, report.PaymentText(fee.Payment)+" ("+r.Region.Currency+")")
	}
	columns = append(columns, "overflow on demand ("+r.Region.Currency+")")
	var rows [][]cell
	var places []decimal.Decimal
	for i := range n.Curve {
		p := &n.Curve[i]
		row := []cell{count(decimal.NewFromInt(p.TPM)), share(p.Covered), share(p.Served)}
		for _, fee := range p.Fees {
			row = append(row, cost(fee.Fee))
		}
		rows, places = append(rows, append(row, cost(p.OverflowCost))), append(places, decimal.NewFromInt(p.TPM))
	}
	return tableOf(columns, rows).along(places, make([]string, len(columns))) // fees are without the overflow that is in their lines
}

// share and cost are cells; of what is not known, its words.
func share(s sizing.Share) cell {
	if !s.Defined() {
		return words(report.ShareText(s))
	}
	return cell{report.ShareText(s), money.Text(percentOf(s)) + "%"}
}

func cost(c sizing.Cost) cell {
	if !c.Known {
		return words(report.CostText(c))
	}
	return cell{report.CostText(c), money.Text(c.Amount.Value)}
}
