package engine

import (
	"slices"

	"github.com/costplan/costplan/engine/lint"
)

// Again returns a copy of what is known of a file by itself. Together marks what
// it is given, so whoever keeps a file to hold it together with others more than
// once, as an editor does, hands over a copy each time.
func (c *Checked) Again() *Checked {
	again := *c
	again.Diagnostics = slices.Clone(c.Diagnostics)
	again.Deployments = slices.Clone(c.Deployments)
	again.suppressions = make([]*lint.Suppression, len(c.suppressions))
	for i, s := range c.suppressions {
		again.suppressions[i] = s.Clone()
	}
	return &again
}
