package form

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
)

// keptPrefix begins the keys under which a deployment keeps what its present plan
// or payment does not take: nothing that was entered is lost when another plan is
// tried, and what was kept comes back with the plan. Keys that start with "x-" are
// free in every file and never sent to the API.
const keptPrefix = "x-kept-"

// keep sets a field aside under its kept key.
func (s *settler) keep(mapping *document.Node, keys ...string) {
	key := keys[len(keys)-1]
	if e := mapping.Entry(key); e != nil && e.Value.Kind != document.Null {
		s.keepAs(edit.Copy(e.Value), mapping, keys...)
	}
}

// keepAs sets a value aside as that of a field.
func (s *settler) keepAs(v edit.Value, mapping *document.Node, keys ...string) {
	last := len(keys) - 1
	to := append(keys[:last:last], keptPrefix+keys[last])
	if mapping.Entry(to[last]) != nil {
		s.puts = append(s.puts, edit.Remove(s.p.index, s.p.path(to...)))
	}
	s.put(v, to...)
}

// kept is what was set aside of a field; nil if nothing was, or the field has a
// value again.
func kept(mapping *document.Node, key string) *document.Node {
	if mapping.Entry(key) != nil {
		return nil
	}
	return mapping.Get(keptPrefix + key)
}

// back states again what was kept of a field. It reports whether there was
// something.
func (s *settler) back(mapping *document.Node, keys ...string) bool {
	key := keys[len(keys)-1]
	value := kept(mapping, key)
	if value == nil {
		return false
	}
	s.put(edit.Copy(value), keys...)
	s.remove(append(keys[:len(keys)-1:len(keys)-1], keptPrefix+key)...)
	return true
}

// keptWords name what is kept of a workload, in the order in which it is told.
var keptWords = [...]struct {
	key, words string
	estimate   bool
}{
	{"ptu_capacity", "the throughput", false},
	{"deploy_spec", "the specification", false},
	{"capacity", "the number of units", false},
	{"hours", "the hours", true},
	{"schedule", "the schedule", true},
	{"days", "the days", true},
	{"months", "the months", true},
	{"tokens", "the tokens", true},
}

// keptNote says what a deployment keeps for another plan or payment; empty if
// nothing.
func keptNote(d *deployment.Deployment) string {
	var words []string
	for _, k := range keptWords {
		mapping := d.Node
		if k.estimate {
			mapping = d.Estimate.Node
		}
		if mapping.Entry(keptPrefix+k.key) != nil {
			words = append(words, k.words)
		}
	}
	if len(words) == 0 {
		return ""
	}
	text := words[len(words)-1]
	if len(words) > 1 {
		text = strings.Join(words[:len(words)-1], ", ") + " and " + text
	}
	return "Kept for when this deployment is bought another way again: " + text + "."
}

// backTo states again what was kept of an estimate and a plan and a payment take,
// where nothing stands in its place.
func (s *settler) backTo(plan catalog.Plan, payment catalog.Payment) {
	estimate := s.p.d.Estimate.Node
	for _, key := range durations(plan, payment) {
		other := map[string]string{"hours": "schedule", "schedule": "hours"}[key]
		if other != "" && (estimate.Entry(other) != nil || key == "schedule" && kept(estimate, other) != nil) {
			continue // they exclude each other
		}
		s.back(estimate, "estimate", key)
	}
}

// keepUnits sets aside how many model units of which specification there are,
// unless that is what the plan begins with anyway.
func (s *settler) keepUnits() {
	if s.was.Region == nil {
		return
	}
	offers := s.was.Region.Find(catalog.MU, s.was.Model)
	if len(offers) > 0 && s.was.Spec != firstSpec(s.was.Region, offers) {
		s.keep(s.p.d.Node, "deploy_spec")
	}
	now := s.p.d.Capacity
	if bundle, ok := bundleOf(s.was, offers); now.Set && (!ok || !now.Value.Equal(decimal.NewFromInt(bundle))) {
		s.keep(s.p.d.Node, "capacity")
	}
}

// keepThroughput sets the throughput aside, unless it is what the plan begins with
// anyway.
func (s *settler) keepThroughput() {
	capacity := s.p.d.PTUCapacity
	if !capacity.InputTPM.Set && !capacity.OutputTPM.Set && !capacity.ThinkingOutput.Set {
		return
	}
	var fields []edit.Field
	usual := !capacity.ThinkingOutput.Set && s.was.Region != nil
	for _, f := range [...]struct {
		key   string
		value deployment.Number
	}{{"input_tpm", capacity.InputTPM}, {"output_tpm", capacity.OutputTPM}, {"thinking_output_tpm", capacity.ThinkingOutput}} {
		if f.value.Set {
			fields = append(fields, edit.Field{Key: f.key, Value: edit.Number(f.value.Value.String())})
		}
	}
	if usual {
		rules := s.was.Region.Billing.PTU
		usual = capacity.InputTPM.Value.Equal(decimal.NewFromInt(rules.DefaultInputTPM)) && capacity.OutputTPM.Value.Equal(decimal.NewFromInt(rules.DefaultOutputTPM))
	}
	if !usual {
		s.keepAs(edit.Mapping(fields...), s.p.d.Node, "ptu_capacity")
	}
}

// keepTokens sets the tokens aside, unless they are those that the plan begins
// with.
func (s *settler) keepTokens() {
	tokens := s.p.d.Estimate.Node.Get("tokens")
	if tokens == nil {
		return
	}
	usual := len(tokens.Entries) == 2
	for _, e := range tokens.Entries {
		usual = usual && e.Value.Text == firstTokens
	}
	if !usual {
		s.keep(s.p.d.Estimate.Node, "estimate", "tokens")
	}
}
