package form

import (
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
)

// add puts a new deployment behind the last one of the list that deployment n is
// in; of the first list if n is negative or in none.
func (c *changer) add(n int) (*int, error) {
	if len(c.text.Docs()) == 0 {
		region := c.defaultRegion()
		first := edit.Mapping(
			edit.Field{Key: "version", Value: edit.Number("1")},
			edit.Field{Key: "region", Value: edit.String(region.Code)},
			edit.Field{Key: "deployments", Value: edit.List(c.newDeployment(region, false))},
		)
		return new(int), c.text.Begin(first)
	}
	d, ok := c.listFor(n)
	if !ok {
		return nil, refuse("there is no list of deployments that one more could go into", "write the request bodies as a list under deployments:")
	}
	region, known := c.Catalog.Region(d.Region.Value)
	if !d.Region.Set {
		region, known = c.Catalog.Region(c.Settings.Region)
	}
	own := !known
	if own {
		region = c.defaultRegion()
	}
	next := 0
	for i := range c.places {
		if c.places[i].index <= d.index {
			next = i + 1
		}
	}
	return &next, c.text.Do(edit.Append(d.index, "/deployments", c.newDeployment(region, own)))
}

// listFor is the document whose list a new deployment goes into.
func (c *changer) listFor(n int) (doc, bool) {
	if n >= 0 && n < len(c.places) && c.places[n].Shape == deployment.File {
		return c.places[n].doc, true
	}
	for _, d := range c.documents {
		if d.Shape == deployment.File {
			return d, true
		}
	}
	if docs := c.text.Docs(); len(c.documents) == 0 && len(docs) == 1 && docs[0].Kind == document.Mapping {
		read := deployment.Read(c.text.Source(), docs[0], deployment.File, nil)
		return doc{0, &read}, true
	}
	return doc{}, false
}

// defaultRegion is the region of the settings, or else the first of the catalog.
func (c *changer) defaultRegion() *catalog.Region {
	if region, ok := c.Catalog.Region(c.Settings.Region); ok {
		return region
	}
	return c.Catalog.Regions[0]
}

// newDeployment is the first model of a region that has a price, with the
// smallest of its plan that the catalog has.
func (c *changer) newDeployment(region *catalog.Region, ownRegion bool) edit.Value {
	fields := []edit.Field{{Key: "name", Value: edit.String(c.freeName("deployment-" + strconv.Itoa(len(c.places)+1)))}}
	add := func(key string, v edit.Value) { fields = append(fields, edit.Field{Key: key, Value: v}) }
	if ownRegion {
		add("region", edit.String(region.Code))
	}
	offer, ok := replacement(region, catalog.PTU)
	if !ok {
		offer = &region.Offers[0]
	}
	add("model_name", edit.String(offer.Model))
	add("plan", edit.String(string(offer.Plan)))
	switch offer.Plan {
	case catalog.PTU:
		add("ptu_capacity", edit.Mapping(defaultThroughput(region)...))
	case catalog.MU:
		add("deploy_spec", edit.String(firstSpec(region, []*catalog.Offer{offer})))
		add("capacity", edit.Number(strconv.FormatInt(offer.Bundle, 10)))
		if methods := region.Billing.MU.BillingMethods; len(methods) > 0 {
			add("billing_method", edit.String(methods[0]))
		}
	}
	taken := map[name]bool{}
	for i := range c.places {
		if c.places[i].Shape != deployment.Answer {
			taken[c.nameOf(&c.places[i], nil)] = true
		}
	}
	if own := (name{region: region.Code, model: offer.Model}); taken[own] {
		add("suffix", edit.String(free(taken, own)))
	}
	return edit.Mapping(fields...)
}

// freeName is a name, with the first number behind it that no other one has.
func (c *changer) freeName(wanted string) string {
	taken := map[string]bool{}
	for i := range c.places {
		taken[c.places[i].d.Name.Value] = true
	}
	stem, number := wanted, 2
	if i := strings.LastIndexByte(wanted, '-'); i > 0 {
		if n, err := strconv.Atoi(wanted[i+1:]); err == nil && n > 0 && n < 1_000_000 && wanted[i+1] != '0' {
			stem, number = wanted[:i], n
		}
	}
	for ; taken[wanted]; number++ {
		wanted = stem + "-" + strconv.Itoa(number)
	}
	return wanted
}

// duplicate copies a deployment, with a name and a suffix of its own.
func (c *changer) duplicate(p *place, n int) (*int, error) {
	if p.Shape != deployment.File {
		return nil, refuse("a request body stands alone, so there is no list for a copy of it", "write the request bodies as a list under deployments:")
	}
	if err := c.text.Do(edit.Duplicate(p.index, "/deployments", p.at)); err != nil {
		return nil, err
	}
	wanted := p.d.Name.Value
	c.locate()
	next := n + 1
	copied := &c.places[next]
	var ops []edit.Op
	if copied.d.Name.Set {
		ops = append(ops, edit.Put(copied.index, copied.path("name"), edit.String(c.freeName(wanted))))
	}
	t := c.terms(copied)
	ops = append(ops, c.tellApart(copied, intentOf(copied.d, &t))...)
	return &next, c.text.Do(ops...)
}

// delete takes a deployment out of its list.
func (c *changer) delete(p *place, n int) (*int, error) {
	if p.Shape != deployment.File {
		return nil, refuse("a request body stands alone, so there is no list to take it from", "remove it in the text")
	}
	if err := c.text.Do(edit.RemoveItem(p.index, "/deployments", p.at)); err != nil {
		return nil, err
	}
	if left := len(c.places) - 1; left == 0 {
		return nil, nil
	} else if n >= left {
		n = left - 1
	}
	return &n, nil
}
