package report

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/costplan/costplan/engine/quote"
)

// What all rows of the FOCUS form have in common.
const (
	focusProvider    = "Alibaba Cloud"
	focusService     = "Model Studio"
	focusCategory    = "AI and Machine Learning"
	focusSubcategory = "Generative AI"
	focusResource    = "Model deployment"
)

// focusRow is what a row of the FOCUS form is made of: a line of a fee, or a
// deployment that has none.
type focusRow struct {
	quote *quote.Quote
	d     *quote.Deployment
	line  *quote.Line // nil for a deployment without lines
}

// focusColumn is a column of the FOCUS form. A value that is empty is null.
type focusColumn struct {
	name  string
	value func(focusRow) string
}

// focusColumns are the columns in their order: those of FOCUS 1.2 by name, then
// ours, which begin with x_ as FOCUS wants it. An estimate is no invoice: what is
// billed in the end is not known, so BilledCost and EffectiveCost stay empty,
// where FOCUS wants a number of a bill. ContractedCost is known only where an
// overlay states the user's own prices and discounts.
var focusColumns = [...]focusColumn{
	{"BilledCost", nothing},
	{"BillingCurrency", func(r focusRow) string { return currencyOf(r.d) }},
	{"BillingPeriodStart", focusRow.begins},
	{"BillingPeriodEnd", focusRow.ends},
	{"ChargeCategory", focusRow.chargeCategory},
	{"ChargeClass", nothing}, // null says that it corrects nothing
	{"ChargeDescription", focusRow.description},
	{"ChargeFrequency", focusRow.frequency},
	{"ContractedCost", focusRow.contractedCost},
	{"ContractedUnitPrice", ofLine(focusRow.contractedPrice)},
	{"EffectiveCost", nothing},
	{"ListCost", focusRow.listCost},
	{"ListUnitPrice", ofLine(func(r focusRow) string { return r.perUnit(r.line.ListPrice) })},
	{"PricingCategory", ofLine(focusRow.pricingCategory)},
	{"PricingQuantity", ofLine(focusRow.pricingQuantity)},
	{"PricingUnit", ofLine(focusRow.pricingUnit)},
	{"ProviderName", func(focusRow) string { return focusProvider }},
	{"PublisherName", func(focusRow) string { return focusProvider }},
	{"RegionId", func(r focusRow) string { return RegionCode(r.d) }},
	{"RegionName", focusRow.regionName},
	{"ResourceId", nothing}, // the provider gives it when it deploys
	{"ResourceName", func(r focusRow) string { return Name(r.d) }},
	{"ResourceType", func(focusRow) string { return focusResource }},
	{"ServiceCategory", func(focusRow) string { return focusCategory }},
	{"ServiceSubcategory", func(focusRow) string { return focusSubcategory }},
	{"ServiceName", func(focusRow) string { return focusService }},
	{"SkuId", focusRow.sku},
	{"SkuPriceId", ofLine(func(r focusRow) string { return RegionCode(r.d) + "/" + r.sku() + "/" + string(r.d.Terms.Payment) })},
	{"x_Model", func(r focusRow) string { return r.d.ModelName }},
	{"x_Plan", func(r focusRow) string { return string(r.d.Terms.Plan) }},
	{"x_Payment", func(r focusRow) string { return string(r.d.Terms.Payment) }},
	{"x_Item", ofLine(func(r focusRow) string { return string(r.line.Item) })},
	{"x_Period", focusRow.period},
	{"x_Edition", func(r focusRow) string { return r.quote.Catalog.Edition }},
	{"x_Digest", func(r focusRow) string { return r.quote.Catalog.Digest }},
	{"x_Source", ofLine(func(r focusRow) string { return r.line.Source })},
	{"x_Formula", ofLine(func(r focusRow) string { return r.line.Formula() })},
	{"x_Exact", focusRow.exact},
	{"x_Complete", func(r focusRow) string { return strconv.FormatBool(r.d.Fee.Whole()) }},
	{"x_Reason", focusRow.reason},
	{"x_Covers", func(r focusRow) string { return CoversText(r.d) }},
	{"x_Status", func(r focusRow) string { return r.d.Terms.Status.Value }},
	{"x_Billing", func(r focusRow) string { return string(r.d.Terms.Status.Billing) }},
	{"x_File", func(r focusRow) string { return r.d.File }},
	{"x_Line", func(r focusRow) string { return strconv.Itoa(r.d.Line) }},
}

// QuoteFOCUS writes a quote as CSV with the columns of the FinOps Open Cost and
// Usage Specification (FOCUS) that an estimate can fill, a row for each line of
// each deployment. The ListCost of all rows of a currency add up to its total. A
// deployment without an amount is a row without ListCost, with x_Complete false
// and its x_Reason. Texts are made Harmless as QuoteCSV does.
func QuoteFOCUS(w io.Writer, q *quote.Quote) error {
	out := csv.NewWriter(w)
	record := make([]string, 0, len(focusColumns))
	for _, column := range focusColumns {
		record = append(record, column.name)
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for i := range q.Deployments {
		for _, row := range focusRows(q, &q.Deployments[i]) {
			record = record[:0]
			for _, column := range focusColumns {
				record = append(record, Harmless(column.value(row)))
			}
			if err := out.Write(record); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

func focusRows(q *quote.Quote, d *quote.Deployment) []focusRow {
	if len(d.Fee.Lines) == 0 {
		return []focusRow{{quote: q, d: d}}
	}
	var rows []focusRow
	for i := range d.Fee.Lines {
		rows = append(rows, focusRow{q, d, &d.Fee.Lines[i]})
	}
	return rows
}
