package answer

import (
	"encoding/json"
	"io"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/refund"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

// refundArgs are what is given back: one of the three.
type refundArgs struct {
	common
	Cancel    *cancelArgs     `json:"cancel,omitempty"`    // a subscription of model units that is cancelled in its first month
	Downgrade *downgradeArgs  `json:"downgrade,omitempty"` // a PTU subscription that is made smaller, at the prices of the price list
	Orders    json.RawMessage `json:"orders,omitempty"`    // a PTU subscription that is made smaller: what a file of orders of the command line holds
}

// cancelArgs are a monthly subscription of model units.
type cancelArgs struct {
	Model     string   `json:"model"`                // code of the model, or the name of a fine-tuned one
	Region    string   `json:"region"`               // the region, by its code, name or a short name
	Spec      string   `json:"spec,omitempty"`       // specification of the model units; may be left out where one is sold
	Capacity  quantity `json:"capacity,omitempty"`   // model units; the smallest capacity by default
	AfterDays quantity `json:"after_days,omitempty"` // the day of the cancellation, above 0; a begun day counts as a whole one
}

// downgradeArgs are a PTU subscription before and after.
type downgradeArgs struct {
	Model      string       `json:"model"`                // code of the model
	Region     string       `json:"region"`               // the region, by its code, name or a short name
	From       capacityArgs `json:"from"`                 // what was bought
	To         capacityArgs `json:"to"`                   // what is left
	PeriodDays quantity     `json:"period_days"`          // days of the subscription
	UsedDays   quantity     `json:"used_days,omitempty"`  // days used, a begun day as a whole one; or both dates
	Ordered    string       `json:"ordered,omitempty"`    // date of the order
	Downgraded string       `json:"downgraded,omitempty"` // date of the downgrade
	Discount   quantity     `json:"discount,omitempty"`   // share of the list price that was paid: 0.9 for 10% off
	Paid       quantity     `json:"paid,omitempty"`       // amount paid; the list price with the discount by default
}

// capacityArgs are tokens a minute.
type capacityArgs struct {
	Input    quantity `json:"input_tpm"`                     // input TPM
	Output   quantity `json:"output_tpm"`                    // output TPM
	Thinking quantity `json:"thinking_output_tpm,omitempty"` // output TPM in thinking mode; none by default
}

// refunded answers what comes back, as the command line's refund --format json does.
func refunded(s *Service, args refundArgs) (json.RawMessage, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	given := 0
	for _, there := range []bool{args.Cancel != nil, args.Downgrade != nil, args.Orders != nil} {
		if there {
			given++
		}
	}
	switch {
	case given != 1:
		return nil, refused("state one of them", "cancel, downgrade or orders: %d of them are given", given)
	case args.Cancel != nil:
		of, err := w.cancelled(args.Cancel)
		if err != nil {
			return nil, err
		}
		return embedded(func(out io.Writer) error { return report.CancelJSON(out, &of) })
	}
	of, err := w.downgraded(&args)
	if err != nil {
		return nil, err
	}
	return embedded(func(out io.Writer) error { return report.DowngradeJSON(out, &of) })
}

func (w *work) cancelled(of *cancelArgs) (refund.Cancellation, error) {
	var c refund.Cancellation
	region, err := w.region("cancel.region", of.Region)
	if err != nil {
		return c, err
	}
	stated := refund.Stated{Region: region, Model: of.Model, Spec: of.Spec}
	if stated.Capacity.Valid, err = read(quantityOf{"cancel.capacity", of.Capacity, &stated.Capacity.Decimal}); err != nil {
		return c, err
	}
	after, err := read(quantityOf{"cancel.after_days", of.AfterDays, &stated.CancelAfter})
	if err != nil {
		return c, err
	}
	if after && !stated.CancelAfter.IsPositive() {
		return c, refused("leave it out to see every day", "cancel.after_days: a subscription is cancelled after more than 0 days")
	}
	terms, err := stated.Terms(w.catalog)
	if err != nil {
		return c, refusedAt("cancel", err)
	}
	c, err = refund.Cancel(w.catalog, terms)
	return c, atField("cancel", err)
}

func (w *work) downgraded(args *refundArgs) (refund.Downgrade, error) {
	if args.Orders != nil {
		orders, currency, err := refund.ReadOrders(args.Orders)
		if err != nil {
			return refund.Downgrade{}, refusedAt("orders", err)
		}
		of, err := refund.Of(currency, orders...)
		return of, atField("orders", err)
	}
	of := args.Downgrade
	region, err := w.region("downgrade.region", of.Region)
	if err != nil {
		return refund.Downgrade{}, err
	}
	t := deployment.Terms{Region: region, Plan: catalog.PTU, Payment: catalog.Subscription, Model: suggest.Code(of.Model, w.catalog.Models())}
	from, to := t, t
	var p refund.Purchase
	var paid, days decimal.Decimal
	if _, err := read(
		quantityOf{"downgrade.from.input_tpm", of.From.Input, &from.InputTPM},
		quantityOf{"downgrade.from.output_tpm", of.From.Output, &from.OutputTPM},
		quantityOf{"downgrade.from.thinking_output_tpm", of.From.Thinking, &from.ThinkingTPM},
		quantityOf{"downgrade.to.input_tpm", of.To.Input, &to.InputTPM},
		quantityOf{"downgrade.to.output_tpm", of.To.Output, &to.OutputTPM},
		quantityOf{"downgrade.to.thinking_output_tpm", of.To.Thinking, &to.ThinkingTPM},
		quantityOf{"downgrade.period_days", of.PeriodDays, &days},
		quantityOf{"downgrade.discount", of.Discount, &p.Discount},
	); err != nil {
		return refund.Downgrade{}, err
	}
	from.Days, to.Days = days, days
	if of.From.Thinking != "" && of.To.Thinking == "" {
		return refund.Downgrade{}, refused("state it, also if it stays as it is; 0 is none", "downgrade.to.thinking_output_tpm is missing")
	}
	if of.Discount != "" && p.Discount.IsZero() {
		return refund.Downgrade{}, refused("", "downgrade.discount: 0 would mean that nothing was paid: it is the share of the list price that was, 0.9 for 10%% off")
	}
	if given, err := read(quantityOf{"downgrade.paid", of.Paid, &paid}); err != nil {
		return refund.Downgrade{}, err
	} else if given {
		p.Paid = &paid
	}
	if p.Used, err = of.used(); err != nil {
		return refund.Downgrade{}, err
	}
	result, err := refund.FromTerms(w.catalog, from, to, p)
	return result, atField("downgrade", err)
}

// used are the days used, as stated or counted from two dates.
func (of *downgradeArgs) used() (decimal.Decimal, error) {
	var days decimal.Decimal
	dated := of.Ordered != "" || of.Downgraded != ""
	given, err := read(quantityOf{"downgrade.used_days", of.UsedDays, &days})
	switch {
	case err != nil:
		return days, err
	case given && dated:
		return days, refused("leave one out", "downgrade: used_days and the dates say the same")
	case given:
		return days, nil
	case of.Ordered == "" || of.Downgraded == "":
		return days, refused("state used_days, or both dates", "downgrade: how long it was used is not known")
	}
	if days, err = refund.Between(of.Ordered, of.Downgraded); err != nil {
		return days, refusedAt("downgrade", err)
	}
	return days, nil
}
