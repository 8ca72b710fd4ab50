package engine

import (
	"bytes"
	"slices"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/shape"
	"github.com/costplan/costplan/engine/sizing"
)

// Kind is what a file holds.
type Kind string

// The kinds of files.
const (
	Deployments Kind = "deployments" // a deployment file or a request body, also one with mistakes
	Fleet       Kind = "fleet"       // an answer of the API: deployments that run
	OwnPrices   Kind = "prices"      // an overlay
	Traffic     Kind = "traffic"     // usage to size from
	Empty       Kind = "empty"
	Unknown     Kind = "unknown"
)

// KindOf tells what a file holds by its first document, or by its first line of
// traffic. It says nothing about mistakes in it.
func KindOf(input Input) Kind {
	if len(bytes.TrimSpace(input.Data)) == 0 {
		return Empty
	}
	if sizing.IsTraffic(input.Data) {
		return Traffic
	}
	for _, n := range document.Read(document.NewSource(input.Name, input.Data)).Docs {
		if kind, ok := shape.Of(n); ok {
			if kind == deployment.Answer {
				return Fleet
			}
			return Deployments
		}
		if _, _, isError := shape.ErrorOf(n); isError || shape.Bare(n) {
			return Deployments
		}
		if n.Kind == document.Mapping && slices.ContainsFunc([]string{"prices", "discounts", "on_demand"}, func(key string) bool { return n.Entry(key) != nil }) {
			return OwnPrices
		}
	}
	// A deployment file that cannot be read is one still.
	if bytes.Contains(input.Data, []byte("model_name")) || bytes.Contains(input.Data, []byte("deployments:")) {
		return Deployments
	}
	return Unknown
}
