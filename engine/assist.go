package engine

import (
	"sync"

	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
)

// Desk serves an editor on one text: what may be typed at a place, what it means
// and costs, what can be fixed. Each part of the work is done once, when it is
// first asked for. A desk may be used by several goroutines.
type Desk struct {
	engine   *Engine
	input    Input
	settings Settings
	text     assist.Text
	checked  func() *Checked
}

// Desk returns what serves an editor on a text.
func (e *Engine) Desk(input Input, settings Settings) *Desk {
	return e.desk(input, settings, sync.OnceValue(func() *Checked { return e.Check(input, settings) }))
}

// DeskOf is Desk for a text that has been checked, with all that was found in it:
// by itself and together with others.
func (e *Engine) DeskOf(input Input, settings Settings, checked *Checked, found []diag.Diagnostic) *Desk {
	d := e.desk(input, settings, func() *Checked { return checked })
	d.text.Found = func() []diag.Diagnostic { return found }
	return d
}

func (e *Engine) desk(input Input, settings Settings, checked func() *Checked) *Desk {
	d := &Desk{engine: e, input: input, settings: settings, checked: checked}
	d.text = assist.Text{
		Source: document.NewSource(input.Name, input.Data), Catalog: e.catalog, Schema: fields.Deployment(),
		Settings: settings.deployment(), Project: settings.Project,
		Found:  sync.OnceValue(func() []diag.Diagnostic { return e.Together([]*Checked{d.checked()}, settings).Diagnostics }),
		Priced: sync.OnceValue(d.priced),
		Fixed: func() ([]byte, int) {
			data, fixed := e.Fix(input, settings, false)
			return data, len(fixed)
		},
	}
	return d
}

func (d *Desk) priced() assist.Priced {
	d.text.Found() // what clashes with another deployment has an error
	checked := d.checked()
	return assist.Priced{Items: checked.Deployments, Quote: d.engine.quoteOf([]*Checked{checked}, d.settings, nil)}
}

// Complete returns what may be typed at a place. Like the other methods it reads
// Line and Column of a position, and no offset.
func (d *Desk) Complete(at diag.Position) assist.Completion { return d.text.Complete(d.offset(at)) }

// Hover returns what there is to say about a place; ok is false if that is nothing.
func (d *Desk) Hover(at diag.Position) (hover assist.Hover, ok bool) {
	return d.text.Hover(d.offset(at))
}

// Hints returns the amounts to show beside the lines of the text.
func (d *Desk) Hints() []assist.Hint { return d.text.Hints() }

// Actions returns the changes to offer for a range.
func (d *Desk) Actions(at diag.Span) []assist.Action {
	return d.text.Actions(d.offset(at.Start), d.offset(at.End))
}

// Symbols returns the deployments of the text.
func (d *Desk) Symbols() []assist.Symbol { return d.text.Symbols() }

// Likely reports whether the text may become a deployment file, as far as its
// keys tell.
func (d *Desk) Likely() bool { return d.text.Likely() }

// Source returns the text with its lines.
func (d *Desk) Source() *document.Source { return d.text.Source }

func (d *Desk) offset(at diag.Position) int { return d.text.Source.Offset(at.Line, at.Column) }
