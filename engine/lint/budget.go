package lint

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// Budget holds deployments against a budget that is written at a place. unread
// counts files that could not be read. A total that is a lower bound may break a
// budget, but cannot prove that it holds.
func Budget(budget decimal.Decimal, file string, span diag.Span, quoted []quote.Deployment, unread int, period deployment.Period) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, total := range quote.Totals(quoted, unread) {
		over := money.Amount{Value: total.Amount.Value.Sub(budget), Currency: total.Amount.Currency}
		limit := money.Amount{Value: budget, Currency: total.Amount.Currency}
		switch {
		case over.Value.IsPositive():
			least := ""
			if !total.Complete() {
				least = "at least "
			}
			d := diag.New(diag.OverBudget, file, span, "/budget",
				fmt.Sprintf("the total for %s is %s%s: %s above the budget of %s", period.Label, least, show(total.Amount), show(over), show(limit)))
			d.Help = "costplan price --explain shows what it is made of"
			found = append(found, d)
		case !total.Complete():
			known := "is at least " + show(total.Amount)
			if total.Priced == 0 {
				known = "is not known"
			}
			d := diag.New(diag.BudgetUnproven, file, span, "/budget",
				fmt.Sprintf("the total for %s %s, so it does not prove that the budget of %s holds: %s",
					period.Label, known, show(limit), unpriced(quoted, unread)))
			d.Help = "mend what has no amount, or give it a price"
			found = append(found, d)
		}
	}
	return found
}

// unpriced names what is not in a total, with the reason of each.
func unpriced(quoted []quote.Deployment, unread int) string {
	const most = 3
	var texts []string
	left := 0
	for _, d := range quoted {
		switch {
		case d.Fee.Known:
		case len(texts) < most:
			texts = append(texts, fmt.Sprintf("%s has no amount (%s)", cmp.Or(d.Name, d.ModelName, "a deployment"), d.Fee.Reason))
		default:
			left++
		}
	}
	if left > 0 {
		texts = append(texts, fmt.Sprintf("%d more have none", left))
	}
	if unread > 0 {
		texts = append(texts, fmt.Sprintf("%d files could not be read in full", unread))
	}
	return strings.Join(texts, ", ")
}
