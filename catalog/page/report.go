package page

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
)

// Report says where an edition comes from and what is new in it.
type Report struct {
	Base string // date of the base edition
	// Changes are the price cells that differ from the base: those of the page
	// in its order by region, then those that are gone.
	Changes []Change
	// Carried are the lines that are the base's own, by file.
	Carried []Carried
	// Sentences are those of the sections with prices, in the page's order.
	// They are not carried into the edition: one that states no rule is worth
	// reading.
	Sentences []Sentence
}

// Change is a price cell that differs from the base.
type Change struct {
	Kind   ChangeKind
	Before catalog.Rate // zero if added
	After  catalog.Rate // zero if removed
	// The headings above the row, "Text generation / Qwen"; empty as above, or
	// where the page has none.
	HeadingBefore, HeadingAfter string

	Line int // of the row on the page; 0 if removed
}

// ChangeKind is what happened to a price cell.
type ChangeKind string

// The kinds of changes.
const (
	Added   ChangeKind = "added"   // the base does not have the cell
	Removed ChangeKind = "removed" // the page does not have the cell
	Changed ChangeKind = "changed" // another price, or another heading, name, quantity, maximum or remark
)

// Carried is a line of a region file that does not come from a table of the page.
type Carried struct {
	File string // "ap-southeast-1.yaml", of the base and of the edition
	Line int    // in the file of the base
	Text string
	// Page is the line of the page with a sentence that says the same; 0 if
	// nothing on the page does.
	Page int
}

// Sentence is a line of prose in a section with prices.
type Sentence struct {
	Line   int
	Text   string
	States []string // the billing rules that it states
}

// report compares an edition with the base.
func (r *reader) report(edition *catalog.Catalog, files []pageFile) Report {
	report := Report{Base: r.base.catalog.Edition, Sentences: r.sentences}
	rows := map[string]int{} // lines of the page by reference
	for _, file := range files {
		for i, line := range file.lines {
			if line.page > 0 {
				rows[edition.Reference(file.region, i+1)] = line.page
			}
			if line.base > 0 && strings.TrimSpace(line.text) != "" {
				name := file.region.File
				said := r.confirmed[place{name, r.base.files[name].keys[line.base]}]
				report.Carried = append(report.Carried, Carried{File: name, Line: line.base, Text: line.text, Page: said})
			}
		}
	}
	headingsBefore, headings := headingsOf(r.base.catalog), headingsOf(edition)
	before := map[cellKey]catalog.Rate{}
	for _, rate := range r.base.catalog.Rates() {
		before[keyOf(rate)] = rate
	}
	kept := map[cellKey]bool{}
	for _, rate := range edition.Rates() {
		key := keyOf(rate)
		kept[key] = true
		change := Change{Kind: Added, After: rate, HeadingAfter: headings[key.row()], Line: rows[rate.Source]}
		if old, had := before[key]; had {
			change.Kind, change.Before, change.HeadingBefore = Changed, old, headingsBefore[key.row()]
			if sameCell(old, rate) && change.HeadingBefore == change.HeadingAfter {
				continue
			}
		}
		report.Changes = append(report.Changes, change)
	}
	for _, rate := range r.base.catalog.Rates() {
		if !kept[keyOf(rate)] {
			report.Changes = append(report.Changes, Change{Kind: Removed, Before: rate, HeadingBefore: headingsBefore[keyOf(rate).row()]})
		}
	}
	slices.SortStableFunc(report.Sentences, func(a, b Sentence) int { return a.Line - b.Line })
	return report
}

// cellKey tells price cells apart in one edition.
type cellKey struct {
	region, model, spec string
	plan                catalog.Plan
	payment             catalog.Payment
	item                catalog.Item
}

func keyOf(r catalog.Rate) cellKey {
	return cellKey{r.Region, r.Model, r.Spec, r.Plan, r.Payment, r.Item}
}

// row is the key of all cells of a row.
func (k cellKey) row() cellKey {
	k.payment, k.item = "", ""
	return k
}

// headingsOf are the headings above the rows of an edition.
func headingsOf(c *catalog.Catalog) map[cellKey]string {
	headings := map[cellKey]string{}
	for _, region := range c.Regions {
		for _, o := range region.Offers {
			if o.Priced() {
				headings[cellKey{region: region.Code, model: o.Model, spec: o.Spec, plan: o.Plan}] = strings.TrimPrefix(o.Category+" / "+o.Family, " / ")
			}
		}
	}
	return headings
}

// sameCell reports whether two editions print a cell the same.
func sameCell(a, b catalog.Rate) bool {
	return a.Price.Equal(b.Price) && a.Per == b.Per && a.Name == b.Name && a.Bundle == b.Bundle &&
		a.MaxInputTokens == b.MaxInputTokens && a.Remark == b.Remark && a.Currency == b.Currency
}
