package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	terms "github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// The functions of this file are the words that a page needs and a table in a
// terminal has no room for.

// PeriodText says how long a period is: "30 days (720 hours)", "December 2026
// (744 hours)", "2026 (8,760 hours)".
func PeriodText(p terms.Period) string {
	hours := quote.Counted(p.Hours, "hour")
	if first, months, ok := p.Calendar(); ok {
		layout := "January 2006"
		if months > 1 {
			layout = "2006"
		}
		return first.Format(layout) + " (" + hours + ")"
	}
	for _, unit := range [...]struct{ suffix, name, means string }{{"y", "year", " of 12 months of 30 days"}, {"mo", "month", " of 30 days"}, {"d", "day", ""}} {
		count, has := strings.CutSuffix(p.Label, unit.suffix)
		if n, err := money.ParseDecimal(count); has && err == nil {
			return quote.Counted(n, unit.name) + unit.means + " (" + hours + ")"
		}
	}
	return hours
}

// QuantityText writes how much of what is bought: "50,000 input, 5,000 output
// TPM", "8 model units MU1", "120,000,000 input, 30,000,000 output tokens". It is
// empty where nothing is known of it.
func QuantityText(d *quote.Deployment) string {
	t := &d.Terms
	switch {
	case t.Plan == catalog.PTU:
		return partsText(t.InputTPM, t.OutputTPM, t.ThinkingTPM, "TPM")
	case t.Plan == catalog.LoRA && t.TokensGiven:
		return partsText(t.InputTokens, t.OutputTokens, t.ThinkingTokens, "tokens")
	case t.Plan == catalog.MU && t.Capacity.IsPositive():
		return strings.TrimSpace(quote.Counted(t.Capacity, "model unit") + " " + t.Spec)
	case t.Plan == catalog.CU && t.Capacity.IsPositive():
		return quote.Counted(t.Capacity, "compute unit")
	}
	return ""
}

// partsText leaves out what there is none of, unless there is nothing at all.
func partsText(input, output, thinking decimal.Decimal, unit string) string {
	var parts []string
	for _, part := range [...]struct {
		item  catalog.Item
		count decimal.Decimal
	}{{catalog.Input, input}, {catalog.Output, output}, {catalog.ThinkingOutput, thinking}} {
		if part.count.IsPositive() {
			parts = append(parts, money.Grouped(part.count, 0)+" "+ItemText(part.item))
		}
	}
	if len(parts) == 0 {
		return "0 " + unit
	}
	return strings.Join(parts, ", ") + " " + unit
}

// ItemText writes what a price is for: "input", "thinking output", "model units".
func ItemText(i catalog.Item) string {
	if i == catalog.ModelUnit {
		return "model units"
	}
	return strings.ReplaceAll(string(i), "_", " ")
}

// PriceText writes the price of a line with what it covers: "1.2 USD per 10,000
// TPM and hour", "44 USD per 4 MU1 units and hour, which is 11 USD a unit". A
// discount is said behind it.
func PriceText(l *quote.Line) string {
	covers := quote.Counted(decimal.NewFromInt(l.Per.Quantity), l.Unit)
	if l.Per.Quantity == 1 {
		covers = l.Unit
	}
	text := money.Grouped(l.Price, 0) + " " + l.Currency + " per " + covers
	if l.Per.Time != "" {
		text += " and " + l.Per.Time
	}
	if l.Item == catalog.ModelUnit && l.Per.Quantity != 1 {
		each, exact := money.Share(l.Price, l.Per.Quantity)
		if exact {
			text += ", which is " + money.Grouped(each, 0) + " " + l.Currency + " a unit"
		}
	}
	if !l.Discount.IsZero() {
		text += ", " + money.Grouped(l.Discount, 0) + "% off"
	}
	return text
}

