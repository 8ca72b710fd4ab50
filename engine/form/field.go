package form

import (
	"errors"
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/suggest"
)

// field is how a field of a form is written.
type field struct {
	id     string
	keys   []string // from the deployment, or the document
	number bool
	whole  bool // of a number: it has no fraction
	about  string
}

// fields of a deployment.
var fields = [...]field{
	{id: "name", keys: []string{"name"}},
	{id: "region", keys: []string{"region"}},
	{id: "model_name", keys: []string{"model_name"}},
	{id: "plan", keys: []string{"plan"}},
	{id: "deploy_spec", keys: []string{"deploy_spec"}},
	{id: "capacity", keys: []string{"capacity"}, number: true, whole: true, about: "8"},
	{id: "input_tpm", keys: []string{"ptu_capacity", "input_tpm"}, number: true, whole: true, about: "50000"},
	{id: "output_tpm", keys: []string{"ptu_capacity", "output_tpm"}, number: true, whole: true, about: "5000"},
	{id: "thinking_output_tpm", keys: []string{"ptu_capacity", "thinking_output_tpm"}, number: true, whole: true, about: "1000"},
	{id: "suffix", keys: []string{"suffix"}},
	{id: "payment", keys: []string{"estimate", "payment"}},
	{id: "hours", keys: []string{"estimate", "hours"}, number: true, about: "220"},
	{id: "days", keys: []string{"estimate", "days"}, number: true, whole: true, about: "30"},
	{id: "months", keys: []string{"estimate", "months"}, number: true, whole: true, about: "3"},
	{id: "cancel_after_days", keys: []string{"estimate", "cancel_after_days"}, number: true, about: "12"},
	{id: "base_model", keys: []string{"estimate", "base_model"}},
	{id: "tokens.input", keys: []string{"estimate", "tokens", "input"}, number: true, whole: true, about: "120000000"},
	{id: "tokens.output", keys: []string{"estimate", "tokens", "output"}, number: true, whole: true, about: "30000000"},
	{id: "tokens.thinking_output", keys: []string{"estimate", "tokens", "thinking_output"}, number: true, whole: true, about: "5000000"},
}

// documentFields are those of a document.
var documentFields = [...]field{
	{id: "region", keys: []string{"region"}},
	{id: "period", keys: []string{"period"}},
	{id: "budget", keys: []string{"budget"}, number: true, about: "5000"},
}

func fieldOf(list []field, id string) (field, error) {
	var ids []string
	for _, f := range list {
		if f.id == id {
			return f, nil
		}
		ids = append(ids, f.id)
	}
	help := "the fields are " + suggest.OneOf(ids)
	if near, ok := suggest.Nearest(id, ids); ok {
		help = "did you mean " + near + "?"
	}
	return field{}, refuse(fmt.Sprintf("there is no field %q in the form", id), help)
}

// value reads what was typed for a field.
func (f *field) value(text string) (edit.Value, error) {
	if !f.number {
		return edit.String(text), nil
	}
	typed := money.Typed
	if f.whole {
		typed = money.TypedWhole
	}
	digits, err := typed(text)
	if ambiguous := (*money.AmbiguousError)(nil); errors.As(err, &ambiguous) {
		return edit.Value{}, refuse(ambiguous.Error(), "")
	}
	if err != nil {
		kind := "a number"
		if f.whole {
			kind = "a whole number"
		}
		return edit.Value{}, refuse(fmt.Sprintf("%s takes %s, but is %s", f.keys[len(f.keys)-1], kind, quoted(text)), "write it like "+f.about)
	}
	return edit.Number(digits), nil
}

// style is how deployment files are written: the order of the API's page, with
// what is ours around it.
var style = edit.Style{
	Order: func(path string) []string {
		switch lastKey(path) {
		case "":
			return []string{
				"version", "name", "region", "period", "budget", "budgets", "model_name", "plan", "deploy_spec", "capacity", "billing_method",
				"enable_thinking", "max_context_length", "rpm_limit", "tpm_limit", "ptu_capacity", "suffix", "estimate", "deployments",
			}
		case "estimate":
			return []string{"payment", "hours", "schedule", "days", "ordered_at", "months", "cancel_after_days", "base_model", "tokens"}
		case "ptu_capacity":
			return []string{"input_tpm", "output_tpm", "thinking_output_tpm"}
		case "tokens":
			return []string{"input", "output", "thinking_output"}
		}
		return nil
	},
	Flow: func(path string) bool { return lastKey(path) != "estimate" },
}

// lastKey is the last key of a pointer; empty for a document and an item.
func lastKey(path string) string {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			if last := path[i+1:]; last != "-" && (last == "" || last[0] < '0' || last[0] > '9') {
				return last
			}
			return ""
		}
	}
	return ""
}

// quoted writes what was typed for a message, shortened.
func quoted(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return strconv.Quote(text)
}
