package page

import (
	"regexp"
	"sync"

	"github.com/costplan/costplan/catalog"
)

// section is a part of the page that has prices: its heading, its tables, and
// the comment above what the region file says of it.
type section struct {
	plan    catalog.Plan
	title   string
	priced  string // rest of the comment, if the page has prices for the region
	columns []column
}

// sections are the parts with prices, in the page's order.
var sections = [...]section{
	{catalog.PTU, "Billed by usage duration (Provisioned Throughput)", "price of so many TPM for one hour, one day.", []column{
		{kind: nameColumn, title: "Model name"},
		{kind: codeColumn, title: "Model code"},
		{kind: maximumColumn, title: "Maximum input tokens"},
		{kind: priceColumn, title: "Pay-as-you-go input", unit: perHour, payment: catalog.PayAsYouGo, item: catalog.Input},
		{kind: priceColumn, title: "Pay-as-you-go output", unit: perHour, payment: catalog.PayAsYouGo, item: catalog.Output},
		{kind: priceColumn, title: "Subscription input", unit: perDay, payment: catalog.Subscription, item: catalog.Input},
		{kind: priceColumn, title: "Subscription output", unit: perDay, payment: catalog.Subscription, item: catalog.Output},
	}},
	{catalog.MU, "Billed by usage duration (Model Unit)", `price of the bundle ("MU1 x 8") for one hour, one month.`, []column{
		{kind: nameColumn, title: "Model name"},
		{kind: codeColumn, title: "Model code"},
		{kind: specColumn, title: "Model unit specification"},
		{kind: priceColumn, title: "Hourly price ($)", payment: catalog.PayAsYouGo, item: catalog.ModelUnit},
		{kind: priceColumn, title: "Monthly price ($)", payment: catalog.Subscription, item: catalog.ModelUnit},
	}},
	{catalog.LoRA, "By model token usage", "price of so many tokens.", []column{
		{kind: nameColumn, title: "Foundation model"},
		{kind: codeColumn, title: "Model code"},
		{kind: priceColumn, title: "Input", unit: perTokens, payment: catalog.PayAsYouGo, item: catalog.Input},
		{kind: priceColumn, title: "Output", unit: perTokens, payment: catalog.PayAsYouGo, item: catalog.Output},
	}},
}

// comment is the line above what a region file says of the section.
func (s *section) comment(priced bool) string {
	if priced {
		return "# " + s.title + ": " + s.priced
	}
	return "# " + s.title + ": the page lists nothing for this region."
}

// families reports whether the tables of the section stand under a heading each.
func (s *section) families() bool { return s.plan != catalog.LoRA }

// continues reports whether a model may have more rows that leave out its name
// and code, one for each spec.
func (s *section) continues() bool { return s.plan == catalog.MU }

// column is what a table has in a place of its rows.
type column struct {
	kind    columnKind
	title   string
	unit    *unit // stands below the title; nil if nothing does
	payment catalog.Payment
	item    catalog.Item
}

// columnKind is what the cells of a column hold.
type columnKind int

const (
	nameColumn columnKind = iota
	codeColumn
	maximumColumn
	specColumn
	priceColumn
)

// unit is what the prices of a column cover: a quantity, read from the page,
// of a fixed unit for a fixed time.
type unit struct {
	example string
	pattern pattern // groups: currency, quantity, thousands or millions of it
}

// Units below the titles of columns.
var (
	perHour   = &unit{"Per 10K TPM/hour", lazy(`^Per ()([1-9][0-9]{0,5})(K?) TPM/hour$`)}
	perDay    = &unit{"Per 10K TPM/day", lazy(`^Per ()([1-9][0-9]{0,5})(K?) TPM/day$`)}
	perTokens = &unit{"CNY/1,000 tokens", lazy(`^(CNY|USD|\$)/([1-9][0-9,]{0,9})([KM]?) tokens$`)}
)

// isFirstTitle reports whether a text is the title of the first column of a table.
func isFirstTitle(text string) bool {
	for i := range sections {
		if sections[i].columns[0].title == text {
			return true
		}
	}
	return false
}

// codeTitle is the title that the tables of all sections have.
const codeTitle = "Model code"

// sectionOf finds a section by its heading.
func sectionOf(text string) (index int, ok bool) {
	for i := range sections {
		if sections[i].title == text {
			return i, true
		}
	}
	return 0, false
}

// isAfter reports whether a heading ends the part of the page that has prices.
func isAfter(text string) bool {
	switch text {
	case "Response example", "Response parameters", "Error response":
		return true
	}
	return false
}

// pattern is a regular expression that is compiled when it is first used: the
// program starts more often than it reads a page.
type pattern func() *regexp.Regexp

func lazy(text string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
