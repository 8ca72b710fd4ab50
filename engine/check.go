package engine

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/shape"
)

// Checked is what is known of one file once it has been checked by itself.
type Checked struct {
	Name        string
	Diagnostics []diag.Diagnostic
	Deployments []lint.Item
	// Unread is set if part of the file could not be read, so that there may be
	// deployments that no total knows of.
	Unread bool
	// Foreign is set if nothing in the file has one of our shapes.
	Foreign bool

	project      *project.Project
	suppressions []*lint.Suppression
}

// Catalog returns the catalog that the engine answers from.
func (e *Engine) Catalog() *catalog.Catalog { return e.catalog }

// Check reads and checks one file by itself. Files may be checked at the same time.
func (e *Engine) Check(input Input, settings Settings) *Checked {
	checked, _ := e.CheckRead(input, settings)
	return checked
}

// Reading is a file as it was read, for whoever needs its tree once more.
type Reading struct {
	source *document.Source
	file   *document.File
}

// CheckRead is Check, and gives what was read.
func (e *Engine) CheckRead(input Input, settings Settings) (*Checked, Reading) {
	src := document.NewSource(input.Name, input.Data)
	file := document.Read(src)
	checked := &Checked{
		Name: input.Name, Diagnostics: file.Problems, project: settings.Project,
		Unread: diag.Count(file.Problems, diag.Error) > 0,
	}
	checked.suppressions = lint.Suppressions(src, file)
	found := 0
	for _, node := range file.Docs {
		if kind, ok := shape.Of(node); ok {
			found++
			e.document(checked, src, node, kind, settings, within(node, file.Problems))
		}
	}
	if found == 0 && len(file.Problems) == 0 {
		checked.Foreign = true
		checked.Diagnostics = append(checked.Diagnostics, noDeployment(src, file.Docs))
	}
	checked.Diagnostics = diag.Sort(checked.Diagnostics)
	return checked, Reading{src, file}
}

func noDeployment(src *document.Source, nodes []*document.Node) diag.Diagnostic {
	span, message := src.Span(0, 0), "the file is empty"
	if len(nodes) > 0 {
		span, message = nodes[0].Span(src), "there is no deployment here"
	}
	d := diag.New(diag.NoDeployment, src.Name, span, "", message)
	d.Help = "write a list under deployments:, a request body with model_name:, or an answer of the API with output:"
	return d
}

// within returns the problems that stand in a document. The documents of a
// stream have the same paths, so only the place tells whose a problem is.
func within(node *document.Node, problems []diag.Diagnostic) []diag.Diagnostic {
	var own []diag.Diagnostic
	for _, p := range problems {
		if p.Start.Offset >= node.Start && p.Start.Offset < node.End {
			own = append(own, p)
		}
	}
	return own
}

// document checks one document and keeps its deployments. problems are what was
// found in it while it was read. What a fee is said of comes last, since a
// deployment with an error has none.
func (e *Engine) document(into *Checked, src *document.Source, node *document.Node, kind deployment.Shape, settings Settings, problems []diag.Diagnostic) {
	found, broken := e.shape.Check(src, node, kind)
	doc := deployment.Read(src, node, kind, broken)
	s := settings.deployment()
	found = append(found, lint.Document(e.catalog, &doc, s)...)
	defaults := s.DefaultsOf(&doc)
	period := defaults.Period
	terms := make([]deployment.Terms, len(doc.Deployments))
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		terms[i] = deployment.ResolveWith(e.catalog, &doc, d, s, &defaults)
		found = append(found, lint.Deployment(e.catalog, &doc, d, terms[i], s)...)
		found = append(found, lint.Policy(&doc, d, terms[i], settings.Project)...)
	}
	fixed := fixedErrors(found, problems)
	found = into.filter(found)
	budgets := lint.DocumentBudgets(e.catalog, &doc)
	var quoted []quote.Deployment
	into.Deployments = slices.Grow(into.Deployments, len(doc.Deployments))
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		item := lint.NewItem(&doc, d, terms[i], period)
		item.HasError = hasError(d, found) || hasError(d, fixed)
		into.Deployments = append(into.Deployments, item)
		fee := e.feeOf(&item, true)
		found = append(found, into.filter(lint.Cost(e.catalog, &doc, d, terms[i], fee, period, settings.Project))...)
		if len(budgets) > 0 {
			quoted = append(quoted, named(&item, fee))
		}
	}
	for _, budget := range budgets {
		held := append(lint.Hold(&budget, quoted, 0, period), lint.Idle(&budget, quoted)...)
		found = append(found, into.filter(held)...)
	}
	into.Diagnostics = append(into.Diagnostics, found...)
}

// filter applies what the project wants and what the file's suppressions silence.
func (c *Checked) filter(found []diag.Diagnostic) []diag.Diagnostic {
	return lint.Silence(c.project.Adjust(found), c.suppressions)
}

// fixedErrors returns the diagnostics that stand in the way of a fee even where
// they are silenced.
func fixedErrors(lists ...[]diag.Diagnostic) []diag.Diagnostic {
	var fixed []diag.Diagnostic
	for _, list := range lists {
		for _, d := range list {
			if d.Code.Fixed() {
				fixed = append(fixed, d)
			}
		}
	}
	return fixed
}

// hasError reports whether a diagnostic of severity error speaks of a
// deployment, or of what holds for all of its document.
func hasError(d *deployment.Deployment, found []diag.Diagnostic) bool {
	for i := range found {
		f := &found[i]
		if f.Severity != diag.Error {
			continue
		}
		inside := f.Start.Offset >= d.Node.Start && f.Start.Offset < d.Node.End
		if inside || f.Path == d.Path || strings.HasPrefix(f.Path, d.Path+"/") || f.Path == "/period" {
			return true
		}
	}
	return false
}

// quoted computes what a checked deployment costs.
func (e *Engine) quoted(item *lint.Item) quote.Deployment { return named(item, e.feeOf(item, false)) }

// feeOf is the fee of a deployment: none if it has an error. A brief one is
// without its derivation.
func (e *Engine) feeOf(item *lint.Item, brief bool) quote.Fee {
	switch {
	case item.HasError:
		fee := quote.Fee{Reason: "it has an error"}
		if item.Terms.Region != nil {
			fee.Amount.Currency = item.Terms.Region.Currency
		}
		return fee
	case brief:
		return quote.Brief(e.catalog, &item.Terms)
	}
	return quote.Of(e.catalog, item.Terms)
}

// named puts a fee beside what it is for.
func named(item *lint.Item, fee quote.Fee) quote.Deployment {
	d := quote.Deployment{
		File: item.File, Line: item.Span.Start.Line, Path: item.Path,
		Name: item.Name.Value, ModelName: item.ModelName.Value, Terms: item.Terms, Fee: fee,
	}
	if fee.Known {
		d.Covers = item.Terms.Covers(item.Period)
	}
	return d
}
