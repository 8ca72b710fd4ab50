package engine

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
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
	// Unread is set if part of the file could not be read or understood, so that
	// there may be deployments that no total knows of.
	Unread bool
	// Foreign is set if nothing in the file has one of our shapes.
	Foreign bool

	absent       int         // running deployments of a list that no page of the run holds; kept with the file of its first page
	lists        []lint.List // pages of lists in answers of the API
	project      *project.Project
	suppressions []*lint.Suppression
	budgets      []budgeted
	documents    int // that have deployments
}

// budgeted is the budgets of a document and which deployments of its file they
// are for.
type budgeted struct {
	budgets  []project.Budget
	from, to int
	period   deployment.Period
}

// Catalog returns the catalog that the engine answers from.
func (e *Engine) Catalog() *catalog.Catalog { return e.catalog }

// Check reads and checks one file by itself. Files may be checked at the same time.
func (e *Engine) Check(input Input, settings Settings) *Checked {
	return e.CheckRead(Read(input), settings)
}

// Reading is a file as it was read, for whoever needs its tree once more. Nothing
// changes it.
type Reading struct {
	source *document.Source
	file   *document.File
	region string // of the input
}

// Read reads a file.
func Read(input Input) Reading {
	src := document.NewSource(input.Name, input.Data)
	file := document.Read(src)
	if at := beyond(file.Docs); at != nil {
		d := diag.New(diag.Limit, src.Name, at.Span(src), "", fmt.Sprintf("the file has more than %d deployments", MaxDeployments))
		d.Help = "split it into several files"
		file.Docs, file.Problems = nil, append(file.Problems, d)
	}
	return Reading{src, file, input.Region}
}

// MaxDeployments is how many deployments a file may have. Each of them is answered
// with a hundred times the text that it takes, so that a file without this limit
// keeps a page busy for long.
const MaxDeployments = 2000

// beyond returns the first document with which there are more than MaxDeployments;
// nil if there are not.
func beyond(docs []*document.Node) *document.Node {
	count := 0
	for _, node := range docs {
		if kind, ok := shape.Of(node); ok {
			if count += deployment.Count(node, kind); count > MaxDeployments {
				return node
			}
		}
	}
	return nil
}

// Of reports whether a reading is that of a file with this name, text and region.
func (r Reading) Of(input Input) bool {
	return r.source != nil && r.source.Name == input.Name && r.region == input.Region && bytes.Equal(r.source.Data, input.Data)
}

// CheckRead is Check of a file that has been read.
func (e *Engine) CheckRead(read Reading, settings Settings) *Checked {
	return e.check(read, settings, nil)
}

// check checks a file. memory may be nil.
func (e *Engine) check(read Reading, settings Settings, memory *Memory) *Checked {
	src, file := read.source, read.file
	if path.Base(src.Name) == project.Misnamed {
		return &Checked{Name: src.Name, Diagnostics: []diag.Diagnostic{lint.SettingsName(src.Name)}, Unread: true}
	}
	checked := &Checked{
		Name: src.Name, Diagnostics: slices.Clone(file.Problems), project: settings.Project,
		Unread: diag.Count(file.Problems, diag.Error) > 0,
	}
	checked.suppressions = lint.Suppressions(src, file)
	found := 0
	if read.region != "" {
		settings.Region = read.region
	}
	var others []diag.Diagnostic // of documents without deployments
	problems := slices.Clone(file.Problems)
	slices.SortStableFunc(problems, func(a, b diag.Diagnostic) int { return cmp.Compare(a.Start.Offset, b.Start.Offset) })
	for _, node := range file.Docs {
		code, message, failed := shape.ErrorOf(node)
		switch kind, ok := shape.Of(node); {
		case failed:
			others = append(others, errorAnswer(src, node, code, message))
		case ok:
			found++
			e.document(checked, src, node, kind, settings, within(node, problems), memory)
		case shape.Alone(node):
			found++
			others = append(others, lint.SettingsAlone(src, node))
		case node.Kind != document.Null:
			others = append(others, noDeployment(src, node))
		}
	}
	if len(file.Problems) == 0 {
		checked.Foreign = found == 0 && !slices.ContainsFunc(file.Docs, shape.Bare)
		if found == 0 && len(others) == 0 {
			others = append(others, noDeployment(src, nil))
		}
		checked.Unread = checked.Unread || len(others) > 0
		checked.Diagnostics = append(checked.Diagnostics, others...)
	}
	checked.Diagnostics = diag.Sort(checked.Diagnostics)
	return checked
}

