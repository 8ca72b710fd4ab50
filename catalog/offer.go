package catalog

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// Plan is how a deployment is billed: `ptu` by throughput and time, `mu` by model
// unit and time, `lora` by token, `cu` by compute unit.
type Plan string

// The plans of the API.
const (
	PTU  Plan = "ptu"  // provisioned throughput, by TPM and time
	MU   Plan = "mu"   // model units, by unit and time
	LoRA Plan = "lora" // shared deployment of a fine-tuned model, by token
	CU   Plan = "cu"   // compute units; the page lists no price
)

// Payment is when a deployment is paid for.
type Payment string

// The two payments of the page.
const (
	PayAsYouGo   Payment = "pay_as_you_go" // by the hour, or by the token
	Subscription Payment = "subscription"  // in advance: PTU by the day, model units by the month
)

// Item is what a price is for: throughput or tokens by direction, `thinking_output`
// where a mode has its own price, or a bundle of model units.
type Item string

// The items that the page prices.
const (
	Input          Item = "input"           // input TPM or tokens
	Output         Item = "output"          // output TPM or tokens; where the page tells modes apart, non-thinking
	ThinkingOutput Item = "thinking_output" // output TPM or tokens in thinking mode
	ModelUnit      Item = "model_unit"      // a bundle of model units

	// Tokens that overflow provisioned throughput, at prices on demand of an overlay.
	OverflowInput          Item = "overflow_input"
	OverflowOutput         Item = "overflow_output"
	OverflowThinkingOutput Item = "overflow_thinking_output"
)

// Offer is one model on one plan, and for model units on one spec, in one region.
type Offer struct {
	Region string // code of the region
	Plan   Plan
	// Model is the exact model code. One that ends in "*" stands for every model
	// whose code begins with what is before it.
	Model    string
	Name     string // as the page prints it, misprints included
	Category string // the heading above the family's ("Text generation"); empty if the page has none
	Family   string // the heading nearest to the row; empty if the page has none
	Spec     string // "MU1"; empty on the other plans
	// Bundle is how many model units a listed price covers, which is the API's
	// base_capacity: a capacity is a multiple of it. It is 1 on the other plans.
	Bundle         int64
	MaxInputTokens int64  // per call; 0 if the page does not state it
	Remark         string // what the page adds to the row, without its parentheses
	Prices         []Price
	Reason         string // why there is no price; empty if there is one
	Line           int    // 1-based line of the row in the region's file
}

// Priced reports whether the page gives any price for the offer.
func (o *Offer) Priced() bool { return len(o.Prices) > 0 }

// Price is the price of one item under one payment.
func (o *Offer) Price(p Payment, i Item) (Price, bool) {
	if price := o.PriceOf(p, i); price != nil {
		return *price, true
	}
	return Price{}, false
}

// PriceOf is Price without a copy; nil if there is none. It is not to be changed.
func (o *Offer) PriceOf(p Payment, i Item) *Price {
	for at := range o.Prices {
		if price := &o.Prices[at]; price.Payment == p && price.Item == i {
			return price
		}
	}
	return nil
}

// Payments are the payments that the offer has a price for, pay-as-you-go first.
func (o *Offer) Payments() []Payment {
	var found []Payment
	for _, payment := range [...]Payment{PayAsYouGo, Subscription} {
		for i := range o.Prices {
			if o.Prices[i].Payment == payment {
				found = append(found, payment)
				break
			}
		}
	}
	return found
}

// Price is one price cell of the page, or one of an overlay.
type Price struct {
	Payment  Payment
	Item     Item
	Amount   decimal.Decimal // what is paid for all that Per covers: as printed, less the discount; unrounded
	Currency string          // ISO 4217 code
	Per      Per
	Line     int    // 1-based line of the cell in the region's file
	Source   string // where the price is stated if not in the region's file; else empty

	Discount       decimal.Decimal // percent off FullAmount; zero if there is none
	DiscountSource string          // where the discount is stated
	Full           decimal.Decimal // before the discount, if there is one

	// List is the page's price for all that Per covers where an overlay put this
	// one in its place; zero if this is the page's, or the page has none.
	List decimal.Decimal

	reference string // the cell in the region's file, if it was read from there
}

// FullAmount is the price before any discount: the page's or an overlay's own.
func (p *Price) FullAmount() decimal.Decimal {
	if p.Discount.IsZero() {
		return p.Amount
	}
	return p.Full
}

// ListAmount is the provider's price, whatever an overlay says. Where the page has
// none, it is that of the overlay before any discount.
func (p *Price) ListAmount() decimal.Decimal {
	if p.List.IsZero() {
		return p.FullAmount()
	}
	return p.List
}

// Per is what a price covers: so many of a unit, for so long.
type Per struct {
	Quantity int64  // 10000 or 1000 TPM, the bundle of model units, 1000 tokens
	Unit     string // "TPM", a model unit spec such as "MU1", or "token"
	Time     string // "hour", "day" or "month"; empty for tokens
}

// String writes "10000 TPM/hour", "8 MU1/month" or "1000 tokens".
func (p Per) String() string {
	text := strconv.FormatInt(p.Quantity, 10) + " " + p.Unit
	if p.Unit == unitToken && p.Quantity != 1 {
		text += "s"
	}
	if p.Time != "" {
		text += "/" + p.Time
	}
	return text
}

// Units and times of Per. The unit of a bundle is its spec.
const (
	unitTPM   = "TPM"
	unitToken = "token"

	timeHour  = "hour"
	timeDay   = "day"
	timeMonth = "month"
)
