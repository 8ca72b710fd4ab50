package assist

import (
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/assist/outline"
)

// newItem proposes whole items for the list of a field, in a column: deployments
// and budgets. dash comes before the first line.
func (c *completer) newItem(field string, column int, dash string) {
	if dash == "" && c.word.Start > 0 && c.marked[c.word.Start-1] == '-' {
		dash, column = " ", column+1
	}
	if field != "deployments" {
		if template := c.template(nil, c.place); template != "" && field == "budgets" {
			c.add(Item{Label: dash + template, Kind: ValueItem, Insert: dash + template, Sort: "2"})
		}
		return
	}
	json := c.quotesKeys(nil)
	for _, sample := range c.samples() {
		text := sample.yaml(column + len(strings.TrimLeft(dash, " ")))
		label := "new " + string(sample.plan) + " deployment"
		if json {
			text = sample.json(column)
		}
		c.add(Item{
			Label: dash + label, Kind: DeploymentItem, Insert: dash + text, Sort: "2",
			Detail: planText(sample.plan), Documentation: "```yaml\n" + sample.yaml(0) + "\n```",
		})
	}
}

// listName is the field that holds the list that steps lead into.
func listName(steps []outline.Step) string {
	for _, step := range slices.Backward(steps) {
		if e := step.Entry(); e != nil {
			return e.Key.Text
		}
	}
	return ""
}

// wholeFiles proposes files to begin with.
func (c *completer) wholeFiles() {
	json := c.named()
	region := c.Settings.Region
	if _, ok := c.Catalog.Region(region); !ok {
		region = c.Catalog.RegionCodes()[0]
	}
	for _, sample := range c.samples() {
		text := "version: 1\nregion: " + region + "\ndeployments:\n  - " + sample.yaml(4) + "\n"
		shown := text
		if json {
			text = "{\n  \"version\": 1,\n  \"region\": \"" + region + "\",\n  \"deployments\": [\n    " + sample.json(4) + "\n  ]\n}\n"
		}
		c.add(Item{
			Label: "new file with a " + string(sample.plan) + " deployment", Kind: DeploymentItem, Insert: text, Sort: "00",
			Detail: planText(sample.plan), Documentation: "```yaml\n" + shown + "```",
		})
	}
}

// sample is a deployment to begin with.
type sample struct {
	plan   catalog.Plan
	fields []sampleField
}

// sampleField is one field as it is written in JSON.
type sampleField struct{ name, value string }

// samples are one deployment for each plan, of the first model with a price that
// is not deployed yet, in the smallest quantity.
func (c *completer) samples() []sample {
	_, terms, _ := c.deployed()
	region := terms.Region
	if region == nil {
		region = c.Catalog.Regions[0]
	}
	taken, names := c.taken()
	var list []sample
	for _, plan := range [...]catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA} {
		offer := firstOffer(region, plan, taken)
		if offer == nil || !c.Project.AllowsPlan(plan) {
			continue
		}
		s := sample{plan: plan}
		model := offer.Model
		if plan == catalog.LoRA {
			model += tuned + "my-model"
		}
		s.set("name", `"`+freeName(string(plan), names)+`"`)
		s.set("model_name", `"`+model+`"`)
		s.set("plan", `"`+string(plan)+`"`)
		if slices.Contains(taken, model) {
			s.set("suffix", `"`+freeName("n", names)+`"`)
		}
		switch plan {
		case catalog.PTU:
			ptu := region.Billing.PTU
			s.set("ptu_capacity", fmt.Sprintf(`{"input_tpm": %d, "output_tpm": %d}`, ptu.DefaultInputTPM, ptu.DefaultOutputTPM))
		case catalog.MU:
			s.set("deploy_spec", `"`+offer.Spec+`"`)
			s.set("capacity", fmt.Sprint(offer.Bundle))
			s.set("billing_method", `"`+region.Billing.MU.BillingMethods[0]+`"`)
		case catalog.LoRA:
			s.set("capacity", "1")
			s.set("estimate", `{"tokens": {"input": 1000000, "output": 1000000}}`)
		}
		list = append(list, s)
	}
	return list
}

func (s *sample) set(name, value string) { s.fields = append(s.fields, sampleField{name, value}) }

// yaml writes the fields in a column, the first without its indentation.
func (s *sample) yaml(column int) string {
	lines := make([]string, len(s.fields))
	for i, f := range s.fields {
		lines[i] = f.name + ": " + strings.ReplaceAll(f.value, `"`, "")
	}
	return strings.Join(lines, "\n"+strings.Repeat(" ", column))
}

// json writes the fields as an object whose brace stands in a column.
func (s *sample) json(column int) string {
	indent := strings.Repeat(" ", column)
	lines := make([]string, len(s.fields))
	for i, f := range s.fields {
		lines[i] = indent + `  "` + f.name + `": ` + f.value
	}
	return "{\n" + strings.Join(lines, ",\n") + "\n" + indent + "}"
}

// firstOffer is the first offer with a price on a plan whose model is not taken,
// else the first one.
func firstOffer(region *catalog.Region, plan catalog.Plan, taken []string) *catalog.Offer {
	var first *catalog.Offer
	for i := range region.Offers {
		offer := &region.Offers[i]
		if offer.Plan != plan || !offer.Priced() {
			continue
		}
		if !slices.Contains(taken, offer.Model) {
			return offer
		}
		if first == nil {
			first = offer
		}
	}
	return first
}

// taken are the models that the document deploys, and the names that it gives.
func (c *completer) taken() (models, names []string) {
	if c.root == nil || c.root.Kind != outline.Mapping {
		return nil, nil
	}
	for i := range c.root.Entries {
		e := &c.root.Entries[i]
		if e.Key.Text != "deployments" || e.Value == nil || e.Value.Kind != outline.Sequence {
			continue
		}
		for _, item := range e.Value.Items {
			card := c.file.Shallow(item.Value, c.skip)
			for _, field := range [...]string{"name", "suffix", "model_name"} {
				if n := card.Get(field); n != nil && field == "model_name" {
					models = append(models, n.Text)
				} else if n != nil {
					names = append(names, n.Text)
				}
			}
		}
	}
	return models, names
}

// freeName is a name with the first number that makes it a new one.
func freeName(base string, taken []string) string {
	for n := 1; ; n++ {
		if name := fmt.Sprintf("%s-%d", base, n); !slices.Contains(taken, name) {
			return name
		}
	}
}
