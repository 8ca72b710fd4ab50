package lint

import (
	"fmt"
	"strconv"

	"github.com/costplan/costplan/engine/diag"
)

// Across checks deployments against each other, in the order given: of two that
// clash the later one is reported, with the earlier one as the related place.
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
	a := across{models: map[modelKey]*Item{}, suffixes: make(map[suffixKey]*Item, suffixed), names: make(map[string]*Item, named)}
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
	names    map[string]*Item
	found    []Clash
}

// deployed checks that no two deployments of a model get the same name: the
// first may leave out the suffix, each further one needs its own.
func (a *across) deployed(item *Item) {
	if item.Running || item.SuffixReported || !item.ModelName.Set {
		return
	}
	key := modelKey{model: item.ModelName.Value}
	if item.Terms.Region != nil {
		key.region = item.Terms.Region.Code
	}
	if !item.Suffix.Set {
		first := a.models[key]
		if first == nil {
			a.models[key] = item
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
	first := a.suffixes[suffixed]
	if first == nil {
		a.suffixes[suffixed] = item
		return
	}
	d := clash(diag.SameSuffix, item, first, item.Suffix.Span, item.Path+"/suffix",
		fmt.Sprintf("suffix %s is used twice for %s", strconv.Quote(item.Suffix.Value), key.model))
	d.Help = "choose another suffix"
	d.APIError = conflict(key.model + "-" + item.Suffix.Value)
	a.found = append(a.found, Clash{item, d})
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
	switch code {
	case diag.SameSuffix:
		at = first.Suffix.Span
	case diag.NoSuffix:
		at = first.ModelName.Span
	}
	d.Related = append(d.Related, diag.Related{File: first.File, Message: "the first one", Span: at})
	return d
}
