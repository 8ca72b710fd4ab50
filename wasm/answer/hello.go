package answer

import (
	"cmp"
	"runtime/debug"
	"slices"

	"github.com/costplan/costplan/catalog"
)

// helloResult says what a page has to know before anything is typed.
type helloResult struct {
	API      int             `json:"api"`
	Version  string          `json:"version"` // of the module; "(devel)" if it was built from a working copy
	Edition  string          `json:"edition"` // that was asked for, or the newest
	Digest   string          `json:"digest"`
	Editions []string        `json:"editions"` // newest last
	Prices   int             `json:"prices"`   // price cells of the edition
	Sources  []sourceResult  `json:"sources"`
	Regions  []regionResult  `json:"regions"`
	AgeDays  *int64          `json:"age_days"` // of the edition on settings.today; null without it
	Calls    []string        `json:"calls"`
	Examples []exampleResult `json:"examples"`
}

type sourceResult struct {
	Region  string `json:"region"`
	Name    string `json:"name"`
	Title   string `json:"title"`
	Updated string `json:"updated"`
}

type regionResult struct {
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	Aliases  []string `json:"aliases"`
	Currency string   `json:"currency"`
	Endpoint string   `json:"endpoint"`
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
		result.Sources = append(result.Sources, sourceResult{r.Code, r.Name, r.Source.Title, r.Source.Updated})
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
