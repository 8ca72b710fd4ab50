package assist

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// derivation says what a deployment costs and how that comes about, as Markdown.
func (t *Text) derivation(item *lint.Item, index int, priced *Priced) string {
	d := &priced.Quote.Deployments[index]
	var out strings.Builder
	fmt.Fprintf(&out, "**%s**: %s\n\n%s", plain(report.Name(d)), amountLabel(item, d), t.boughtText(d))
	if len(d.Fee.Lines) > 0 {
		out.WriteString("\n\n| | Formula | Amount |\n|---|---|---|\n")
		for i := range d.Fee.Lines {
			line := &d.Fee.Lines[i]
			amount := money.Amount{Value: line.Amount, Currency: line.Currency}
			fmt.Fprintf(&out, "| %s | %s | %s |\n", report.ItemText(line.Item), cell(line.Formula()), amount.String())
		}
		for i := range d.Fee.Lines {
			line := &d.Fee.Lines[i]
			fmt.Fprintf(&out, "\nPrice of %s: %s (%s).\n", report.ItemText(line.Item), plain(report.PriceText(line)), plain(report.SourceText(t.Catalog, d.Terms.Region, line.Source)))
		}
	}
	for _, moment := range report.Moments(&d.Fee) {
		fmt.Fprintf(&out, "\n- %s: %s", moment.Label, moment.Text)
	}
	for _, note := range d.Fee.Notes {
		fmt.Fprintf(&out, "\n- %s", plain(note))
	}
	return strings.TrimRight(out.String(), "\n")
}

// boughtText says what is bought, where, and how it is paid for.
func (t *Text) boughtText(d *quote.Deployment) string {
	parts := []string{plain(report.PlanText(d))}
	if d.Terms.Region != nil {
		parts = append(parts, plain(d.Terms.Region.Name))
	}
	if foundation := report.FoundationText(d); foundation != "" {
		parts = append(parts, plain(foundation))
	}
	if d.Fee.Known {
		parts = append(parts, report.PaymentText(d.Terms.Payment), report.BilledText(d))
	}
	return strings.Join(parts, ", ")
}

// amountLabel says what a deployment costs in a few words: "3,456.00 USD / 30d",
// "no price: ...".
func amountLabel(item *lint.Item, d *quote.Deployment) string {
	switch {
	case d.Terms.NotBilled():
		return "not billed: " + d.Terms.Status.Value
	case d.Fee.Known && !d.Fee.Whole():
		return "at least " + d.Fee.Amount.String() + " / " + item.Period.Label
	case d.Fee.Known:
		return d.Fee.Amount.String() + " / " + item.Period.Label
	case strings.HasPrefix(d.Fee.Reason, "no price"), d.Fee.Reason == "":
		return plain(d.Fee.Reason)
	}
	return "no amount: " + plain(d.Fee.Reason)
}

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