// errorAnswer says what the API answered instead of deployments.
func errorAnswer(src *document.Source, node *document.Node, code, message string) diag.Diagnostic {
	text := "the API answered with an error"
	if said := strings.Trim(code+": "+message, ": "); said != "" {
		text += ": " + said
	}
	d := diag.New(diag.ErrorAnswer, src.Name, node.Span(src), "", text)
	d.Help = "it holds no deployment: repeat the request"
	return d
}

// noDeployment reports a document that is none of ours, or a file without any.
func noDeployment(src *document.Source, node *document.Node) diag.Diagnostic {
	span, message := src.Span(0, 0), "the file is empty"
	if node != nil {
		span, message = node.Span(src), "there is no deployment here"
	}
	d := diag.New(diag.NoDeployment, src.Name, span, "", message)
	if node != nil && shape.Bare(node) {
		d.Message = "the list of deployments has no key"
		d.Help = "write deployments: above it, and region: if they name none"
		if kind, _ := shape.Of(node.Items[0]); kind == deployment.Answer {
			d.Help = "give the answer of the API as a whole, with output:, or one of its deployments on each line (--format ndjson)"
		}
		return d
	}
	d.Help = "write a list under deployments:, a request body with model_name:, or an answer of the API with output:"
	return d
}

// within returns the problems that stand in a document, of those sorted by place. The documents of a
// stream have the same paths, so only the place tells whose a problem is.
func within(node *document.Node, problems []diag.Diagnostic) []diag.Diagnostic {
	at := func(offset int) int {
		i, _ := slices.BinarySearchFunc(problems, offset, func(p diag.Diagnostic, offset int) int { return cmp.Compare(p.Start.Offset, offset) })
		return i
	}
	return problems[at(node.Start):at(node.End)]
}

// document checks one document and keeps its deployments. problems are what was
// found in it while it was read. What a fee is said of comes last, since a
// deployment with an error has none.
func (e *Engine) document(into *Checked, src *document.Source, node *document.Node, kind deployment.Shape, settings Settings, problems []diag.Diagnostic, memory *Memory) {
	if kind == deployment.Answer {
		node = node.WithoutNulls() // the API writes null for what does not apply
	}
	odd := shape.Lookalikes(src, node, kind)
	found, broken := e.shape.Check(src, node, kind, memory.right(src))
	if found = append(odd, found...); kind == deployment.Answer {
		found = lint.Answered(found)
	}
	doc := deployment.Read(src, node, kind, broken)
	s := settings.deployment()
	found = append(found, lint.Document(e.catalog, &doc, s)...)
	defaults := s.DefaultsOf(&doc)
	period := defaults.Period
	known := memory.of(basis{
		e, settings.Project, s, src.Name, doc.Region.Value, doc.Period.Value, doc.Region.Node != nil,
	}, &doc)
	terms := make([]deployment.Terms, len(doc.Deployments))
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		terms[i] = deployment.ResolveWith(e.catalog, &doc, d, s, &defaults)
		if k := known[i]; k != nil && k.ownKept {
			found = append(found, k.moved(k.own, &doc, d)...)
			continue
		}
		own := append(lint.Deployment(e.catalog, &doc, d, terms[i], s), lint.Policy(&doc, d, terms[i], settings.Project)...)
		if found = append(found, own...); known[i] != nil {
			known[i].ownKept = remember(&known[i].own, own, d.Node)
		}
	}
	blocking := blockingErrors(found)
	blocked := newSpeech(blocking, func(*diag.Diagnostic) bool { return true })
	into.Unread = into.Unread || lost(&doc, blocking)
	found = into.filter(found)
	if budgets := lint.DocumentBudgets(e.catalog, &doc); len(budgets) > 0 {
		from := len(into.Deployments)
		into.budgets = append(into.budgets, budgeted{budgets, from, from + len(doc.Deployments), period})
	}
	if len(doc.Deployments) > 0 {
		into.documents++
	}
	switch {
	case doc.List == nil:
	case doc.Broken[doc.List.Path] || doc.List.Path == "/output" && doc.List.Broken:
		into.Unread = true // it may list deployments
	default:
		into.lists = append(into.lists, lint.NewList(&doc, len(into.Deployments)))
	}
	into.Deployments = slices.Grow(into.Deployments, len(doc.Deployments))
	wrong := newSpeech(slices.Concat(found, problems), (*diag.Diagnostic).NoFee)
	for i := range doc.Deployments {
		d := &doc.Deployments[i]
		item := lint.NewItem(&doc, d, terms[i], period)
		if item.HasError = wrong.of(d) != ""; !item.HasError {
			item.Silenced = blocked.of(d)
			item.HasError = item.Silenced != ""
		}
		if known[i] != nil {
			item.Fees = &known[i].fees
		}
		into.Deployments = append(into.Deployments, item)
		advice := into.filter(e.advice(&doc, d, &item, known[i], settings.Project))
		for j := range advice {
			advice[j].Advises = len(into.Deployments)
		}
		found = append(found, advice...)
	}
	into.Diagnostics = append(into.Diagnostics, found...)
}

