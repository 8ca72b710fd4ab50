package engine

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
)

// MostFindings is how many findings of one code are listed in a file. It bounds the
// length of what a small file of many deployments is answered with.
const MostFindings = 500

// most lists no more than MostFindings of a code in a file. In the place of the next
// one stands how many more there are, and what they would save together; it counts
// as all of them. found is sorted.
func most(found []diag.Diagnostic) []diag.Diagnostic {
	type kind struct {
		file, currency string
		code           diag.Code
		severity       diag.Severity
	}
	type rest struct {
		at     int // index into kept of what stands for them
		saving decimal.Decimal
	}
	counts, rests := map[kind]int{}, map[kind]*rest{}
	kept := found[:0]
	for _, d := range found {
		k := kind{d.File, d.Values[diag.ValueCurrency], d.Code, d.Severity}
		if counts[k]++; counts[k] <= MostFindings {
			kept = append(kept, d)
			continue
		}
		r := rests[k]
		if r == nil {
			r = &rest{at: len(kept)}
			rests[k] = r
			kept = append(kept, d)
		}
		kept[r.at].More++
		if saving, err := money.ParseDecimal(d.Values[diag.ValueSaving]); err == nil {
			r.saving = r.saving.Add(saving)
		}
	}
	for k, r := range rests {
		d := &kept[r.at]
		d.APIError, d.Related, d.Fixes, d.Values = nil, []diag.Related{}, []diag.Fix{}, nil
		d.Message = fmt.Sprintf("and %s more of %s in this file, the first of them here", money.Count(d.More), k.code)
		d.Help = fmt.Sprintf("no more than %d of a code are listed: correct these, or split the file", MostFindings)
		if k.currency != "" {
			d.Values = map[string]string{diag.ValueSaving: r.saving.String(), diag.ValueCurrency: k.currency}
		}
	}
	return kept
}
