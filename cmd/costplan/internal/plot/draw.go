package plot

import (
	"strings"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
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
