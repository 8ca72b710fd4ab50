package answer

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/overlay"
	"github.com/costplan/costplan/engine/report"
)

// layOverlays lays the user's own prices on a catalog. Prices that are wrong are
// not used, and neither is the request: what it would cost is not known.
func layOverlays(cat *catalog.Catalog, files []file) (*catalog.Catalog, error) {
	list, err := inputs(files)
	if err != nil {
		return nil, err
	}
	for _, input := range list {
		laid, found := overlay.Read(input.Name, input.Data, cat)
		if len(found) > 0 {
			d := &found[0]
			return nil, refused(d.Help, "overlays: %s:%d:%d: %s", d.File, d.Span.Start.Line, d.Span.Start.Column, d.Message)
		}
		cat = cat.With(laid)
	}
	return cat, nil
}

// overlayResult says whether overlays can be used, and what each entry changes.
type overlayResult struct {
	Lint    json.RawMessage  `json:"lint"`    // what is wrong, as the command line's lint --format json
	Changes []overlay.Change `json:"changes"` // of the files up to the first one that is wrong, in their order
}

// overlaid checks the files as overlays, each on top of the ones before it.
func overlaid(s *Service, args filesArgs) (*overlayResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	list, err := inputs(args.Files)
	if err != nil {
		return nil, err
	}
	result := &overlayResult{Changes: []overlay.Change{}}
	cat := w.catalog
	found := []diag.Diagnostic{}
	for _, input := range list {
		var changes []overlay.Change
		if changes, found = overlay.Changes(input.Name, input.Data, cat); len(found) > 0 {
			break
		}
		result.Changes = append(result.Changes, changes...)
		laid, _ := overlay.Read(input.Name, input.Data, cat)
		cat = cat.With(laid)
	}
	result.Lint, err = embedded(func(w io.Writer) error {
		return report.LintJSON(w, report.Findings{Diagnostics: found, Files: len(list)})
	})
	return result, err
}
