package overlay

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/suggest"
)

// The kinds of edits.
const (
	SetDiscount = "discount" // percent off the prices that the edit names
	SetPrice    = "price"    // one price
	RemoveEntry = "remove"   // the entry at Path
)

// Edit is one thing that somebody does in a form of own prices.
type Edit struct {
	Kind    string `json:"kind"`
	Region  string `json:"region"`  // what it is for; of a discount, empty for all
	Plan    string `json:"plan"`    // likewise
	Model   string `json:"model"`   // likewise; a pattern
	Payment string `json:"payment"` // likewise; empty for a price of tokens
	Spec    string `json:"spec"`    // of a price on plan mu
	Bundle  string `json:"bundle"`  // of a price on plan mu whose specification the catalog does not know
	Item    string `json:"item"`    // of a price on plan ptu or lora
	Value   string `json:"value"`   // the percentage or the price, as it was typed
	Path    string `json:"path"`    // of the entry to remove, as a Change has it
}

// Write makes an edit in the text of an overlay, which may be empty. A price or a
// discount for what an entry states already takes the place of it. Removing the
// last entry leaves nothing. The error is an *edit.Refusal; whether the new text
// can be used is for Read to say.
func Write(name string, data []byte, cat *catalog.Catalog, e Edit) (string, error) {
	text, err := edit.Open(name, data, style)
	if err != nil {
		return "", err
	}
	if len(text.Docs()) == 0 {
		start := edit.Mapping(edit.Field{Key: "version", Value: edit.Number("1")}, edit.Field{Key: "source", Value: edit.String("my prices")})
		if err := text.Begin(start); err != nil {
			return "", err
		}
	}
	w := &writer{text: text, root: text.Docs()[0], cat: cat, edit: &e}
	switch e.Kind {
	case SetDiscount:
		err = w.discount()
	case SetPrice:
		err = w.price()
	case RemoveEntry:
		return w.remove()
	default:
		kinds := []string{SetDiscount, SetPrice, RemoveEntry}
		err = &edit.Refusal{Message: fmt.Sprintf("%q is no kind of edit", e.Kind), Help: "use " + suggest.OneOf(kinds)}
	}
	return string(text.Data()), err
}

// style is how overlays are written.
var style = edit.Style{
	Order: func(path string) []string {
		switch {
		case path == "":
			return []string{"version", "source", "prices", "on_demand", "discounts"}
		case strings.HasPrefix(path, "/prices/"):
			return []string{"region", "plan", "model", "spec", "bundle", "hourly", "monthly", "hourly_tpm", "daily_tpm", "tokens", "input", "output", "thinking_output"}
		}
		return nil
	},
	Flow: func(path string) bool { return path != "" },
}

// writer makes one edit.
type writer struct {
	text *edit.Text
	root *document.Node
	cat  *catalog.Catalog
	edit *Edit
}

// number reads what was typed.
func (w *writer) number(what string) (edit.Value, error) {
	digits, err := money.Typed(w.edit.Value)
	if ambiguous := (*money.AmbiguousError)(nil); errors.As(err, &ambiguous) {
		return edit.Value{}, &edit.Refusal{Message: ambiguous.Error()}
	}
	if err != nil {
		return edit.Value{}, &edit.Refusal{Message: fmt.Sprintf("%q is no %s", w.edit.Value, what), Help: "write it in digits, such as 12.5"}
	}
	return edit.Number(digits), nil
}

func (w *writer) discount() error {
	percent, err := w.number("percentage")
	if err != nil {
		return err
	}
	e := w.edit
	fields := []edit.Field{{Key: "percent", Value: percent}}
	for _, scope := range [...]struct{ key, value string }{{"regions", e.Region}, {"plans", e.Plan}, {"payments", e.Payment}, {"models", e.Model}} {
		if scope.value != "" {
			fields = append(fields, edit.Field{Key: scope.key, Value: edit.List(edit.String(scope.value))})
		}
	}
	for i, item := range items(w.root, "discounts") {
		if w.only(item, "regions", e.Region) && w.only(item, "plans", e.Plan) && w.only(item, "payments", e.Payment) && w.only(item, "models", e.Model) {
			return w.text.Do(edit.Put(0, at("/discounts", i)+"/percent", percent))
		}
	}
	return w.text.Do(edit.Append(0, "/discounts", edit.Mapping(fields...)))
}

