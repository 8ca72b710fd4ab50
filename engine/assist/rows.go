package assist

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// rows is what the catalog has on a model, as Markdown: a table per region with
// a row for each plan and specification, or "" if it has nothing.
func (t *Text) rows(model string) string {
	var out strings.Builder
	for _, region := range t.Catalog.Regions {
		var offers []*catalog.Offer
		for _, plan := range region.Plans(model) {
			offers = append(offers, region.Find(plan, model)...)
		}
		if len(offers) == 0 {
			continue
		}
		if out.Len() > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "**%s** (`%s`), %s\n\n", region.Name, region.Code, about(offers[0]))
		out.WriteString("| Plan | Pay-as-you-go | Subscription |\n|---|---|---|\n")
		for _, offer := range offers {
			fmt.Fprintf(&out, "| %s | %s | %s |\n", planCell(offer), paymentCell(offer, catalog.PayAsYouGo), paymentCell(offer, catalog.Subscription))
		}
	}
	return out.String()
}

// about says what is known of a model besides its prices.
func about(o *catalog.Offer) string {
	parts := []string{cell(o.Name)}
	if o.Family != "" {
		parts = append(parts, cell(o.Family))
	}
	if o.MaxInputTokens > 0 {
		parts = append(parts, "at most "+money.Count(o.MaxInputTokens)+" input tokens")
	}
	return strings.Join(parts, ", ")
}

func planCell(o *catalog.Offer) string {
	text := "`" + string(o.Plan) + "`"
	if o.Spec != "" {
		text += fmt.Sprintf(" %s x %d", o.Spec, o.Bundle)
	}
	if o.Remark != "" {
		text += " (" + cell(o.Remark) + ")"
	}
	return text
}

// paymentCell writes the prices of an offer under a payment with what they cover.
func paymentCell(o *catalog.Offer, payment catalog.Payment) string {
	var parts []string
	for _, price := range o.Prices {
		if price.Payment != payment {
			continue
		}
		text := priceText(price) + " / " + coversText(price.Per)
		if price.Item != catalog.ModelUnit {
			text = strings.ReplaceAll(string(price.Item), "_", " ") + " " + text
		}
		parts = append(parts, text)
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, "; ")
	case !o.Priced():
		return "no price"
	}
	return "not offered"
}

// coversText writes what a price is for: "10,000 TPM and hour", "8 MU1 and month".
func coversText(p catalog.Per) string {
	text := money.Count(p.Quantity) + " " + p.Unit
	if p.Unit == "token" {
		text += "s"
	}
	if p.Time != "" {
		text += " and " + p.Time
	}
	return text
}

// cell keeps a text from ending its cell or its line.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;").Replace(text)
}
