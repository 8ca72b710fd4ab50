package chart

import (
	"fmt"
	"strings"
	"time"

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

// week is the load by hour of the week, or by hour where there is less than a week.
func week(r *sizing.Result, i int) Chart {
	n := &r.Dimensions[i]
	hours := hoursOfLoad(r.Load)
	id := "load-" + slug(n.Dimension)
	c := Chart{
		ID: id, File: id, Kind: Steps,
		Title: fmt.Sprintf("Load of %s tokens by %s, %s", n.Dimension, hours.by, r.Offer.Model),
		X: Axis{
			Label: hours.by + " (" + r.Load.Zone.String() + ")", Unit: hours.by,
			Max: decimal.NewFromInt(int64(len(hours.of))), Ticks: hours.ticks,
		},
		Y:     Axis{Label: n.Dimension.String() + " tokens a minute", Unit: "tokens a minute"},
		Notes: []string{fmt.Sprintf("Traffic of %s minutes from %s.", money.Count(r.Load.Minutes), report.MomentText(r.Load.Start()))},
	}
	if silent := r.Load.Silent(); silent > 0 {
		c.Notes = append(c.Notes, fmt.Sprintf("%s minutes are in stretches of a day or more without any row: they are left out here, and count as without traffic for the capacity.", money.Count(silent)))
	}
	busiest := Line{ID: "busiest", Label: "busiest minute of the hour", Short: "busiest minute"}
	mean := Line{ID: "mean", Label: "mean", Short: "mean", Series: 1}
	schedule := Line{ID: "schedule", Label: "capacity by the schedule", Short: "schedule", Series: 3}
	var rows [][]cell
	var places []decimal.Decimal
	for at, hour := range hours.of {
		measured := n.Profile[hour]
		row := []cell{words(hours.texts[at])}
		if measured.Minutes > 0 {
			share, _ := money.Share(measured.Tokens, measured.Minutes)
			busiest.level(at, measured.Peak)
			mean.level(at, share)
			row = append(row, rounded(measured.Peak), rounded(share))
		} else {
			c.gap(at)
			row = append(row, noData(), noData())
		}
		rows, places = append(rows, row), append(places, decimal.NewFromInt(int64(at)))
	}
	c.Lines = []Line{busiest, mean}
	if o := outcomeOf(r, i); o != nil {
		y := decimal.NewFromInt(o.TPM)
		name := "capacity of " + tpmText(o.TPM)
		c.Lines = append(c.Lines, Line{ID: "capacity", Label: name, Short: name, Points: []Point{{Y: y}, {c.X.Max, y}}, Series: 2})
		for at := range rows {
			rows[at] = append(rows[at], rounded(y))
		}
	}
	if s := r.Schedule; s != nil && s.Reason == nil {
		for at, hour := range hours.of {
			y := decimal.NewFromInt(s.Hours[hour].Base[i] + s.Hours[hour].Top[i])
			schedule.level(at, y)
			rows[at] = append(rows[at], rounded(y))
		}
		c.Lines = append(c.Lines, schedule)
	}
	columns, lines := []string{"hour"}, []string{""}
	for _, l := range c.Lines {
		columns, lines = append(columns, l.Label), append(lines, l.ID)
	}
	c.Reading = weekReading(n, outcomeOf(r, i))
	c.Table = tableOf(columns, rows).along(places, lines)
	return c.finished()
}

// loadHours are the hours of a drawing of a load.
type loadHours struct {
	by    string // what they are
	of    []sizing.HourOfWeek
	texts []string
	ticks []Tick
}

// hoursOfLoad are those of a week on its clock, or those of a shorter window.
func hoursOfLoad(l *sizing.Load) loadHours {
	start := l.Start()
	first := start.Add(-time.Duration(start.Minute()) * time.Minute)
	count := int((l.End().Sub(first) + time.Hour - 1) / time.Hour)
	h := loadHours{by: "hour of the week"}
	if count >= hoursOfWeek {
		for hour := range sizing.HourOfWeek(hoursOfWeek) {
			h.of, h.texts = append(h.of, hour), append(h.texts, hour.String())
		}
		h.ticks = ticks(decimal.NewFromInt(hoursOfWeek), decimal.NewFromInt(hoursOfDay), dayText)
		return h
	}
	h.by = "time"
	apart := hoursOfDay
	const few = 2 // days: with hours at the ticks
	if count <= few*hoursOfDay {
		apart = int(hourStep(decimal.NewFromInt(int64(count))).IntPart())
	}
	for i := range count {
		at := first.Add(time.Duration(i) * time.Hour)
		h.of, h.texts = append(h.of, sizing.HourOf(at)), append(h.texts, at.Format("Mon 2006-01-02 15:04"))
		switch {
		case at.Hour() == 0:
			h.ticks = append(h.ticks, Tick{decimal.NewFromInt(int64(i)), at.Format("Mon 2 Jan")})
		case at.Hour()%apart == 0:
			h.ticks = append(h.ticks, Tick{decimal.NewFromInt(int64(i)), at.Format("15:04")})
		}
	}
	return h
}

// level makes a line level over an hour; one after hours without data is broken
// before it.
func (l *Line) level(hour int, y decimal.Decimal) {
	from, to := decimal.NewFromInt(int64(hour)), decimal.NewFromInt(int64(hour+1))
	if last := len(l.Points) - 1; last >= 0 && !l.Points[last].X.Equal(from) {
		l.Breaks = append(l.Breaks, last)
	}
	l.Points = append(l.Points, Point{from, y}, Point{to, y})
}

// gap says that an hour has no data.
func (c *Chart) gap(hour int) {
	from, to := decimal.NewFromInt(int64(hour)), decimal.NewFromInt(int64(hour+1))
	if last := len(c.Gaps) - 1; last >= 0 && c.Gaps[last].To.Equal(from) {
		c.Gaps[last].To = to
		return
	}
	c.Gaps = append(c.Gaps, Gap{from, to})
}

// noData is the cell of what was not measured.
func noData() cell { return cell{text: "no data"} }

// rounded is a number of tokens in a table, in whole ones for people.
func rounded(y decimal.Decimal) cell { return cell{money.Grouped(y.Round(0), 0), money.Text(y)} }

// weekReading says how busy it gets, and how much of that a capacity covers.
func weekReading(n *sizing.Need, chosen *sizing.Outcome) string {
	text := fmt.Sprintf("The busiest minute takes %s %s tokens, %s, against %s in the mean",
		money.Grouped(n.Stats.Peak, 0), n.Dimension, n.Stats.PeakAt.Format("Mon 2006-01-02 15:04"), report.MeanText(n.Stats.Mean))
	if chosen != nil && chosen.TPM > 0 {
		text += fmt.Sprintf("; a capacity of %s covers %s of the minutes", tpmText(chosen.TPM), report.ShareText(chosen.Covered))
	}
	return text + "."
}

func tpmText(tpm int64) string { return money.Count(tpm) + " TPM" }

func dayText(hour decimal.Decimal) string {
	day, _, _ := strings.Cut(sizing.HourOfWeek(int(hour.IntPart())%hoursOfWeek).String(), " ")
	return day
}

// slug is a dimension as part of an ID, "thinking-output".
func slug(d sizing.Dimension) string { return strings.ReplaceAll(d.String(), " ", "-") }
