// Package engine prices and checks deployment files. It is pure: catalog,
// texts and settings come in as arguments, results go out as values, and
// nothing is read from a clock, a file, the network or the environment.
package engine

import (
	"bytes"
	"slices"
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/fix"
	"github.com/costplan/costplan/engine/form"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/request"
	"github.com/costplan/costplan/engine/shape"
)

// Input is a named text. Callers need not hand over more than
// document.MaxBytes+1 bytes of a file that is larger.
type Input struct {
	Name string
	Data []byte
	// Region holds for its deployments that name none, instead of the settings';
	// "" for none.
	Region string
}

// Settings is what a caller says for all deployments.
type Settings struct {
	Region string // for deployments that name none; "" for none
	Period string // instead of the documents' own; "" to keep them
	// RoundHoursUp bills a begun hour as a whole one. Else part hours are pro rata.
	RoundHoursUp bool
	// Project is the settings file that holds for the input; nil for none.
	Project *project.Project
	Today   time.Time // of the run, for the age of the prices; zero if it does not matter
	MaxAge  *int64    // days that the prices may be old, instead of the project's; nil for any
}

// maxAge returns the most days that the prices may be old, if there is a limit.
func (s Settings) maxAge() (days int64, limited bool) {
	switch {
	case s.MaxAge != nil:
		return *s.MaxAge, true
	case s.Project != nil && s.Project.MaxAge != nil:
		return *s.Project.MaxAge, true
	}
	return 0, false
}

func (s Settings) deployment() deployment.Settings {
	region := s.Region
	if region == "" && s.Project != nil {
		region = s.Project.Region
	}
	period := ""
	if s.Project != nil {
		period = s.Project.Period
	}
	return deployment.Settings{Region: region, Period: s.Period, DefaultPeriod: period, RoundHoursUp: s.RoundHoursUp}
}

// Engine answers from one catalog. It may be used by several goroutines.
type Engine struct {
	catalog *catalog.Catalog
	shape   *shape.Checker
}

// New returns an engine for a catalog.
func New(cat *catalog.Catalog) *Engine {
	return &Engine{catalog: cat, shape: shape.NewChecker()}
}

// Report is what linting a set of files found.
type Report struct {
	Diagnostics []diag.Diagnostic // sorted by file and place
	Files       int
	Deployments int
}

// Lint checks a set of files: each by itself, then all together.
func (e *Engine) Lint(inputs []Input, settings Settings) Report {
	return e.Together(e.checkAll(inputs, settings), settings)
}

// Price checks a set of files and computes what their deployments cost. A
// deployment with an error has no amount.
func (e *Engine) Price(inputs []Input, settings Settings) quote.Quote {
	return e.Quote(e.checkAll(inputs, settings), settings)
}

func (e *Engine) checkAll(inputs []Input, settings Settings) []*Checked {
	checked := make([]*Checked, len(inputs))
	for i, input := range inputs {
		checked[i] = e.Check(input, settings)
	}
	return checked
}

// maxFixRounds is how often a text is checked again after fixes were applied:
// a fix may bring to light what it hid, but never forever.
const maxFixRounds = 10

// Fix applies the safe fixes of a file's diagnostics, and the unsafe ones if
// asked to, until none is left. It returns the text, which is the input's own if
// nothing was fixed, and what was fixed.
func (e *Engine) Fix(input Input, settings Settings, unsafe bool) (data []byte, fixed []diag.Diagnostic) {
	data = input.Data
	for range maxFixRounds {
		checked := e.Check(Input{Name: input.Name, Data: data}, settings)
		applied := fix.Apply(data, checked.Diagnostics, unsafe)
		if len(applied.Fixed) == 0 || bytes.Equal(applied.Data, data) {
			break
		}
		data = applied.Data
		fixed = append(fixed, applied.Fixed...)
	}
	return data, fixed
}

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

// Requests returns what creates each deployment of a file that has been checked,
// in the order of checked.Deployments. The input has to be the one that was
// checked. A deployment with an error has no request, nor has a running one.
func (e *Engine) Requests(input Input, checked *Checked) []request.Request {
	src := document.NewSource(input.Name, input.Data)
	var list []request.Request
	for _, node := range document.Read(src).Docs {
		kind, ok := shape.Of(node)
		if !ok {
			continue
		}
		doc := deployment.Read(src, node, kind, nil)
		for i := range doc.Deployments {
			if len(list) == len(checked.Deployments) {
				return list // another input than the one that was checked
			}
			item := &checked.Deployments[len(list)]
			list = append(list, request.Of(src, kind, &doc.Deployments[i], item.Terms, item.HasError))
		}
	}
	return list
}

// Overview is what was found in checked files and what their deployments cost:
// Together and Quote in one pass.
func (e *Engine) Overview(files []*Checked, settings Settings) (Report, quote.Quote) {
	report := e.Together(files, settings)
	return report, e.quoteOf(files, settings, report.Diagnostics)
}

// quoteOf adds up the deployments of files that have been checked together.
func (e *Engine) quoteOf(files []*Checked, settings Settings, found []diag.Diagnostic) quote.Quote {
	sum := e.addUp(files)
	q := quote.Quote{Catalog: e.catalog, Period: sum.period, Deployments: sum.quoted, Diagnostics: found, Unread: sum.unread}
	if !sum.any {
		q.Period = settings.deployment().PeriodOf(&deployment.Document{})
	}
	if sum.apart != nil {
		q.Diagnostics = diag.Sort(append(slices.Clone(q.Diagnostics), *sum.apart))
		return q
	}
	q.Absent = sum.absent
	q.Totals = quote.Totals(q.Deployments, sum.unread+sum.absent)
	if sum.empty && len(q.Deployments) == 0 && sum.unread+sum.absent == 0 {
		q.Totals = []quote.Total{{Amount: e.nothing(settings), List: e.nothing(settings)}}
	}
	return q
}

// nothing is what a fleet without deployments costs, in the currency of the region
// that the settings name, else of the catalog's first region.
func (e *Engine) nothing(settings Settings) money.Amount {
	region, ok := e.catalog.Region(settings.deployment().Region)
	if !ok {
		region = e.catalog.Regions[0]
	}
	return money.Amount{Currency: region.Currency}
}
