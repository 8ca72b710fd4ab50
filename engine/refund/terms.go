package refund

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Purchase is what the catalog cannot tell of an order.
type Purchase struct {
	Used     decimal.Decimal  // days used; a begun day counts as a whole one
	Discount decimal.Decimal  // share of the list price that was paid; zero is 1, no discount
	Paid     *decimal.Decimal // without coupons and vouchers; nil is the list price with the discount
}

// FromTerms computes the refund when a PTU subscription is scaled in: from is
// what was bought, for from.Days days, and to is what is left, for the rest of
// the same days. List prices are those of the catalog.
func FromTerms(cat *catalog.Catalog, from, to deployment.Terms, p Purchase) (Downgrade, error) {
	if err := scaledIn(from, to); err != nil {
		return Downgrade{}, err
	}
	list := quote.Of(cat, from)
	if !list.Known {
		return Downgrade{}, fmt.Errorf("the original subscription has no price: %s", list.Reason)
	}
	original, err := daily(cat, from)
	if err != nil {
		return Downgrade{}, fmt.Errorf("the original subscription has no price: %w", err)
	}
	smaller, err := daily(cat, to)
	if err != nil {
		return Downgrade{}, fmt.Errorf("the smaller subscription has no price: %w", err)
	}
	order := Order{
		Name: from.Model, Used: p.Used, Discount: p.Discount,
		List: Rate{Price: list.Amount.Value, Days: from.Days}, Original: original, New: smaller,
	}.filled()
	order.Paid = list.Amount.Value.Mul(order.Discount)
	if p.Paid != nil {
		order.Paid = *p.Paid
	}
	d, err := Of(list.Amount.Currency, order)
	if err != nil {
		return Downgrade{}, err
	}
	d.Catalog = cat
	d.Notes = append([]string{"a PTU subscription cannot be cancelled: it can only be made smaller, and goes on to its end"}, d.Notes...)
	return d, nil
}

// daily is the list price of one day.
func daily(cat *catalog.Catalog, t deployment.Terms) (Rate, error) {
	t.Days = decimal.NewFromInt(1)
	fee := quote.Of(cat, t)
	if !fee.Known {
		return Rate{}, errors.New(fee.Reason)
	}
	return Rate{Price: fee.Amount.Value, Days: t.Days}, nil
}

// scaledIn checks that one subscription is a smaller version of another.
func scaledIn(from, to deployment.Terms) error {
	for _, t := range [...]deployment.Terms{from, to} {
		switch {
		case t.Plan == catalog.MU:
			return errors.New("the downgrade rule is for a PTU subscription; for model units, compute the cancellation instead")
		case t.Plan != catalog.PTU || t.Payment != catalog.Subscription:
			return fmt.Errorf("only a subscription can be downgraded, and this is plan %s with payment %s", t.Plan, t.Payment)
		}
	}
	switch {
	case from.Region != to.Region || from.Model != to.Model:
		return errors.New("a downgrade keeps the model and the region")
	case !from.Days.IsPositive():
		return errors.New("the subscription has no days")
	case !from.InputTPM.IsPositive() || !from.OutputTPM.IsPositive():
		return errors.New("the throughput before the downgrade is not known: state its input and output TPM, both above 0")
	case !to.InputTPM.IsPositive() || !to.OutputTPM.IsPositive():
		return errors.New("the throughput after the downgrade is not known: state its input and output TPM, both above 0, also the one that stays as it is")
	case to.InputTPM.GreaterThan(from.InputTPM) || to.OutputTPM.GreaterThan(from.OutputTPM) || to.ThinkingTPM.GreaterThan(from.ThinkingTPM):
		return errors.New("a downgrade makes no part of the throughput larger")
	}
	return nil
}
