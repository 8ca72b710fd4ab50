package plot

import (
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/guptarohit/asciigraph"
)

// Screen is the room that a terminal has.
type Screen struct {
	Width int // columns; 0 for the usual 80
	Color bool
}

// Text draws in the cells of a terminal: every line with a character of its own.
// Where several meet in a cell, the last one shows.
func (c Chart) Text(w io.Writer, s Screen) error {
	const most = 8 // ticks of the vertical axis
	c = c.scaled(most)
	const usual, widest, rowsPerTick, least = 80, 120, 2, 20
	if s.Width == 0 {
		s.Width = usual
	}
	label := 0 // widest label of the vertical axis
	for _, t := range c.Y.Ticks {
		label = max(label, len(t.Text))
	}
	const frame = 5 // between labels and cells
	cells := max(least, min(s.Width, widest)-label-frame)
	ticks := len(c.Y.Ticks) - 1
	rows := ticks * max(rowsPerTick, 12/max(1, ticks))
	data, options := c.sampled(cells, s.Color)
	graph := asciigraph.PlotMany(data, append(options,
		asciigraph.Height(rows), asciigraph.LowerBound(0), asciigraph.UpperBound(c.Y.Max), asciigraph.Offset(3),
		asciigraph.YAxisValueFormatter(func(value float64) string { return c.rowLabel(value) }),
	)...)
	var out strings.Builder
	out.WriteString(c.Title + "\n" + c.Y.Name + "\n" + graph + "\n")
	left := strings.Index(firstLine(graph), "┤")
	if left < 0 {
		left = label + 1
	}
	out.WriteString(c.axisText(cells, len([]rune(firstLine(graph)[:left]))+1))
	for i, l := range c.Lines {
		out.WriteString(fmt.Sprintf("  %s  %s\n", painted(penOf(i), s.Color), l.Name))
	}
	for _, m := range c.Marks {
		out.WriteString("  " + m.Of + " " + m.Label + "\n")
	}
	for _, note := range c.Notes {
		out.WriteString("  " + note + "\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func painted(p pen, color bool) string {
	if !color {
		return p.char
	}
	return p.ansi.String() + p.char + asciigraph.Default.String()
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// sampled takes the value of each line at each column, so that a step stays one.
func (c Chart) sampled(cells int, color bool) ([][]float64, []asciigraph.Option) {
	var data [][]float64
	var chars []asciigraph.CharSet
	var colors []asciigraph.AnsiColor
	for i, l := range c.Lines {
		values := make([]float64, cells+1)
		for x := range values {
			values[x] = l.At(c.X.Max * float64(x) / float64(cells))
		}
		data = append(data, values)
		chars = append(chars, asciigraph.CreateCharSet(penOf(i).char))
		colors = append(colors, penOf(i).ansi)
	}
	options := []asciigraph.Option{asciigraph.SeriesChars(chars...)}
	if color {
		options = append(options, asciigraph.SeriesColors(colors...))
	}
	return data, options
}

// rowLabel labels the rows at ticks and no others.
func (c Chart) rowLabel(value float64) string {
	const slack = 1e-6
	for _, t := range c.Y.Ticks {
		if math.Abs(value-t.At) <= slack*c.Y.step {
			return t.Text
		}
	}
	return ""
}

// axisText writes the horizontal axis below the cells, which begin at column left.
func (c Chart) axisText(cells, left int) string {
	line := []rune(strings.Repeat(" ", left+cells+16))
	rule := []rune(strings.Repeat(" ", left-1) + "└" + strings.Repeat("─", cells))
	put := func(row []rune, at int, text string) {
		for i, r := range []rune(text) {
			if at+i >= 0 && at+i < len(row) {
				row[at+i] = r
			}
		}
	}
	free := 0
	for _, t := range c.X.Ticks {
		at := left + int(math.Round(t.At/c.X.Max*float64(cells)))
		if at-left < cells {
			rule[min(at, len(rule)-1)] = '┬'
		}
		if start := max(0, at-len(t.Text)/2); start >= free && start+len(t.Text) <= left+cells+2 {
			put(line, start, t.Text)
			free = start + len(t.Text) + 1
		}
	}
	out := string(rule) + "\n" + strings.TrimRight(string(line), " ") + "\n"
	if c.Here != nil {
		at := left + int(math.Round(c.Here.X/c.X.Max*float64(cells)))
		text := "^ " + c.Here.Label
		if at+len(text) > left+cells {
			text, at = c.Here.Label+" ^", at-len(c.Here.Label)-1
		}
		out += strings.Repeat(" ", max(0, at)) + text + "\n"
	}
	return out + strings.Repeat(" ", left) + c.X.Name + "\n\n"
}
