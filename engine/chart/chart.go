// Package chart is drawings as data: which lines and bars are drawn of a result,
// between which points, what is labelled and how a drawing reads in one sentence,
// with the table of its numbers. A page, an SVG and a terminal draw the same from
// it. It computes no fee: amounts come from packages quote, compare, diff and
// sizing. It knows no pixels and no colours.
//
// Coordinates are decimals. One that does not terminate, such as the hours of a
// break-even, is rounded half up to money.InexactPlaces places; what is read off a
// line there is reckoned from the exact one.
package chart

import (
	"encoding/csv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/report"
)

// MaxLines is how many lines, or parts of a bar, a reader can tell apart.
const MaxLines = 8

// Kind is how a chart is drawn.
type Kind string

// The kinds.
const (
	Lines Kind = "lines" // straight between points
	Steps Kind = "steps" // lines that are level between points with the same x
	Stack Kind = "stack" // bars of parts that add up
)

// Chart is a drawing as data: coordinates are decimals in text.
type Chart struct {
	ID      string   `json:"id"`      // within one result
	Kind    Kind     `json:"kind"`    // how it is drawn: straight lines between points, level lines with steps, or bars of parts that add up
	Title   string   `json:"title"`   // a few words
	Reading string   `json:"reading"` // what it shows, in a sentence
	X       Axis     `json:"x"`       // the axis that runs sideways
	Y       Axis     `json:"y"`       // the axis that runs up
	Lines   []Line   `json:"lines"`   // the lines
	Gaps    []Gap    `json:"gaps"`    // stretches of x without data
	Bars    []Bar    `json:"bars"`    // the parts of the bars
	Marks   []Mark   `json:"marks"`   // labelled points
	Here    *Here    `json:"here"`    // where the reader is; null if it is not in the drawing
	Notes   []string `json:"notes"`   // what else is worth knowing
	Table   Table    `json:"table"`   // the numbers
	File    string   `json:"file"`    // name for a download, without an ending
}

// Axis is an axis, which begins at 0.
type Axis struct {
	Label string          `json:"label"` // "hours a day, on each of 30 days"
	Unit  string          `json:"unit"`  // "hours", "USD": of the coordinates
	Max   decimal.Decimal `json:"max"`   // of what is drawn
	Ticks []Tick          `json:"ticks"` // where they are not just round numbers; else empty
}

// Tick is a labelled place of an axis.
type Tick struct {
	At   decimal.Decimal `json:"at"`   // the place
	Text string          `json:"text"` // the label
}

// Line is a function of x, as points in rising x. Two points with the same x are a
// step.
type Line struct {
	ID     string  `json:"id"`     // "cn-beijing/ptu/subscription"
	Label  string  `json:"label"`  // "ptu subscription in China (Beijing)"
	Short  string  `json:"short"`  // the label without what all lines have in common
	Points []Point `json:"points"` // the points
	// Series is the same for what is the same in every chart of its kind, from 0: of a
	// cost, the place of its region in the catalog.
	Series  int    `json:"series"`
	Payment string `json:"payment"` // "subscription" or "pay_as_you_go"; empty for what is not paid
	Breaks  []int  `json:"breaks"`  // places of points from which no line goes to the next one
}

// Gap is a stretch of x without data.
type Gap struct {
	From decimal.Decimal `json:"from"` // its beginning
	To   decimal.Decimal `json:"to"`   // its end
}

// Point is a place in the units of the axes.
type Point struct {
	X decimal.Decimal `json:"x"` // sideways
	Y decimal.Decimal `json:"y"` // up
}

// Bar is a part of a stacked bar.
type Bar struct {
	Group  string          `json:"group"`  // the bar: "A"
	Series int             `json:"series"` // the same in every bar for what is the same, from 0
	Label  string          `json:"label"`  // what it is
	Value  decimal.Decimal `json:"value"`  // how much it is
	Text   string          `json:"text"`   // the value with its unit
}

// Mark is a labelled point.
type Mark struct {
	Point
	Label string   `json:"label"` // what is there
	Short string   `json:"short"` // where there is little room
	Of    string   `json:"of"`    // what it is a point of, to stand before the label
	Lines []string `json:"lines"` // IDs of the lines that meet there
}

// Here is where the reader is: a line across the drawing at x.
type Here struct {
	X     decimal.Decimal  `json:"x"`     // where the line is
	Y     *decimal.Decimal `json:"y"`     // on the line of today's choice; null if that is not drawn
	Line  string           `json:"line"`  // its ID; empty if it is not drawn
	Label string           `json:"label"` // what it says
}

// Table is the numbers of a chart.
type Table struct {
	Columns []string   `json:"columns"` // the titles of the columns
	Rows    [][]string `json:"rows"`    // the rows, as people read them
	CSV     string     `json:"csv"`     // the same as CSV, where numbers are not grouped
	// At is where each row stands on x, rising; empty for a table of something else.
	At []decimal.Decimal `json:"at"`
	// Lines are the IDs of the lines whose values the columns have, empty for another
	// column; none for a table of something else.
	Lines []string `json:"lines"`
}

// along says where the rows of a table stand on x, and which column is of which
// line.
func (t Table) along(at []decimal.Decimal, lines []string) Table {
	t.At, t.Lines = at, lines
	return t
}

// cell is a text of a table as people read it and as programs do.
type cell struct{ text, plain string }

// words is a cell that is no number.
func words(text string) cell { return cell{text, report.Harmless(text)} }

// tableOf writes a table in both forms.
func tableOf(columns []string, rows [][]cell) Table {
	t := Table{Columns: columns, Rows: make([][]string, 0, len(rows)), At: []decimal.Decimal{}, Lines: []string{}}
	plain := make([]string, len(columns))
	for i, name := range columns {
		plain[i] = report.Harmless(name)
	}
	records := [][]string{plain}
	for _, row := range rows {
		texts, plains := make([]string, len(row)), make([]string, len(row))
		for i, c := range row {
			texts[i], plains[i] = c.text, c.plain
		}
		t.Rows = append(t.Rows, texts)
		records = append(records, plains)
	}
	var out strings.Builder
	csv.NewWriter(&out).WriteAll(records) //nolint:errcheck // a builder takes everything
	t.CSV = out.String()
	return t
}

// finished fills in the ends of the axes, and lists that are empty.
func (c Chart) finished() Chart {
	for i := range c.Lines {
		c.Lines[i].Breaks = list(c.Lines[i].Breaks)
		for _, p := range c.Lines[i].Points {
			c.X.Max, c.Y.Max = decimal.Max(c.X.Max, p.X), decimal.Max(c.Y.Max, p.Y)
		}
	}
	c.X.Ticks, c.Y.Ticks = list(c.X.Ticks), list(c.Y.Ticks)
	c.Lines, c.Gaps, c.Bars, c.Marks, c.Notes = list(c.Lines), list(c.Gaps), list(c.Bars), list(c.Marks), list(c.Notes)
	for i := range c.Marks {
		c.Marks[i].Lines = list(c.Marks[i].Lines)
	}
	return c
}

// list keeps an empty list from becoming null.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}
