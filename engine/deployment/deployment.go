// Package deployment is the typed reading of a document: which deployments it
// holds, what each field says and where, and what holds where a field is left
// out. It reports nothing: what is wrong with a document has been said by
// package shape, what is wrong with a deployment is said by package lint.
package deployment

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/engine/document"
)

// Shape is one of the three forms that a document may have.
type Shape string

// The shapes.
const (
	File    Shape = "file"    // a `deployments` list
	Request Shape = "request" // one request body
	Answer  Shape = "answer"  // an answer of the API, or one deployment of it
)

// Field is the value of one field and where it stands. Set is false for a field
// that is left out, and for one that a diagnostic has already been given for.
type Field[T any] struct {
	Value T
	Set   bool
	Node  *document.Node // nil if the field is left out
}

// Or returns the value, or what holds if it is not set.
func (f Field[T]) Or(fallback T) T {
	if f.Set {
		return f.Value
	}
	return fallback
}

// Text, Number and Flag are the fields of a deployment by type. A Number is exact.
type (
	Text   = Field[string]
	Number = Field[decimal.Decimal]
	Flag   = Field[bool]
)

// Document is one document of a source with the deployments that it holds.
type Document struct {
	Source      *document.Source
	Node        *document.Node
	Shape       Shape
	Broken      Broken
	Region      Text // default for its deployments
	Period      Text
	Budget      Number
	Budgets     []Budget
	Deployments []Deployment
	List        *List // nil unless it is an answer of the API that lists deployments

	around map[string]bool // the paths around those of Broken
}

// BrokenBelow reports whether a diagnostic was given for something below a path.
func (d *Document) BrokenBelow(path string) bool {
	if d.around == nil {
		d.around = make(map[string]bool, len(d.Broken))
		for broken := range d.Broken {
			for path := Around(broken); path != broken && !d.around[path]; broken, path = path, Around(path) {
				d.around[path] = true
			}
		}
	}
	return d.around[path]
}

// List is what an answer of the API says of the list that it holds a page of.
// There are two sets of names for the same things.
type List struct {
	Node  *document.Node // the list, or the output that holds no list
	Path  string         // JSON pointer of Node
	Total Number         // total or items: deployments in all
	No    Number         // page_no or page: of this page, from 1
	Size  Number         // page_size or itemsPerPage: deployments that a page holds
	Pages Number         // pageCount: pages in all

	Broken bool // a diagnostic has been given for a field beside the list
}

// Budget is a limit on what some of the deployments cost together.
type Budget struct {
	Path   string // JSON pointer of the budget
	Limit  Number
	Region Text // of the deployments that it is for; all if it is left out
	Name   Text // pattern of their names; all if it is left out
}

// Deployment is one deployment as it is written.
type Deployment struct {
	Node *document.Node // the mapping
	Path string         // JSON pointer of the mapping

	ModelName        Text
	Plan             Text
	Name             Text
	Capacity         Number
	BillingMethod    Text
	DeploySpec       Text
	EnableThinking   Flag
	MaxContextLength Number
	RPMLimit         Number
	TPMLimit         Number
	PTUCapacity      Capacity
	Suffix           Text
	Charge           Charge
	ServiceTier      Text
	OverflowStrategy Text // enable or disable
	TemplateID       Text
	PrefillCapacity  Number // model units of a template that has its own for prefill and for decode
	DecodeCapacity   Number

	Region   Text
	Estimate Estimate

	// Of a deployment in an answer of the API.
	Running       bool
	DeployedModel Text // its identifier
	Instance      Text // identifier of one of several capacities that it has
	Status        Text
	ReadyCapacity Number // units that serve
	BaseCapacity  Number // the bundle as the API states it
}

// Capacity is provisioned throughput in tokens per minute.
type Capacity struct {
	Node           *document.Node // nil if it is left out; the deployment where it has no ptu_capacity but quotas
	InputTPM       Number
	OutputTPM      Number
	ThinkingOutput Number
}

// Estimate is what the user expects to use and how they mean to pay.
type Estimate struct {
	Node            *document.Node // nil if it is left out
	Payment         Text
	Hours           Number
	HoursPerDay     Number // of the schedule
	ScheduleDays    Number // of the schedule
	Schedule        *document.Node
	Days            Number
	OrderedAt       Text
	Months          Number
	CancelAfterDays Number
	BaseModel       Text
	Tokens          Tokens
	Usage           Usage
}

// Usage is the calls of a period on plan ptu, in tokens or in requests.
type Usage struct {
	Node                        *document.Node // nil if it is left out
	OverflowPercent             Number         // of the calls that overflow
	Tokens                      Tokens
	Requests                    Number
	Input, Output, ThinkingEach Number // tokens of a request
}

// Tokens is the usage of a period in tokens.
type Tokens struct {
	Node           *document.Node // nil if it is left out
	Input          Number
	Output         Number
	ThinkingOutput Number
}
