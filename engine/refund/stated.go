package refund

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/suggest"
)

// Stated is a monthly subscription of model units as a request states it.
type Stated struct {
	Region      *catalog.Region
	Model       string // code, or name of a fine-tuned model; the case of a code is forgiven
	Spec        string // in any case; may be left out where there is only one
	Capacity    decimal.NullDecimal
	CancelAfter decimal.Decimal // days; zero if no day is chosen
}

// NotOfferedError says that a region does not sell model units for a model.
type NotOfferedError struct {
	Model  string
	Region *catalog.Region
	PTU    bool // it sells a PTU subscription, which cannot be cancelled
}

// Error names the model and the region.
func (e *NotOfferedError) Error() string {
	if e.PTU {
		return fmt.Sprintf("%s is sold on plan ptu in %s, and a PTU subscription cannot be cancelled", e.Model, e.Region.Name)
	}
	return fmt.Sprintf("%s is not offered on plan mu in %s", e.Model, e.Region.Name)
}

// SpecError says that the specification is left out, or is none of those sold.
type SpecError struct {
	Model, Spec string
	Region      *catalog.Region
	Specs       []string // that are sold
}

// Error names the specifications that are sold.
func (e *SpecError) Error() string {
	if e.Spec == "" {
		return fmt.Sprintf("%s is sold in several specs: %s", e.Model, suggest.OneOf(e.Specs))
	}
	return fmt.Sprintf("%s is not sold with %s in %s: use %s", e.Model, e.Spec, e.Region.Name, suggest.OneOf(e.Specs))
}

// MultipleError says that the capacity is not a multiple of the bundle.
type MultipleError struct {
	Capacity decimal.Decimal
	Offer    *catalog.Offer
}

// Error shows the bundle.
func (e *MultipleError) Error() string {
	return fmt.Sprintf("%s is not a multiple of %d (%s x %d)", e.Capacity, e.Offer.Bundle, e.Offer.Spec, e.Offer.Bundle)
}

// Terms are what Cancel takes: the only specification where none is stated, and the
// smallest capacity. The error is a *NotOfferedError, *SpecError or *MultipleError.
func (s Stated) Terms(cat *catalog.Catalog) (deployment.Terms, error) {
	model := suggest.Code(s.Model, cat.Models())
	if foundation, ok := cat.Foundation(model); ok {
		model = foundation
	}
	offer, err := s.offer(model)
	if err != nil {
		return deployment.Terms{}, err
	}
	t := deployment.Terms{
		Region: s.Region, Plan: catalog.MU, Payment: catalog.Subscription, Model: model, Spec: offer.Spec,
		Capacity: decimal.NewFromInt(offer.Bundle), Months: decimal.NewFromInt(1), CancelAfter: s.CancelAfter,
	}
	if s.Capacity.Valid {
		t.Capacity = s.Capacity.Decimal
	}
	if !money.IsMultiple(t.Capacity, offer.Bundle) {
		return t, &MultipleError{t.Capacity, offer}
	}
	return t, nil
}

func (s Stated) offer(model string) (*catalog.Offer, error) {
	offers := s.Region.Find(catalog.MU, model)
	if len(offers) == 0 {
		return nil, &NotOfferedError{model, s.Region, len(s.Region.Find(catalog.PTU, model)) > 0}
	}
	var specs []string
	for _, offer := range offers {
		if strings.EqualFold(offer.Spec, s.Spec) || s.Spec == "" && len(offers) == 1 {
			return offer, nil
		}
		specs = append(specs, offer.Spec)
	}
	return nil, &SpecError{model, s.Spec, s.Region, specs}
}

// Between counts the days used from the order to the downgrade, dates or times with
// an offset (RFC 3339). A begun day counts as a whole one, and so do both dates.
func Between(from, at string) (decimal.Decimal, error) {
	ordered, err := dateOrTime(from)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("from: %w", err)
	}
	downgraded, err := dateOrTime(at)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("at: %w", err)
	}
	if downgraded.Before(ordered) {
		return decimal.Decimal{}, fmt.Errorf("the downgrade (%s) is before the order (%s)", at, from)
	}
	return decimal.NewFromInt(DaysUsed(ordered, downgraded)), nil
}

func dateOrTime(text string) (time.Time, error) {
	if t, err := catalog.ParseTime(text, time.UTC, time.DateOnly, time.RFC3339); err == nil {
		return t, nil
	}
	return time.Time{}, fmt.Errorf("%q is not a date: write 2026-09-01 or 2026-09-01T22:30:00+08:00", text)
}

// StatedRate is a list price for some days, either of which may be left out.
type StatedRate struct{ Price, Days decimal.NullDecimal }

// of is the rate, for the days of the order where its own are left out; the zero Rate
// if it has no price.
func (s StatedRate) of(days decimal.Decimal) Rate {
	if !s.Price.Valid {
		return Rate{}
	}
	if s.Days.Valid {
		days = s.Days.Decimal
	}
	return Rate{Price: s.Price.Decimal, Days: days}
}

// StatedOrder is an order as a request states it.
type StatedOrder struct {
	Name        string
	List        Rate
	Used        decimal.Decimal     // days
	Discount    decimal.NullDecimal // share of the list price that was paid; 1 by default
	Paid        decimal.NullDecimal // the list price with the discount by default
	Original    StatedRate
	New, Before StatedRate
}

// Order is the order with what it leaves out.
func (s StatedOrder) Order() Order {
	o := Order{
		Name: s.Name, List: s.List, Used: s.Used, Discount: decimal.NewFromInt(1),
		Original: s.Original.of(s.List.Days), New: s.New.of(s.List.Days), Before: s.Before.of(s.List.Days),
	}
	if s.Discount.Valid {
		o.Discount = s.Discount.Decimal
	}
	if o.Paid = s.List.Price.Mul(o.Discount); s.Paid.Valid {
		o.Paid = s.Paid.Decimal
	}
	return o
}
