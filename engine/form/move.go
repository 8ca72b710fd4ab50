package form

import (
	"fmt"
	"strconv"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/edit"
)

// move sets the region of a document, and makes the deployments that follow it
// fit there. One whose model is not offered there stays where it is.
func (c *changer) move(d doc, value string) error {
	put := edit.Put(d.index, "/region", edit.String(value))
	region, known := c.Catalog.Region(value)
	if !known {
		return c.text.Do(put)
	}
	if now, ok := c.Catalog.Region(d.Region.Value); ok && now == region && d.Region.Set {
		return nil
	}
	ops := []edit.Op{edit.Put(d.index, "/region", edit.String(region.Code))}
	moved := map[*deployment.Deployment]*catalog.Region{}
	for i := range c.places {
		p := &c.places[i]
		if p.index != d.index || p.d.Region.Node != nil {
			continue
		}
		t := c.terms(p)
		if stays(c.Catalog, &t, region) {
			ops = append(ops, edit.Put(p.index, p.path("region"), edit.String(t.Region.Code)))
			moved[p.d] = t.Region
			continue
		}
		w := intentOf(p.d, &t)
		w.region = region
		c.fitPlan(&w)
		ops = append(ops, c.settle(p, &t, &w)...)
		moved[p.d] = region
	}
	return c.text.Do(append(ops, c.tellAllApart(d, moved)...)...)
}

// backToDefault takes the region of a deployment out, so that it has that of its
// document, and makes it fit there.
func (c *changer) backToDefault(p *place) error {
	t := c.terms(p)
	without := *p.d
	without.Region = deployment.Text{}
	ops := []edit.Op{edit.Remove(p.index, p.path("region"))}
	if region, ok := c.Catalog.Region(c.Settings.RegionName(p.Document, &without).Value); ok {
		if t.Custom && stays(c.Catalog, &t, region) {
			return refuse(fmt.Sprintf("the region of the document is %s, and models fine-tuned from %s are not offered there", region.Name, modelName(c.Catalog, t.Region, t.Model)),
				"choose another model first, or keep the region")
		}
		w := intentOf(p.d, &t)
		w.region = region
		c.fitPlan(&w)
		ops = append(ops, c.settle(p, &t, &w)...)
		ops = append(ops, c.tellApart(p, w)...)
	}
	return c.text.Do(ops...)
}

// name is what the provider calls a deployed model: its model and suffix, in its
// region.
type name struct{ region, model, suffix string }

// nameOf is the name that a deployment has.
func (c *changer) nameOf(p *place, region *catalog.Region) name {
	n := name{model: p.d.ModelName.Value, suffix: p.d.Suffix.Value}
	if region == nil {
		region, _ = c.Catalog.Region(c.Settings.RegionName(p.Document, p.d).Value)
	}
	if region != nil {
		n.region = region.Code
	}
	return n
}

// tellApart gives a deployment a suffix of its own if another one has its name.
func (c *changer) tellApart(p *place, w intent) []edit.Op {
	own := name{model: w.model, suffix: p.d.Suffix.Value}
	if w.region != nil {
		own.region = w.region.Code
	}
	taken := map[name]bool{}
	for i := range c.places {
		if other := &c.places[i]; other.d != p.d && other.Shape != deployment.Answer {
			taken[c.nameOf(other, nil)] = true
		}
	}
	if own.model == "" || !taken[own] {
		return nil
	}
	return []edit.Op{edit.Put(p.index, p.path("suffix"), edit.String(free(taken, own)))}
}

// tellAllApart does so for all deployments of a document whose regions change.
func (c *changer) tellAllApart(d doc, moved map[*deployment.Deployment]*catalog.Region) []edit.Op {
	taken := map[name]bool{}
	for i := range c.places {
		if p := &c.places[i]; moved[p.d] == nil && p.Shape != deployment.Answer {
			taken[c.nameOf(p, nil)] = true
		}
	}
	var ops []edit.Op
	for i := range c.places {
		p := &c.places[i]
		region := moved[p.d]
		if region == nil {
			continue
		}
		own := c.nameOf(p, region)
		if own.model != "" && taken[own] {
			own.suffix = free(taken, own)
			ops = append(ops, edit.Put(d.index, p.path("suffix"), edit.String(own.suffix)))
		}
		taken[own] = true
	}
	return ops
}

// free is the first number from 2 on that no deployment of a model has as its suffix.
func free(taken map[name]bool, own name) string {
	for n := 2; ; n++ {
		if own.suffix = strconv.Itoa(n); !taken[own] {
			return own.suffix
		}
	}
}
