package assist

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// cost says what terms cost in the period of a document, or why that is not known.
func (t *Text) cost(doc *deployment.Document, terms deployment.Terms) string {
	fee := quote.Of(t.Catalog, terms)
	if !fee.Known {
		return fee.Reason
	}
	return fee.Amount.String() + " / " + t.Settings.PeriodOf(doc).Label
}

// offerOf is what terms buy; nil if that is not known.
func offerOf(t deployment.Terms) *catalog.Offer {
	if t.Region == nil {
		return nil
	}
	return quote.OfferOf(t)
}

// fits reports whether a capacity is a multiple of a bundle.
func fits(capacity decimal.Decimal, bundle int64) bool {
	return capacity.IsPositive() && bundle > 0 && capacity.Mod(decimal.NewFromInt(bundle)).IsZero()
}

// priceText writes a price as it is paid, discount taken off.
func priceText(p catalog.Price) string { return money.Grouped(p.Amount, 0) + " " + p.Currency }
