package report

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/costplan/costplan/engine/request"
)

// The types of this file are the JSON of requests, described for users by
// schema/request.schema.json.

type requestsResult struct {
	Requests []requestResult `json:"requests"`
}

type requestResult struct {
	File     string          `json:"file"`
	Line     int             `json:"line"` // 1-based
	Name     string          `json:"name"`
	Region   string          `json:"region"`   // code
	Endpoint string          `json:"endpoint"` // URL that the body is posted to
	Body     json.RawMessage `json:"body"`
	Notes    []string        `json:"notes"`
}

// RequestsJSON writes requests as JSON, each with where it is sent to. None of
// them is refused.
func RequestsJSON(w io.Writer, requests []request.Request) error {
	result := requestsResult{Requests: make([]requestResult, 0, len(requests))}
	for i := range requests {
		r := &requests[i]
		result.Requests = append(result.Requests, requestResult{
			File: r.File, Line: r.Line, Name: r.Name,
			Region: r.Region.Code, Endpoint: r.Region.Endpoint,
			Body: r.Body, Notes: list(r.Notes),
		})
	}
	return writeJSON(w, result)
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
