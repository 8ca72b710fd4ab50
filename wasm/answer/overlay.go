package answer

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/edit"
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

// overlayArgs are overlays, and what a form changes in the only one of them first.
type overlayArgs struct {
	filesArgs
	Edit *overlayEdit `json:"edit,omitempty"`
}

// overlayEdit is an overlay.Edit, of which a kind may not need all.
type overlayEdit struct {
	Kind    string `json:"kind"`
	Region  string `json:"region,omitempty"`
	Plan    string `json:"plan,omitempty"`
	Model   string `json:"model,omitempty"`
	Payment string `json:"payment,omitempty"`
	Spec    string `json:"spec,omitempty"`
	Bundle  string `json:"bundle,omitempty"`
	Item    string `json:"item,omitempty"`
	Value   string `json:"value,omitempty"`
	Path    string `json:"path,omitempty"`
}

// overlayResult says whether overlays can be used, and what each entry changes.
type overlayResult struct {
	Text    *string          `json:"text,omitempty"` // after the edit; absent without one
	Lint    json.RawMessage  `json:"lint"`           // what is wrong, as the command line's lint --format json
	Changes []overlay.Change `json:"changes"`        // of the files up to the first one that is wrong, in their order
}

// overlaid checks the files as overlays, each on top of the ones before it. With
// an edit it makes that first, and checks what the text is then.
func overlaid(s *Service, args overlayArgs) (*overlayResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	list, err := inputs(args.Files)
	if err != nil {
		return nil, err
	}
	result := &overlayResult{Changes: []overlay.Change{}}
	if args.Edit != nil {
		if len(list) != 1 {
			return nil, refused("send the overlay that it is about", "files: an edit is of one overlay, and %d are given", len(list))
		}
		text, err := overlay.Write(list[0].Name, list[0].Data, w.catalog, overlay.Edit(*args.Edit))
		var refusal *edit.Refusal
		if errors.As(err, &refusal) {
			return nil, refused(refusal.Help, "%s", refusal.Message)
		}
		if err != nil {
			return nil, err
		}
		result.Text, list[0].Data = &text, []byte(text)
		if text == "" {
			list = nil // nothing is left
		}
	}
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
