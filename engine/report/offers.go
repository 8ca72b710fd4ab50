package report

import (
	"io"
	"strconv"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// The types of this file are the JSON of what a catalog offers.

type offersResult struct {
	edition
	Offers []offer `json:"offers"`
}

type offer struct {
	Region         string   `json:"region"`
	Plan           string   `json:"plan"`
	Model          string   `json:"model"` // one that ends in "*" stands for every model that begins so
	Name           string   `json:"name"`
	Category       string   `json:"category"`
	Family         string   `json:"family"`
	Spec           string   `json:"spec"` // empty unless the plan is mu
	Bundle         string   `json:"bundle"`
	MaxInputTokens *string  `json:"max_input_tokens"`
	Remark         string   `json:"remark"`
	Payments       []string `json:"payments"`
	Prices         []price  `json:"prices"`
	Reason         *string  `json:"reason"` // why there is no price; null if there is one
	Source         string   `json:"source"`
}

type price struct {
	Payment   string `json:"payment"`
	Item      string `json:"item"`
	Price     string `json:"price"` // as printed or as an overlay states it, for all that Per covers
	Currency  string `json:"currency"`
	Per       per    `json:"per"`
	UnitPrice string `json:"unit_price"` // of one unit, a discount taken off
	Exact     bool   `json:"exact"`      // the unit price is not rounded
	// Where an overlay changes it: what is paid for all that Per covers, and what
	// the provider's page has, if it has a price. Null where none does.
	Net    *string `json:"net_price"`
	List   *string `json:"list_price"`
	Source string  `json:"source"`
}

// Offered is an offer with the region that makes it.
type Offered struct {
	Region *catalog.Region
	Offer  *catalog.Offer
}

// OffersJSON writes offers of a catalog as JSON, in the order given.
func OffersJSON(w io.Writer, cat *catalog.Catalog, offers []Offered) error {
	result := offersResult{edition: editionOf(cat), Offers: make([]offer, 0, len(offers))}
	for _, o := range offers {
		result.Offers = append(result.Offers, offerOf(cat, o))
	}
	return writeJSON(w, result)
}

func offerOf(cat *catalog.Catalog, o Offered) offer {
	out := offer{
		Region: o.Region.Code, Plan: string(o.Offer.Plan), Model: o.Offer.Model, Name: o.Offer.Name,
		Category: o.Offer.Category, Family: o.Offer.Family,
		Spec: o.Offer.Spec, Bundle: strconv.FormatInt(o.Offer.Bundle, 10),
		MaxInputTokens: stated(o.Offer.MaxInputTokens), Remark: o.Offer.Remark,
		Payments: []string{}, Prices: []price{},
		Reason: optional(o.Offer.Reason), Source: cat.Reference(o.Region, o.Offer.Line),
	}
	if o.Offer.Line == 0 && len(o.Offer.Prices) > 0 { // of an overlay
		out.Source = cat.PriceSource(o.Region, o.Offer.Prices[0])
	}
	for _, payment := range o.Offer.Payments() {
		out.Payments = append(out.Payments, string(payment))
	}
	for _, p := range o.Offer.Prices {
		unit, exact := UnitPrice(p)
		var net, list *string
		if p.Source != "" || !p.Discount.IsZero() {
			net = number(p.Amount)
			if p.Source == "" || !p.List.IsZero() {
				list = number(p.ListAmount())
			}
		}
		out.Prices = append(out.Prices, price{
			Payment: string(p.Payment), Item: string(p.Item),
			Price: money.Text(p.FullAmount()), Currency: p.Currency, Per: perOf(p.Per),
			UnitPrice: money.Text(unit), Exact: exact, Net: net, List: list, Source: cat.PriceSource(o.Region, p),
		})
	}
	return out
}

// notesResult is the JSON of the places where the provider's page contradicts
// itself or says too little.
type notesResult struct {
	edition
	Notes []note `json:"notes"`
}

type note struct {
	Region  string `json:"region"`
	ID      string `json:"id"`
	Title   string `json:"title"`
	Text    string `json:"text"`
	Reading string `json:"reading"`
}

// NotesJSON writes the notes of regions as JSON.
func NotesJSON(w io.Writer, cat *catalog.Catalog, regions []*catalog.Region) error {
	result := notesResult{edition: editionOf(cat), Notes: []note{}}
	for _, region := range regions {
		for _, n := range region.Notes {
			result.Notes = append(result.Notes, note{region.Code, n.ID, n.Title, n.Text, n.Reading})
		}
	}
	return writeJSON(w, result)
}
