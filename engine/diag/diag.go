// Package diag is what the engine says about a document: diagnostics with a
// stable code, an exact place and a way out, and the one table of those codes.
// It knows nothing of YAML, catalogs or fees. Go's error is kept for "cannot go
// on"; what is wrong in a user's document is always a Diagnostic.
package diag

import (
	"cmp"
	"slices"
)

// Position is a place in a text.
type Position struct {
	Line   int `json:"line" jsonschema:"minimum=1"`   // line, from 1
	Column int `json:"column" jsonschema:"minimum=1"` // column in Unicode code points, from 1
	Offset int `json:"-"`                             // in bytes, from 0
}

// Span is a half-open range of a text.
type Span struct {
	Start Position `json:"start"` // first position of the place
	End   Position `json:"end"`   // first position after the place
}

// Severity is how bad a diagnostic is. `error`: the API refuses it, or no right fee
// exists. `warning`: probably not what was meant. `info`: worth knowing.
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

// APIError is the refusal to expect from the provider's API, in its own words.
type APIError struct {
	Code    string `json:"code"`    // error code
	Message string `json:"message"` // error message
}

// Edit is a replacement of one range of the file. Edits of one change refer to the
// text before any of them, and do not overlap.
type Edit struct {
	Span
	Text string `json:"text"` // what to put there
}

// Fix is one way to fix what a diagnostic reports.
type Fix struct {
	Title string `json:"title"` // what it does
	Safe  bool   `json:"safe"`  // it has one right answer and keeps the meaning of the document; else it is a choice of the user
	Edits []Edit `json:"edits"` // replacements of ranges of the file
}

// Related is a second place that a diagnostic speaks of.
type Related struct {
	File    string `json:"file"`    // the file
	Message string `json:"message"` // what is there
	Span
}

// Diagnostic is one mistake or remark at one place.
type Diagnostic struct {
	Code     Code      `json:"code"` // stable code of the rule
	Severity Severity  `json:"severity"`
	Message  string    `json:"message"` // what is wrong, with the arithmetic
	Help     string    `json:"help"`    // what to do; may be empty
	File     string    `json:"file"`    // the file as it was named; `<stdin>` for standard input
	Span               // start and end
	Path     string    `json:"path" jsonschema:"pattern=^(/.*)?$"` // JSON pointer (RFC 6901) to what it speaks of, within its document
	APIError *APIError `json:"api_error"`                          // the refusal to expect from the provider's API, in its own words; null where it would accept
	Related  []Related `json:"related"`                            // other places that it speaks of
	Fixes    []Fix     `json:"fixes"`                              // ways to fix it
	URL      string    `json:"url"`                                // page of the rule
	// Values are the facts that Message is made of, by name, so that a front end
	// can word them for its own readers and offer what can be done. Only findings
	// that a form can lead to have some: see the Value constants.
	Values map[string]string `json:"-"`
	// Advises is the number, from 1, of the deployment of its file whose fee it
	// speaks of; 0 for none. It goes where that deployment turns out to have no fee.
	Advises int `json:"-"`
	// More is how many findings it stands for, where too many of a code in a file are
	// not listed one by one; 0 for an ordinary one.
	More int `json:"-"`
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
	ValuePlan       = "plan"   // of what has no price, with its region, model, spec and bundle
	ValueModel      = "model"  // that has no price
	ValueBundle     = "bundle"
	ValueTotalText  = "total_text"
	ValueOverText   = "over_text" // how far a total is above its budget
	ValueLimitText  = "limit_text"
	ValueMore       = "more" // findings that are not listed one by one

	ValueWhere   = "where"   // other regions that offer a model, by name
	ValueChoices = "choices" // what is right instead: "4 or 8"
	ValueStep    = "step"    // what a throughput is to be a multiple of
	ValueTPM     = "tpm"     // a throughput
	ValueMost    = "most"    // the largest capacity
	ValuePaid    = "paid"    // the time that is paid for: "30 days"
	ValuePeriod  = "period"  // the same of the period
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

// Count returns how many diagnostics have the severity, those that are not listed
// one by one too.
func Count(list []Diagnostic, s Severity) int {
	n := 0
	for i := range list {
		if list[i].Severity == s {
			n += max(list[i].More, 1)
		}
	}
	return n
}