// only reports whether a list of a discount holds one value and nothing else;
// for an empty value, whether there is no list.
func (w *writer) only(n *document.Node, key, value string) bool {
	list := n.Get(key)
	if list == nil || value == "" {
		return list == nil && value == ""
	}
	return len(list.Items) == 1 && w.means(key == "regions", list.Items[0].Text, value)
}

// means reports whether two texts name the same thing; a region has several names.
func (w *writer) means(isRegion bool, a, b string) bool {
	if isRegion {
		if one, ok := w.cat.Region(a); ok {
			other, ok := w.cat.Region(b)
			return ok && one == other
		}
	}
	return a == b
}

func (w *writer) price() error {
	price, err := w.number("price")
	if err != nil {
		return err
	}
	e := w.edit
	keys, err := e.priceKeys()
	if err != nil {
		return err
	}
	fields := []edit.Field{{Key: "region", Value: edit.String(e.Region)}, {Key: "plan", Value: edit.String(e.Plan)}, {Key: "model", Value: edit.String(e.Model)}}
	if e.Spec != "" {
		fields = append(fields, edit.Field{Key: "spec", Value: edit.String(e.Spec)})
	}
	if e.Bundle != "" {
		fields = append(fields, edit.Field{Key: "bundle", Value: edit.Number(e.Bundle)})
	}
	for i, item := range items(w.root, "prices") {
		same := func(key, value string) bool { return w.means(key == "region", text(item, key), value) }
		if same("region", e.Region) && same("plan", e.Plan) && same("model", e.Model) && same("spec", e.Spec) && (e.Bundle == "" || item.Get("bundle") == nil || same("bundle", e.Bundle)) {
			return w.text.Do(edit.Put(0, at("/prices", i)+"/"+strings.Join(keys, "/"), price))
		}
	}
	value := price
	if len(keys) > 1 {
		value = edit.Mapping(edit.Field{Key: keys[1], Value: price})
	}
	return w.text.Do(edit.Append(0, "/prices", edit.Mapping(append(fields, edit.Field{Key: keys[0], Value: value})...)))
}

// priceKeys are the keys of an entry that hold the price.
func (e *Edit) priceKeys() ([]string, error) {
	subscription := catalog.Payment(e.Payment) == catalog.Subscription
	switch plan := catalog.Plan(e.Plan); {
	case (plan == catalog.PTU || plan == catalog.LoRA) && !slices.Contains([]catalog.Item{catalog.Input, catalog.Output, catalog.ThinkingOutput}, catalog.Item(e.Item)):
		return nil, &edit.Refusal{Message: fmt.Sprintf("%q is nothing that has a price on plan %s", e.Item, e.Plan), Help: "use input, output or thinking_output"}
	case plan == catalog.PTU && subscription:
		return []string{"daily_tpm", e.Item}, nil
	case plan == catalog.PTU:
		return []string{"hourly_tpm", e.Item}, nil
	case plan == catalog.LoRA:
		return []string{"tokens", e.Item}, nil
	case subscription:
		return []string{"monthly"}, nil
	}
	return []string{"hourly"}, nil
}

// remove takes an entry out, and its list with the last one of it.
func (w *writer) remove() (string, error) {
	list, last, found := strings.Cut(strings.TrimPrefix(w.edit.Path, "/"), "/")
	i, err := strconv.Atoi(last)
	if !found || err != nil {
		return "", &edit.Refusal{Message: fmt.Sprintf("%q is the path of no entry", w.edit.Path), Help: "use the path of a change, such as /prices/0"}
	}
	op := edit.RemoveItem(0, deployment.Pointer("", list), i)
	if i == 0 && len(items(w.root, list)) == 1 {
		op = edit.Remove(0, deployment.Pointer("", list))
	}
	if err := w.text.Do(op); err != nil {
		return "", err
	}
	for _, entry := range w.text.Docs()[0].Entries {
		if key := entry.Key.Text; key != "version" && key != "source" {
			return string(w.text.Data()), nil
		}
	}
	return "", nil
}
