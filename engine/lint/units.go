package lint

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/suggest"
)

// spec finds the offer of the model unit specification. Offers without one take
// any: the page does not say what they are called.
func (c *checker) spec() {
	if c.t.Plan != catalog.MU || len(c.offers) == 0 || !c.d.DeploySpec.Set || c.t.Unpriced != "" {
		return
	}
	if c.offer = quote.OfferOf(c.t); c.offer != nil {
		return
	}
	var specs, choices []string
	for _, offer := range c.offers {
		specs, choices = append(specs, offer.Spec), append(choices, bundleText(offer))
	}
	spec := c.d.DeploySpec
	d := c.report(diag.SpecNotOffered, spec.Node, "deploy_spec",
		fmt.Sprintf("%s is not offered on %s in %s: use %s", c.t.Model, strconv.Quote(spec.Value), place(c.t.Region), suggest.OneOf(choices)), "")
	d.Values = map[string]string{
		diag.ValueModel: c.t.Model, diag.ValueSpec: spec.Value, diag.ValueRegionName: c.t.Region.Name, diag.ValueChoices: suggest.OneOf(choices),
	}
	if key := c.keyOf(spec.Node); key != "" {
		d.Path = c.d.Path + "/" + key
	}
	if c.running() {
		d.Help = "check the region: it may run in another one"
		return
	}
	if parts := specAndBundle.FindStringSubmatch(spec.Value); parts != nil {
		if same, ok := suggest.SameButForCase(parts[1], specs); ok {
			d.Message = fmt.Sprintf("deploy_spec is %s, the specification with its bundle: the API takes the specification alone", strconv.Quote(spec.Value))
			d.Help = "write deploy_spec: " + same + ", and the number of units as capacity"
			safe := slices.ContainsFunc(c.offers, func(o *catalog.Offer) bool { return o.Spec == same && strconv.FormatInt(o.Bundle, 10) == parts[2] })
			c.replace(d, spec.Node, same, safe && c.d.Capacity.Set)
			return
		}
	}
	if same, ok := suggest.SameButForCase(spec.Value, specs); ok {
		d.Help = "did you mean " + same + "?"
		c.replace(d, spec.Node, same, true)
	}
}

// specAndBundle is how the page writes what a price is for: "MU1 x 4".
var specAndBundle = regexp.MustCompile(`^(\S+?)\s*[xX×*]\s*([0-9]+)$`)

// units checks the number of model units: below the limit of the API, and a
// multiple of the bundle (base_capacity).
func (c *checker) units() {
	capacity := c.d.Capacity
	if c.t.Plan != catalog.MU || c.offer == nil || !capacity.Set {
		return
	}
	below, bundle := c.t.Region.Billing.MU.CapacityBelow, c.offer.Bundle
	if capacity.Value.GreaterThanOrEqual(decimal.NewFromInt(below)) {
		largest := (below - 1) / bundle * bundle
		d := c.report(diag.CapacityTooLarge, capacity.Node, "capacity",
			fmt.Sprintf("capacity %s is not less than %s", money.Grouped(capacity.Value, 0), money.Count(below)),
			fmt.Sprintf("the largest for %s is %d; deploy the rest separately", bundleText(c.offer), largest))
		d.Values = map[string]string{diag.ValueCapacity: money.Grouped(capacity.Value, 0), diag.ValueMost: money.Count(largest), diag.ValueSpec: c.offer.Spec}
		d.APIError = c.capacityRefusal()
		return
	}
	n := capacity.Value.IntPart() // below the limit, so it fits
	switch {
	case n == 0:
		c.report(diag.NothingBought, capacity.Node, "capacity", "capacity 0 buys nothing, so the fee is 0",
			fmt.Sprintf("the smallest capacity for %s is %d", bundleText(c.offer), bundle))
	case n%bundle != 0:
		c.notMultiple(n, below)
	}
}

// capacityRefusal is what the API says to a capacity.
func (c *checker) capacityRefusal() *diag.APIError {
	return &diag.APIError{Code: "InvalidParameter", Message: fmt.Sprintf(
		"Invalid capacity (%s), capacity must be larger than or equal to 0 and multiples of %d and less than %d!",
		c.d.Capacity.Value, c.offer.Bundle, c.t.Region.Billing.MU.CapacityBelow)}
}

// bundleText writes what a model is sold in, "MU1 x 4".
func bundleText(o *catalog.Offer) string {
	if o.Spec == "" {
		return fmt.Sprintf("bundles of %d", o.Bundle)
	}
	return fmt.Sprintf("%s x %d", o.Spec, o.Bundle)
}

// notMultiple reports a capacity between two multiples of the bundle, and
// offers the nearer one (the larger of two equally near).
func (c *checker) notMultiple(n, below int64) {
	bundle := c.offer.Bundle
	lower := n / bundle * bundle
	upper := lower + bundle
	nearest := upper
	var choices []string
	if lower > 0 {
		choices = append(choices, strconv.FormatInt(lower, 10))
		if n-lower < upper-n || upper >= below {
			nearest = lower
		}
	}
	if upper < below {
		choices = append(choices, strconv.FormatInt(upper, 10))
	}
	d := c.report(diag.CapacityMultiple, c.d.Capacity.Node, "capacity",
		fmt.Sprintf("capacity %d is not a multiple of %d (%s): use %s", n, bundle, bundleText(c.offer), strings.Join(choices, " or ")), "")
	d.Values = map[string]string{
		diag.ValueCapacity: money.Count(n), diag.ValueBundle: money.Count(bundle), diag.ValueSpec: c.offer.Spec, diag.ValueChoices: strings.Join(choices, " or "),
	}
	d.APIError = c.capacityRefusal()
	if c.running() {
		d.Help = asAnswered
		return
	}
	c.replace(d, c.d.Capacity.Node, strconv.FormatInt(nearest, 10), false)
}

// billingMethod reports a missing billing_method. The page requires it for plan
// mu, but leaves it out of its own example: hence a warning.
func (c *checker) billingMethod() {
	if c.t.Plan != catalog.MU || c.running() || c.said("billing_method") || c.t.Region == nil {
		return
	}
	value := c.t.Region.Billing.MU.BillingMethods[0]
	d := c.report(diag.NoBillingMethod, c.d.Node, "", "billing_method is missing: the provider's page requires it for plan mu",
		"add billing_method: "+value)
	c.insert(d, c.d.Node, []string{"plan", "deploy_spec", "capacity"}, "billing_method", edit.String(value))
}
