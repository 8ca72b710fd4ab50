package report

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

func nothing(focusRow) string { return "" }

// ofLine is a value that a row without a line does not have.
func ofLine(value func(focusRow) string) func(focusRow) string {
	return func(r focusRow) string {
		if r.line == nil {
			return ""
		}
		return value(r)
	}
}

// period returns what all amounts cover; empty where that is not the same for all,
// so that there is no total.
func (r focusRow) period() string {
	if len(r.quote.Totals) == 0 {
		return ""
	}
	return r.quote.Period.Label
}

// begins and ends return when a calendar month or year begins and ends on the
// region's billing clock, in UTC. Any other period has no dates.
func (r focusRow) begins() string { return r.boundary(0) }

func (r focusRow) ends() string {
	_, months, _ := r.quote.Period.Calendar()
	return r.boundary(time.Month(months))
}

func (r focusRow) boundary(later time.Month) string {
	first, _, ok := r.quote.Period.Calendar()
	if !ok || r.period() == "" || r.d.Terms.Region == nil {
		return ""
	}
	return time.Date(first.Year(), first.Month()+later, 1, 0, 0, 0, 0, r.d.Terms.Region.Location()).UTC().Format(time.RFC3339)
}

func (r focusRow) subscribed() bool { return r.d.Terms.Payment == catalog.Subscription }

// chargeCategory: a subscription is bought in advance, the rest is used.
func (r focusRow) chargeCategory() string {
	if r.subscribed() {
		return "Purchase"
	}
	return "Usage"
}

func (r focusRow) frequency() string {
	if r.subscribed() {
		return "One-Time"
	}
	return "Usage-Based"
}

// pricingCategory: a subscription that is cancelled early pays another rate than
// the price list's.
func (r focusRow) pricingCategory() string {
	if r.scaled() {
		return "Other"
	}
	return "Standard"
}

func (r focusRow) scaled() bool { return !r.line.Factor.Divide.IsZero() }

func (r focusRow) description() string {
	text := fmt.Sprintf("Estimate: %s on plan %s, %s", r.d.ModelName, r.d.Terms.Plan, PaymentText(r.d.Terms.Payment))
	if r.line != nil {
		text += ", " + strings.ReplaceAll(string(r.line.Item), "_", " ")
	}
	return text
}

func (r focusRow) listCost() string {
	switch {
	case !r.d.Fee.Known:
		return ""
	case r.line == nil:
		return money.Text(r.d.Fee.List.Value) // nothing is billed
	}
	return money.Text(r.line.List)
}

// contracted reports whether the user's own prices and discounts are known.
func (r focusRow) contracted() bool { return len(r.quote.Catalog.Overlays) > 0 }

func (r focusRow) contractedCost() string {
	switch {
	case !r.d.Fee.Known || !r.contracted():
		return ""
	case r.line == nil:
		return money.Text(r.d.Fee.Amount.Value)
	}
	return money.Text(r.line.Amount)
}

func (r focusRow) contractedPrice() string {
	if !r.contracted() {
		return ""
	}
	const percent = -2 // places
	return r.perUnit(r.line.Price.Sub(r.line.Price.Mul(r.line.Discount).Shift(percent)))
}

// perUnit writes a price of one pricing unit; of a subscription cancelled early
// that is the rate of one day, the price times its factor.
func (r focusRow) perUnit(price decimal.Decimal) string {
	if r.scaled() {
		price, _ = money.Quotient(price.Mul(r.line.Factor.Multiply), r.line.Factor.Divide)
	}
	return money.Text(price)
}

// pricingQuantity is how many pricing units are paid for: the duration times the
// quantity, by what the price covers.
func (r focusRow) pricingQuantity() string {
	product := r.line.Quantity
	if r.line.Duration.Unit != "" {
		product = product.Mul(r.line.Duration.Count)
	}
	quantity, _ := money.Share(product, r.line.Per.Quantity)
	return money.Text(quantity)
}

// pricingUnit writes what one price covers as FOCUS writes units: "10000
// TPM-Hours", "4 MU1-Months", "1000 Tokens".
func (r focusRow) pricingUnit() string {
	unit := r.line.Per.Unit
	if r.line.Duration.Unit != "" {
		unit += "-" + plural(r.line.Duration.Unit)
	} else {
		unit = plural(unit)
	}
	if r.line.Per.Quantity == 1 {
		return unit
	}
	return strconv.FormatInt(r.line.Per.Quantity, 10) + " " + unit
}

// plural writes "hour" as "Hours".
func plural(unit string) string { return strings.ToUpper(unit[:1]) + unit[1:] + "s" }

func (r focusRow) regionName() string {
	if r.d.Terms.Region == nil {
		return ""
	}
	return r.d.Terms.Region.Name
}

// sku names what is bought. The page has no identifiers of its own for that.
func (r focusRow) sku() string {
	offer := r.d.Fee.Offer
	if offer == nil {
		return ""
	}
	parts := []string{string(offer.Plan), r.d.Terms.Model}
	if offer.Spec != "" {
		parts = append(parts, offer.Spec)
	}
	if r.line != nil {
		parts = append(parts, string(r.line.Item))
	}
	return strings.Join(parts, "/")
}

func (r focusRow) exact() string {
	switch {
	case !r.d.Fee.Known:
		return ""
	case r.line == nil:
		return strconv.FormatBool(r.d.Fee.Exact)
	}
	return strconv.FormatBool(r.line.Exact)
}

// reason says why there is no amount, or why it is nothing.
func (r focusRow) reason() string {
	if r.line == nil && r.d.Fee.Known {
		return strings.Join(r.d.Fee.Notes, "; ")
	}
	return r.d.Fee.Why()
}
