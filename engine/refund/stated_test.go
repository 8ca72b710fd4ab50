package refund_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/refund"
)

// TestStated: what a request may leave out, and what it may not.
func TestStated(t *testing.T) {
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	beijing, _ := cat.Region("beijing")
	is := func(text string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(text)) }
	terms, err := refund.Stated{Region: beijing, Model: "QWEN3-8B-ft-1", Spec: "mu5"}.Terms(cat)
	if err == nil {
		t.Errorf("a name in another case is taken for a fine-tuned model: %+v", terms)
	}
	terms, err = refund.Stated{Region: beijing, Model: "qwen3-8b-ft-1", Spec: "mu1"}.Terms(cat)
	if err != nil || terms.Model != "qwen3-8b" || terms.Spec != "MU1" || terms.Capacity.String() != "2" || terms.Months.String() != "1" {
		t.Errorf("%+v, %v", terms, err) // sold in bundles of 2
	}
	var offer *refund.NotOfferedError
	if _, err := (refund.Stated{Region: beijing, Model: "qwen3.7-max-2026-05-20"}).Terms(cat); !errors.As(err, &offer) || !offer.PTU {
		t.Errorf("a model of plan ptu: %v", err)
	}
	var spec *refund.SpecError
	if _, err := (refund.Stated{Region: beijing, Model: "qwen3-8b"}).Terms(cat); !errors.As(err, &spec) || spec.Spec != "" || len(spec.Specs) < 2 {
		t.Errorf("several specs: %v", err)
	}
	if _, err := (refund.Stated{Region: beijing, Model: "qwen3-8b", Spec: "MU9"}).Terms(cat); !errors.As(err, &spec) || spec.Spec != "MU9" {
		t.Errorf("another spec: %v", err)
	}
	var multiple *refund.MultipleError
	if _, err := (refund.Stated{Region: beijing, Model: "qwen3-8b", Spec: "MU1", Capacity: is("3")}).Terms(cat); !errors.As(err, &multiple) {
		t.Errorf("no multiple: %v", err)
	}
}

// TestStatedOrder: 150 x 0.9 = 135 is paid, and the other prices are for the days of
// the order.
func TestStatedOrder(t *testing.T) {
	n := decimal.RequireFromString
	order := refund.StatedOrder{
		List: refund.Rate{Price: n("150"), Days: n("30")}, Discount: decimal.NewNullDecimal(n("0.9")),
		New: refund.StatedRate{Price: decimal.NewNullDecimal(n("120"))}, Before: refund.StatedRate{Price: decimal.NewNullDecimal(n("50")), Days: decimal.NewNullDecimal(n("10"))},
	}.Order()
	if order.Paid.String() != "135" || order.New.Days.String() != "30" || order.Before.Days.String() != "10" || !order.Original.Days.IsZero() {
		t.Errorf("%+v", order)
	}
	if days, err := refund.Between("2026-06-01", "2026-06-11"); err != nil || days.String() != "11" {
		t.Errorf("%s days, %v", days, err)
	}
	if _, err := refund.Between("2026-06-11", "2026-06-01"); err == nil {
		t.Error("a downgrade before the order is taken")
	}
}
