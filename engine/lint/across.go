package lint

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
)

// Across checks deployments against each other, in the order given: of two that
// clash the later one is reported, with the earlier one as the related place. What
// runs already is earlier than what a file is to deploy.
func Across(items []*Item) []Clash {
	named, suffixed := 0, 0 // over many files, maps that grow would take most of the time here
	for _, item := range items {
		if item.Name.Set {
			named++
		}
		if item.Suffix.Set {
			suffixed++
		}
	}
	a := across{models: map[modelKey]*Item{}, suffixes: make(map[suffixKey]*Item, suffixed), names: make(map[string]*Item, named), anywhere: make(map[string]*Item, suffixed)}
	for _, item := range items {
		a.runs(item)
	}
	for _, item := range items {
		a.deployed(item)
		a.name(item)
	}
	return a.found
}

// Clash is a diagnostic and the deployment that it speaks of.
type Clash struct {
	Item       *Item
	Diagnostic diag.Diagnostic
}

// modelKey is a model in a region: each region has its own deployments.
type modelKey struct{ region, model string }

// suffixKey is the name that a deployed model gets.
type suffixKey struct {
	modelKey
	suffix string
}

type across struct {
	models   map[modelKey]*Item  // the first deployment without a suffix
	suffixes map[suffixKey]*Item // the first deployment with the suffix
	anywhere map[string]*Item    // the first deployment with the suffix, of any model
	running  map[modelKey]*Item  // the first running deployment of the model
	taken    map[suffixKey]*Item // the running deployment whose identifier may end in the suffix
	ends     map[string]*Item    // the same, of any model
	names    map[string]*Item
	found    []Clash
}

// keyOf is the model of a deployment in its region.
func keyOf(item *Item) modelKey {
	key := modelKey{model: item.ModelName.Value}
	if item.Terms.Region != nil {
		key.region = item.Terms.Region.Code
	}
	return key
}

// runs takes in a running deployment. Its identifier is the name of the model, what
// the provider adds, and the suffix, with a hyphen between them; so each end of it
// that is no longer than a suffix can be may be its suffix.
func (a *across) runs(item *Item) {
	if !item.Running || item.Repeated || !item.ModelName.Set || item.Terms.Status.Gone() {
		return
	}
	if a.running == nil {
		a.running, a.taken, a.ends = map[modelKey]*Item{}, map[suffixKey]*Item{}, map[string]*Item{}
	}
	key := keyOf(item)
	if a.running[key] == nil {
		a.running[key] = item
	}
	rest, named := strings.CutPrefix(item.Deployed, item.ModelName.Value)
	for named {
		if _, rest, named = strings.Cut(rest, "-"); !named || utf8.RuneCountInString(rest) > mostSuffix {
			continue
		}
		if suffixed := (suffixKey{key, rest}); a.taken[suffixed] == nil {
			a.taken[suffixed] = item
		}
		if a.ends[rest] == nil {
			a.ends[rest] = item
		}
	}
}

// mostSuffix is how many characters a suffix may have, by the page "Create
// deployment".
const mostSuffix = 8

// deployed checks that no two deployments of a model get the same name: the
// first may leave out the suffix, each further one needs its own, and it has to be
// globally unique. What runs already comes first.
func (a *across) deployed(item *Item) {
	if item.Running || item.SuffixReported || !item.ModelName.Set {
		return
	}
	key := keyOf(item)
	if !item.Suffix.Set {
		first := cmp.Or(a.running[key], a.models[key])
		if a.models[key] == nil {
			a.models[key] = item
		}
		if first == nil {
			return
		}
		d := clash(diag.NoSuffix, item, first, item.ModelName.Span, item.Path+"/model_name",
			fmt.Sprintf("%s is deployed again without a suffix", key.model))
		d.Help = "give each further deployment of it a suffix of its own, at most 8 characters"
		d.APIError = conflict(key.model)
		a.found = append(a.found, Clash{item, d})
		return
	}
	suffixed := suffixKey{key, item.Suffix.Value}
	first := cmp.Or(a.taken[suffixed], a.suffixes[suffixed])
	elsewhere := cmp.Or(a.ends[suffixed.suffix], a.anywhere[suffixed.suffix])
	if a.suffixes[suffixed] == nil {
		a.suffixes[suffixed] = item
	}
	if a.anywhere[suffixed.suffix] == nil {
		a.anywhere[suffixed.suffix] = item
	}
	switch {
	case first != nil:
		d := clash(diag.SameSuffix, item, first, item.Suffix.Span, item.Path+"/suffix",
			fmt.Sprintf("suffix %s is used twice for %s", strconv.Quote(item.Suffix.Value), key.model))
		d.Help = "choose another suffix"
		d.APIError = conflict(key.model + "-" + item.Suffix.Value)
		a.found = append(a.found, Clash{item, d})
	case elsewhere != nil:
		other := elsewhere.ModelName.Value
		if other == key.model {
			other += " in " + cmp.Or(keyOf(elsewhere).region, "another region")
		}
		d := clash(diag.SuffixTaken, item, elsewhere, item.Suffix.Span, item.Path+"/suffix",
			fmt.Sprintf("suffix %s is used for %s too", strconv.Quote(item.Suffix.Value), other))
		d.Help = "the provider's page wants a suffix to be globally unique: choose another suffix"
		a.found = append(a.found, Clash{item, d})
	}
}

// conflict is the refusal of a name that is taken.
func conflict(deployed string) *diag.APIError {
	return &diag.APIError{Code: "Conflict", Message: "Deployed model " + deployed + " already exists, please specify a suffix."}
}

func (a *across) name(item *Item) {
	if item.Running || !item.Name.Set {
		return
	}
	first := a.names[item.Name.Value]
	if first == nil {
		a.names[item.Name.Value] = item
		return
	}
	d := clash(diag.SameName, item, first, item.Name.Span, item.Path+"/name",
		fmt.Sprintf("name %s is used twice", strconv.Quote(item.Name.Value)))
	d.Help = "the console shows both under this name: choose another"
	a.found = append(a.found, Clash{item, d})
}

func clash(code diag.Code, item, first *Item, span diag.Span, path, message string) diag.Diagnostic {
	d := diag.New(code, item.File, span, path, message)
	at := first.Name.Span
	if !first.Name.Set {
		at = first.Span
	}
	message = "the first one"
	switch {
	case first.Running:
		at, message = first.Span, "the one that runs"
	case code == diag.SameSuffix || code == diag.SuffixTaken:
		at = first.Suffix.Span
	case code == diag.NoSuffix:
		at = first.ModelName.Span
	}
	d.Related = append(d.Related, diag.Related{File: first.File, Message: message, Span: at})
	return d
}
