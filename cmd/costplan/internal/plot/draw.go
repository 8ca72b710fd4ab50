package plot

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/guptarohit/asciigraph"
	"github.com/shopspring/decimal"
	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"github.com/costplan/costplan/catalog/money"
)

func words(text string) []string { return strings.Fields(text) }

func join(line, word string) string {
	if line == "" {
		return word
	}
	return line + " " + word
}

// write puts a text at a place.
func write(r chart.Renderer, text string, x, y int, points float64, color drawing.Color, style chart.Style) {
	chart.Style{FontSize: points, FontColor: color, Font: style.Font}.WriteToRenderer(r)
	r.Text(escaped(text), x, y)
}

func ink() drawing.Color { return drawing.ColorFromHex("222222") }

func (p *paper) drawTitle(r chart.Renderer, _ chart.Box, defaults chart.Style) {
	for i, line := range p.title {
		write(r, line, margin, margin+(i+1)*(lineHeight+2)-4, titleSize, ink(), defaults)
	}
	write(r, p.Y.Name, margin, p.axisName()+4, textSize, ink(), defaults)
}

// drawLegend draws a sample of each line with its name below the axes, and the
// notes below that.
func (p *paper) drawLegend(r chart.Renderer, _ chart.Box, defaults chart.Style) {
	y := p.size.Height - margin - len(p.notes)*(lineHeight-3) - (len(p.legend)-1)*lineHeight - 2
	for _, row := range p.legend {
		for column, i := range row {
			x := margin + column*p.column
			pen := penOf(i)
			chart.Style{StrokeColor: pen.color, StrokeWidth: 2, StrokeDashArray: pen.dash}.WriteDrawingOptionsToRenderer(r)
			r.MoveTo(x, y-4)
			r.LineTo(x+sample, y-4)
			r.Stroke()
			write(r, p.Lines[i].Name, x+sample+8, y, textSize, ink(), defaults)
		}
		y += lineHeight
	}
	for i, note := range p.notes {
		write(r, note, margin, p.size.Height-margin-(len(p.notes)-1-i)*(lineHeight-3)+6, textSize, drawing.ColorFromHex("666666"), defaults)
	}
}

// drawMarks draws the labelled points, and where the reader is.
func (p *paper) drawMarks(r chart.Renderer, canvas chart.Box, defaults chart.Style) {
	placer := p.newPlacer(canvas)
	if p.Here != nil {
		p.drawHere(r, placer, defaults)
	}
	for _, mark := range p.Marks {
		x, y := placer.x(mark.X), placer.y(mark.Y)
		chart.Style{StrokeColor: ink(), StrokeWidth: 1, FillColor: drawing.ColorWhite}.WriteDrawingOptionsToRenderer(r)
		r.SetFontColor(drawing.Color{})
		r.Circle(4, x, y)
		label := p.label(mark, canvas.Width())
		p.drawLabel(r, placer.place(x, y, p.widths(label, textSize)), label, defaults)
	}
}

// label is the label of a mark, the short one if the long one would take half
// of the room.
func (p *paper) label(m Mark, room int) string {
	if m.Short != "" && p.widths(m.Label, textSize) > room/2 {
		return m.Short
	}
	return m.Label
}

// drawHere draws a line across at the reader's place, its label at the top.
func (p *paper) drawHere(r chart.Renderer, placer *placer, defaults chart.Style) {
	x, width := placer.x(p.Here.X), p.widths(p.Here.Label, textSize)
	gray := drawing.ColorFromHex("999999")
	chart.Style{StrokeColor: gray, StrokeWidth: 1, StrokeDashArray: []float64{4, 3}}.WriteDrawingOptionsToRenderer(r)
	r.MoveTo(x, placer.canvas.Top)
	r.LineTo(x, placer.canvas.Bottom)
	r.Stroke()
	left := min(max(x-width/2, placer.canvas.Left), placer.canvas.Right-width)
	p.drawLabel(r, chart.Box{Left: left, Right: left + width, Top: placer.canvas.Top - lineHeight, Bottom: placer.canvas.Top - 4}, p.Here.Label, defaults)
}

// drawLabel writes a label on white, so that what it lies on does not show through.
func (p *paper) drawLabel(r chart.Renderer, box chart.Box, label string, defaults chart.Style) {
	chart.Style{FillColor: drawing.ColorWhite.WithAlpha(225), StrokeWidth: 0}.WriteDrawingOptionsToRenderer(r)
	r.SetStrokeColor(drawing.Color{})
	r.SetStrokeDashArray(nil)
	r.SetFontColor(drawing.Color{})
	r.MoveTo(box.Left-2, box.Top)
	r.LineTo(box.Right+2, box.Top)
	r.LineTo(box.Right+2, box.Bottom)
	r.LineTo(box.Left-2, box.Bottom)
	r.Close()
	r.Fill()
	write(r, label, box.Left, box.Bottom-4, textSize, ink(), defaults)
}

// tickText writes the value of a tick, which is round: "12,500" or "0.25".
func tickText(value float64) string {
	const places = 6 // of the smallest steps that are drawn
	return money.Grouped(decimal.NewFromFloat(value).Round(places), 0)
}

// SVG writes drawings of one size below each other, as one.
func SVG(w io.Writer, size Size, drawings ...Chart) error {
	if len(drawings) == 1 {
		return drawings[0].SVG(w, size)
	}
	height := size.Height * len(drawings)
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
		declaration, size.Width, height, size.Width, height)
	for i, c := range drawings {
		var one bytes.Buffer
		if err := c.SVG(&one, size); err != nil {
			return err
		}
		inner := bytes.TrimPrefix(one.Bytes(), []byte(declaration))
		fmt.Fprintf(&out, "<svg y=\"%d\" %s", i*size.Height, bytes.TrimPrefix(inner, []byte("<svg ")))
	}
	out.WriteString("</svg>\n")
	_, err := w.Write(out.Bytes())
	return err
}

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
