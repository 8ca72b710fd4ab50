package engine

import (
	"fmt"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
)

// Together checks files against each other, holds them against the budgets of
// their projects, and sorts what was found.
func (e *Engine) Together(files []*Checked, settings Settings) Report {
	report := Report{Files: len(files)}
	byName := make(map[string]*Checked, len(files))
	var items []*lint.Item
	for _, file := range files {
		byName[file.Name] = file
		for i := range file.Deployments {
			items = append(items, &file.Deployments[i])
		}
	}
	clashes, parts := e.fleet(files, items)
	for _, item := range items {
		if !item.Repeated {
			report.Deployments++
		}
	}
	for _, part := range parts {
		byName[part.Diagnostic.File].absent += part.Absent
		report.Diagnostics = append(report.Diagnostics, part.Diagnostic)
	}
	for _, clash := range append(clashes, lint.Across(items)...) {
		for _, d := range byName[clash.Item.File].filter([]diag.Diagnostic{clash.Diagnostic}) {
			clash.Item.HasError = clash.Item.HasError || d.NoFee()
			report.Diagnostics = append(report.Diagnostics, d)
		}
	}
	part := partOf(files)
	for _, file := range files {
		for _, d := range file.Diagnostics {
			if d.Advises == 0 || file.counts(d.Advises-1) {
				report.Diagnostics = append(report.Diagnostics, d)
			}
		}
		report.Diagnostics = append(report.Diagnostics, e.holdBudgets(file, part)...)
	}
	report.Diagnostics = append(report.Diagnostics, e.projectBudgets(files, settings)...)
	report.Diagnostics = append(report.Diagnostics, e.oldCatalog(settings)...)
	for _, file := range files {
		for _, s := range file.suppressions {
			report.Diagnostics = append(report.Diagnostics, file.project.Adjust(s.Unused())...)
		}
	}
	report.Diagnostics = most(diag.Sort(report.Diagnostics))
	return report
}

// counts reports whether a deployment is in the total, or could be.
func (c *Checked) counts(i int) bool { return !c.Deployments[i].HasError && !c.Deployments[i].Repeated }

// partOf is how the total of one document is called: "" where it is that of all
// files.
func partOf(files []*Checked) string {
	documents := 0
	for _, file := range files {
		documents += file.documents
	}
	if documents > 1 {
		return " of this document"
	}
	return ""
}

// fleet puts the answers of the API together.
func (e *Engine) fleet(files []*Checked, items []*lint.Item) ([]lint.Clash, []lint.Part) {
	var pages []lint.Page
	for _, file := range files {
		for i := range file.lists {
			page := lint.Page{List: &file.lists[i]}
			for j := range page.Count {
				page.Items = append(page.Items, &file.Deployments[page.First+j])
			}
			pages = append(pages, page)
		}
	}
	return lint.Fleet(items, pages)
}

// projectBudgets holds the deployments of each project against its budget. Where
// they cover different periods there is no total to hold against it.
func (e *Engine) projectBudgets(files []*Checked, settings Settings) []diag.Diagnostic {
	var projects []*project.Project
	byProject := map[string][]*Checked{}
	for _, file := range files {
		p := file.project
		if p == nil || len(p.Budgets) == 0 {
			continue
		}
		if len(byProject[p.File]) == 0 {
			projects = append(projects, p)
		}
		byProject[p.File] = append(byProject[p.File], file)
	}
	var found []diag.Diagnostic
	for _, p := range projects {
		sum := e.addUp(byProject[p.File])
		if sum.apart != nil {
			found = append(found, *sum.apart)
			continue
		}
		if !sum.any {
			sum.period = settings.deployment().PeriodOf(&deployment.Document{})
		}
		for i := range p.Budgets {
			found = append(found, p.Adjust(lint.Hold(&p.Budgets[i], sum.quoted, lint.Lack{Unread: sum.unread, Absent: sum.absent}, sum.period, ""))...)
		}
	}
	return found
}

// sum is the deployments of several files as one account.
type sum struct {
	quoted []quote.Deployment
	unread int  // files that could not be read in full
	absent int  // running deployments that the answers do not hold
	empty  bool // an answer lists no deployments
	period deployment.Period
	any    bool             // there is a deployment, and so a period
	apart  *diag.Diagnostic // two of them cover different periods
}

func (e *Engine) addUp(files []*Checked) sum {
	var s sum
	var first *lint.Item
	for _, file := range files {
		if file.Unread {
			s.unread++
		}
		s.absent += file.absent
		s.empty = s.empty || len(file.lists) > 0
		for i := range file.Deployments {
			item := &file.Deployments[i]
			if item.Repeated {
				continue
			}
			if first == nil {
				first, s.period, s.any = item, item.Period, true
			} else if s.apart == nil && !first.Period.Same(item.Period) {
				s.apart = periodsDiffer(first, item)
			}
			s.quoted = append(s.quoted, e.quoted(item))
		}
	}
	return s
}

func periodsDiffer(first, other *lint.Item) *diag.Diagnostic {
	where := fmt.Sprintf("the one on line %d", first.Span.Start.Line)
	if first.File != other.File {
		where = first.File
	}
	d := diag.New(diag.PeriodsDiffer, other.File, other.Span, other.Path,
		fmt.Sprintf("this deployment is for a period of %s, and %s is for %s: they cannot be added up", other.Period.Label, where, first.Period.Label))
	d.Help = "choose one period for all with --period"
	d.Related = append(d.Related, diag.Related{File: first.File, Message: "the first period", Span: first.Span})
	return &d
}

// oldCatalog reports prices that are older than they may be. It speaks of no
// file.
func (e *Engine) oldCatalog(settings Settings) []diag.Diagnostic {
	most, ok := settings.maxAge()
	if !ok || settings.Today.IsZero() {
		return nil
	}
	age := e.catalog.AgeDays(settings.Today)
	if age <= most {
		return nil
	}
	d := diag.New(diag.OldCatalog, "", diag.Span{}, "",
		fmt.Sprintf("the prices are of edition %s, %d days old; the most is %d", e.catalog.Edition, age, most))
	d.Help = "update costplan, or compare with the provider's page and raise --max-age (max_age in " + project.FileName + ")"
	return settings.Project.Adjust([]diag.Diagnostic{d})
}

// Quote computes what the deployments of checked files cost together. Where
// they cover different periods, each amount stands but none is added up.
func (e *Engine) Quote(files []*Checked, settings Settings) quote.Quote {
	_, q := e.Overview(files, settings)
	return q
}
