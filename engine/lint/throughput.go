package lint

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/edit"
)

// throughput checks provisioned throughput: whole pricing units, an explicit
// capacity, and thinking output only where it is sold.
func (c *checker) throughput() {
	if c.t.Plan != catalog.PTU || len(c.offers) == 0 || c.t.NotBilled() {
		return
	}
	c.offer = c.offers[0]
	rules := c.t.Region.Billing.PTU
	capacity := c.d.PTUCapacity
	c.defaultCapacity(capacity, rules)
	if !c.offer.Priced() {
		return
	}
	if thinking := capacity.ThinkingOutput; thinking.Set && thinking.Value.IsPositive() {
		if _, sold := c.offer.Price(catalog.PayAsYouGo, catalog.ThinkingOutput); !sold {
			found := c.report(diag.ThinkingTPM, thinking.Node, "ptu_capacity/thinking_output_tpm",
				fmt.Sprintf("%s has no throughput for thinking output in %s", c.t.Model, place(c.t.Region)),
				"remove thinking_output_tpm")
			found.Values = map[string]string{diag.ValueModel: c.t.Model, diag.ValueRegionName: c.t.Region.Name}
			capacity.ThinkingOutput.Set = false
		}
	}
	c.wholeUnits("input_tpm", capacity.InputTPM, rules.InputStepTPM)
	c.wholeUnits("output_tpm", capacity.OutputTPM, rules.OutputStepTPM)
	c.wholeUnits("thinking_output_tpm", capacity.ThinkingOutput, rules.OutputStepTPM)
	if c.t.InputTPM.IsZero() && c.t.OutputTPM.IsZero() && c.t.ThinkingTPM.IsZero() {
		at, field := c.nodeOr(c.d.Node.Get("ptu_capacity"), "ptu_capacity")
		c.report(diag.NothingBought, at, field, "a throughput of 0 buys nothing, so the fee is 0",
			fmt.Sprintf("the smallest is input_tpm: %d and output_tpm: %d", rules.InputStepTPM, rules.OutputStepTPM))
	}
}

// defaultCapacity reports throughput that is left out, in whole or in part.
func (c *checker) defaultCapacity(capacity deployment.Capacity, rules catalog.PTUBilling) {
	if capacity.Node == nil && c.said("ptu_capacity") {
		return
	}
	if c.running() {
		c.assumedCapacity(capacity, rules)
		return
	}
	const why = "clients report that the API wants it written out"
	both := func() string {
		return fmt.Sprintf("%s input and %s output TPM", money.Count(rules.DefaultInputTPM), money.Count(rules.DefaultOutputTPM))
	}
	if capacity.Node == nil {
		d := c.report(diag.DefaultCapacity, c.d.Node, "",
			fmt.Sprintf("ptu_capacity is left out, so the default of %s is priced; %s", both(), why),
			fmt.Sprintf("add ptu_capacity: {input_tpm: %d, output_tpm: %d}", rules.DefaultInputTPM, rules.DefaultOutputTPM))
		c.insert(d, c.d.Node, []string{"model_name", "plan"}, "ptu_capacity", edit.Mapping(
			edit.Field{Key: "input_tpm", Value: whole(rules.DefaultInputTPM)}, edit.Field{Key: "output_tpm", Value: whole(rules.DefaultOutputTPM)}))
		return
	}
	missing := c.missingThroughput(capacity, rules)
	at, field := c.nodeOr(c.d.Node.Get("ptu_capacity"), "ptu_capacity")
	switch len(missing) {
	case 1:
		p := missing[0]
		d := c.report(diag.DefaultCapacity, at, field,
			fmt.Sprintf("%s is left out, so the default of %s is priced; %s", p.key, money.Count(p.tpm), why),
			fmt.Sprintf("add %s: %d", p.key, p.tpm))
		c.insert(d, at, []string{c.tpmKey("input_tpm"), c.tpmKey("output_tpm")}, p.key, whole(p.tpm))
	case 2:
		c.report(diag.DefaultCapacity, at, field,
			fmt.Sprintf("input_tpm and output_tpm are left out, so the default of %s is priced; %s", both(), why),
			fmt.Sprintf("add input_tpm: %d and output_tpm: %d", rules.DefaultInputTPM, rules.DefaultOutputTPM))
	}
}

// missingTPM is a throughput that is left out, with what holds for it.
type missingTPM struct {
	name, key string // as the page calls it, and as this deployment would
	tpm       int64
}

