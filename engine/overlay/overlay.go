// Package overlay reads a user's own prices: what a contract says otherwise,
// what the provider's page does not price, prices of tokens on demand, and
// discounts. It checks them as strictly as the catalog is checked, and says what
// is wrong as diagnostics. Package catalog lays them on an edition.
package overlay

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/shape"
	"github.com/costplan/costplan/engine/suggest"
)

// Read reads an overlay of a catalog. One with a diagnostic is not to be used:
// the prices that were meant are not known.
func Read(name string, data []byte, cat *catalog.Catalog) (*catalog.Overlay, []diag.Diagnostic) {
	r := read(name, data, cat)
	return r.overlay, r.found
}

func read(name string, data []byte, cat *catalog.Catalog) *reader {
	src := document.NewSource(name, data)
	r := &reader{src: src, cat: cat, overlay: &catalog.Overlay{File: name}}
	var root *document.Node
	root, _, r.found = shape.NewOverlay().Read(src)
	if root != nil && len(r.found) == 0 {
		r.read(root)
	}
	r.found = diag.Sort(r.found)
	return r
}

// reader reads an overlay whose shape is right.
type reader struct {
	src                          *document.Source
	cat                          *catalog.Catalog
	overlay                      *catalog.Overlay
	prices                       []priced // of the entries, each price once
	onDemandLines, discountLines []int
	found                        []diag.Diagnostic
}

func (r *reader) report(code diag.Code, at *document.Node, path, message, help string) {
	d := diag.New(code, r.src.Name, at.Span(r.src), path, message)
	d.Help = help
	r.found = append(r.found, d)
}

func (r *reader) read(n *document.Node) {
	r.overlay.Source = n.Get("source").Text
	for i, item := range items(n, "prices") {
		r.price(item, at("/prices", i))
	}
	for i := range r.prices {
		p := &r.prices[i]
		if i == 0 || !p.sells(&r.prices[i-1].offer) {
			r.overlay.Offers = append(r.overlay.Offers, p.offer)
		}
		last := &r.overlay.Offers[len(r.overlay.Offers)-1]
		last.Prices = append(last.Prices, p.price)
	}
	for i, item := range items(n, "on_demand") {
		r.onDemand(item, at("/on_demand", i))
	}
	for i, item := range items(n, "discounts") {
		r.discount(item, at("/discounts", i))
	}
}

func items(n *document.Node, key string) []*document.Node {
	if list := n.Get(key); list != nil {
		return list.Items
	}
	return nil
}

func at(path string, i int) string { return deployment.Pointer(path, fmt.Sprint(i)) }

// source says where a value is stated: the overlay, its line, and what the user
// calls it.
func (r *reader) source(n *document.Node) string {
	return fmt.Sprintf("%s:%d (%s)", r.src.Name, r.line(n), r.overlay.Source)
}

func (r *reader) line(n *document.Node) int { return r.src.Position(n.Start).Line }

func (r *reader) onDemand(n *document.Node, path string) {
	region := r.region(n.Get("region"), path+"/region")
	if region == nil {
		return
	}
	price := catalog.OnDemand{
		Region: region.Code, Model: text(n, "model"), Per: whole(n, "per", 1), TokenPrices: tokenPrices(n), Source: r.source(n),
	}
	if from := ownSource(n); from != "" {
		price.Source = fmt.Sprintf("%s:%d (%s)", r.src.Name, r.line(n), from)
	}
	for i, item := range items(n, "tiers") {
		tier := catalog.OnDemandTier{Above: whole(item, "above", 0), TokenPrices: tokenPrices(item)}
		if i > 0 && tier.Above <= price.Tiers[i-1].Above {
			r.report(diag.NotAllowed, item.Get("above"), at(path+"/tiers", i)+"/above",
				fmt.Sprintf("the tier above %d input tokens comes after the one above %d", tier.Above, price.Tiers[i-1].Above), "write tiers in rising order")
			return
		}
		price.Tiers = append(price.Tiers, tier)
	}
	if !offered(region, price.Model) {
		d := fmt.Sprintf("%s is not offered in %s, so nothing is compared with its prices on demand", price.Model, region.Code)
		help := "costplan catalog list shows the models of each region"
		if near, ok := suggest.Nearest(price.Model, r.cat.Models()); ok && near != price.Model {
			help = "did you mean " + near + "?"
		}
		r.report(diag.UnknownModel, n.Get("model"), path+"/model", d, help)
		return
	}
	for i, other := range r.overlay.OnDemand {
		if other.Region == price.Region && other.Model == price.Model {
			r.report(diag.NotAllowed, n, path, fmt.Sprintf("%s has prices on demand already, in line %d", price.Model, r.onDemandLines[i]), "remove one of the two")
			return
		}
	}
	r.overlay.OnDemand, r.onDemandLines = append(r.overlay.OnDemand, price), append(r.onDemandLines, r.line(n))
}

