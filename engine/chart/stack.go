package chart

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/sizing"
)

// Names of the bars of a pinned scenario and of the one beside it.
const (
	Pinned  = "A"
	Present = "B"
)

// total is the only bar of a quote.
const total = "total"

// Bars are the deployments of a quote, one chart for each currency: the largest
// first, those that are many together as one part. A deployment without an amount
// is in no bar, and said.
func Bars(q *quote.Quote) []Chart {
	var charts []Chart
	for i := range q.Totals {
		s := stack{currency: q.Totals[i].Amount.Currency, groups: []string{total}, bounds: []bool{!q.Totals[i].Complete()}, period: q.Period.Label}
		for d := range q.Deployments {
			s.add(&q.Deployments[d])
		}
		if len(s.parts) == 0 {
			continue // a fleet of nothing
		}
		c := s.chart("Deployments", "deployments", len(q.Totals))
		c.Reading = s.readTotal(&q.Totals[i])
		charts = append(charts, c)
	}
	return charts
}

// Scenarios sets the deployments of two scenarios beside each other, one chart for
// each currency. What is the same deployment in both has the same series.
func Scenarios(d *diff.Diff) []Chart {
	var charts []Chart
	for i := range d.Totals {
		t := &d.Totals[i]
		s := stack{
			currency: t.Currency, period: report.DiffPeriod(d),
			groups: []string{Pinned, Present}, bounds: []bool{!t.Before.Complete(), !t.After.Complete()},
		}
		for j := range d.Deployments {
			s.add(d.Deployments[j].Old, d.Deployments[j].New)
		}
		if len(s.parts) == 0 {
			continue
		}
		c := s.chart("Scenarios "+Pinned+" and "+Present, "scenarios", len(d.Totals))
		c.Reading = report.DiffSummary(d)
		charts = append(charts, c)
	}
	return charts
}

// stack draws bars of one currency.
type stack struct {
	currency string
	period   string
	groups   []string
	bounds   []bool // the total of a bar is a lower bound
	parts    []part
}

// part is a deployment in every bar.
type part struct {
	name        string
	deployments []*quote.Deployment // by bar; nil where it is not
}

// add takes a deployment that is in one of the bars and of their currency, as far
// as that is known.
func (s *stack) add(deployments ...*quote.Deployment) {
	var named *quote.Deployment
	for i, d := range deployments {
		if d == nil {
			continue
		}
		if currency := d.Fee.Amount.Currency; currency != "" && currency != s.currency {
			deployments[i] = nil
			continue
		}
		named = d
	}
	if named != nil {
		s.parts = append(s.parts, part{report.Name(named), deployments})
	}
}

// value is the amount of a part in a bar; known is false if it has none.
func (p *part) value(bar int) (value decimal.Decimal, known bool) {
	d := p.deployments[bar]
	if d == nil || !d.Fee.Known {
		return value, false
	}
	return d.Fee.Amount.Value, true
}

// most is the largest amount of a part.
func (p *part) most() decimal.Decimal {
	var most decimal.Decimal
	for bar := range p.deployments {
		value, _ := p.value(bar)
		most = decimal.Max(most, value)
	}
	return most
}

// chart draws the parts, the largest first.
func (s *stack) chart(title, id string, currencies int) Chart {
	slices.SortStableFunc(s.parts, func(a, b part) int { return b.most().Cmp(a.most()) })
	c := Chart{
		ID: id, Kind: Stack, File: id, Title: title + " for " + s.period,
		X: Axis{}, Y: Axis{Label: s.currency + " for " + s.period, Unit: s.currency},
	}
	if currencies > 1 {
		c.ID, c.File = id+"-"+strings.ToLower(s.currency), id+"-"+strings.ToLower(s.currency)
		c.Title += ", " + s.currency
	}
	for bar, group := range s.groups {
		sum := decimal.Decimal{}
		for _, b := range s.bar(bar, group) {
			c.Bars = append(c.Bars, b)
			sum = sum.Add(b.Value)
		}
		c.Y.Max = decimal.Max(c.Y.Max, sum)
	}
	c.Notes = s.missing()
	c.Table = s.table()
	return c.finished()
}

