package cli_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/costplan/costplan/testdata/mutate"
)

func TestPartialInput(t *testing.T) {
	mutate.Check(t, "../../../../testdata", 25, func(t *testing.T, text []byte) mutate.Outcome {
		r := run(t, string(text), "price", "--format", "json", "--region", "singapore", "-")
		return outcome(t, r.stdout, r.code == 0)
	})
}

// outcome reads the JSON of price.
func outcome(t *testing.T, text string, complete bool) mutate.Outcome {
	t.Helper()
	var quote struct {
		Totals []struct {
			Amount, Currency string
			Complete         bool
		}
		Diagnostics []struct{ Code, Severity, Message string }
	}
	if err := json.Unmarshal([]byte(text), &quote); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	out := mutate.Outcome{Complete: complete}
	for _, total := range quote.Totals {
		out.Totals += fmt.Sprintln(total.Amount, total.Currency)
		out.Complete = out.Complete && total.Complete
	}
	for _, d := range quote.Diagnostics {
		if d.Severity != "info" {
			out.Findings = append(out.Findings, d.Code+" "+d.Message)
		}
	}
	return out
}
