// Package request turns a deployment of a file into the request that creates it
// at the provider. It knows which fields the API takes and in what order its
// page lists them; it checks nothing, since packages shape and lint do.
package request

import (
	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
)

// Request is what creates one deployment.
type Request struct {
	File   string
	Line   int             // 1-based line that the deployment starts at
	Name   string          // as written
	Region *catalog.Region // whose endpoint it is sent to; nil if it is not known
	Body   []byte          // compact JSON: the fields of the API and no others, in the order of its page
	Notes  []string        // what the request does not say of what the file means
	// Refused is why there is no such request; else empty.
	Refused string
}

// Why there is no request for a deployment.
const (
	HasError = "it has an error"
	Running  = "it was read from an answer of the API, so it exists already"
	NoRegion = "its region, and so the endpoint to send it to, is not known"
)

// Of returns the request of a deployment. Where it is refused it has no body.
func Of(src *document.Source, shape deployment.Shape, d *deployment.Deployment, t deployment.Terms, hasError bool) Request {
	r := Request{File: src.Name, Line: d.Node.Span(src).Start.Line, Name: d.Name.Value, Region: t.Region}
	switch {
	case shape == deployment.Answer:
		r.Refused = Running
	case hasError:
		r.Refused = HasError
	case t.Region == nil:
		r.Refused = NoRegion
	default:
		r.Body = Body(d.Node)
		r.Notes = notes(d, t)
	}
	return r
}

// Body writes the mapping of a deployment as the body of its request, in compact
// JSON. What is not a field of the API, such as region and estimate, is left out.
func Body(n *document.Node) []byte { return appendFields(nil, n, deployment.Fields()) }

// notes says what of the file the API is not told.
func notes(d *deployment.Deployment, t deployment.Terms) []string {
	if _, said := d.Charge.Payment(); t.Payment == catalog.Subscription && !said {
		return []string{"the estimate is for a subscription; no field of the request asks for one"}
	}
	return nil
}
