package sizing

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
)

// BenchmarkRead reads a year of minutes, 525,600 rows.
func BenchmarkRead(b *testing.B) {
	text := year()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(bytes.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadTenfold reads the same minutes ten times over: ten times the rows,
// the same memory.
func BenchmarkReadTenfold(b *testing.B) {
	header, rows, _ := bytes.Cut(year(), []byte("\n"))
	text := append(append(header, '\n'), bytes.Repeat(rows, 10)...)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(bytes.NewReader(text), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReadNDJSON reads a year of minutes as objects.
func BenchmarkReadNDJSON(b *testing.B) {
	var text bytes.Buffer
	for i, line := range bytes.Split(bytes.TrimSpace(year()), []byte("\n")) {
		if cells := bytes.Split(line, []byte(",")); i > 0 {
			fmt.Fprintf(&text, `{"timestamp":"%s","input_tokens":%s,"output_tokens":%s,"thinking_output_tokens":%s}`+"\n", cells[0], cells[1], cells[2], cells[3])
		}
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(bytes.NewReader(text.Bytes()), Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// yearRequest asks for everything that there is.
func yearRequest(b *testing.B) Request {
	cat, beijing := region(b, "beijing")
	l, _, err := Read(bytes.NewReader(year()), Options{Zone: beijing.Location()})
	if err != nil {
		b.Fatal(err)
	}
	return Request{
		Catalog: cat, Region: beijing, Model: "qwen-plus-2025-12-01", Load: l, Period: period(b, "30d"),
		OnDemand: &OnDemand{Currency: "USD", Per: 1_000_000, Input: priceOf("0.115"), Output: priceOf("0.287"), ThinkingOutput: priceOf("1.147")},
		Goals: []Goal{
			{Kind: MinimiseCost}, {Kind: Coverage, Percent: dec("99.9")}, {Kind: Coverage, Percent: dec("95")}, {Kind: Coverage, Percent: dec("50")},
			{Kind: MaxOverflow, Tokens: decimal.NewFromInt(1_000_000_000)},
		},
		Schedule: true,
	}
}

// BenchmarkSize sizes a year of minutes for four goals and the schedule.
func BenchmarkSize(b *testing.B) {
	request := yearRequest(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Size(request); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSizeGoal sizes a year of minutes for one goal.
func BenchmarkSizeGoal(b *testing.B) {
	request := yearRequest(b)
	goals := request.Goals
	request.Schedule = false
	for _, goal := range goals {
		request.Goals = []Goal{goal}
		b.Run(string(goal.Kind)+goal.Percent.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Size(request); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSimulate is what is avoided: for one goal, each capacity of each
// dimension simulated over each minute.
func BenchmarkSimulate(b *testing.B) {
	request := yearRequest(b)
	s, err := newSizer(request)
	if err != nil {
		b.Fatal(err)
	}
	var sink int64
	for b.Loop() {
		for i := range s.demands {
			d := &s.demands[i]
			for steps := int64(0); steps <= d.levels.most(); steps++ {
				for _, load := range d.minutes {
					sink += max(0, load-steps*d.step())
				}
			}
		}
	}
	_ = sink
}
