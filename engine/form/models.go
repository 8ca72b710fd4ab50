package form

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
)

// modelOptions returns the key of the options for a model on a plan in a region,
// and makes them once: the models that the region has on the plan, then those
// that it has on another, then those of other regions, all under the headings of
// the page.
func (b *builder) modelOptions(region *catalog.Region, plan catalog.Plan) string {
	key := "models//" + string(plan)
	if region != nil {
		key = "models/" + region.Code + "/" + string(plan)
	}
	if _, made := b.form.OptionSets[key]; made {
		return key
	}
	m := modelList{cat: b.Catalog, region: region, plan: plan, seen: map[string]bool{}}
	if region != nil {
		m.from(region, func(o *catalog.Offer) bool { return o.Plan == plan })
		m.from(region, func(o *catalog.Offer) bool { return true })
	}
	for _, r := range b.Catalog.Regions {
		m.from(r, func(o *catalog.Offer) bool { return true })
	}
	b.form.OptionSets[key] = m.options()
	return key
}

// modelList collects options.
type modelList struct {
	cat    *catalog.Catalog
	region *catalog.Region // nil if it is not known
	plan   catalog.Plan
	seen   map[string]bool
	groups []string
	list   []Option
}

// unlisted is the heading of what the page has no table for.
const unlisted = "Without a price"

// from adds the models of those offers of a region that are meant and that are
// not there yet. Plan cu takes any model, and is no reason to list one.
func (m *modelList) from(r *catalog.Region, meant func(*catalog.Offer) bool) {
	for i := range r.Offers {
		o := &r.Offers[i]
		if o.Model == "*" || m.seen[o.Model] || !meant(o) {
			continue
		}
		m.seen[o.Model] = true
		option := Option{Value: strings.TrimSuffix(o.Model, "*"), Label: o.Name, Group: o.Family}
		if option.Group == "" {
			option.Group = unlisted
			if o.Priced() {
				option.Group = "Fine-tuned"
			}
		}
		m.describe(&option, o)
		if !slices.Contains(m.groups, option.Group) {
			m.groups = append(m.groups, option.Group)
		}
		m.list = append(m.list, option)
	}
}

// describe says what a model costs, or why it can't be had as things are.
func (m *modelList) describe(option *Option, o *catalog.Offer) {
	if m.region == nil {
		option.Detail = "in " + strings.Join(regionNames(regionsOf(m.cat, option.Value)), " and ")
		return
	}
	offers := m.region.Find(m.plan, option.Value)
	switch {
	case m.plan == "" && o.Region == m.region.Code:
		option.Detail = priceText(m.region.Find(o.Plan, option.Value))
	case len(offers) > 0:
		option.Detail = priceText(offers)
		if option.Detail == "" {
			option.Reason = noPrice
		}
	case o.Region == m.region.Code:
		plans := plansOf(m.region, option.Value, false)
		if len(plans) == 0 {
			plans = m.region.Plans(option.Value)
		}
		option.Detail = priceText(m.region.Find(plans[0], option.Value))
		option.Reason = onlyOn(plans) + " here"
		if option.Detail == "" {
			option.Reason += ", " + noPrice
		}
	default:
		option.Disabled = true
		option.Reason = "only in " + strings.Join(regionNames(regionsOf(m.cat, option.Value)), " and ")
	}
}

// options are those of each heading together, in the order of their finding.
func (m *modelList) options() []Option {
	slices.SortStableFunc(m.list, func(a, b Option) int {
		return slices.Index(m.groups, a.Group) - slices.Index(m.groups, b.Group)
	})
	if m.list == nil {
		return []Option{}
	}
	return m.list
}
