package report

import (
	"encoding/json"
	"io"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// quoteLine is the JSON of one deployment by itself, described for users by
// schema/quote-line.schema.json: the deployment of a quote, and all that is
// needed to understand it without the other lines.
type quoteLine struct {
	deployment
	Period      period            `json:"period"`
	Catalog     edition           `json:"catalog"`
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
		deployment:  deploymentOf(&a.Deployment),
		Period:      period{Label: a.Period.Label, Hours: money.Text(a.Period.Hours)},
		Catalog:     q.catalog,
		Diagnostics: diagnosticsOf(a.Diagnostics),
	})
}
