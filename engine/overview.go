package engine

import (
	"slices"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// Overview is what was found in checked files and what their deployments cost:
// Together and Quote in one pass.
func (e *Engine) Overview(files []*Checked, settings Settings) (Report, quote.Quote) {
	report := e.Together(files, settings)
	return report, e.quoteOf(files, settings, report.Diagnostics)
}

// quoteOf adds up the deployments of files that have been checked together.
func (e *Engine) quoteOf(files []*Checked, settings Settings, found []diag.Diagnostic) quote.Quote {
	sum := e.addUp(files)
	q := quote.Quote{Catalog: e.catalog, Period: sum.period, Deployments: sum.quoted, Diagnostics: found, Unread: sum.unread}
	if !sum.any {
		q.Period = settings.deployment().PeriodOf(&deployment.Document{})
	}
	if sum.apart != nil {
		q.Diagnostics = diag.Sort(append(slices.Clone(q.Diagnostics), *sum.apart))
		return q
	}
	q.Absent = sum.absent
	q.Totals = quote.Totals(q.Deployments, sum.unread+sum.absent)
	if sum.empty && len(q.Deployments) == 0 && sum.unread+sum.absent == 0 {
		q.Totals = []quote.Total{{Amount: e.nothing(settings), List: e.nothing(settings)}}
	}
	return q
}

// nothing is what a fleet without deployments costs, in the currency of the region
// that the settings name, else of the catalog's first region.
func (e *Engine) nothing(settings Settings) money.Amount {
	region, ok := e.catalog.Region(settings.deployment().Region)
	if !ok {
		region = e.catalog.Regions[0]
	}
	return money.Amount{Currency: region.Currency}
}
