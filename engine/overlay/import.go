package overlay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/suggest"
)

// Imported is an overlay of prices on demand that a public list has.
type Imported struct {
	Text    string // of the overlay
	Source  string // "models.dev, 2026-07-02"
	Priced  int    // models with prices, each region for itself
	Missing []Missing
}

// Missing is a model of the catalog that the list gives no price for.
type Missing struct{ Region, Model, Reason string }

// Import makes an overlay of the prices on demand that a list has for the models of
// the catalog: the api.json of models.dev, or model_prices_and_context_window.json of
// LiteLLM. The date, YYYY-MM-DD, is when the list was saved. A model is found by its
// code or by the name of the list that names has for it, else by the family of a
// dated model; each entry says under which name it was found. Names are not guessed.
//
// A list that cannot be read is a *ListError. The error may also be about names.
func Import(data []byte, cat *catalog.Catalog, date string, names map[string]string) (*Imported, error) {
	for code := range names {
		if !slices.Contains(cat.Models(), code) {
			near, _ := suggest.Nearest(code, cat.Models())
			return nil, fmt.Errorf("no model of the price list is called %q%s", code, didYouMean(near))
		}
	}
	l, err := readList(data)
	if err != nil {
		return nil, err
	}
	result := &Imported{Source: l.name + ", " + date}
	var entries strings.Builder
	for _, region := range cat.Regions {
		for _, model := range callable(region) {
			found, as, err := l.find(region, model, names)
			if err != nil {
				return nil, err
			}
			if found.reason != "" {
				result.Missing = append(result.Missing, Missing{region.Code, model, found.reason})
				continue
			}
			result.Priced++
			found.Region, found.Model = region.Code, model
			writeEntry(&entries, &found.OnDemand, l.name+" "+l.called[region.Code], date, as)
		}
	}
	result.Text = result.text(entries.String())
	return result, nil
}

func didYouMean(near string) string {
	if near == "" {
		return ""
	}
	return "; did you mean " + near + "?"
}

// callable are the models of a region that can be called by their code.
func callable(region *catalog.Region) []string {
	var models []string
	for i := range region.Offers {
		if o := &region.Offers[i]; o.Plan != catalog.CU && !strings.Contains(o.Model, "*") {
			models = append(models, o.Model)
		}
	}
	slices.Sort(models)
	return slices.Compact(models)
}

// find looks a model up, and says what the list calls it.
func (l *priceList) find(region *catalog.Region, model string, names map[string]string) (listedPrices, string, error) {
	models, ok := l.providers[region.Code]
	if !ok {
		return listedPrices{reason: "the list has no prices of " + region.Name}, "", nil
	}
	if region.Currency != "USD" {
		return listedPrices{reason: "the list is in USD, and the region is in " + region.Currency}, "", nil
	}
	tried := []string{model, families()[model]}
	if name := names[model]; name != "" {
		tried = []string{name}
	}
	for _, name := range tried {
		if m, ok := models[name]; ok && name != "" {
			found, err := l.entry(m)
			return found, name, err
		}
	}
	reason := "the list has no " + tried[0]
	if last := tried[len(tried)-1]; last != tried[0] && last != "" {
		reason += " and no " + last
	}
	return listedPrices{reason: reason}, "", nil
}

// writeEntry writes an entry of prices on demand.
func writeEntry(out *strings.Builder, o *catalog.OnDemand, source, date, as string) {
	fmt.Fprintf(out, "  - region: %s\n    model: %s\n", o.Region, scalar(o.Model))
	if as != o.Model {
		fmt.Fprintf(out, "    listed_as: %s\n", scalar(as))
	}
	fmt.Fprintf(out, "    source: %s\n    date: %s\n    per: %d\n", scalar(source), date, o.Per)
	for _, part := range parts(o.TokenPrices) {
		fmt.Fprintf(out, "    %s: %s\n", part.key, money.Text(part.price))
	}
	if len(o.Tiers) > 0 {
		out.WriteString("    tiers:\n")
	}
	for _, tier := range o.Tiers {
		fmt.Fprintf(out, "      - {above: %d", tier.Above)
		for _, part := range parts(tier.TokenPrices) {
			fmt.Fprintf(out, ", %s: %s", part.key, money.Text(part.price))
		}
		out.WriteString("}\n")
	}
}

type part struct {
	key   string
	price decimal.Decimal
}

// parts are the prices that an entry has to state.
func parts(p catalog.TokenPrices) []part {
	list := []part{{"input", p.Input}}
	if !p.CachedInput.Equal(p.Input) {
		list = append(list, part{"cached_input", p.CachedInput})
	}
	list = append(list, part{"output", p.Output})
	if !p.ThinkingOutput.Equal(p.Output) {
		list = append(list, part{"thinking_output", p.ThinkingOutput})
	}
	return list
}

// scalar writes a text in YAML: bare if it is a name with a digit, a dot, a hyphen or a
// slash in it, which no word of YAML has.
func scalar(text string) string {
	const letters, others = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", ".-/0123456789"
	if strings.ContainsAny(text, others) && strings.Trim(text, letters+others+"_ ") == "" &&
		strings.Contains(letters, text[:1]) && strings.Contains(letters+others[3:], text[len(text)-1:]) {
		return text
	}
	return strconv.QuoteToASCII(text)
}

// text writes the overlay.
func (i *Imported) text(entries string) string {
	var out strings.Builder
	fmt.Fprintf(&out, `# Prices on demand of %s: a public list, which can lag behind the provider.
# Check it with: costplan overlay check FILE
# listed_as is what the list calls a model: a dated model is priced as its family.
# yaml-language-server: $schema=./overlay.schema.json
version: 1
source: %s
`, i.Source, scalar(i.Source))
	if entries != "" {
		out.WriteString("on_demand:\n" + entries)
	}
	if len(i.Missing) > 0 {
		out.WriteString("\n# Without a price:\n")
	}
	for _, m := range i.Missing {
		fmt.Fprintf(&out, "#   %s %s: %s\n", m.Region, m.Model, strings.ReplaceAll(m.Reason, "\n", " "))
	}
	return out.String()
}