// tpmKey is the key of a throughput in the mapping that it stands in.
func (c *checker) tpmKey(name string) string {
	keys := c.d.TPMKeys(name)
	return keys[len(keys)-1]
}

// missingThroughput is the throughput that is left out and not reported otherwise.
func (c *checker) missingThroughput(capacity deployment.Capacity, rules catalog.PTUBilling) []missingTPM {
	var missing []missingTPM
	for _, p := range [...]struct {
		missingTPM
		is deployment.Number
	}{
		{missingTPM{name: "input_tpm", tpm: rules.DefaultInputTPM}, capacity.InputTPM},
		{missingTPM{name: "output_tpm", tpm: rules.DefaultOutputTPM}, capacity.OutputTPM},
	} {
		p.key = c.tpmKey(p.name)
		reported := c.said("ptu_capacity/"+p.name) || c.said(strings.Join(c.d.TPMKeys(p.name), "/"))
		if p.is.Node == nil && !reported {
			missing = append(missing, p.missingTPM)
		}
	}
	return missing
}

// assumedCapacity reports throughput that an answer of the API leaves out.
func (c *checker) assumedCapacity(capacity deployment.Capacity, rules catalog.PTUBilling) {
	var missing, defaults []string
	for _, part := range c.missingThroughput(capacity, rules) {
		missing, defaults = append(missing, part.name), append(defaults, money.Count(part.tpm))
	}
	if len(missing) > 0 {
		at, field := c.nodeOr(c.d.Node.Get("ptu_capacity"), "ptu_capacity")
		c.report(diag.DefaultCapacity, at, field,
			fmt.Sprintf("the answer gives no %s, so the default of %s TPM is priced", strings.Join(missing, " and no "), strings.Join(defaults, " and ")),
			"check the capacity in the console")
	}
}

// otherUnit reports throughput below one pricing unit that is a whole number of
// them if it counts thousands, as a later form of the API does, and any below 100.
// It is read as tokens a minute, as the page has it.
func (c *checker) otherUnit(field string, tpm deployment.Number, step int64) bool {
	const thousand, small = 1000, 100
	thousands := money.Product(tpm.Value, decimal.NewFromInt(thousand))
	least := tpm.Value.LessThan(decimal.NewFromInt(step)) && money.IsMultiple(thousands, step)
	if !tpm.Value.IsPositive() || !least && !tpm.Value.LessThan(decimal.NewFromInt(small)) {
		return false
	}
	help := fmt.Sprintf("write %s if that is meant", money.Text(thousands))
	if c.running() {
		help = "check the capacity in the console"
	}
	c.report(diag.WrongUnit, tpm.Node, strings.Join(c.d.TPMKeys(field), "/"),
		fmt.Sprintf("%s %s is read as %s TPM; in a later form of the API, which counts in thousands, it is %s TPM",
			field, money.Grouped(tpm.Value, 0), money.Grouped(tpm.Value, 0), money.Grouped(thousands, 0)), help)
	return true
}

// wholeUnits reports throughput that is not a whole number of pricing units.
// The fee is pro rata, by the page's formula.
func (c *checker) wholeUnits(field string, tpm deployment.Number, step int64) {
	if !tpm.Set || money.IsMultiple(tpm.Value, step) || c.otherUnit(field, tpm, step) {
		return
	}
	unit := decimal.NewFromInt(step)
	whole, _ := tpm.Value.QuoRem(unit, 0)
	above := whole.Add(decimal.NewFromInt(1)).Mul(unit)
	choices := money.Grouped(above, 0)
	if below := above.Sub(unit); below.IsPositive() {
		choices = money.Grouped(below, 0) + " or " + choices
	}
	d := c.report(diag.PartialUnit, tpm.Node, strings.Join(c.d.TPMKeys(field), "/"),
		fmt.Sprintf("%s %s is not a multiple of %s, the pricing unit; it is priced pro rata", field, money.Grouped(tpm.Value, 0), money.Count(step)),
		"use "+choices)
	d.Values = map[string]string{diag.ValueTPM: money.Grouped(tpm.Value, 0), diag.ValueStep: money.Count(step), diag.ValueChoices: choices}
	if c.running() {
		d.Help = "check the capacity in the console"
		return
	}
	c.replace(d, tpm.Node, above.String(), false)
}

// whole is a number to be written.
func whole(n int64) edit.Value { return edit.Number(strconv.FormatInt(n, 10)) }
