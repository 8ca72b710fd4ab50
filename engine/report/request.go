package report

import (
	"bytes"
	"encoding/json"
	"fmt"
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

// curlHead begins the script. The key goes to curl by a pipe of bash, so it
// stands on no command line that others on the machine could read.
const curlHead = `#!/usr/bin/env bash
# Creates %s at Alibaba Cloud Model Studio.
# Billing starts as soon as a deployment is deployed and goes on while it is idle.
set -euo pipefail

if [ -z "${DASHSCOPE_API_KEY:-}" ]; then
	echo 'DASHSCOPE_API_KEY is not set: export DASHSCOPE_API_KEY=<the API key of your workspace>' >&2
	exit 1
fi

# create posts standard input to an endpoint. The script ends at the first refusal.
create() {
	curl --silent --show-error --fail-with-body "$1" \
		--header @<(printf 'Authorization: Bearer %%s\n' "$DASHSCOPE_API_KEY") \
		--header 'Content-Type: application/json' \
		--data-binary @-
	echo
}
`

// bodyEnd ends the body in the script. No line of the body can be that word: JSON
// text holds no line end, and each line of indented JSON begins with a space or
// a brace.
const bodyEnd = "BODY"

// RequestsCurl writes requests as a script for bash that sends them, one after
// the other. Nothing in it but the bodies and comments comes from a deployment
// file; both are JSON texts on lines of their own, which the shell does not read.
func RequestsCurl(w io.Writer, requests []request.Request) error {
	var out bytes.Buffer
	count := fmt.Sprintf("%d deployments", len(requests))
	if len(requests) == 1 {
		count = "1 deployment"
	}
	fmt.Fprintf(&out, curlHead, count)
	for i := range requests {
		r := &requests[i]
		fmt.Fprintf(&out, "\n# %s in %s, from %s:%d\n", request.AppendText(nil, r.Name), r.Region.Code, request.AppendText(nil, r.File), r.Line)
		for _, note := range r.Notes {
			fmt.Fprintf(&out, "# Note: %s.\n", request.AppendText(nil, note))
		}
		fmt.Fprintf(&out, "create '%s' <<'%s'\n", r.Region.Endpoint, bodyEnd)
		if err := json.Indent(&out, r.Body, "", "  "); err != nil {
			return fmt.Errorf("body of the request: %w", err)
		}
		fmt.Fprintf(&out, "\n%s\n", bodyEnd)
	}
	_, err := w.Write(out.Bytes())
	return err
}
