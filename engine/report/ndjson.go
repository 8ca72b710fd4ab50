package report

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// quoteLine is a line of what `costplan price --format ndjson` writes: one
// deployment with its fee, priced by itself. A line or file that cannot be read
// gives one too, with amount null and the reason. All money and quantities are exact
// decimals in text.
type quoteLine struct {
	deployment
	Period  period  `json:"period"`  // what the amount covers where the deployment states nothing else
	Catalog edition `json:"catalog"` // the price list that was used
	// What was found on the line, or in the file about this deployment; what speaks of no deployment
	// is with the first of its file.
	Diagnostics []diag.Diagnostic `json:"diagnostics"`
}

// QuoteLines writes deployments as NDJSON, one a line.
type QuoteLines struct {
	catalog edition
	encoder *json.Encoder
}

// NewQuoteLines returns a writer of deployments that were priced from a catalog.
func NewQuoteLines(w io.Writer, cat *catalog.Catalog) *QuoteLines {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return &QuoteLines{catalog: editionOf(cat), encoder: encoder}
}

// Write writes the line of one deployment.
func (q *QuoteLines) Write(a *quote.Alone) error {
	return q.encoder.Encode(&quoteLine{
		deployment: deploymentOf(&a.Deployment), Period: periodOf(a.Period), Catalog: q.catalog, Diagnostics: diagnosticsOf(a.Diagnostics),
	})
}
