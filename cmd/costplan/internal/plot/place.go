package plot

import (
	"math"

	"github.com/wcharczuk/go-chart/v2"
)

// placer finds room for labels.
type placer struct {
	chart  *Chart
	canvas chart.Box
	taken  []chart.Box // by points and labels
}

func (p *paper) newPlacer(canvas chart.Box) *placer {
	found := &placer{chart: &p.Chart, canvas: canvas}
	const around = 5
	for _, m := range p.Marks {
		x, y := found.x(m.X), found.y(m.Y)
		found.taken = append(found.taken, chart.Box{Left: x - around, Right: x + around, Top: y - around, Bottom: y + around})
	}
	return found
}

func (p *placer) x(value float64) int {
	return p.canvas.Left + int(math.Round(value/p.chart.X.Max*float64(p.canvas.Width())))
}

func (p *placer) y(value float64) int {
	return p.canvas.Bottom - int(math.Round(value/p.chart.Y.Max*float64(p.canvas.Height())))
}

// place is the box for a label of a point: of the places around it the one that
// lies on the least.
func (p *placer) place(x, y, width int) chart.Box {
	const height, gap = 16, 9
	var best chart.Box
	least := math.MaxInt
	for _, rise := range [...]int{0, 1, -1, 2, -2, 3, -3, 4, -4, 6, -6} {
		centred := min(max(x-width/2, p.canvas.Left+2), p.canvas.Right-width-2)
		for _, left := range [...]int{x + gap, x - gap - width, centred} {
			middle := y - rise*height
			box := chart.Box{Left: left, Right: left + width, Top: middle - height/2, Bottom: middle + height/2}
			if weight := p.weight(box) + abs(rise); weight < least {
				best, least = box, weight
			}
		}
	}
	p.taken = append(p.taken, best)
	return best
}

func abs(n int) int { return max(n, -n) }

// weight is how much a box lies on what is there.
func (p *placer) weight(box chart.Box) int {
	const outside, label, line = 1000, 100, 8
	weight := 0
	if box.Left < p.canvas.Left || box.Right > p.canvas.Right || box.Top < p.canvas.Top || box.Bottom > p.canvas.Bottom {
		weight += outside
	}
	for _, other := range p.taken {
		if box.Left < other.Right+2 && other.Left < box.Right+2 && box.Top < other.Bottom && other.Top < box.Bottom {
			weight += label
		}
	}
	for _, l := range p.chart.Lines {
		for i := 1; i < len(l.Points); i++ {
			if p.crosses(box, l.Points[i-1], l.Points[i]) {
				weight += line
			}
		}
	}
	return weight
}

// crosses reports whether the part of a line between two points goes through a box.
func (p *placer) crosses(box chart.Box, from, to Point) bool {
	const parts = 64
	for i := range parts + 1 {
		t := float64(i) / parts
		x, y := p.x(from.X+(to.X-from.X)*t), p.y(from.Y+(to.Y-from.Y)*t)
		if box.Left <= x && x <= box.Right && box.Top <= y && y <= box.Bottom {
			return true
		}
	}
	return false
}
