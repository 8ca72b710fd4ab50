// Package assist is what an editor asks while somebody writes a deployment file:
// what may be typed here, what this means and costs, what can be fixed. One
// implementation serves the page's editor and the language server. It takes a
// text, a catalog and what the engine found, and returns places and texts; it
// checks nothing itself, keeps nothing and knows no protocol.
package assist

import (
	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/assist/fields"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/quote"
)

// Text is a file that is being edited, and what holds for it.
type Text struct {
	Source   *document.Source
	Catalog  *catalog.Catalog
	Schema   *fields.Schema
	Settings deployment.Settings
	Project  *project.Project // nil for none
	// Found returns the diagnostics of the file. It is asked only where they matter.
	Found func() []diag.Diagnostic
	// Priced returns the deployments of the file with what they cost. It is asked
	// only where they matter.
	Priced func() Priced
	// Fixed returns the text with every safe fix applied, and how many diagnostics
	// that fixes.
	Fixed func() (data []byte, fixed int)
}

// Priced is the deployments of a file and what they cost.
type Priced struct {
	Items []lint.Item // in the order of the file
	Quote quote.Quote // its deployments are those of Items, in their order
}

// Completion is what may be typed at a place.
type Completion struct {
	Start diag.Position `json:"start"` // of the text that an item takes the place of
	End   diag.Position `json:"end"`   // the place after it
	Items []Item        `json:"items"` // in the order of their Sort
}

// Kind says what an item of a completion stands for.
type Kind string

// The kinds of items.
const (
	KeyItem        Kind = "key"
	ValueItem      Kind = "value"
	ModelItem      Kind = "model"
	RegionItem     Kind = "region"
	PlanItem       Kind = "plan"
	SpecItem       Kind = "spec"
	CapacityItem   Kind = "capacity"
	PaymentItem    Kind = "payment"
	DeploymentItem Kind = "deployment" // a whole new deployment
	CodeItem       Kind = "code"       // of a rule, to be silenced
)

// Item is one thing that may be typed.
type Item struct {
	Label         string `json:"label"`           // begins as what is typed does
	Kind          Kind   `json:"kind"`            // what it is
	Detail        string `json:"detail"`          // a few words beside the label
	Documentation string `json:"documentation"`   // markdown; "" for none
	Insert        string `json:"insert"`          // its lines are indented
	Caret         *int   `json:"caret,omitempty"` // where the caret goes, in code points of insert; its end where it is absent
	Sort          string `json:"sort"`            // orders the items, as text
}

// Hover is what there is to say about a place.
type Hover struct {
	Start    diag.Position `json:"start"`    // its first character
	End      diag.Position `json:"end"`      // the place after its last character
	Markdown string        `json:"markdown"` // the text, in Markdown
}

// Hint is a text that an editor shows beside a line, which is not in the file.
type Hint struct {
	diag.Position
	Label   string `json:"label"`   // the text
	Tooltip string `json:"tooltip"` // more of it, to be shown on demand
}

// ActionKind says what an action is for.
type ActionKind string

// The kinds of actions.
const (
	QuickFix   ActionKind = "quickfix"   // fixes one diagnostic
	FixAll     ActionKind = "fix_all"    // applies every safe fix of the file
	Suppress   ActionKind = "suppress"   // silences a code
	Unsuppress ActionKind = "unsuppress" // removes a suppression that silences nothing
	Payment    ActionKind = "payment"    // changes to the cheaper payment
)

// Action is a change that an editor offers.
type Action struct {
	Title     string      `json:"title"`     // what it does
	Kind      ActionKind  `json:"kind"`      // what it is
	Code      string      `json:"code"`      // of the diagnostic that it answers; "" for none
	Preferred bool        `json:"preferred"` // it is the one to take without asking
	Edits     []diag.Edit `json:"edits"`     // what is changed
	// What somebody has to write over once the edits are applied, as a range of the text that results;
	// absent for nothing.
	Select *diag.Span `json:"select,omitempty"`
}

// Symbol is a deployment in the outline of a file.
type Symbol struct {
	Name   string    `json:"name"`
	Detail string    `json:"detail"` // what it costs
	Span   diag.Span `json:"range"`
	Select diag.Span `json:"select"` // its name, or else its beginning
}