// bar is one bar: a part for each of the largest deployments, and one for the rest.
func (s *stack) bar(bar int, group string) []Bar {
	shown := len(s.parts)
	if shown > MaxLines {
		shown = MaxLines - 1
	}
	var bars []Bar
	for i := range s.parts[:shown] {
		if value, known := s.parts[i].value(bar); known {
			bars = append(bars, s.one(group, i, s.parts[i].name, value))
		}
	}
	rest, count := decimal.Decimal{}, 0
	for i := range s.parts[shown:] {
		if value, known := s.parts[shown+i].value(bar); known {
			rest = rest.Add(value)
			count++
		}
	}
	if count > 0 {
		bars = append(bars, s.one(group, shown, fmt.Sprintf("%d others", count), rest))
	}
	return bars
}

func (s *stack) one(group string, series int, label string, value decimal.Decimal) Bar {
	return Bar{Group: group, Series: series, Label: label, Value: value, Text: amountText(value, s.currency)}
}

// missing says which deployments are in no bar.
func (s *stack) missing() []string {
	const most = 5 // that are named
	var notes []string
	for bar, group := range s.groups {
		var names []string
		for i := range s.parts {
			if d := s.parts[i].deployments[bar]; d != nil && !d.Fee.Known {
				names = append(names, s.parts[i].name+" ("+report.NoAmount(d)+")")
			}
		}
		if len(names) > most {
			names = append(names[:most], fmt.Sprintf("and %d more", len(names)-most))
		}
		if len(names) == 0 {
			continue
		}
		where := ""
		if len(s.groups) > 1 {
			where = " of " + group
		}
		notes = append(notes, "Not in the bar"+where+": "+strings.Join(names, ", ")+".")
	}
	return notes
}

// readTotal says which deployment makes up most of a total.
func (s *stack) readTotal(t *quote.Total) string {
	if !t.Known() {
		return capital(report.TotalText(*t)) + "."
	}
	text := report.SumText(*t)
	share := sizing.Share{Part: s.parts[0].most(), Whole: t.Amount.Value}
	switch {
	case t.Priced == 1:
		return fmt.Sprintf("%s is all of the total: %s.", s.parts[0].name, text)
	case !share.Defined():
		return "The total is " + text + "."
	}
	return fmt.Sprintf("%s makes up %s of the total of %s.", s.parts[0].name, report.ShareText(share), text)
}

// table has a row for each deployment, and the totals.
func (s *stack) table() Table {
	columns := []string{"deployment"}
	for _, group := range s.groups {
		name := group + " (" + s.currency + ")"
		if len(s.groups) == 1 {
			name = "amount (" + s.currency + ")"
		}
		columns = append(columns, name)
	}
	sums, priced := make([]decimal.Decimal, len(s.groups)), make([]bool, len(s.groups))
	var rows [][]cell
	for i := range s.parts {
		p := &s.parts[i]
		row := []cell{words(p.name)}
		for bar := range s.groups {
			value, known := p.value(bar)
			switch {
			case known:
				row = append(row, amount(value))
				sums[bar], priced[bar] = sums[bar].Add(value), true
			case p.deployments[bar] == nil:
				row = append(row, words(""))
			default:
				row = append(row, words(report.NoAmount(p.deployments[bar])))
			}
		}
		rows = append(rows, row)
	}
	name := "total"
	if slices.Contains(s.bounds, true) {
		name = "total, without what has no amount"
	}
	last := []cell{words(name)}
	for bar := range s.groups {
		switch shown := amount(sums[bar]); {
		case s.bounds[bar] && !priced[bar]:
			last = append(last, words("none"))
		case s.bounds[bar]:
			last = append(last, cell{"at least " + shown.text, shown.plain})
		default:
			last = append(last, shown)
		}
	}
	return tableOf(columns, append(rows, last))
}
