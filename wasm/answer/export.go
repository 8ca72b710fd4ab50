package answer

import (
	"io"
	"strings"

	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

// exportArgs say which result to write, and of what: files, and for what has
// other arguments those of its own call.
type exportArgs struct {
	compareArgs
	Kind   string  `json:"kind"`
	Format string  `json:"format"`
	Before *file   `json:"before,omitempty"`
	After  *file   `json:"after,omitempty"`
	Size   *sizeOf `json:"size,omitempty"`
}

// exportResult is a file to save: what the command line writes to its standard
// output for the same input, byte for byte.
type exportResult struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Text      string `json:"text"`
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
