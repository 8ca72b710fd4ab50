package assist

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

// mostSteps is how many numbers are proposed at most.
const mostSteps = 8

// capacities proposes multiples of the bundle with what each costs. Where the
// bundle is not known, and on the other plans, the schema's examples.
func (c *completer) capacities(add func(Item)) {
	doc, terms, _ := c.deployed()
	if terms.Plan == catalog.LoRA {
		add(Item{Label: "1", Kind: CapacityItem, Insert: "1", Detail: "required, and without effect on plan lora"})
		return
	}
	offer := offerOf(terms)
	if terms.Plan != catalog.MU || offer == nil {
		c.fromSchema(add)
		return
	}
	below := terms.Region.Billing.MU.CapacityBelow
	for _, n := range multiples(offer.Bundle, below, c.typed()) {
		changed := terms
		changed.Capacity = decimal.NewFromInt(n)
		text := strconv.FormatInt(n, 10)
		add(Item{Label: text, Kind: CapacityItem, Insert: text, Detail: c.cost(&doc, changed)})
	}
}

// multiples are the first multiples of a number below a limit, and those that
// continue what is typed.
func multiples(of, below int64, typed string) []int64 {
	var list []int64
	if of < 1 {
		return nil
	}
	continued := 0
	for n := of; n < below; n += of {
		begins := typed != "" && strings.HasPrefix(strconv.FormatInt(n, 10), typed)
		if len(list) < mostSteps || begins && continued < mostSteps {
			list = append(list, n)
			if begins {
				continued++
			}
		}
	}
	return list
}

// steps are what is proposed for a throughput, in pricing units.
var steps = [...]int64{1, 2, 3, 5, 10, 20, 50, 100}

// throughput proposes whole pricing units of one kind of tokens with what the
// deployment then costs.
func throughput(input bool, set func(*deployment.Terms, decimal.Decimal)) valued {
	return func(c *completer, add func(Item)) {
		_, terms, _ := c.deployed()
		if terms.Region == nil {
			c.fromSchema(add)
			return
		}
		unit := terms.Region.Billing.PTU.OutputStepTPM
		if input {
			unit = terms.Region.Billing.PTU.InputStepTPM
		}
		var values []int64
		for _, step := range steps {
			values = append(values, step*unit)
		}
		c.numbers(add, values, nil, set)
	}
}

// numbers proposes numbers with what the deployment then costs.
func (c *completer) numbers(add func(Item), values []int64, names map[int64]string, set func(*deployment.Terms, decimal.Decimal)) {
	doc, terms, known := c.deployed()
	for _, n := range values {
		changed := terms
		set(&changed, decimal.NewFromInt(n))
		text := strconv.FormatInt(n, 10)
		item := Item{Label: text, Kind: ValueItem, Insert: text, Detail: names[n]}
		if known && terms.Model != "" {
			item.Detail = strings.TrimPrefix(item.Detail+", "+c.cost(&doc, changed), ", ")
		}
		add(item)
	}
}

// officeHours are ten hours on each of 22 working days.
const officeHours = 220

// hours proposes the whole period and office hours.
func (c *completer) hours(add func(Item)) {
	doc, _, _ := c.deployed()
	whole := c.Settings.PeriodOf(&doc).Hours.Ceil().IntPart()
	c.numbers(add, distinct(whole, officeHours), map[int64]string{whole: "the whole period", officeHours: "office hours"},
		func(t *deployment.Terms, n decimal.Decimal) { t.Hours = n })
}

// days proposes the days of the period for a subscription; the days of a
// schedule are of the user's own making.
func (c *completer) days(add func(Item)) {
	if len(c.steps) > 1 && c.steps[len(c.steps)-2].Entry() != nil && c.steps[len(c.steps)-2].Entry().Key.Text == "schedule" {
		c.fromSchema(add)
		return
	}
	doc, _, _ := c.deployed()
	whole := c.Settings.PeriodOf(&doc).Days
	c.numbers(add, distinct(whole, 30, 90), map[int64]string{whole: "the whole period"},
		func(t *deployment.Terms, n decimal.Decimal) { t.Days = n })
}

// months proposes the months of the period, and some more.
func (c *completer) months(add func(Item)) {
	doc, _, _ := c.deployed()
	whole := c.Settings.PeriodOf(&doc).Months
	c.numbers(add, distinct(whole, 1, 3, 6, 12), map[int64]string{whole: "the whole period"},
		func(t *deployment.Terms, n decimal.Decimal) { t.Months = n })
}

func distinct(values ...int64) []int64 {
	var list []int64
	for _, v := range values {
		if !slices.Contains(list, v) {
			list = append(list, v)
		}
	}
	return list
}
