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
// ends in "*", and of those the ones with the longest prefix. The list is shared:
// it is not to be changed.
func (r *Region) Find(plan Plan, model string) []*Offer {
	if !r.index.of(r.Offers) {
		all := make([]*Offer, len(r.Offers))
		for i := range r.Offers {
			all[i] = &r.Offers[i]
		}
		return closest(all, plan, model)
	}
	if found := r.index.offers[offerKey{plan, model}]; found != nil {
		return found
	}
	return closest(r.index.patterns, plan, model)
}

// closest is those of the offers for a model on a plan whose code agrees the most.
func closest(offers []*Offer, plan Plan, model string) []*Offer {
	var found []*Offer
	longest := -1 // length of the prefix of what is found
	for _, offer := range offers {
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
	for end := strings.LastIndex(model, tuned); end > 0; end = strings.LastIndex(model[:end+len(tuned)-1], tuned) {
		if c.lists(model[:end]) {
			return model[:end], true
		}
	}
	return "", false
}

// lists reports whether a region has an offer of exactly this code.
func (c *Catalog) lists(code string) bool {
	return slices.ContainsFunc(c.Regions, func(r *Region) bool {
		if r.index.of(r.Offers) {
			return r.index.codes[code]
		}
		return slices.ContainsFunc(r.Offers, func(o Offer) bool { return o.Model == code })
	})
}

// offerIndex finds the offers of exact model codes at once: a run over many
// deployments looks for several offers of each.
type offerIndex struct {
	indexed  []Offer // the offers that it was made of
	offers   map[offerKey][]*Offer
	patterns []*Offer // whose code ends in "*"
	codes    map[string]bool
}

type offerKey struct {
	plan  Plan
	model string
}

// of reports whether the index was made of these offers. A region that was put
// together by hand, or copied and given other offers, has none of its own.
func (x *offerIndex) of(offers []Offer) bool {
	return len(offers) > 0 && len(x.indexed) == len(offers) && &x.indexed[0] == &offers[0]
}

// makeIndex indexes the offers of a region that is complete.
func (r *Region) makeIndex() {
	r.index = offerIndex{indexed: r.Offers, offers: make(map[offerKey][]*Offer, len(r.Offers)), codes: make(map[string]bool, len(r.Offers))}
	for i := range r.Offers {
		offer := &r.Offers[i]
		r.index.codes[offer.Model] = true
		if strings.HasSuffix(offer.Model, "*") {
			r.index.patterns = append(r.index.patterns, offer)
		} else {
			key := offerKey{offer.Plan, offer.Model}
			r.index.offers[key] = slices.Clip(append(r.index.offers[key], offer))
		}
	}
}
