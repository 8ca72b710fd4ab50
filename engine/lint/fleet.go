package lint

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
)

// List is a page of a list of running deployments, with what the answer of the API
// says of the whole list.
type List struct {
	File, Path string
	Span       diag.Span
	First      int // index, among the deployments of its file, of its first one
	Count      int // deployments that it holds

	total, no, size, pages int64 // unstated if the answer does not say
	broken                 bool  // one of them could not be read
}

// unstated stands for a number that an answer does not give, or not in a form that
// can be read.
const unstated = -1

// NewList keeps what is needed of a document that lists deployments, whose first
// one gets the index among those of its file.
func NewList(doc *deployment.Document, first int) List {
	l := doc.List
	return List{
		File: doc.Source.Name, Path: l.Path, Span: l.Node.Span(doc.Source), First: first, Count: len(doc.Deployments),
		total: stated(l.Total), no: stated(l.No), size: stated(l.Size), pages: stated(l.Pages),
		broken: l.Broken,
	}
}

func stated(n deployment.Number) int64 {
	const most = 1_000_000_000 // deployments; a larger number would not be one
	if !n.Set || n.Value.GreaterThan(decimal.NewFromInt(most)) {
		return unstated
	}
	return n.Value.IntPart()
}

// whole returns how many deployments the list has in all, as far as the page tells.
// Without a total, a page that is not full is the last one.
func (l *List) whole() int64 {
	count := int64(l.Count)
	switch {
	case l.broken:
		return unstated
	case l.total != unstated:
		return l.total
	case l.pages != unstated && l.pages <= 1:
		return count
	case l.size == unstated && l.pages == unstated && l.no <= 1:
		return count // nothing says that there are pages
	case l.size > 0 && count < l.size:
		return max(l.no-1, 0)*l.size + count
	}
	return unstated
}

// Page is a list with its deployments.
type Page struct {
	*List
	Items []*Item
}

// Part is a list of which no page of the run holds some deployments.
type Part struct {
	Diagnostic diag.Diagnostic // at the first of its pages
	Absent     int             // deployments that are not there; at least 1 where it is not known how many
}

// Fleet puts the answers of a run together. A deployment that several of them have
// is one: the later items are marked as repeated. The pages of one list are compared
// with the number of deployments that it has in all.
func Fleet(items []*Item, pages []Page) (found []Clash, parts []Part) {
	found = once(items)
	type key struct {
		region string
		whole  int64
		size   int64
	}
	lists := map[key][]Page{}
	var order []key
	for _, page := range pages {
		whole := page.whole()
		if whole != unstated && int64(page.Count) >= whole {
			continue // the page is the whole list
		}
		k := key{page.region(), whole, page.size}
		if page.total == unstated || page.broken {
			k.whole = unstated
		}
		if len(lists[k]) == 0 {
			order = append(order, k)
		}
		lists[k] = append(lists[k], page)
	}
	for _, k := range order {
		if d, absent := part(lists[k]); absent > 0 {
			parts = append(parts, Part{d, absent})
		}
	}
	return found, parts
}

// region is the region of a page's deployments; "" if it has none.
func (p *Page) region() string {
	for _, item := range p.Items {
		if item.Terms.Region != nil {
			return item.Terms.Region.Code
		}
	}
	return ""
}

// part reports pages of one list that together are not the whole list.
func part(pages []Page) (d diag.Diagnostic, missing int) {
	held := map[string]bool{}
	count, whole := 0, int64(unstated)
	for _, page := range pages {
		whole = max(whole, page.whole())
		for _, item := range page.Items {
			if item.Deployed == "" || !held[item.Deployed] {
				count++
			}
			held[item.Deployed] = true
		}
	}
	first := pages[0]
	var message string
	switch {
	case whole == int64(count):
		return d, 0
	case first.broken:
		missing = 1
		message = fmt.Sprintf("%s in this page, and it is not known how many there are in all", counted(count))
	case whole == unstated:
		missing = 1
		message = fmt.Sprintf("%s in a full page, and the answer does not say how many there are in all", counted(count))
	case int64(count) > whole:
		missing = 1
		message = fmt.Sprintf("%s, and the answers say that there are %d: they are pages of different lists, so some may be missing", counted(count), whole)
	default:
		missing = int(whole) - count
		message = fmt.Sprintf("%d of %s: the rest is not in the total", count, counted(int(whole)))
	}
	d = diag.New(diag.PartOfFleet, first.File, first.Span, first.Path, message)
	d.Help = "request the other pages and give all of them in one run, or request a page_size that holds all"
	for _, page := range pages[1:] {
		d.Related = append(d.Related, diag.Related{File: page.File, Message: "another page", Span: page.Span})
	}
	return d, missing
}

func counted(n int) string {
	if n == 1 {
		return "1 deployment"
	}
	return fmt.Sprintf("%d deployments", n)
}

// once marks running deployments that an earlier answer has too, and reports those
// that it describes in another way.
func once(items []*Item) (found []Clash) {
	type key struct{ region, deployed string }
	seen := map[key]*Item{}
	for _, item := range items {
		if item.Deployed == "" {
			continue
		}
		k := key{deployed: item.Deployed}
		if item.Terms.Region != nil {
			k.region = item.Terms.Region.Code
		}
		first := seen[k]
		if first == nil {
			seen[k] = item
			continue
		}
		item.Repeated = true
		if item.HasError == first.HasError && bought(item) == bought(first) {
			continue
		}
		d := diag.New(diag.AnswersDiffer, item.File, item.Span, item.Path,
			fmt.Sprintf("%s is in an earlier answer too, with other terms; it is counted once, as there", item.Deployed))
		d.Help = "give only the newest answer"
		d.Related = append(d.Related, diag.Related{File: first.File, Message: "the one that counts", Span: first.Span})
		found = append(found, Clash{item, d})
	}
	return found
}

// bought writes what a running deployment is billed for.
func bought(item *Item) string {
	t := &item.Terms
	return strings.Join([]string{
		string(t.Plan), t.Model, t.Spec, string(t.Payment), string(t.Status.Billing), t.Unpriced,
		t.Capacity.String(), t.InputTPM.String(), t.OutputTPM.String(), t.ThinkingTPM.String(), t.Days.String(), t.Months.String(),
	}, " ")
}
