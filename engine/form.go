package engine

import "github.com/costplan/costplan/engine/form"

// Form shows a file as a form.
func (e *Engine) Form(input Input, settings Settings, cards form.Cards) form.Form {
	read := Read(input)
	checked := e.CheckRead(read, settings)
	e.Together([]*Checked{checked}, settings)
	return e.FormOf(read, checked, settings, cards)
}

// FormOf shows a file that has been checked as a form: by itself, or together
// with others, whose clashes with it then count.
func (e *Engine) FormOf(read Reading, checked *Checked, settings Settings, cards form.Cards) form.Form {
	return form.Of(form.Input{
		Catalog: e.catalog, Source: read.source, File: read.file,
		Items: checked.Deployments, Settings: settings.deployment(),
	}, cards)
}

// Edit makes a change of a form in a file's text. It changes as few bytes as it
// can, and keeps comments. The error is an *edit.Refusal: why the change can only
// be made in the text, or what is wrong with the value.
func (e *Engine) Edit(input Input, settings Settings, change form.Change) (form.Result, error) {
	result, _, err := e.EditRead(Read(input), settings, change)
	return result, err
}

// EditRead is Edit of a file that has been read, and gives the changed file as it
// was read.
func (e *Engine) EditRead(read Reading, settings Settings, change form.Change) (form.Result, Reading, error) {
	result, text, err := form.Apply(form.Input{
		Catalog: e.catalog, Source: read.source, File: read.file, Settings: settings.deployment(),
	}, change)
	if err != nil {
		return result, read, err
	}
	return result, Reading{text.Source(), text.File(), read.region}, nil
}
