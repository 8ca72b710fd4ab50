package plot

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/sizing"
)

const hoursOfDay, hoursOfWeek = 24, 168

// Sizing draws what traffic needs, two drawings for each dimension that has any:
// the load by hour of the week against the capacity, and what capacities cost, or
// cover where overflow has no price.
func Sizing(r *sizing.Result) []Chart {
	var drawings []Chart
	for i := range r.Dimensions {
		if n := &r.Dimensions[i]; n.Stats.Peak.IsPositive() {
			drawings = append(drawings, week(r, i), capacities(r, i))
		}
	}
	return drawings
}

// chosenCapacity is the capacity of the first answer that has one.
func chosenCapacity(r *sizing.Result) *sizing.Choice {
	for i := range r.Answers {
		if a := &r.Answers[i]; len(a.Choices) > 0 {
			return &a.Choices[a.Best]
		}
	}
	return nil
}

// week is the load by hour of the week.
func week(r *sizing.Result, i int) Chart {
	n := &r.Dimensions[i]
	var peaks, means, running []float64
	for h, cell := range n.Profile {
		peaks = append(peaks, coordinate(cell.Peak))
		mean := 0.0
		if cell.Minutes > 0 {
			mean = coordinate(cell.Tokens) / float64(cell.Minutes)
		}
		means = append(means, mean)
		if s := r.Schedule; s != nil && s.Reason == nil {
			running = append(running, float64(s.Hours[h].Base[i]+s.Hours[h].Top[i]))
		}
	}
	c := Chart{
		Title: fmt.Sprintf("Load of %s tokens by hour of the week, %s", n.Dimension, r.Offer.Model),
		X:     Axis{Name: "hour of the week (" + r.Load.Zone.String() + ")", Max: hoursOfWeek, Step: hoursOfDay, Tick: dayText},
		Y:     Axis{Name: n.Dimension.String() + " tokens a minute"},
		Lines: []Line{{"busiest minute of the hour", Steps(peaks, 1)}, {"mean", Steps(means, 1)}},
		Notes: []string{fmt.Sprintf("Traffic of %s minutes from %s on.", money.Grouped(decimal.NewFromInt(int64(r.Load.Minutes)), 0), r.Load.Start().Format("2006-01-02 15:04 -07:00"))},
	}
	if choice := chosenCapacity(r); choice != nil {
		tpm := choice.Outcomes[i].TPM
		c.Lines = append(c.Lines, Line{"capacity of " + tpmText(tpm), []Point{{0, float64(tpm)}, {hoursOfWeek, float64(tpm)}}})
	}
	if running != nil {
		c.Lines = append(c.Lines, Line{"capacity by the schedule", Steps(running, 1)})
	}
	return c
}

func tpmText(tpm int64) string { return money.Grouped(decimal.NewFromInt(tpm), 0) + " TPM" }

func dayText(hour float64) string {
	day, _, _ := strings.Cut(sizing.HourOfWeek(int(hour)%hoursOfWeek).String(), " ")
	return day
}

// capacities is what the capacities of one dimension cost over the period, or
// cover.
func capacities(r *sizing.Result, i int) Chart {
	n := &r.Dimensions[i]
	c := Chart{X: Axis{Name: n.Dimension.String() + " TPM, bought in whole steps"}}
	priced := r.OnDemand != nil && n.Curve[0].OverflowCost.Known
	if !priced {
		c.Title = fmt.Sprintf("Minutes that a capacity of %s TPM covers, %s", n.Dimension, r.Offer.Model)
		c.Y = Axis{Name: "% of the minutes", Max: 100}
		c.Lines = []Line{{"minutes covered", c.points(n, func(p *sizing.Point) float64 { return 100 * share(p.Covered) })}}
	} else {
		c.Title = fmt.Sprintf("Cost of a capacity of %s TPM with what overflows, %s", n.Dimension, r.Offer.Model)
		c.Y = Axis{Name: fmt.Sprintf("%s for %s, this dimension alone", r.Region.Currency, r.Period.Label)}
		for f, fee := range n.Curve[0].Fees {
			payment := strings.ReplaceAll(string(fee.Payment), "_", "-")
			c.Lines = append(c.Lines, Line{"fee and overflow, " + payment, c.points(n, func(p *sizing.Point) float64 {
				return coordinate(p.Fees[f].Fee.Amount.Value) + coordinate(p.OverflowCost.Amount.Value)
			})})
		}
		c.Lines = append(c.Lines, Line{"overflow alone", c.points(n, func(p *sizing.Point) float64 { return coordinate(p.OverflowCost.Amount.Value) })})
	}
	if choice := chosenCapacity(r); choice != nil {
		tpm := choice.Outcomes[i].TPM
		c.Here = &Mark{Point: Point{X: float64(tpm)}, Label: "recommended: " + tpmText(tpm)}
	}
	return c
}

// points are the values of a curve. Where each step of capacity is on it, they
// are steps: a need between two capacities takes the larger one.
func (c Chart) points(n *sizing.Need, value func(p *sizing.Point) float64) []Point {
	var points []Point
	for i := range n.Curve {
		p := &n.Curve[i]
		if i > 0 && p.Steps == n.Curve[i-1].Steps+1 {
			points = append(points, Point{float64(n.Curve[i-1].TPM), value(p)})
		}
		points = append(points, Point{float64(p.TPM), value(p)})
	}
	return points
}

// share is a share as a coordinate.
func share(s sizing.Share) float64 {
	if !s.Defined() {
		return 0
	}
	return float(s.Part.Rat()) / float(s.Whole.Rat())
}

func coordinate(d decimal.Decimal) float64 { return float(d.Rat()) }
