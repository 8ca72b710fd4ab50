package sizing

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/suggest"
)

// ModelLoad is the traffic of one of several models.
type ModelLoad struct {
	Model    string // as the rows state it
	Rows     int64  // that state it, in the window
	Load     *Load  // nil if it is not sized
	Problems []Problem
	Err      error // why it is not sized; else nil
}

// MaxModels is how many models traffic may have that is sized by model.
const MaxModels = 64

// ReadByModel reads traffic as Read does, each model by itself, and returns the
// models by name. Every row has to state its model. The function tells how the rows
// of a model count, or why the model is not sized. A row that cannot be read may be
// of any model, so that each need then is a lower bound. Memory goes by the days with
// traffic of each model.
func ReadByModel(r io.Reader, o Options, each func(model string) (Options, error)) ([]ModelLoad, error) {
	c, err := newCounter(r, o)
	if err != nil {
		return nil, err
	}
	c.each, c.models = each, nil
	c.groups, c.unsized = map[string]*group{}, map[string]*ModelLoad{}
	if err := c.read(); err != nil {
		return nil, err
	}
	if len(c.groups)+len(c.unsized) == 0 {
		_, err := c.all.load(c)
		return nil, err
	}
	var loads []ModelLoad
	for _, model := range slices.Sorted(maps.Keys(c.groups)) {
		g := c.groups[model]
		l := ModelLoad{Model: model, Rows: g.rows()}
		if l.Load, l.Err = g.load(c); l.Err == nil {
			l.Load.Model = model
		}
		l.Problems = c.problemsOf(g)
		loads = append(loads, l)
	}
	for _, model := range slices.Sorted(maps.Keys(c.unsized)) {
		loads = append(loads, *c.unsized[model])
	}
	return loads, nil
}

// countByModel counts a row with the others of its model.
func (c *counter) countByModel(r row) error {
	if g := c.groups[r.model]; g != nil {
		return g.count(r, c.counts)
	}
	if l := c.unsized[r.model]; l != nil {
		l.Rows++
		return nil
	}
	if len(c.groups)+len(c.unsized) == MaxModels {
		return fmt.Errorf("line %d: there are more than %d models: leave some out", r.line, MaxModels)
	}
	o, err := c.each(r.model)
	if err != nil {
		c.unsized[r.model] = &ModelLoad{Model: r.model, Rows: 1, Err: err}
		return nil
	}
	g := newGroup(o)
	c.groups[r.model] = g
	return g.count(r, c.counts)
}

// CodeOfRows is the code of the model that rows name, in any case, where the region
// offers it on plan ptu; else the name itself.
func CodeOfRows(region *catalog.Region, name string) string {
	var codes []string
	for i := range region.Offers {
		if region.Offers[i].Plan == catalog.PTU {
			codes = append(codes, region.Offers[i].Model)
		}
	}
	return suggest.Code(name, codes)
}

// ForRows are the options for a model that rows name. The error says why it cannot
// be sized.
func (o Options) ForRows(region *catalog.Region, name string) (Options, error) {
	code := CodeOfRows(region, name)
	offers := region.Find(catalog.PTU, code)
	switch {
	case len(offers) == 0:
		return o, fmt.Errorf("it is not offered on plan ptu in %s", region.Name)
	case !offers[0].Priced():
		return o, fmt.Errorf("it has no price on plan ptu in %s: %s", region.Name, offers[0].Reason)
	}
	return o.For(region, code), nil
}
