package lint

import (
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/quote"
)

// Item is what is kept of a deployment once its document is done with: enough to
// price it and to hold it against others. It holds no text and no tree, so that
// a run over many files stays small.
type Item struct {
	File      string
	Path      string
	Span      diag.Span
	Name      Mark
	ModelName Mark
	Suffix    Mark
	// SuffixReported is set if the suffix is wrong, so that it is not known what
	// the deployed model will be called.
	SuffixReported bool
	Period         deployment.Period
	Terms          deployment.Terms
	Running        bool // read from an answer of the API
	// Deployed is the identifier of a running deployment, which no other one has;
	// "" if it is not known.
	Deployed string
	Repeated bool // an earlier answer has this running deployment too
	HasError bool // an error speaks of it
	// Silenced is the code of an error that is silenced or reported as less, and
	// leaves it without a right fee all the same; "" for none.
	Silenced diag.Code
	Fees     *quote.Fees // what it costs, as far as it is remembered; nil if it is not
}

// Mark is a text and its place.
type Mark struct {
	Value string
	Set   bool
	Span  diag.Span
}

// NewItem keeps what is needed of a deployment.
func NewItem(doc *deployment.Document, d *deployment.Deployment, t deployment.Terms, period deployment.Period) Item {
	return Item{
		File: doc.Source.Name, Path: d.Path, Span: d.Node.Span(doc.Source),
		Name:           mark(doc.Source, d.Name),
		ModelName:      mark(doc.Source, d.ModelName),
		Suffix:         mark(doc.Source, d.Suffix),
		SuffixReported: doc.Broken[d.Path+"/suffix"],
		Period:         period, Terms: t,
		Running: d.Running, Deployed: deployedAs(d),
	}
}

// deployedAs identifies a running deployment. Records may be several capacities of
// one deployment, which differ in an identifier of their own only.
func deployedAs(d *deployment.Deployment) string {
	switch records := strings.HasPrefix(d.Path, "/output/records/"); {
	case records && !d.Instance.Set:
		return ""
	case records:
		return d.DeployedModel.Value + "/" + d.Instance.Value
	}
	return d.DeployedModel.Or(d.Instance.Value)
}

func mark(src *document.Source, t deployment.Text) Mark {
	if !t.Set {
		return Mark{}
	}
	return Mark{Value: t.Value, Set: true, Span: t.Node.Span(src)}
}
