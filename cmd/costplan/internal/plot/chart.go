// Package plot draws charts of lines as SVG or in the cells of a terminal. What
// is drawn is chosen and labelled by package chart of the engine; here is the one
// place where its decimals become floating point, since a coordinate is no amount:
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
	// Ticks are where the axis is labelled, in rising order; none for round steps.
	Ticks []Tick
	step  float64 // of round steps
}

// Tick is a labelled place of an axis.
type Tick struct {
	At   float64
	Text string
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
	c.X = c.X.stepped(most)
	c.Y = c.Y.stepped(ticks)
	c.Y.Max = c.Y.step * math.Ceil(c.Y.Max/c.Y.step)
	c.Y.Ticks = nil
	c.Y = c.Y.stepped(ticks)
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

// stepped gives an axis without ticks round ones, so many at most.
func (a Axis) stepped(most int) Axis {
	const slack = 1e-9 // of a step, for what floating point loses
	a.step = roundStep(a.Max, most)
	if len(a.Ticks) > 0 {
		return a
	}
	for i := 0; float64(i)*a.step <= a.Max+slack*a.step; i++ {
		at := float64(i) * a.step
		a.Ticks = append(a.Ticks, Tick{at, tickText(at)})
	}
	return a
}
