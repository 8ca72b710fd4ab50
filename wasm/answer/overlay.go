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

// overlayArgs are the overlays to check, each on top of the ones before it, and all
// of them on top of those of the request.
type overlayArgs struct {
	filesArgs
	Edit *overlayEdit `json:"edit,omitempty"` // what to change in the text of the only overlay first, as somebody does in a form
}

// overlayEdit is a change of an overlay. A price or a discount for what an entry
// states already takes the place of it.
type overlayEdit struct {
	Kind    string `json:"kind" jsonschema:"enum=discount,enum=price,enum=remove"` // set a discount or a price, or remove an entry
	Region  string `json:"region,omitempty"`                                       // what it is for, by code or name; of a discount, left out for all
	Plan    string `json:"plan,omitempty"`                                         // likewise
	Model   string `json:"model,omitempty"`                                        // likewise; a pattern, in which `*` stands for any characters
	Payment string `json:"payment,omitempty"`                                      // likewise
	Spec    string `json:"spec,omitempty"`                                         // of a price of model units: their specification
	Bundle  string `json:"bundle,omitempty"`                                       // of a price of model units whose specification the catalog does not know: how many units it covers
	Item    string `json:"item,omitempty"`                                         // of a price of throughput or tokens: `input`, `output` or `thinking_output`
	Value   string `json:"value,omitempty"`                                        // the percentage or the price, as it was typed
	Path    string `json:"path,omitempty"`                                         // of the entry to remove, as a change has it
}

// overlayResult is what is wrong with overlays, and what they change.
type overlayResult struct {
	Text    *string          `json:"text,omitempty"`                                           // the text after the edit, empty if no entry is left; absent without an edit
	Lint    json.RawMessage  `json:"lint" jsonschema_extras:"$ref=urn:costplan:schema:lint:1"` // what is wrong with the first file that cannot be used. Without a diagnostic all of them can be used
	Changes []overlay.Change `json:"changes"`                                                  // what the entries change, file by file, up to the first file that cannot be used
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
