package catalog

import (
	"slices"
	"strings"
)

// tuned stands between the code of a foundation model and the rest of the name
// of a model that was fine-tuned from it.
const tuned = "-ft-"

// Find is every offer of a model on a plan, one per spec, in page order. Codes
// are matched exactly; only if none matches do the offers count whose Model
// ends in "*", and of those the ones with the longest prefix.
func (r *Region) Find(plan Plan, model string) []*Offer {
	var found []*Offer
	longest := -1 // length of the prefix of what is found
	for i := range r.Offers {
		offer := &r.Offers[i]
		if offer.Plan != plan {
			continue
		}
		length, ok := offer.matches(model)
		if !ok || length < longest {
			continue
		}
		if length > longest {
			longest, found = length, nil
		}
		found = append(found, offer)
	}
	return found
}

// matches reports whether the offer is for the model, and how closely: the
// length of the prefix that agrees, more than any prefix if the code is the same.
func (o *Offer) matches(model string) (closeness int, ok bool) {
	if prefix, isPattern := strings.CutSuffix(o.Model, "*"); isPattern {
		return len(prefix), strings.HasPrefix(model, prefix)
	}
	return len(model) + 1, o.Model == model
}

// Plans are the plans on which the region offers a model, in the order ptu, mu,
// lora. Plan cu does not count: it takes any model.
func (r *Region) Plans(model string) []Plan {
	var found []Plan
	for _, plan := range [...]Plan{PTU, MU, LoRA} {
		if len(r.Find(plan, model)) > 0 {
			found = append(found, plan)
		}
	}
	return found
}

// Models are the distinct exact model codes of all regions, sorted by byte.
func (c *Catalog) Models() []string {
	var codes []string
	for _, r := range c.Regions {
		for i := range r.Offers {
			if model := r.Offers[i].Model; !strings.HasSuffix(model, "*") {
				codes = append(codes, model)
			}
		}
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Foundation is the catalog's model that a fine-tuned model was made from: the
// longest code that its name starts with, followed by "-ft-" ("qwen3-14b" for
// "qwen3-14b-ft-202511132025-0260").
func (c *Catalog) Foundation(model string) (code string, ok bool) {
	if !strings.Contains(model, tuned) {
		return "", false
	}
	for _, r := range c.Regions {
		for i := range r.Offers {
			candidate := r.Offers[i].Model
			if len(candidate) > len(code) && strings.HasPrefix(model, candidate) &&
				strings.HasPrefix(model[len(candidate):], tuned) {
				code = candidate
			}
		}
	}
	return code, code != ""
}
