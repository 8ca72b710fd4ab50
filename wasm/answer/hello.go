package answer

import (
	"cmp"
	"runtime/debug"
	"slices"

	"github.com/costplan/costplan/catalog"
)

// helloResult is what a page has to know before anything is typed.
type helloResult struct {
	API      int             `json:"api" jsonschema:"enum=1"` // the version of requests and responses
	Version  string          `json:"version"`                 // of the module; "(devel)" if it was built from a working copy
	Edition  string          `json:"edition"`                 // that was asked for, or the newest
	Digest   string          `json:"digest"`                  // SHA-256 that identifies the files of the edition
	Editions []string        `json:"editions"`                // newest last
	Prices   int             `json:"prices"`                  // price cells of the edition
	Sources  []sourceResult  `json:"sources"`                 // the pages that the prices come from, by region
	Regions  []regionResult  `json:"regions"`                 // the regions, sorted by code
	AgeDays  *int64          `json:"age_days"`                // days from the edition's date to settings.today; null without it
	Calls    []string        `json:"calls"`                   // the calls that the module answers
	Examples []exampleResult `json:"examples"`                // deployment files to begin with, the one for a first visit first
}

// sourceResult is the page that the prices of a region come from.
type sourceResult struct {
	Region  string `json:"region"`  // code of the region
	Name    string `json:"name"`    // name of the region
	Title   string `json:"title"`   // title of the page
	Updated string `json:"updated"` // date that the page bears, YYYY-MM-DD
	URL     string `json:"url"`     // https address of the page; empty if it is not known
}

// regionResult is a region of the provider.
type regionResult struct {
	Code     string   `json:"code"`     // the provider's code
	Name     string   `json:"name"`     // name as the page prints it
	Aliases  []string `json:"aliases"`  // short names that people type
	Currency string   `json:"currency"` // ISO 4217 code of every price
	Endpoint string   `json:"endpoint"` // URL that a deployment is created at
}

func hello(s *Service, args common) (*helloResult, error) {
	w, err := s.work(args)
	if err != nil {
		return nil, err
	}
	result := &helloResult{
		API: API, Version: version(), Edition: w.catalog.Edition, Digest: w.catalog.Digest,
		Editions: catalog.Editions(), Prices: len(w.catalog.Rates()), Calls: s.names(), Examples: examples(),
	}
	for _, r := range w.catalog.Regions {
		result.Sources = append(result.Sources, sourceResult{r.Code, r.Name, r.Source.Title, r.Source.Updated, r.Source.URL})
		result.Regions = append(result.Regions, regionResult{r.Code, r.Name, slices.Clone(r.Aliases), r.Currency, r.Endpoint})
	}
	if today := w.settings.Today; !today.IsZero() {
		age := w.catalog.AgeDays(today)
		result.AgeDays = &age
	}
	return result, nil
}

// version is that of the module that the program was built from.
func version() string {
	const unknown = "(devel)"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return unknown
	}
	return cmp.Or(info.Main.Version, unknown)
}
