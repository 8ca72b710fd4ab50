package quote

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
)

// HasError is the reason of a deployment without an amount of which an error was
// reported.
const HasError = "it has an error"

// Quote is what a set of deployments costs over one period.
type Quote struct {
	Catalog     *catalog.Catalog
	Period      deployment.Period
	Deployments []Deployment
	Totals      []Total
	Diagnostics []diag.Diagnostic
	Unread      int // files that could not be read or understood in full
	Absent      int // running deployments that the answers of the API do not hold
}

// Deployment is one deployment with its fee.
type Deployment struct {
	File      string
	Line      int    // 1-based line that the deployment starts at
	Path      string // JSON pointer of the deployment in its document
	Name      string // as written; empty if it is left out
	ModelName string // as written
	Terms     deployment.Terms
	Fee       Fee // not known if the deployment has an error
	// Covers is how the time that is paid for differs from the period; nil if it
	// does not, or if there is no amount.
	Covers *deployment.Covers
}

// Total is the sum of the known amounts of one currency.
type Total struct {
	Amount   money.Amount
	List     money.Amount // the same at list prices
	Priced   int          // deployments that are in the amount
	Unpriced int          // deployments that have no amount, or only a part of it: then Amount is a lower bound
	Partial  int          // those of Unpriced of which a part is in the amount
	Under    int          // deployments in the amount that pay for less than the period
	Beyond   int          // deployments in the amount that pay for more than the period
}

// Discounted reports whether a discount is in the total.
func (t Total) Discounted() bool { return !t.List.Value.Equal(t.Amount.Value) }

// Known reports whether there is an amount: some deployment has one, or there is
// none to pay for.
func (t Total) Known() bool { return t.Priced > 0 || t.Unpriced == 0 }

// Complete reports whether every deployment is in the total.
func (t Total) Complete() bool { return t.Unpriced == 0 }

// CoversPeriod reports whether every amount in the total is for the period.
func (t Total) CoversPeriod() bool { return t.Under == 0 && t.Beyond == 0 }

// Complete reports whether every deployment is there and has its whole amount, and every
// file could be understood.
func (q *Quote) Complete() bool {
	return q.Unread == 0 && q.Absent == 0 && !slices.ContainsFunc(q.Deployments, func(d Deployment) bool { return !d.Fee.Whole() })
}

// Totals adds up deployments per currency, sorted by currency. A deployment
// without an amount makes the total of its currency a lower bound; one whose
// currency is not known either does so to every total, and so does each of
// unread files.
func Totals(deployments []Deployment, unread int) []Total {
	list := make([]*Deployment, len(deployments))
	for i := range deployments {
		list[i] = &deployments[i]
	}
	return TotalsOf(list, unread)
}

// TotalsOf is Totals of some deployments of a quote.
func TotalsOf(deployments []*Deployment, unread int) []Total {
	byCurrency := map[string]*Total{}
	adrift := unread // unpriced, in no currency
	for _, d := range deployments {
		amount := d.Fee.Amount
		if amount.Currency == "" {
			adrift++
			continue
		}
		total := byCurrency[amount.Currency]
		if total == nil {
			total = &Total{Amount: money.Amount{Currency: amount.Currency}, List: money.Amount{Currency: amount.Currency}}
			byCurrency[amount.Currency] = total
		}
		if d.Fee.Known {
			total.Priced++
			total.Amount.Value = total.Amount.Value.Add(amount.Value)
			total.List.Value = total.List.Value.Add(d.Fee.List.Value)
			switch {
			case d.Covers == nil:
			case d.Covers.Beyond():
				total.Beyond++
			default:
				total.Under++
			}
		}
		if !d.Fee.Whole() {
			total.Unpriced++
			if d.Fee.Known {
				total.Partial++
			}
		}
	}
	var totals []Total
	for _, total := range byCurrency {
		total.Unpriced += adrift
		totals = append(totals, *total)
	}
	slices.SortStableFunc(totals, func(a, b Total) int { return strings.Compare(a.Amount.Currency, b.Amount.Currency) })
	return totals
}
