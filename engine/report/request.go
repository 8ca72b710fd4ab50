package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/costplan/costplan/engine/request"
)

// The types of this file are the JSON of requests, from which
// schema/request.schema.json is made.

// requestsResult is what `costplan request --format json` writes: the requests that
// create deployments at the provider. Nothing was sent.
type requestsResult struct {
	Requests []requestResult `json:"requests"` // one request a deployment, in the order of files and lines
}

// requestResult is what creates one deployment.
type requestResult struct {
	File     string   `json:"file"`                                    // the file as it was named; `<stdin>` for standard input
	Line     int      `json:"line" jsonschema:"minimum=1"`             // line that the deployment starts at, from 1
	Name     string   `json:"name"`                                    // its name
	Region   string   `json:"region"`                                  // code of the region that it is created in
	Endpoint string   `json:"endpoint" jsonschema:"pattern=^https://"` // URL that the body is posted to
	Body     body     `json:"body"`                                    // the body of the request: fields of the API and no others, in the order of its page
	Notes    []string `json:"notes"`                                   // what the file means and the request does not say
}

// body is the body as it is sent. Fields that the deployment leaves out are left
// out.
type body struct{ json.RawMessage }

// RequestsJSON writes requests as JSON, each with where it is sent to. None of
// them is refused.
func RequestsJSON(w io.Writer, requests []request.Request) error {
	return writeJSON(w, requestsResult{each(requests, func(r *request.Request) requestResult {
		return requestResult{r.File, r.Line, r.Name, r.Region.Code, r.Region.Endpoint, body{r.Body}, list(r.Notes)}
	})})
}

// RequestsNDJSON writes the bodies of requests, one a line.
func RequestsNDJSON(w io.Writer, requests []request.Request) error {
	var out bytes.Buffer
	for i := range requests {
		out.Write(requests[i].Body)
		out.WriteByte('\n')
	}
	_, err := w.Write(out.Bytes())
	return err
}
