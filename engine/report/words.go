package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	terms "github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// The functions of this file are the words of a quote for people. The table of
// the command line and the Markdown of a pull request say the same thing.

// RegionCode returns the code of a deployment's region; empty if it is not known.
func RegionCode(d *quote.Deployment) string {
	if d.Terms.Region == nil {
		return ""
	}
	return d.Terms.Region.Code
}

func currencyOf(d *quote.Deployment) string {
	if d.Terms.Region == nil {
		return ""
	}
	return d.Terms.Region.Currency
}

// PlanText writes a plan with what is bought on it: "mu MU1 x 8",
// "ptu 50,000/5,000 TPM" (input/output, then thinking output if there is any).
func PlanText(d *quote.Deployment) string {
	t := &d.Terms
	text := string(t.Plan)
	switch t.Plan {
	case catalog.PTU:
		text += " " + money.Grouped(t.InputTPM, 0) + "/" + money.Grouped(t.OutputTPM, 0)
		if t.ThinkingTPM.IsPositive() {
			text += "/" + money.Grouped(t.ThinkingTPM, 0)
		}
		text += " TPM"
	case catalog.MU:
		if t.Spec != "" {
			text += " " + t.Spec
		}
		if t.Capacity.IsPositive() {
			text += " x " + money.Grouped(t.Capacity, 0)
		}
	}
	return text
}

// PaymentText writes a payment: "pay-as-you-go" or "subscription".
func PaymentText(p catalog.Payment) string {
	return strings.ReplaceAll(string(p), "_", "-")
}

// BilledText writes what a deployment is billed for: "720 hours", "3 months",
// "155,000,000 tokens". It is empty where nothing is known of it.
func BilledText(d *quote.Deployment) string {
	t := &d.Terms
	switch {
	case t.NotBilled():
		return "not billed (" + t.Status.Value + ")"
	case t.Status.Billing == terms.Unclear:
		return strings.TrimSpace(durationText(t) + " (unclear: " + cmp.Or(t.Status.Value, "no status") + ")")
	}
	return durationText(t)
}

// durationText writes how long, or how much of what, is billed.
func durationText(t *terms.Terms) string {
	subscribed := t.Payment == catalog.Subscription
	switch {
	case t.Plan == catalog.PTU && subscribed:
		return quote.Counted(t.Days, "day")
	case t.Plan == catalog.MU && subscribed && t.CancelAfter.IsPositive():
		return quote.Counted(t.CancelAfter.Ceil(), "day") + ", cancelled"
	case (t.Plan == catalog.MU || t.Plan == catalog.CU) && subscribed:
		return quote.Counted(t.Months, "month")
	case t.Plan == catalog.PTU || t.Plan == catalog.MU || t.Plan == catalog.CU:
		return quote.Counted(t.Hours, "hour")
	case t.TokensGiven:
		return quote.Counted(decimal.Sum(t.InputTokens, t.OutputTokens, t.ThinkingTokens), "token")
	}
	return ""
}

// NoAmount says in two words why a deployment has no amount: "no price",
// "no usage" or "error". It is empty for one that has.
func NoAmount(d *quote.Deployment) string {
	switch {
	case d.Fee.Known:
		return ""
	case d.Terms.Unpriced != "" && strings.HasSuffix(d.Fee.Reason, d.Terms.Unpriced):
		return "no price"
	case d.Fee.Offer == nil:
		return "error"
	case !d.Fee.Offer.Priced():
		return "no price"
	case d.Terms.Plan == catalog.LoRA && !d.Terms.TokensGiven, d.Terms.Plan == catalog.CU && d.Terms.Capacity.IsZero():
		return "no usage"
	}
	return "error"
}

// Incomplete says why there is no amount, or why it is a lower bound.
func Incomplete(f *quote.Fee) string {
	if f.Known {
		return "at least: " + f.AtLeast
	}
	return f.Reason
}

// TotalText writes a total: "12,345.67 USD", with the exact amount behind it if
// rounding changed it, and as a lower bound if a deployment is not in it. The
// period is said before it.
func TotalText(t quote.Total) string {
	if !t.Known() {
		return "none in " + t.Amount.Currency + ": no deployment has an amount"
	}
	rounded := t.Amount.Rounded()
	text := money.Grouped(rounded, money.Cents) + " " + t.Amount.Currency
	if !rounded.Equal(t.Amount.Value) {
		text += " (exactly " + money.Grouped(t.Amount.Value, money.Cents) + ")"
	}
	if t.Discounted() {
		list := money.Amount{Value: t.List.Value, Currency: t.List.Currency}
		text += ", " + money.Grouped(list.Rounded(), money.Cents) + " at list prices"
	}
	if !t.Complete() {
		text = fmt.Sprintf("at least %s, %s", text, Without(t))
	}
	if note := PeriodNote(t); note != "" {
		text += ", " + note
	}
	return text
}

