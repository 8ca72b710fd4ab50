package deployment

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestStatus(t *testing.T) {
	none := Number{}
	ready := func(n int64) Number { return Number{Value: decimal.NewFromInt(n), Set: true} }
	for _, test := range []struct {
		word  string
		ready Number
		want  Billing
	}{
		{"RUNNING", none, Billed},
		{"Running", none, Billed},
		{"UPDATING", none, Billed},
		{"SCALING", none, Billed},
		{"PENDING", none, NotBilled},
		{"DEPLOYING", none, NotBilled},
		{"stopped", none, NotBilled},
		{"ARREARS_DOWN", none, NotBilled},
		{"DELETED", none, NotBilled},
		{"SUSPENDED", none, NotBilled},
		{"FAILED", ready(0), NotBilled},
		{"FAILED", ready(4), Unclear},
		{"FAILED", none, Unclear},
		{"RUNNING", ready(0), Billed},
		{"DELETING", none, Unclear},
		{"OFFLINING", none, Unclear},
		{"UPDATING_FAILED", ready(0), Unclear},
		{"RECOVERING", none, Unclear},
		{"ARREARS_RECOVERING", none, Unclear},
		{"HIBERNATING", none, Unclear},
		{"", none, Unclear},
	} {
		got := statusOf(Text{Value: test.word, Set: true}, test.ready)
		if got.Billing != test.want || got.Value != test.word || !got.Running() {
			t.Errorf("%q with %s ready is %+v, want %s", test.word, test.ready.Value, got, test.want)
		}
	}
	if got := statusOf(Text{}, none); got.Billing != Unclear || got.Text() == "" {
		t.Errorf("no status is %+v, want unclear, with a reason", got)
	}
	seen := map[string]bool{}
	for _, s := range statuses {
		if seen[s.word] || s.billing != Billed && s.why == "" {
			t.Errorf("%s is there twice, or says no reason", s.word)
		}
		seen[s.word] = true
	}
}
