// Package plot draws what a comparison or a sizing found: lines over an axis
// with labelled points, as SVG or in the cells of a terminal. It is the one
// place where numbers become floating point, since a coordinate is no amount:
// each text in a drawing that states an amount was written from the exact one.
package plot

import "math"

// Point is a place in the units of the axes.
type Point struct{ X, Y float64 }

// Line is a function of X, as points in rising X with straight lines between
// them. Two points with the same X are a step: the line goes straight up or down.
type Line struct {
	Name   string
	Points []Point
}

// Mark is a labelled point.
type Mark struct {
	Point
	Label string
	Short string // the label where there is little room; empty for the same
	Of    string // what it is a point of, said where the place does not show it
}

// Axis is one of the two axes. It begins at 0.
type Axis struct {
	Name string // with its unit
	Max  float64
	// Step is the distance of the ticks; 0 chooses a round one.
	Step float64
	// Tick writes a value at a tick; nil groups digits by commas.
	Tick func(float64) string
}

// Chart is a drawing.
type Chart struct {
	Title string
	X, Y  Axis
	Lines []Line
	Marks []Mark
	Here  *Mark    // where the reader is: a line across the drawing at its X
	Notes []string // below the legend
}

// Steps turns the values of stretches of equal length into a line that is level
// over each stretch and steps between them: values[i] holds from i x length to
// (i+1) x length.
func Steps(values []float64, length float64) []Point {
	var points []Point
	for i, value := range values {
		points = append(points, Point{float64(i) * length, value}, Point{float64(i+1) * length, value})
	}
	return points
}

// At is the value of a line at x; after a step, what it steps to. It is not a
// number outside of the line.
func (l Line) At(x float64) float64 {
	value := math.NaN()
	for i, p := range l.Points {
		switch {
		case p.X == x:
			value = p.Y
		case i > 0 && l.Points[i-1].X < x && x < p.X:
			before := l.Points[i-1]
			return before.Y + (p.Y-before.Y)*(x-before.X)/(p.X-before.X)
		}
	}
	return value
}

// scaled fills in what the axes leave out: an end that no line crosses, and
// round steps, so many of the vertical axis at most, with its end on one.
func (c Chart) scaled(ticks int) Chart {
	for _, l := range c.Lines {
		for _, p := range l.Points {
			c.X.Max, c.Y.Max = max(c.X.Max, p.X), max(c.Y.Max, p.Y)
		}
	}
	const most = 8 // of the horizontal axis
	if c.X.Max == 0 {
		c.X.Max = 1
	}
	if c.Y.Max == 0 {
		c.Y.Max = 1
	}
	if c.X.Step == 0 {
		c.X.Step = roundStep(c.X.Max, most)
	}
	if c.Y.Step == 0 {
		c.Y.Step = roundStep(c.Y.Max, ticks)
	}
	c.Y.Max = c.Y.Step * math.Ceil(c.Y.Max/c.Y.Step)
	return c
}

// roundStep is the smallest of 1, 2, 2.5, 5 x 10^n that needs so many ticks at most.
func roundStep(end float64, most int) float64 {
	least := end / float64(most)
	power := math.Pow(10, math.Floor(math.Log10(least)))
	for _, factor := range [...]float64{1, 2, 2.5, 5} {
		if factor*power >= least {
			return factor * power
		}
	}
	return 10 * power
}

// ticks are the values at the ticks of an axis.
func (a Axis) ticks() []float64 {
	const slack = 1e-9 // of a step, for what floating point loses
	var values []float64
	for i := 0; float64(i)*a.Step <= a.Max+slack*a.Step; i++ {
		values = append(values, float64(i)*a.Step)
	}
	return values
}

// text writes the value of a tick.
func (a Axis) text(value float64) string {
	if a.Tick != nil {
		return a.Tick(value)
	}
	return tickText(value)
}
