package plot

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"
)

// Size is that of a drawing in pixels.
type Size struct{ Width, Height int }

// declaration begins every file.
const declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

// Sizes that a drawing may have.
const (
	MinWidth, MinHeight = 480, 360
	MaxPixels           = 8_000 // either way
)

// Measures of the drawing, in pixels or points.
const (
	margin     = 16
	titleSize  = 13
	textSize   = 9
	lineHeight = 18
	sample     = 34 // length of a line in the legend
)

// SVG writes the drawing as SVG. Width and height are what it is laid out for;
// it scales to whatever it is shown in.
func (c Chart) SVG(w io.Writer, size Size) error {
	const perTick = 40 // pixels that a tick of the vertical axis takes with what is around it
	p := newPaper(c.scaled(max(2, size.Height/perTick-3)), size)
	chosen := p.chart()
	var out bytes.Buffer
	if err := chosen.Render(chart.SVG, &out); err != nil {
		return fmt.Errorf("cannot draw the plot: %w", err)
	}
	text := bytes.TrimPrefix(out.Bytes(), []byte("<svg "))
	open, rest, _ := bytes.Cut(text, []byte(">"))
	_, err := fmt.Fprintf(w, declaration+"<svg width=\"%d\" height=\"%d\" role=\"img\" %s>\n<title>%s</title>\n%s\n",
		size.Width, size.Height, open, escaped(c.Title), rest)
	return err
}

// escaped makes a text fit for XML: the library writes texts as they are.
func escaped(text string) string {
	var out bytes.Buffer
	xml.EscapeText(&out, []byte(text)) //nolint:errcheck // a buffer takes everything
	return out.String()
}

// paper is a chart laid out on so many pixels.
type paper struct {
	Chart
	size   Size
	title  []string
	legend [][]int  // lines of the chart, by row of the legend
	notes  []string // wrapped
	column int      // width of a column of the legend
	widths func(text string, points float64) int
}

func newPaper(c Chart, size Size) *paper {
	p := &paper{Chart: c, size: size, widths: measure()}
	room := size.Width - 2*margin
	p.title = p.wrapped(c.Title, titleSize, room)
	for _, l := range c.Lines {
		p.column = max(p.column, sample+8+p.widths(l.Name, textSize)+20)
	}
	columns := min(max(1, room/max(1, p.column)), 3)
	for i := range c.Lines {
		if i%columns == 0 {
			p.legend = append(p.legend, nil)
		}
		last := len(p.legend) - 1
		p.legend[last] = append(p.legend[last], i)
	}
	for _, note := range c.Notes {
		p.notes = append(p.notes, p.wrapped(note, textSize, room)...)
	}
	return p
}

// measure returns how wide a text is drawn.
func measure() func(text string, points float64) int {
	font, err := chart.GetDefaultFont()
	renderer, failed := chart.SVG(1, 1)
	if err != nil || failed != nil {
		return func(text string, points float64) int { return int(float64(len(text)) * points * 0.8) }
	}
	renderer.SetDPI(chart.DefaultDPI)
	renderer.SetFont(font)
	// The library measures by its own font, which a reader need not have; common
	// ones are wider.
	const wider = 1.18
	return func(text string, points float64) int {
		renderer.SetFontSize(points)
		box := renderer.MeasureText(text)
		return int(float64(box.Width()) * wider)
	}
}

// axisName is where the name of the vertical axis stands, below the title.
func (p *paper) axisName() int { return margin + len(p.title)*(lineHeight+2) + lineHeight/2 }

// wrapped breaks a text between words into lines that fit.
func (p *paper) wrapped(text string, points float64, room int) []string {
	var lines []string
	line := ""
	for _, word := range words(text) {
		if next := join(line, word); line == "" || p.widths(next, points) <= room {
			line = next
			continue
		}
		lines, line = append(lines, line), word
	}
	return append(lines, line)
}

// chart builds the drawing of the library.
func (p *paper) chart() chart.Chart {
	black := drawing.ColorFromHex("222222")
	grid := chart.Style{StrokeColor: drawing.ColorFromHex("E4E4E4"), StrokeWidth: 1}
	text := chart.Style{FontSize: textSize, FontColor: black, StrokeColor: drawing.ColorFromHex("888888"), StrokeWidth: 1}
	below := len(p.legend)*lineHeight + len(p.notes)*(lineHeight-3) + 14
	out := chart.Chart{
		Width: p.size.Width, Height: p.size.Height,
		Background: chart.Style{FillColor: drawing.ColorWhite, Padding: chart.Box{
			Top: p.axisName() + 2*lineHeight, Left: margin + 12, Right: margin + 12, Bottom: margin + below,
		}},
		XAxis: chart.XAxis{
			Name: escaped(p.X.Name), NameStyle: text, Style: text, GridMajorStyle: grid,
			Range: &chart.ContinuousRange{Min: 0, Max: p.X.Max}, Ticks: ticksOf(p.X, true),
		},
		YAxis: chart.YAxis{
			Style: text, GridMajorStyle: grid, AxisType: chart.YAxisSecondary, // which is at the left
			Range: &chart.ContinuousRange{Min: 0, Max: p.Y.Max}, Ticks: ticksOf(p.Y, false),
		},
		YAxisSecondary: chart.HideYAxis(),
	}
	for i, line := range p.Lines {
		pen := penOf(i)
		series := chart.ContinuousSeries{Style: chart.Style{StrokeColor: pen.color, StrokeWidth: 2, StrokeDashArray: pen.dash}}
		for _, point := range line.Points {
			series.XValues, series.YValues = append(series.XValues, point.X), append(series.YValues, point.Y)
		}
		out.Series = append(out.Series, series)
	}
	out.Elements = []chart.Renderable{p.drawTitle, p.drawMarks, p.drawLegend}
	return out
}

// ticksOf are the ticks of an axis for the library, which takes its ends from
// them: the end of the horizontal axis is one, without a label.
func ticksOf(a Axis, toEnd bool) []chart.Tick {
	var ticks []chart.Tick
	for _, t := range a.Ticks {
		ticks = append(ticks, chart.Tick{Value: t.At, Label: escaped(t.Text)})
	}
	if toEnd && ticks[len(ticks)-1].Value < a.Max {
		ticks = append(ticks, chart.Tick{Value: a.Max})
	}
	return ticks
}
