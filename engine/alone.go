package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/quote"
)

// lineName makes a line be read as JSON. Its diagnostics get the name of the stream.
const lineName = "line.ndjson"

// unreadable is why a line without a deployment has no amount.
const unreadable = "no deployment could be read"

// Line prices one line of a stream of JSON values, one deployment a line. Input
// is the line, named as its stream; number is its own, from 1. Nothing is held
// against other lines: clashes, totals and a project's budget need the whole.
func (e *Engine) Line(input Input, number int, settings Settings) quote.Alone {
	checked := e.Check(Input{Name: lineName, Data: input.Data, Region: input.Region}, settings)
	var one quote.Alone
	switch n := len(checked.Deployments); {
	case n > 1:
		one = e.noLine(settings, fmt.Sprintf("a line holds one deployment, and this one has %d", n), "write each on a line of its own")
	case n == 0 && len(checked.Diagnostics) == 0:
		one = e.noLine(settings, "there is no deployment on this line", "write a request body with model_name on each line")
	default:
		one = e.Each(checked, settings)[0]
	}
	one.Deployment.File, one.Deployment.Line = input.Name, number
	for i := range one.Diagnostics {
		relocate(&one.Diagnostics[i], input.Name, number-1)
	}
	return one
}

// LongLine is what Line gives for a line that is too long to be read, without it.
func (e *Engine) LongLine(name string, number int, settings Settings) quote.Alone {
	one := e.noLine(settings, fmt.Sprintf("the line is longer than %d MiB (%d bytes), the most that is read", document.MaxBytes>>20, document.MaxBytes),
		"write each deployment on a line of its own")
	one.Deployment.File, one.Deployment.Line = name, number
	relocate(&one.Diagnostics[0], name, number-1)
	return one
}

// noLine is a line that a limit keeps from being read.
func (e *Engine) noLine(settings Settings, message, help string) quote.Alone {
	start := diag.Position{Line: 1, Column: 1}
	d := diag.New(diag.Limit, lineName, diag.Span{Start: start, End: start}, "", message)
	d.Help = help
	return e.unread(settings, lineName, []diag.Diagnostic{d})
}

func (e *Engine) unread(settings Settings, name string, found []diag.Diagnostic) quote.Alone {
	return quote.Alone{
		Deployment:  quote.Deployment{File: name, Line: 1, Fee: quote.Fee{Reason: unreadable}},
		Period:      settings.deployment().PeriodOf(&deployment.Document{}),
		Diagnostics: found,
	}
}

// relocate moves a diagnostic of a line to its place in the stream.
func relocate(d *diag.Diagnostic, file string, lines int) {
	move := func(s *diag.Span) {
		s.Start.Line += lines
		s.End.Line += lines
	}
	d.File = file
	move(&d.Span)
	for i := range d.Related {
		d.Related[i].File = file
		move(&d.Related[i].Span)
	}
	for i := range d.Fixes {
		for j := range d.Fixes[i].Edits {
			move(&d.Fixes[i].Edits[j].Span)
		}
	}
}

// Each prices every deployment of a checked file by itself. What was found goes
// with the deployment that it speaks of, else with the first. A file without a
// deployment gives one result without an amount, for what was found in it.
func (e *Engine) Each(checked *Checked, settings Settings) []quote.Alone {
	if len(checked.Deployments) == 0 {
		return []quote.Alone{e.unread(settings, checked.Name, checked.Diagnostics)}
	}
	found := checked.Diagnostics
	if held := e.holdBudgets(checked, ""); len(held) > 0 {
		found = diag.Sort(slices.Concat(found, held))
	}
	list := make([]quote.Alone, len(checked.Deployments))
	for i := range checked.Deployments {
		item := &checked.Deployments[i]
		list[i] = quote.Alone{Deployment: e.quoted(item), Period: item.Period}
	}
	if len(list) == 1 {
		list[0].Diagnostics = found
		return list
	}
	for _, d := range found {
		at := &list[spokenOf(checked.Deployments, &d)]
		at.Diagnostics = append(at.Diagnostics, d)
	}
	return list
}

// spokenOf returns which deployment a diagnostic of a file speaks of; the first
// if it is none or all of them.
func spokenOf(items []lint.Item, d *diag.Diagnostic) int {
	for i := range items {
		span := &items[i].Span
		if d.Start.Offset >= span.Start.Offset && d.Start.Offset < span.End.Offset {
			return i
		}
	}
	for i := range items { // an alias or a merge key: the text stands elsewhere
		if path := items[i].Path; path != "" && strings.HasPrefix(d.Path+"/", path+"/") {
			return i
		}
	}
	return 0
}
