// Package engine prices and checks deployment files. It is pure: catalog,
// texts and settings come in as arguments, results go out as values, and
// nothing is read from a clock, a file, the network or the environment.
package engine

import (
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
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
