package plot

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/wcharczuk/go-chart/v2"

	engine "github.com/costplan/costplan/engine/chart"
)

// A step has two values at one place; after it, the second one holds.
func TestAtSteps(t *testing.T) {
	l := Line{Points: []Point{{0, 3}, {10, 3}, {10, 7}, {20, 7}}}
	for x, want := range map[float64]float64{0: 3, 5: 3, 9.999: 3, 10: 7, 15: 7, 20: 7} {
		if got := l.At(x); got != want {
			t.Errorf("at %g it is %g, want %g", x, got, want)
		}
	}
	if got := (Line{Points: []Point{{0, 0}, {720, 6912}}}).At(360); got != 3456 {
		t.Errorf("half way it is %g", got)
	}
	if !math.IsNaN(l.At(21)) || !math.IsNaN(l.At(-1)) {
		t.Error("there are values outside of the line")
	}
}

func TestRoundStep(t *testing.T) {
	for _, test := range []struct {
		end  float64
		most int
		want float64
	}{{7000, 8, 1000}, {6912, 8, 1000}, {63360, 8, 10000}, {10, 8, 2}, {0.9, 8, 0.2}, {1, 10, 0.1}, {100, 4, 25}} {
		if got := roundStep(test.end, test.most); math.Abs(got-test.want) > 1e-12 {
			t.Errorf("steps of %g to %g, want %g", got, test.end, test.want)
		}
	}
}

// hostile is a chart with texts that are not fit for XML as they are.
func hostile() Chart {
	return Chart{
		Title: `<script>alert("x")</script> & more`, X: Axis{Name: "a<b"}, Y: Axis{Name: "c&d"},
		Lines: []Line{{"</svg>", []Point{{0, 1}, {10, 5}}}, {"level", []Point{{0, 2}, {10, 2}}}},
		Marks: []Mark{{Point: Point{5, 3}, Label: "<here>"}, {Point: Point{5, 3}, Label: "<again>"}},
		Here:  &Mark{Point: Point{X: 10}, Label: "<end>"}, Notes: []string{"<note>"},
	}
}

func TestSVGIsXML(t *testing.T) {
	for _, charts := range [][]Chart{{hostile()}, {hostile(), hostile()}} {
		for _, size := range []Size{{MinWidth, MinHeight}, {960, 540}, {2000, 400}} {
			var out bytes.Buffer
			if err := SVG(&out, size, charts...); err != nil {
				t.Fatal(err)
			}
			decoder := xml.NewDecoder(&out)
			titles, depth := 0, 0
			for {
				token, err := decoder.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				switch token := token.(type) {
				case xml.StartElement:
					depth++
					if token.Name.Local == "script" {
						t.Error("a text became an element")
					}
					if token.Name.Local == "title" {
						titles++
					}
				case xml.EndElement:
					depth--
				}
			}
			if titles != len(charts) || depth != 0 {
				t.Errorf("%d titles, depth %d at the end", titles, depth)
			}
		}
	}
}

// Labels of one point do not lie on each other.
func TestLabelsApart(t *testing.T) {
	p := newPaper(hostile().scaled(5), Size{960, 540})
	placer := p.newPlacer(chartBox(100, 50, 900, 400))
	a := placer.place(500, 200, 120)
	b := placer.place(500, 200, 120)
	if a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom {
		t.Errorf("%v lies on %v", a, b)
	}
}

func TestTerminal(t *testing.T) {
	c := Chart{
		Title: "Title", X: Axis{Name: "hours", Max: 24, Ticks: []Tick{{0, "0"}, {12, "noon"}, {24, "24"}}}, Y: Axis{Name: "USD"},
		Lines: []Line{{"stairs", []Point{{0, 1}, {12, 1}, {12, 8}, {24, 8}}}, {"level", []Point{{0, 4}, {24, 4}}}},
		Here:  &Mark{Point: Point{X: 23}, Label: "you are here"}, Notes: []string{"a note"},
	}
	for _, width := range []int{0, 40, 200} {
		var out bytes.Buffer
		if err := c.Text(&out, Screen{Width: width}); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		for _, want := range []string{"Title", "USD", "hours", "*  stairs", "+  level", "you are here", "a note", "8┤", "noon", "24"} {
			if !strings.Contains(text, want) {
				t.Errorf("width %d: no %q in\n%s", width, want, text)
			}
		}
		for line := range strings.Lines(text) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); width > 0 && n > width+2 {
				t.Errorf("width %d: %d columns in %q", width, n, line)
			}
		}
		if strings.Contains(text, "\x1b[") {
			t.Error("it is coloured")
		}
	}
	var out bytes.Buffer
	if err := c.Text(&out, Screen{Width: 80, Color: true}); err != nil || !strings.Contains(out.String(), "\x1b[") {
		t.Errorf("no colours: %v", err)
	}
}

// Decimals become coordinates, and nothing else changes.
func TestOf(t *testing.T) {
	number := decimal.RequireFromString
	drawn := Of(&engine.Chart{
		Title: "T", X: engine.Axis{Label: "hours", Max: number("720"), Ticks: []engine.Tick{{At: number("72"), Text: "72"}}}, Y: engine.Axis{Label: "USD", Max: number("6912")},
		Lines: []engine.Line{{Label: "l", Points: []engine.Point{{X: number("0"), Y: number("0")}, {X: number("720"), Y: number("6912")}}}},
		Marks: []engine.Mark{{Point: engine.Point{X: number("360.5"), Y: number("3456")}, Label: "m", Short: "s", Of: "o"}},
		Here:  &engine.Here{X: number("220"), Label: "h"}, Notes: []string{"n"},
	})
	want := Chart{
		Title: "T", X: Axis{Name: "hours", Max: 720, Ticks: []Tick{{72, "72"}}}, Y: Axis{Name: "USD", Max: 6912},
		Lines: []Line{{"l", []Point{{0, 0}, {720, 6912}}}},
		Marks: []Mark{{Point: Point{360.5, 3456}, Label: "m", Short: "s", Of: "o"}},
		Here:  &Mark{Point: Point{X: 220}, Label: "h"}, Notes: []string{"n"},
	}
	if !reflect.DeepEqual(drawn, want) {
		t.Errorf("it draws %+v, want %+v", drawn, want)
	}
}

// There is a pen for every line that a chart may have, each told apart without colour.
func TestPens(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range pens() {
		seen[p.char] = true
	}
	if len(pens()) != engine.MaxLines || len(seen) != engine.MaxLines {
		t.Errorf("%d pens with %d characters for %d lines", len(pens()), len(seen), engine.MaxLines)
	}
}

func chartBox(left, top, right, bottom int) chart.Box {
	return chart.Box{Left: left, Top: top, Right: right, Bottom: bottom}
}
