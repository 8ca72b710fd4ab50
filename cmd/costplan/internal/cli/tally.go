package cli

import (
	"bytes"
	"fmt"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// tally counts deployments of a stream, and keeps the first of those that something is
// wrong with.
type tally struct {
	all, bad int
	first    []string
}

// shownBad is how many of them are named at the end.
const shownBad = 5

func (t *tally) count(a *quote.Alone) {
	t.all++
	d := &a.Deployment
	why := ""
	for i := range a.Diagnostics {
		if f := &a.Diagnostics[i]; f.Severity == diag.Error {
			why = fmt.Sprintf("%s:%d:%d: %s %s", f.File, f.Start.Line, f.Start.Column, f.Code, f.Message)
			break
		}
	}
	if why == "" && !d.Fee.Whole() {
		why = fmt.Sprintf("%s:%d: %s", d.File, d.Line, d.Fee.Why())
	}
	if why == "" {
		return
	}
	t.bad++
	if len(t.first) < shownBad {
		t.first = append(t.first, why)
	}
}

func (t *tally) add(more *tally) {
	t.all += more.all
	t.bad += more.bad
	t.first = append(t.first, more.first[:min(len(more.first), shownBad-len(t.first))]...)
}

func (t *tally) summary() error {
	have := "have an error or no amount"
	if t.bad == 1 {
		have = "has an error or no amount"
	}
	return fmt.Errorf("%d of %s %s", t.bad, show.Counted(t.all, "deployment"), have)
}

func (t *tally) advice(read []files.File) string {
	var text bytes.Buffer
	for _, line := range t.first {
		text.WriteString(line + "\n")
	}
	if rest := t.bad - len(t.first); rest > 0 {
		fmt.Fprintf(&text, "and %d more; each says so in its own line of the result\n", rest)
	}
	for _, file := range read {
		if t.bad == t.all && (file.Stdin() || file.Lines()) {
			fmt.Fprintf(&text, "%s is read as NDJSON: a request body in JSON on each line\n", file.Name)
			break
		}
	}
	return text.String()
}