// tokenPrices reads the prices of an entry on demand, or of a tier of it.
func tokenPrices(n *document.Node) catalog.TokenPrices {
	p := catalog.TokenPrices{Input: number(n.Get("input")), Output: number(n.Get("output"))}
	p.CachedInput, p.ThinkingOutput = p.Input, p.Output
	if cached := n.Get("cached_input"); cached != nil {
		p.CachedInput = number(cached)
	}
	if thinking := n.Get("thinking_output"); thinking != nil {
		p.ThinkingOutput = number(thinking)
	}
	return p
}

// ownSource says which list an entry is from, its date, and what the list calls the
// model; empty if the entry states no source of its own.
func ownSource(n *document.Node) string {
	source := text(n, "source")
	if source == "" {
		return ""
	}
	if date := text(n, "date"); date != "" {
		source += ", " + date
	}
	if as := text(n, "listed_as"); as != "" {
		source += ", as " + as
	}
	return source
}

// offered reports whether a region has a model on a plan other than cu, which takes
// any.
func offered(region *catalog.Region, model string) bool {
	for _, plan := range [...]catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA} {
		if len(region.Find(plan, model)) > 0 {
			return true
		}
	}
	return false
}

func (r *reader) discount(n *document.Node, path string) {
	d := catalog.Discount{Percent: number(n.Get("percent")), Source: r.source(n)}
	for i, item := range items(n, "regions") {
		if region := r.region(item, at(path+"/regions", i)); region != nil {
			d.Regions = append(d.Regions, region.Code)
		}
	}
	for _, item := range items(n, "plans") {
		d.Plans = append(d.Plans, catalog.Plan(item.Text))
	}
	for _, item := range items(n, "payments") {
		d.Payments = append(d.Payments, catalog.Payment(item.Text))
	}
	for i, item := range items(n, "models") {
		d.Models = append(d.Models, item.Text)
		if !r.fitsAny(item.Text) {
			r.report(diag.UnknownModel, item, at(path+"/models", i), fmt.Sprintf("no model of the catalog is called %q", item.Text), "costplan catalog list shows every model")
		}
	}
	for i := range r.overlay.Discounts {
		if other := &r.overlay.Discounts[i]; d.SameScope(other) {
			r.report(diag.NotAllowed, n, path, fmt.Sprintf("line %d has a discount for the same prices already", r.discountLines[i]), "remove one of the two")
			return
		}
	}
	r.overlay.Discounts, r.discountLines = append(r.overlay.Discounts, d), append(r.discountLines, r.line(n))
}

// fitsAny reports whether a pattern fits a model of the catalog or of this overlay.
func (r *reader) fitsAny(pattern string) bool {
	models := r.cat.Models()
	for i := range r.overlay.Offers {
		models = append(models, r.overlay.Offers[i].Model)
	}
	for _, model := range models {
		if catalog.Match(pattern, model) {
			return true
		}
	}
	return false
}

func (r *reader) region(n *document.Node, path string) *catalog.Region {
	region, ok := r.cat.Region(n.Text)
	if !ok {
		r.report(diag.NotAllowed, n, path, fmt.Sprintf("region %q is not in the catalog", n.Text), "use "+suggest.OneOf(r.cat.RegionCodes()))
	}
	return region
}

func text(n *document.Node, key string) string {
	if value := n.Get(key); value != nil {
		return strings.TrimSpace(value.Text)
	}
	return ""
}

// number returns a number whose shape has been checked.
func number(n *document.Node) decimal.Decimal {
	value, err := money.ParseDecimal(n.Text)
	if err != nil {
		return decimal.Zero
	}
	return value
}

func whole(n *document.Node, key string, fallback int64) int64 {
	if value := n.Get(key); value != nil {
		return number(value).IntPart()
	}
	return fallback
}
