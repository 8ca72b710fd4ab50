package report

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// Two deployments on model units cost 10.005 and 20, one on PTU has no price: the
// group of the one is exact, of the other it says so.
func TestGroupsAddUp(t *testing.T) {
	deployment := func(plan, amount string) quote.Deployment {
		d := quote.Deployment{}
		d.Terms.Plan = catalog.Plan(plan)
		d.Fee.Amount.Currency = "USD"
		if amount != "" {
			d.Fee.Known = true
			d.Fee.Amount = money.Amount{Value: decimal.RequireFromString(amount), Currency: "USD"}
		}
		return d
	}
	q := &quote.Quote{Deployments: []quote.Deployment{deployment("mu", "10.005"), deployment("ptu", ""), deployment("mu", "20")}}
	q.Totals = quote.Totals(q.Deployments, 0)
	var got []ViewGroup
	for _, g := range groupsOf(q) {
		if g.By == "plan" {
			got = append(got, g)
		}
	}
	want := []ViewGroup{
		{By: "plan", Key: "mu", Title: "MU", Count: 2, Text: "30.01 USD"},
		{By: "plan", Key: "ptu", Title: "PTU", Count: 1, Text: "no price"},
	}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("groups are %v, want %v", got, want)
	}
	q.Totals = nil
	if got := groupsOf(q); len(got) != 0 {
		t.Errorf("without a total there are groups: %v", got)
	}
}

// Savings of one code are added exactly and rounded once: 0.004 + 0.004 is 0.01.
func TestSavingsAddUp(t *testing.T) {
	saving := func(code diag.Code, amount, currency string) diag.Diagnostic {
		return diag.Diagnostic{Code: code, Values: map[string]string{diag.ValueSaving: amount, diag.ValueCurrency: currency}}
	}
	got := savingsOf([]diag.Diagnostic{
		saving(diag.CheaperOption, "0.004", "USD"), {Code: diag.UnknownModel}, saving(diag.CheaperPayment, "5", "USD"),
		saving(diag.CheaperOption, "0.004", "USD"), saving(diag.CheaperOption, "1", "CNY"),
	})
	want := []ViewSaving{{Code: "CP503", Count: 3, Text: "0.01 USD + 1.00 CNY"}, {Code: "CP502", Count: 1, Text: "5.00 USD"}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("savings are %v, want %v", got, want)
	}
}
