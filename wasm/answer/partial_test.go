package answer

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/costplan/costplan/testdata/mutate"
)

func TestPartialInput(t *testing.T) {
	s := New()
	mutate.Check(t, "../../testdata", 7, func(t *testing.T, text []byte) mutate.Outcome {
		request, err := json.Marshal(body{"api": API, "call": "state", "settings": body{"region": "singapore"}, "files": []any{body{"name": "a.yaml", "text": string(text)}}})
		if err != nil {
			t.Fatal(err)
		}
		var response struct {
			OK     bool
			Result struct {
				Quote struct {
					Deployments []struct{ Complete bool }
					Totals      []struct {
						Amount, Currency string
						Complete         bool
					}
					Diagnostics []struct{ Code, Severity, Message string }
				}
			}
		}
		if err := json.Unmarshal(s.Respond(request), &response); err != nil || !response.OK {
			t.Fatalf("no answer for %s: %v", request, err)
		}
		out, quote := mutate.Outcome{Complete: true}, &response.Result.Quote
		for _, d := range quote.Deployments {
			out.Complete = out.Complete && d.Complete
		}
		for _, total := range quote.Totals {
			out.Totals += fmt.Sprintln(total.Amount, total.Currency)
			out.Complete = out.Complete && total.Complete
		}
		for _, d := range quote.Diagnostics {
			out.Complete = out.Complete && d.Severity != "error"
			if d.Severity != "info" {
				out.Findings = append(out.Findings, d.Code+" "+d.Message)
			}
		}
		return out
	})
}
