package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
)

// DocumentBudgets are the budgets that a document states. One for a region that
// is not in the catalog, or for something that cannot be read, is left out: that
// has been reported.
func DocumentBudgets(cat *catalog.Catalog, doc *deployment.Document) []project.Budget {
	var budgets []project.Budget
	if doc.Budget.Set {
		budgets = append(budgets, project.NewTotalBudget(doc.Source, doc.Budget))
	}
	for _, b := range doc.Budgets {
		if budget, ok := readBudget(cat, doc, b); ok {
			budgets = append(budgets, budget)
		}
	}
	return budgets
}

// readBudget resolves a budget of a document; ok is false if it has been reported.
func readBudget(cat *catalog.Catalog, doc *deployment.Document, b deployment.Budget) (budget project.Budget, ok bool) {
	if !b.Limit.Set || doc.Broken[b.Path+"/region"] || doc.Broken[b.Path+"/name"] {
		return project.Budget{}, false
	}
	if !b.Region.Set {
		return project.NewBudget(doc.Source, b, ""), true
	}
	region, known := cat.Region(b.Region.Value)
	if !known {
		return project.Budget{}, false
	}
	return project.NewBudget(doc.Source, b, region.Code), true
}

// fits reports whether a deployment counts.
func fits(b *project.Budget, d *quote.Deployment) bool {
	return (b.Region == "" || d.Terms.Region != nil && d.Terms.Region.Code == b.Region) &&
		(b.Name == "" || catalog.Match(b.Name, d.Name))
}

// scope says what a budget is for.
func scope(b *project.Budget, part string) string {
	what := "the total" + part
	if b.Name != "" {
		what += fmt.Sprintf(" of %q", b.Name)
	}
	if b.Region != "" {
		what += " in " + b.Region
	}
	return what
}

// Lack is what is known to be missing in a total.
type Lack struct {
	Unread int // files that could not be read or understood in full
	Absent int // running deployments that the answers of the API do not hold
}

// Hold holds deployments against a budget. part says what the total is of, if the
// run has another. A total that is a lower bound may break a budget, but cannot
// prove that it holds.
func Hold(b *project.Budget, all []quote.Deployment, lack Lack, period deployment.Period, part string) []diag.Diagnostic {
	var quoted []quote.Deployment
	for i := range all {
		if fits(b, &all[i]) {
			quoted = append(quoted, all[i])
		}
	}
	unproven := func(known, limit string) diag.Diagnostic {
		d := diag.New(diag.BudgetUnproven, b.File, b.Span, b.Path,
			fmt.Sprintf("%s for %s %s, so it does not prove that the budget of %s holds: %s",
				scope(b, part), period.Label, known, limit, unpriced(quoted, lack)))
		d.Help = "correct what has no amount, or give it a price"
		if lack == (Lack{Absent: lack.Absent}) && !slices.ContainsFunc(quoted, unexplained) {
			d.Help = "request the other pages and give all of them in one run"
		}
		return d
	}
	if len(quoted) == 0 && lack.Absent > 0 {
		return []diag.Diagnostic{unproven("is not known", b.Limit.String())}
	}
	var found []diag.Diagnostic
	for _, total := range quote.Totals(quoted, lack.Unread+lack.Absent) {
		over := money.Amount{Value: total.Amount.Value.Sub(b.Limit), Currency: total.Amount.Currency}
		limit := money.Amount{Value: b.Limit, Currency: total.Amount.Currency}
		switch {
		case over.Value.IsPositive():
			least := ""
			if !total.Complete() {
				least = "at least "
			}
			d := diag.New(diag.OverBudget, b.File, b.Span, b.Path,
				fmt.Sprintf("%s for %s is %s%s: %s above the budget of %s", scope(b, part), period.Label, least, show(total.Amount), show(over), show(limit)))
			d.Help = "costplan price --explain shows what it is made of"
			d.Values = map[string]string{diag.ValueTotalText: least + show(total.Amount), diag.ValueOverText: show(over), diag.ValueLimitText: show(limit)}
			found = append(found, d)
		case !total.Complete() && (lack != Lack{} || slices.ContainsFunc(quoted, unexplained)):
			known := "is at least " + show(total.Amount)
			if total.Priced == 0 {
				known = "is not known"
			}
			found = append(found, unproven(known, show(limit)))
		}
	}
	return found
}

// unexplained reports whether a deployment has no amount for a reason that no error
// says: an error says enough, and the total is marked as a lower bound.
func unexplained(d quote.Deployment) bool { return !d.Fee.Whole() && d.Fee.Reason != quote.HasError }

// Idle reports a budget of a document that none of its deployments counts
// against: most likely its pattern is misspelt. quoted are all of them.
func Idle(b *project.Budget, quoted []quote.Deployment) []diag.Diagnostic {
	for i := range quoted {
		if fits(b, &quoted[i]) {
			return nil
		}
	}
	if len(quoted) == 0 {
		return nil // that there is no deployment has been reported
	}
	d := diag.New(diag.BudgetUnproven, b.File, b.Span, b.Path, "no deployment counts against the budget on "+scope(b, ""))
	d.Help = "correct its name or region, or remove it"
	return []diag.Diagnostic{d}
}

// unpriced names what is not in a total, with the reason of each.
func unpriced(quoted []quote.Deployment, lack Lack) string {
	const most = 3
	var texts []string
	left := 0
	for _, d := range quoted {
		switch {
		case d.Fee.Whole():
		case d.Fee.Known && len(texts) < most:
			texts = append(texts, fmt.Sprintf("%s costs more (%s)", cmp.Or(d.Name, d.ModelName, "a deployment"), d.Fee.AtLeast))
		case len(texts) < most:
			texts = append(texts, fmt.Sprintf("%s has no amount (%s)", cmp.Or(d.Name, d.ModelName, "a deployment"), d.Fee.Reason))
		default:
			left++
		}
	}
	if left > 0 {
		texts = append(texts, fmt.Sprintf("%d more have none", left))
	}
	switch {
	case lack.Unread == 1:
		texts = append(texts, "1 file could not be read in full")
	case lack.Unread > 1:
		texts = append(texts, fmt.Sprintf("%d files could not be read in full", lack.Unread))
	}
	if lack.Absent > 0 {
		texts = append(texts, counted(lack.Absent)+" or more are on pages of a list that are not here")
	}
	return strings.Join(texts, ", ")
}
