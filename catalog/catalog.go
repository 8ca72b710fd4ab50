// Package catalog is what things cost: the provider's price page as data, one
// YAML file per region under the date of the page, and the code that reads,
// checks and searches it. It knows prices, names, units and the numbers of the
// billing rules; it computes no fee and knows nothing of deployment files.
//
// Nothing in a Catalog is rounded or derived: an amount is the figure that the
// page prints, read from its text as a decimal. What the provider offers but
// does not price is in the catalog too, as an Offer with a Reason and no Prices.
package catalog

import (
	"strconv"
	"strings"
	"time"
)

// Catalog is one edition of the price page. It is read-only once loaded and
// may be shared between goroutines.
type Catalog struct {
	// Edition is the date that the page bears, YYYY-MM-DD.
	Edition string
	// Digest identifies the bytes of the edition: the lower-case hexadecimal
	// SHA-256 of what "sha256sum *.yaml" prints in the edition's folder, in byte
	// order of the file names. "LC_ALL=C sha256sum *.yaml | sha256sum" gives it.
	Digest string
	// Regions are sorted by code.
	Regions []*Region
	// Overlays are the files of the overlays on top of the edition, which Digest
	// does not cover.
	Overlays []string
	OnDemand []OnDemand // of the overlays, in their order
}

// Region is what the page says for one region of the provider.
type Region struct {
	Code      string   // the provider's code, "ap-southeast-1"
	Name      string   // as the page prints it, "China (Beijing)"
	Aliases   []string // short names that people type, "beijing"
	File      string   // name of the file in the edition's folder
	Currency  string   // ISO 4217 code of every price
	UTCOffset string   // offset of the billing clock, "+08:00"
	Endpoint  string   // URL that a deployment is created at
	Source    Source
	Billing   Billing
	Offers    []Offer // in page order: plan by plan, offers without a price last
	Weights   []QuotaWeights
	Notes     []Note // contradictions and gaps of the page

	index offerIndex // of Offers
}

// Source names the page that a region's figures come from.
type Source struct {
	Title   string
	Updated string // date that the page bears, YYYY-MM-DD
	URL     string // https address of the page; empty if it is not known
}

// Note is a place where the page contradicts itself or says too little.
type Note struct {
	ID      string // unique within the region, "token-currency"
	Title   string // a few words
	Text    string // what the page says
	Reading string // how this catalog reads it
}

// Region finds a region by code, name or alias, in any case.
func (c *Catalog) Region(name string) (*Region, bool) {
	for _, r := range c.Regions { // as results write it
		if name == r.Code {
			return r, true
		}
	}
	for _, r := range c.Regions {
		if strings.EqualFold(name, r.Code) || strings.EqualFold(name, r.Name) {
			return r, true
		}
		for _, alias := range r.Aliases {
			if strings.EqualFold(name, alias) {
				return r, true
			}
		}
	}
	return nil, false
}

// Reference cites a line of a region's file, "2026-06-06/ap-southeast-1.yaml:34".
func (c *Catalog) Reference(region *Region, line int) string {
	return c.Edition + "/" + region.File + ":" + strconv.Itoa(line)
}

// RegionCodes are the codes of the regions, sorted.
func (c *Catalog) RegionCodes() []string {
	codes := make([]string, len(c.Regions))
	for i, r := range c.Regions {
		codes[i] = r.Code
	}
	return codes
}

// PriceSource cites a price: its line in the region's file, or where an overlay
// states it.
func (c *Catalog) PriceSource(region *Region, price Price) string { return c.SourceOf(region, &price) }

// SourceOf is PriceSource without a copy of the price.
func (c *Catalog) SourceOf(region *Region, price *Price) string {
	switch {
	case price.Source != "":
		return price.Source
	case price.reference != "" && strings.HasPrefix(price.reference, c.Edition):
		return price.reference
	}
	return c.Reference(region, price.Line)
}

// writeReferences writes what prices are cited by once, since each line of each
// fee cites one.
func (c *Catalog) writeReferences() {
	for _, r := range c.Regions {
		for i := range r.Offers {
			for j := range r.Offers[i].Prices {
				price := &r.Offers[i].Prices[j]
				price.reference = c.Reference(r, price.Line)
			}
		}
	}
}

// Location is the region's billing clock: a fixed zone, so that no time zone
// database is needed. An offset that is not valid, which loading refuses, is UTC.
func (r *Region) Location() *time.Location {
	zone, err := ParseZone(r.UTCOffset)
	if err != nil {
		return time.UTC
	}
	return zone
}
