package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/testdata/mutate"
)

func TestPartialInput(t *testing.T) {
	e := newEngine(t)
	mutate.Check(t, "../testdata", 5, func(_ *testing.T, text []byte) mutate.Outcome {
		q := e.Price([]engine.Input{{Name: "a.yaml", Data: text}}, engine.Settings{Region: "ap-southeast-1"})
		out := mutate.Outcome{Complete: q.Complete()}
		var amounts []string
		for _, total := range q.Totals {
			amounts = append(amounts, total.Amount.Value.String()+" "+total.Amount.Currency)
			out.Complete = out.Complete && total.Complete()
		}
		out.Totals = strings.Join(amounts, ", ")
		for _, d := range q.Diagnostics {
			if d.Severity != diag.Info {
				out.Findings = append(out.Findings, fmt.Sprint(d.Code, " ", d.Message))
			}
		}
		return out
	})
}
