package plot

import (
	"github.com/guptarohit/asciigraph"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// pen is how a line is distinguished from the others: by colour, by dashes on paper and by
// its character in a terminal, so that it does not take colours to tell them.
type pen struct {
	color drawing.Color
	dash  []float64 // lengths of strokes and gaps in pixels; nil for an unbroken line
	char  string
	ansi  asciigraph.AnsiColor
}

// pens returns as many as a drawing has lines at most, chart.MaxLines. The colours are those of
// Okabe and Ito that people of every colour vision tell apart, without yellow.
func pens() []pen {
	return []pen{
		{drawing.ColorFromHex("0072B2"), nil, "*", asciigraph.Blue},
		{drawing.ColorFromHex("D55E00"), []float64{9, 4}, "+", asciigraph.Red},
		{drawing.ColorFromHex("009E73"), []float64{2, 3}, "o", asciigraph.Green},
		{drawing.ColorFromHex("CC79A7"), []float64{12, 4, 2, 4}, "x", asciigraph.Magenta},
		{drawing.ColorFromHex("56B4E9"), []float64{5, 2}, "#", asciigraph.Cyan},
		{drawing.ColorFromHex("E69F00"), []float64{16, 5}, "%", asciigraph.Yellow},
		{drawing.ColorFromHex("666666"), []float64{1, 2}, "=", asciigraph.Gray},
		{drawing.ColorFromHex("000000"), []float64{6, 2, 1, 2, 1, 2}, "&", asciigraph.Default},
	}
}

func penOf(i int) pen {
	all := pens()
	return all[i%len(all)]
}
