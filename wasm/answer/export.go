package answer

import (
	"io"
	"strings"

	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

// exportArgs are which result to write, and of what: files, and for what has
// arguments of its own those of its call.
type exportArgs struct {
	compareArgs
	Kind string `json:"kind" jsonschema:"enum=price,enum=lint,enum=compare,enum=request,enum=rates,enum=size,enum=diff"` // the result that is written
	// Its form. A result has some of them: price json, csv, markdown, focus and ndjson; lint json;
	// compare json, csv and markdown; request json, ndjson and curl; rates json and csv; size json;
	// diff json and markdown.
	Format string  `json:"format" jsonschema:"enum=json,enum=csv,enum=markdown,enum=focus,enum=ndjson,enum=curl"`
	Before *file   `json:"before,omitempty"` // the file before the change
	After  *file   `json:"after,omitempty"`  // the file after it
	Size   *sizeOf `json:"size,omitempty"`   // for kind size: what the call size takes
}

// exportResult is a file to save: what the command line writes to its standard
// output for the same input, byte for byte.
type exportResult struct {
	Name      string `json:"name"`       // a name for the file
	MediaType string `json:"media_type"` // its media type
	Text      string `json:"text"`       // what it holds
}

// export is one kind of result in one format.
type export struct {
	kind, format string
	name         string
	mediaType    string
	write        func(w *work, args *exportArgs, out io.Writer) error
}

const (
	mediaJSON     = "application/json"
	mediaLines    = "application/x-ndjson"
	mediaCSV      = "text/csv; charset=utf-8"
	mediaMarkdown = "text/markdown; charset=utf-8"
	mediaScript   = "text/x-shellscript; charset=utf-8"
)

// exports are all that can be written.
func exports() []export {
	return []export{
		{"price", "json", "price.json", mediaJSON, ofQuote(report.QuoteJSON)},
		{"price", "csv", "price.csv", mediaCSV, ofQuote(report.QuoteCSV)},
		{"price", "markdown", "price.md", mediaMarkdown, ofQuote(report.QuoteMarkdown)},
		{"price", "focus", "focus.csv", mediaCSV, ofQuote(report.QuoteFOCUS)},
		{"price", "ndjson", "price.ndjson", mediaLines, exportLines},
		{"lint", "json", "lint.json", mediaJSON, exportLint},
		{"compare", "json", "compare.json", mediaJSON, ofCompared(report.CompareJSON)},
		{"compare", "csv", "compare.csv", mediaCSV, ofCompared(compareCSV)},
		{"compare", "markdown", "compare.md", mediaMarkdown, ofCompared(compareMarkdown)},
		{"request", "json", "requests.json", mediaJSON, ofRequests(report.RequestsJSON)},
		{"request", "ndjson", "requests.ndjson", mediaLines, ofRequests(report.RequestsNDJSON)},
		{"request", "curl", "create.sh", mediaScript, ofRequests(report.RequestsCurl)},
		{"rates", "json", "rates.json", mediaJSON, exportRates},
		{"rates", "csv", "rates.csv", mediaCSV, exportRatesCSV},
		{"size", "json", "size.json", mediaJSON, exportSize},
		{"diff", "json", "diff.json", mediaJSON, ofDiff(report.DiffJSON)},
		{"diff", "markdown", "diff.md", mediaMarkdown, ofDiff(report.DiffMarkdown)},
	}
}

func exported(s *Service, args exportArgs) (*exportResult, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	chosen, err := exportOf(args.Kind, args.Format)
	if err != nil {
		return nil, err
	}
	var out strings.Builder
	if err := chosen.write(w, &args, &out); err != nil {
		return nil, err
	}
	return &exportResult{Name: chosen.name, MediaType: chosen.mediaType, Text: out.String()}, nil
}

func exportOf(kind, format string) (*export, error) {
	var kinds, formats []string
	all := exports()
	for i := range all {
		if len(kinds) == 0 || kinds[len(kinds)-1] != all[i].kind {
			kinds = append(kinds, all[i].kind)
		}
		if all[i].kind == kind {
			if all[i].format == format {
				return &all[i], nil
			}
			formats = append(formats, all[i].format)
		}
	}
	if len(formats) == 0 {
		return nil, oneOf("kind", kind, kinds)
	}
	return nil, refused(meant(format, formats), "format: %s is not written as %q: use %s", kind, format, suggest.OneOf(formats))
}
