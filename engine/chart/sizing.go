package chart

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

const hoursOfDay, hoursOfWeek = 24, 168

// Sizing is what traffic needs, two charts for each dimension that has any: the
// load by hour of the week against the capacity, and what capacities cost, or
// cover where overflow has no price.
func Sizing(r *sizing.Result) []Chart {
	var charts []Chart
	for i := range r.Dimensions {
		if n := &r.Dimensions[i]; n.Stats.Peak.IsPositive() {
			charts = append(charts, week(r, i), capacities(r, i))
		}
	}
	return charts
}

// answerOf is the first answer that has a capacity; nil if there is none.
func answerOf(r *sizing.Result) *sizing.Answer {
	for i := range r.Answers {
		if a := &r.Answers[i]; len(a.Choices) > 0 {
			return a
		}
	}
	return nil
}

// outcomeOf is what the chosen capacity does in a dimension; nil if none is chosen.
func outcomeOf(r *sizing.Result, i int) *sizing.Outcome {
	a := answerOf(r)
	if a == nil {
		return nil
	}
	return &a.Choices[a.Best].Outcomes[i]
}

// week is the load by hour of the week.
func week(r *sizing.Result, i int) Chart {
	n := &r.Dimensions[i]
	id := "load-" + slug(n.Dimension)
	c := Chart{
		ID: id, File: id, Kind: Steps,
		Title: fmt.Sprintf("Load of %s tokens by hour of the week, %s", n.Dimension, r.Offer.Model),
		X: Axis{
			Label: "hour of the week (" + r.Load.Zone.String() + ")", Unit: "hour of the week",
			Max: decimal.NewFromInt(hoursOfWeek), Ticks: ticks(decimal.NewFromInt(hoursOfWeek), decimal.NewFromInt(hoursOfDay), dayText),
		},
		Y:     Axis{Label: n.Dimension.String() + " tokens a minute", Unit: "tokens a minute"},
		Notes: []string{fmt.Sprintf("Traffic of %s minutes from %s.", money.Count(r.Load.Minutes), report.MomentText(r.Load.Start()))},
	}
	var peaks, means, running []decimal.Decimal
	for h, cell := range n.Profile {
		mean := decimal.Decimal{}
		if cell.Minutes > 0 {
			mean, _ = money.Share(cell.Tokens, cell.Minutes)
		}
		peaks, means = append(peaks, cell.Peak), append(means, mean)
		if s := r.Schedule; s != nil && s.Reason == nil {
			running = append(running, decimal.NewFromInt(s.Hours[h].Base[i]+s.Hours[h].Top[i]))
		}
	}
	c.Lines = []Line{byHour("busiest", "busiest minute of the hour", "busiest minute", peaks), byHour("mean", "mean", "mean", means)}
	if o := outcomeOf(r, i); o != nil {
		y := decimal.NewFromInt(o.TPM)
		name := "capacity of " + tpmText(o.TPM)
		c.Lines = append(c.Lines, Line{"capacity", name, name, []Point{{Y: y}, {decimal.NewFromInt(hoursOfWeek), y}}})
	}
	if running != nil {
		c.Lines = append(c.Lines, byHour("schedule", "capacity by the schedule", "schedule", running))
	}
	c.Reading = weekReading(n, outcomeOf(r, i))
	c.Table = weekTable(c.Lines)
	return c.finished()
}

// weekReading says how busy it gets, and how much of that a capacity covers.
func weekReading(n *sizing.Need, chosen *sizing.Outcome) string {
	text := fmt.Sprintf("The busiest minute takes %s %s tokens, %s, against %s in the mean",
		money.Grouped(n.Stats.Peak, 0), n.Dimension, n.Stats.PeakAt.Format("Mon 2006-01-02 15:04"), report.MeanText(n.Stats.Mean))
	if chosen != nil && chosen.TPM > 0 {
		text += fmt.Sprintf("; a capacity of %s covers %s of the minutes", tpmText(chosen.TPM), report.ShareText(chosen.Covered))
	}
	return text + "."
}

// byHour is a line that is level over each hour of the week and steps between them.
func byHour(id, label, short string, values []decimal.Decimal) Line {
	l := Line{ID: id, Label: label, Short: short}
	for i, value := range values {
		l.Points = append(l.Points, Point{decimal.NewFromInt(int64(i)), value}, Point{decimal.NewFromInt(int64(i + 1)), value})
	}
	return l
}

// weekTable has a row for each hour. A mean is rounded to whole tokens in it.
func weekTable(lines []Line) Table {
	columns := []string{"hour"}
	for _, l := range lines {
		columns = append(columns, l.Label)
	}
	var rows [][]cell
	for h := range hoursOfWeek {
		row := []cell{words(sizing.HourOfWeek(h).String())}
		for _, l := range lines {
			at := 0 // a level line
			if len(l.Points) > 2 {
				at = 2 * h
			}
			row = append(row, cell{money.Grouped(l.Points[at].Y.Round(0), 0), money.Text(l.Points[at].Y)})
		}
		rows = append(rows, row)
	}
	return tableOf(columns, rows)
}

func tpmText(tpm int64) string { return money.Count(tpm) + " TPM" }

func dayText(hour decimal.Decimal) string {
	day, _, _ := strings.Cut(sizing.HourOfWeek(int(hour.IntPart())%hoursOfWeek).String(), " ")
	return day
}

// slug is a dimension as part of an ID, "thinking-output".
func slug(d sizing.Dimension) string { return strings.ReplaceAll(d.String(), " ", "-") }