// PeriodNote says that a total is not for the period: "does not cover the whole
// period: 1 deployment pays for less". It is empty for a total that is.
func PeriodNote(t quote.Total) string {
	pay := func(n int) string {
		if n == 1 {
			return "1 deployment pays for "
		}
		return fmt.Sprintf("%d deployments pay for ", n)
	}
	switch {
	case t.Under > 0 && t.Beyond > 0:
		return fmt.Sprintf("does not cover the whole period: %sless, %d for more", pay(t.Under), t.Beyond)
	case t.Under > 0:
		return "does not cover the whole period: " + pay(t.Under) + "less"
	case t.Beyond > 0:
		return "covers more than the period: " + pay(t.Beyond) + "more"
	}
	return ""
}

// CoversText says how the time that a deployment pays for differs from the period:
// "pays for 30 days, and the period has 365 days". It is empty where it does not.
func CoversText(d *quote.Deployment) string {
	if d.Covers == nil {
		return ""
	}
	return "pays for " + quote.Counted(d.Covers.Paid, d.Covers.Unit) + ", and the period has " + quote.Counted(d.Covers.Period, d.Covers.Unit)
}

// NoTotalText says why a quote has no total; empty if it has one. choose is what
// the reader can do where periods differ.
func NoTotalText(q *quote.Quote, choose string) string {
	switch {
	case len(q.Totals) > 0:
		return ""
	case len(q.Deployments) == 0:
		return "No deployment could be read."
	case slices.ContainsFunc(q.Deployments, func(d quote.Deployment) bool { return d.Fee.Known }):
		return "No total: the deployments cover different periods. " + choose
	}
	return "No total: no deployment has an amount."
}

// ByFlag is what a reader of the command line can do where periods differ.
const ByFlag = "Choose one with --period."

// Without counts what is not in a total, or only in part: deployments, and files that
// could not be read and may hold some.
func Without(t quote.Total) string {
	var parts []string
	if n := t.Unpriced - t.Partial; n > 0 {
		parts = append(parts, fmt.Sprintf("without %d that could not be priced", n))
	}
	if t.Partial > 0 {
		parts = append(parts, fmt.Sprintf("with %d that could be priced only in part", t.Partial))
	}
	return strings.Join(parts, " and ")
}

// EditionText names the prices that a quote was computed from.
func EditionText(cat *catalog.Catalog) string {
	const shown = 8 // enough to tell editions apart at a glance
	text := fmt.Sprintf("edition %s, digest %s…", cat.Edition, cat.Digest[:min(shown, len(cat.Digest))])
	if len(cat.Overlays) > 0 {
		text += ", with " + strings.Join(cat.Overlays, ", ") + " on top"
	}
	return text
}

// MomentText writes a moment in the zone that it is in: "2026-06-06 22:30 +08:00".
func MomentText(t time.Time) string { return t.Format("2006-01-02 15:04 -07:00") }

// Moment is a moment of a deployment.
type Moment struct {
	Label string `json:"label"` // "valid until"
	Text  string `json:"text"`  // in region time
}

// Moments are the dates of a fee in their order; none for a fee without.
func Moments(f *quote.Fee) []Moment {
	on := f.Dates
	if on == nil {
		return nil
	}
	return []Moment{
		{"ordered", MomentText(on.OrderedAt)}, {"valid until", MomentText(on.ValidUntil)},
		{"service stops", MomentText(on.ServiceStops)}, {"released", MomentText(on.Released)},
	}
}

// FoundationText says what a custom model is priced as; empty for another one.
func FoundationText(d *quote.Deployment) string {
	if !d.Terms.Custom {
		return ""
	}
	return "priced as " + d.Terms.Model + ", its foundation model"
}

// IdleText is what somebody who reads a quote should know of billing by time;
// empty if no deployment is billed by time.
func IdleText(deployments []quote.Deployment) string {
	for i := range deployments {
		if plan := deployments[i].Terms.Plan; plan == catalog.PTU || plan == catalog.MU {
			return "Billing on plans ptu and mu" + idle
		}
	}
	return ""
}

// Name is how a list calls a deployment: by its name, else by its model.
func Name(d *quote.Deployment) string {
	if d.Name != "" {
		return d.Name
	}
	return d.ModelName
}

// UnitPrice is the price of one unit: of one model unit, of one TPM, of one
// token. It is exact unless the division does not terminate.
func UnitPrice(p catalog.Price) (value decimal.Decimal, exact bool) {
	return money.Share(p.Amount, p.Per.Quantity)
}
