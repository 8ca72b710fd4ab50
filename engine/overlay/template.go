package overlay

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
)

// Template writes an overlay to fill in: everything that a catalog offers
// without a price as a comment, and an example of each other kind of entry. As
// it is written it changes no price.
func Template(cat *catalog.Catalog) string {
	var out strings.Builder
	fmt.Fprintf(&out, `# Your own prices on top of edition %s. Check it with: costplan overlay check FILE
# yaml-language-server: $schema=./overlay.schema.json
version: 1
source: where these prices come from, for instance the number of a contract

# What the provider's page offers without a price. Take the marks away from the
# key and from an entry, and write your price.
# prices:
`, cat.Edition)
	for _, region := range cat.Regions {
		for i := range region.Offers {
			if offer := &region.Offers[i]; !offer.Priced() {
				fmt.Fprintf(&out, "#   # %s: %s\n#   - %s\n", offer.Name, offer.Reason, entry(region, offer))
			}
		}
	}
	first := cat.Regions[0]
	fmt.Fprintf(&out, `
# Prices of tokens on demand, for what overflows provisioned throughput.
# on_demand:
`)
	for _, region := range cat.Regions {
		for i := range region.Offers {
			if offer := &region.Offers[i]; offer.Plan == catalog.PTU {
				fmt.Fprintf(&out, "#   - {region: %s, model: %s, per: 1000000, input: 0.00, output: 0.00}\n", region.Code, offer.Model)
			}
		}
	}
	fmt.Fprintf(&out, `
# Percent off list prices. What is left out is not restricted.
# discounts:
#   - {percent: 10, regions: [%s], plans: [ptu], payments: [subscription], models: ["qwen*"]}
`, first.Code)
	return out.String()
}

// entry writes an entry of prices with zeros in the place of the price.
func entry(region *catalog.Region, offer *catalog.Offer) string {
	head := fmt.Sprintf("region: %s, plan: %s, model: %q", region.Code, offer.Plan, offer.Model)
	switch offer.Plan {
	case catalog.LoRA:
		return "{" + head + ", tokens: {input: 0.00, output: 0.00, thinking_output: 0.00}}"
	case catalog.MU:
		return fmt.Sprintf("{%s, bundle: %d, hourly: 0.00, monthly: 0.00}", head, offer.Bundle)
	case catalog.PTU:
		return "{" + head + ", hourly_tpm: {input: 0.00, output: 0.00}, daily_tpm: {input: 0.00, output: 0.00}}"
	}
	return "{" + head + ", hourly: 0.00, monthly: 0.00}"
}
