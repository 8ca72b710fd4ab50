package form

import (
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/edit"
)

// set sets a field of a deployment, and what follows from it.
func (c *changer) set(p *place, id, text string) error {
	f, err := fieldOf(fields[:], id)
	if err != nil {
		return err
	}
	if text == "" {
		return c.remove(p, id)
	}
	if perDay, days, ok := scheduleOf(text); ok && id == "hours" {
		at := func(key string) string { return p.path("estimate", "schedule", key) }
		return c.text.Do(edit.Put(p.index, at("hours_per_day"), edit.Number(perDay)), edit.Put(p.index, at("days"), edit.Number(days)),
			edit.Remove(p.index, p.path(f.keys...)))
	}
	value, err := f.value(text)
	if err != nil {
		return err
	}
	switch id {
	case "region", "model_name", "plan", "deploy_spec", "payment", "base_model":
		return c.choose(p, id, text)
	case "input_tpm", "output_tpm":
		if p.d.PTUCapacity.Node == nil {
			return c.text.Do(c.throughput(p, id, value))
		}
		return c.text.Do(edit.Put(p.index, p.path(p.d.TPMKeys(id)...), value))
	case "hours":
		return c.text.Do(edit.Put(p.index, p.path(f.keys...), value), edit.Remove(p.index, p.path("estimate", "schedule")))
	}
	return c.text.Do(edit.Put(p.index, p.path(f.keys...), value))
}

// scheduleOf reads hours a day on a number of days: "10x22".
func scheduleOf(text string) (perDay, days string, ok bool) {
	first, second, found := strings.Cut(strings.ReplaceAll(text, "×", "x"), "x")
	perDay, errHours := money.Typed(first)
	days, errDays := money.Typed(second)
	return perDay, days, found && errHours == nil && errDays == nil
}

// throughput puts in the throughput with one value given and the default for the
// other, since clients report that the API wants both.
func (c *changer) throughput(p *place, id string, value edit.Value) edit.Op {
	fields := []edit.Field{{Key: id, Value: value}}
	if t := c.terms(p); t.Region != nil {
		fields = defaultThroughput(t.Region)
		for i := range fields {
			if fields[i].Key == id {
				fields[i].Value = value
			}
		}
	}
	return edit.Put(p.index, p.path("ptu_capacity"), edit.Mapping(fields...))
}

func defaultThroughput(region *catalog.Region) []edit.Field {
	rules := region.Billing.PTU
	return []edit.Field{
		{Key: "input_tpm", Value: edit.Number(strconv.FormatInt(rules.DefaultInputTPM, 10))},
		{Key: "output_tpm", Value: edit.Number(strconv.FormatInt(rules.DefaultOutputTPM, 10))},
	}
}

// remove takes a field out, so that its default holds.
func (c *changer) remove(p *place, id string) error {
	f, err := fieldOf(fields[:], id)
	if err != nil {
		return err
	}
	op := edit.Remove(p.index, p.path(f.keys...))
	switch id {
	case "hours":
		return c.text.Do(op, edit.Remove(p.index, p.path("estimate", "schedule")))
	case "days", "months": // hours of use stand beside them only
		return c.text.Do(op, edit.Remove(p.index, p.path("estimate", "hours")), edit.Remove(p.index, p.path("estimate", "schedule")))
	case "input_tpm", "output_tpm":
		return c.text.Do(edit.Remove(p.index, p.path(p.d.TPMKeys(id)...)))
	case "region":
		return c.backToDefault(p)
	case "payment":
		return c.choose(p, "payment", "")
	}
	return c.text.Do(op)
}

func (c *changer) setDocument(d doc, id, text string) error {
	f, err := fieldOf(documentFields[:], id)
	if err != nil {
		return err
	}
	if text == "" {
		return c.removeFromDocument(d, id)
	}
	value, err := f.value(text)
	if err != nil {
		return err
	}
	switch {
	case d.Shape == deployment.Answer && id != "region":
		return refuse(answerReason, "")
	case id == "region" && d.Shape != deployment.Answer:
		return c.move(d, text)
	}
	return c.text.Do(edit.Put(d.index, "/"+id, value))
}

func (c *changer) removeFromDocument(d doc, id string) error {
	if _, err := fieldOf(documentFields[:], id); err != nil {
		return err
	}
	if d.Shape == deployment.Answer && id != "region" {
		return refuse(answerReason, "")
	}
	return c.text.Do(edit.Remove(d.index, "/"+id))
}