// unitPricesText writes the prices of lines, each with its item if there are several.
func unitPricesText(lines []quote.Line) string {
	var texts []string
	for i := range lines {
		text := PriceText(&lines[i])
		if len(lines) > 1 {
			text = ItemText(lines[i].Item) + " " + text
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "; ")
}

// SourceText says where a price stands: "Singapore, edition 2026-06-06,
// ap-southeast-1.yaml line 46: Create deployment, page of 2026-06-06". A price of
// an overlay stands in the overlay.
func SourceText(cat *catalog.Catalog, region *catalog.Region, source string) string {
	line, ofEdition := strings.CutPrefix(source, cat.Edition+"/"+region.File+":")
	if !ofEdition {
		return region.Name + ", " + source
	}
	return fmt.Sprintf("%s, edition %s, %s line %s: %s, page of %s",
		region.Name, cat.Edition, region.File, line, region.Source.Title, region.Source.Updated)
}

// pageText names a price cell as somebody finds it on the provider's page: "Alibaba
// Cloud Model Studio: Create deployment, page of 2026-06-06: Singapore, provisioned
// throughput, Qwen, row Qwen3.6-Plus (qwen3.6-plus-2026-04-02)". A price of an
// overlay stands in the overlay.
func pageText(cat *catalog.Catalog, region *catalog.Region, offer *catalog.Offer, source string) string {
	if offer == nil || !strings.HasPrefix(source, cat.Edition+"/"+region.File+":") {
		return SourceText(cat, region, source)
	}
	row := offer.Model
	if offer.Name != "" && offer.Name != offer.Model {
		row = offer.Name + " (" + offer.Model + ")"
	}
	return fmt.Sprintf("%s, page of %s: %s, %s, row %s", region.Source.Title, region.Source.Updated, region.Name, tableText(offer), row)
}

// tableText names the table of the provider's page that an offer stands in, with the
// headings above its row: "provisioned throughput, Qwen".
func tableText(offer *catalog.Offer) string {
	tables := map[catalog.Plan]string{catalog.PTU: "provisioned throughput", catalog.MU: "model units", catalog.LoRA: "tokens of tuned models", catalog.CU: "compute units"}
	parts := []string{tables[offer.Plan], offer.Category, offer.Family}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

// pageURL is the address of the provider's page that a price cell stands on; empty for
// one of an overlay.
func pageURL(cat *catalog.Catalog, region *catalog.Region, source string) string {
	if !strings.HasPrefix(source, cat.Edition+"/"+region.File+":") {
		return ""
	}
	return region.Source.URL
}

// missingText says what is not in a total: "1 deployment has no price", "2
// deployments have an error", "part of the text could not be read". It is empty
// if nothing is missing.
func missingText(q *quote.Quote, t *quote.Total) string {
	kinds := [...]struct {
		kind, one, several string
	}{{"no price", "has no price", "have no price"}, {"no usage", "has no usage", "have no usage"}, {"error", "has an error", "have an error"}}
	counts := [len(kinds)]int{}
	rest := t.Unpriced - t.Partial
	for i := range q.Deployments {
		d := &q.Deployments[i]
		if currency := d.Fee.Amount.Currency; d.Fee.Known || currency != "" && currency != t.Amount.Currency {
			continue
		}
		rest--
		for k := range kinds {
			if kinds[k].kind == NoAmount(d) {
				counts[k]++
			}
		}
	}
	var parts []string
	for k, count := range counts {
		switch {
		case count == 1:
			parts = append(parts, "1 deployment "+kinds[k].one)
		case count > 1:
			parts = append(parts, fmt.Sprintf("%d deployments %s", count, kinds[k].several))
		}
	}
	switch {
	case t.Partial == 1:
		parts = append(parts, "1 deployment is priced only in part")
	case t.Partial > 1:
		parts = append(parts, fmt.Sprintf("%d deployments are priced only in part", t.Partial))
	}
	if rest > 0 {
		parts = append(parts, "part of the text could not be read")
	}
	return strings.Join(parts, ", ")
}
