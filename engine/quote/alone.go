package quote

import (
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
)

// Alone is one deployment with its fee, without any other: nothing of it depends
// on what else there is, so it can be computed and forgotten.
type Alone struct {
	Deployment  Deployment
	Period      deployment.Period
	Diagnostics []diag.Diagnostic // that speak of it, or of all of its document
}
