// Package diag is what the engine says about a document: diagnostics with a
// stable code, an exact place and a way out, and the one table of those codes.
// It knows nothing of YAML, catalogs or fees. Go's error is kept for "cannot go
// on"; what is wrong in a user's document is always a Diagnostic.
package diag

import (
	"cmp"
	"slices"
)

// Position is a place in a source text. Line and Column are 1-based; Column
// counts Unicode code points. Offset counts bytes from 0.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Offset int `json:"-"`
}

// Span is a half-open range of a source text: End is the first position after it.
type Span struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Severity says how bad a diagnostic is.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"   // the API refuses it, or no right fee exists
	Warning Severity = "warning" // probably not what was meant
	Info    Severity = "info"    // worth knowing
)

// Weight orders severities: the worse, the larger; 0 for none.
func (s Severity) Weight() int {
	switch s {
	case Error:
		return 3
	case Warning:
		return 2
	case Info:
		return 1
	}
	return 0
}

// APIError is the refusal to expect from the provider's API, in its own wording.
type APIError struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Edit replaces one range of the source by Text.
type Edit struct {
	Span
	Text string `json:"text"`
}

// Fix is one way to mend what a diagnostic reports. A safe fix has one right
// answer and keeps the document's meaning; an unsafe one is a choice that the
// user has to want.
type Fix struct {
	Title string `json:"title"`
	Safe  bool   `json:"safe"`
	Edits []Edit `json:"edits"`
}

// Related is a second place that a diagnostic speaks of.
type Related struct {
	File    string `json:"file"`
	Message string `json:"message"`
	Span
}

// Diagnostic is one mistake or remark at one place.
type Diagnostic struct {
	Code     Code      `json:"code"`
	Severity Severity  `json:"severity"`
	Message  string    `json:"message"` // what is wrong, with the arithmetic
	Help     string    `json:"help"`    // what to type instead; may be empty
	File     string    `json:"file"`
	Span               // start and end
	Path     string    `json:"path"`      // JSON pointer to what it speaks of, within its document
	APIError *APIError `json:"api_error"` // nil where the API would accept it
	Related  []Related `json:"related"`
	Fixes    []Fix     `json:"fixes"`
	URL      string    `json:"url"` // the page of the rule
	// Values are the facts that Message is made of, by name, so that a front end
	// can word them for its own readers and offer what can be done. Only findings
	// about costs have some: see the Value constants.
	Values map[string]string `json:"-"`
	// Advises is the number, from 1, of the deployment of its file whose fee it
	// speaks of; 0 for none. It goes where that deployment turns out to have no fee.
	Advises int `json:"-"`
}

// The names of values. Amounts are exact decimals in Currency; the texts are the
// same rounded to cents, as messages have them.
const (
	ValueSaving     = "saving"      // how much less the other way costs
	ValueSavingText = "saving_text" // "1,553.55 USD"
	ValueNowText    = "now_text"    // what it costs now
	ValueOtherText  = "other_text"  // what it costs the other way
	ValueCurrency   = "currency"
	ValueRegion     = "region" // of the other way: code
	ValueRegionName = "region_name"
	ValueSpec       = "deploy_spec"
	ValueCapacity   = "capacity"
	ValuePayment    = "payment"
	ValueLength     = "length" // "30 days"
	ValueTotalText  = "total_text"
	ValueOverText   = "over_text" // how far a total is above its budget
	ValueLimitText  = "limit_text"
)

// New returns a diagnostic with the severity and the page of its code.
func New(code Code, file string, span Span, path, message string) Diagnostic {
	rule, _ := RuleOf(code)
	return Diagnostic{
		Code: code, Severity: rule.Severity, Message: message,
		File: file, Span: span, Path: path,
		Related: []Related{}, Fixes: []Fix{},
		URL: rule.URL(),
	}
}

// NoFee reports whether a diagnostic takes the amount of the deployment that it
// speaks of away. An error does so by its code; one that a project raised to an
// error does not, since the fee is as right as it was.
func (d *Diagnostic) NoFee() bool {
	rule, _ := RuleOf(d.Code)
	return d.Severity == Error && rule.Severity == Error
}

// Sort orders diagnostics by file, place and code, and drops repetitions (an
// anchor used twice would otherwise report its mistake twice).
func Sort(list []Diagnostic) []Diagnostic {
	if len(list) < 2 {
		return list
	}
	slices.SortStableFunc(list, func(a, b Diagnostic) int { return a.compare(&b) })
	return slices.CompactFunc(list, func(a, b Diagnostic) bool {
		return a.File == b.File && a.Span == b.Span && a.Code == b.Code && a.Message == b.Message
	})
}

func (d *Diagnostic) compare(other *Diagnostic) int {
	if c := cmp.Compare(d.File, other.File); c != 0 {
		return c
	}
	if c := cmp.Compare(d.Span.Start.Offset, other.Span.Start.Offset); c != 0 {
		return c
	}
	if c := cmp.Compare(d.Span.End.Offset, other.Span.End.Offset); c != 0 {
		return c
	}
	if c := cmp.Compare(d.Code, other.Code); c != 0 {
		return c
	}
	return cmp.Compare(d.Message, other.Message)
}

// Count returns how many diagnostics have the severity.
func Count(list []Diagnostic, s Severity) int {
	n := 0
	for i := range list {
		if list[i].Severity == s {
			n++
		}
	}
	return n
}
