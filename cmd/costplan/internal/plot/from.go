package plot

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/sizing"
)

// Compare draws what options cost against the billed hours of the period. ok is
// false if nothing has an amount.
func Compare(c *compare.Comparison) (drawing Chart, ok bool) {
	hours, ok := chart.Hours(c)
	if !ok {
		return Chart{}, false
	}
	return Of(&hours), true
}

// Sizing draws what traffic needs, two drawings for each dimension that has any.
func Sizing(r *sizing.Result) []Chart {
	var drawings []Chart
	for _, c := range chart.Sizing(r) {
		drawings = append(drawings, Of(&c))
	}
	return drawings
}

// Of makes a drawing of a chart of lines: its decimals become coordinates.
func Of(c *chart.Chart) Chart {
	drawing := Chart{Title: c.Title, X: axisOf(c.X), Y: axisOf(c.Y), Notes: c.Notes}
	for _, l := range c.Lines {
		line := Line{Name: l.Label}
		for _, p := range l.Points {
			line.Points = append(line.Points, pointOf(p))
		}
		drawing.Lines = append(drawing.Lines, line)
	}
	for _, m := range c.Marks {
		drawing.Marks = append(drawing.Marks, Mark{Point: pointOf(m.Point), Label: m.Label, Short: m.Short, Of: m.Of})
	}
	if c.Here != nil {
		drawing.Here = &Mark{Point: Point{X: coordinate(c.Here.X)}, Label: c.Here.Label}
	}
	return drawing
}

func axisOf(a chart.Axis) Axis {
	axis := Axis{Name: a.Label, Max: coordinate(a.Max)}
	for _, t := range a.Ticks {
		axis.Ticks = append(axis.Ticks, Tick{coordinate(t.At), t.Text})
	}
	return axis
}

func pointOf(p chart.Point) Point { return Point{coordinate(p.X), coordinate(p.Y)} }

func coordinate(d decimal.Decimal) float64 {
	f, _ := d.Float64()
	return f
}
