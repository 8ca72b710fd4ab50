package engine

import (
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/request"
	"github.com/costplan/costplan/engine/shape"
)

// Requests returns what creates each deployment of a file that has been checked,
// in the order of checked.Deployments. The input has to be the one that was
// checked. A deployment with an error has no request, nor has a running one.
func (e *Engine) Requests(input Input, checked *Checked) []request.Request {
	src := document.NewSource(input.Name, input.Data)
	var list []request.Request
	for _, node := range document.Read(src).Docs {
		kind, ok := shape.Of(node)
		if !ok {
			continue
		}
		doc := deployment.Read(src, node, kind, nil)
		for i := range doc.Deployments {
			if len(list) == len(checked.Deployments) {
				return list // another input than the one that was checked
			}
			item := &checked.Deployments[len(list)]
			list = append(list, request.Of(src, kind, &doc.Deployments[i], item.Terms, item.HasError))
		}
	}
	return list
}