// advice is what the fee of a deployment says of it. known is what is known of the
// deployment; it may be nil.
func (e *Engine) advice(doc *deployment.Document, d *deployment.Deployment, item *lint.Item, known *finding, p *project.Project) []diag.Diagnostic {
	if known != nil && known.advised && !item.HasError {
		return known.moved(known.advice, doc, d)
	}
	advice := lint.Cost(e.catalog, doc, d, item.Terms, e.feeOf(item, true), item.Period, p)
	if known != nil && !item.HasError {
		known.advised = remember(&known.advice, advice, d.Node)
	}
	return advice
}

// filter applies what the project wants and what the file's suppressions silence.
func (c *Checked) filter(found []diag.Diagnostic) []diag.Diagnostic {
	return lint.Silence(c.project.Adjust(found), c.suppressions)
}

// blockingErrors returns the diagnostics that stand in the way of a fee even where
// they are silenced.
func blockingErrors(found []diag.Diagnostic) []diag.Diagnostic {
	var blocking []diag.Diagnostic
	for _, d := range found {
		if d.Code.Blocks() {
			blocking = append(blocking, d)
		}
	}
	return blocking
}

// lost reports whether a document may have had deployments that were not read: it
// has errors and no deployment, or a field of it has a name that is not ours.
func lost(doc *deployment.Document, blocking []diag.Diagnostic) bool {
	if len(doc.Deployments) == 0 {
		return len(blocking) > 0
	}
	return doc.Shape == deployment.File && slices.ContainsFunc(blocking, func(d diag.Diagnostic) bool {
		return d.Code == diag.UnknownField && strings.Count(d.Path, "/") == 1
	})
}

// holdBudgets holds the deployments of a file against the budgets of their
// documents. It is done last, so that a budget is checked against the total that is
// shown. part is what the total is of, if the run has another.
func (e *Engine) holdBudgets(c *Checked, part string) []diag.Diagnostic {
	lack := lint.Lack{Absent: c.absent}
	if c.Unread {
		lack.Unread = 1
	}
	var found []diag.Diagnostic
	for _, b := range c.budgets {
		var quoted []quote.Deployment
		for i := range c.Deployments[b.from:b.to] {
			item := &c.Deployments[b.from+i]
			quoted = append(quoted, named(item, e.feeOf(item, true)))
		}
		for i := range b.budgets {
			found = append(found, lint.Hold(&b.budgets[i], quoted, lack, b.period, part)...)
			found = append(found, lint.Idle(&b.budgets[i], quoted)...)
		}
	}
	return c.filter(found)
}

// quoted computes what a checked deployment costs.
func (e *Engine) quoted(item *lint.Item) quote.Deployment { return named(item, e.feeOf(item, false)) }

// feeOf is the fee of a deployment: none if it has an error. A brief one is
// without its derivation.
func (e *Engine) feeOf(item *lint.Item, brief bool) quote.Fee {
	switch {
	case item.HasError:
		fee := quote.Fee{Reason: quote.HasError}
		if item.Silenced != "" {
			fee.Reason = fmt.Sprintf("%s leaves it without a right fee, though it is not reported as an error", item.Silenced)
		}
		if item.Terms.Region != nil {
			fee.Amount.Currency = item.Terms.Region.Currency
		}
		return fee
	case brief:
		return item.Fees.Brief(e.catalog, &item.Terms)
	}
	return item.Fees.Of(e.catalog, &item.Terms)
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
