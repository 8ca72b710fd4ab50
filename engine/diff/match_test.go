package diff_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diff"
)

// said writes what became of each deployment: "changed file_name batch capacity 8>16".
func said(d *diff.Diff) string {
	var all []string
	for i := range d.Deployments {
		c := &d.Deployments[i]
		words := []string{string(c.Status), string(c.MatchedBy), c.Either().Name, fieldsText(c)}
		if c.Moved {
			words = append(words, "from", c.Old.File)
		}
		all = append(all, strings.Join(strings.Fields(strings.Join(words, " ")), " "))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func TestMatching(t *testing.T) {
	cat := load(t)
	const (
		unnamed   = "{model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}"
		unnamed14 = "{model_name: qwen3-14b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}"
	)
	const twice = " # costplan:ignore CP401,CP402 so that it keeps its amount"
	batch14 := strings.Replace(batch, "qwen3-32b", "qwen3-14b", 1)
	suffixed := func(suffix, capacity string) string {
		return strings.NewReplacer("plan: mu", "plan: mu, suffix: "+suffix, "capacity: 8", "capacity: "+capacity).Replace(batch) + twice
	}
	for _, test := range []struct {
		name     string
		old, new files
		want     string
	}{
		{"another model", files{"a.yaml": list(batch), "z.yaml": list(chat)}, files{"a.yaml": list(batch14), "z.yaml": list(chat)},
			"changed file_name batch model_name qwen3-32b>qwen3-14b; unchanged file_name chat"},
		{"two single files", files{"old.yaml": list(batch)}, files{"new.yaml": list(batch14)},
			"changed file_name batch model_name qwen3-32b>qwen3-14b"},
		{"a file renamed", files{"a.yaml": list(batch), "z.yaml": list(chat)}, files{"b.yaml": list(batch16), "z.yaml": list(chat)},
			"changed name_model_suffix batch capacity 8>16 from a.yaml; unchanged file_name chat"},
		{"moved", files{"a.yaml": list(batch, chat), "z.yaml": list(tuned)}, files{"a.yaml": list(chat), "z.yaml": list(tuned, batch)},
			"unchanged file_name chat; unchanged file_name tuned; unchanged name_model_suffix batch from a.yaml"},
		{"moved, but not unique", files{"a.yaml": list(batch), "b.yaml": list(batch), "z.yaml": list(chat)}, files{"c.yaml": list(batch), "z.yaml": list(chat)},
			"added batch; removed batch; removed batch; unchanged file_name chat"},
		{"moved, and the rest of its name stayed", files{"a.yaml": list(batch + twice), "b.yaml": list(batch + twice), "z.yaml": list(chat)}, files{"b.yaml": list(batch + twice), "c.yaml": list(batch + twice), "z.yaml": list(chat)},
			"unchanged file_name batch; unchanged file_name chat; unchanged name_model_suffix batch from a.yaml"},
		{"moved with another suffix", files{"a.yaml": list(suffixed("v1", "8")), "z.yaml": list(chat)}, files{"b.yaml": list(suffixed("v2", "8")), "z.yaml": list(chat)},
			"added batch; removed batch; unchanged file_name chat"},
		{"renamed", files{"a.yaml": list(batch, chat)}, files{"a.yaml": list(chat, strings.Replace(batch16, "name: batch", "name: nightly", 1))},
			"changed file_model_suffix nightly name batch>nightly, capacity 8>16; unchanged file_name chat"},
		{"the same name twice, by suffix", files{"a.yaml": list(suffixed("v1", "4"), suffixed("v2", "8"))}, files{"a.yaml": list(suffixed("v2", "12"), suffixed("v1", "16"))},
			"changed file_name batch capacity 4>16; changed file_name batch capacity 8>12"},
		{"the same twice, equal ones first", files{"a.yaml": list(suffixed("v1", "4"), suffixed("v1", "8"))}, files{"a.yaml": list(suffixed("v1", "8"), suffixed("v1", "16"))},
			"changed file_name batch capacity 4>16; unchanged file_name batch"},
		{"the same twice, in order", files{"a.yaml": list(suffixed("v1", "4"), suffixed("v1", "8"))}, files{"a.yaml": list(suffixed("v1", "12"), suffixed("v1", "16"))},
			"changed file_name batch capacity 4>12; changed file_name batch capacity 8>16"},
		{"the same twice, one left out", files{"a.yaml": list(batch+twice, batch+twice)}, files{"a.yaml": list(batch)},
			"removed batch; unchanged file_name batch"},
		{"without a name", files{"a.yaml": list(unnamed)}, files{"a.yaml": list(unnamed)}, "unchanged file_model_suffix"},
		{"without a name, another model", files{"a.yaml": list(unnamed), "z.yaml": list(chat)}, files{"a.yaml": list(unnamed14), "z.yaml": list(chat)},
			"changed file model_name qwen3-32b>qwen3-14b; unchanged file_name chat"},
		{"a name given", files{"a.yaml": list(unnamed)}, files{"a.yaml": list(batch)}, "changed file_model_suffix batch name ->batch"},
		{"nothing", nil, nil, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := diff.Quotes(side(t, cat, test.old), side(t, cat, test.new))
			if got := said(&d); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestEachOnce: every deployment of either side is in exactly one change.
func TestEachOnce(t *testing.T) {
	cat := load(t)
	old := side(t, cat, files{"a.yaml": list(batch, batch, chat), "b.yaml": list(batch, legacy)})
	new := side(t, cat, files{"a.yaml": list(batch16, chat, chat), "c.yaml": list(batch, legacy, broken)})
	d := diff.Quotes(old, new)
	seen := map[string]int{}
	for i := range d.Deployments {
		if c := &d.Deployments[i]; c.Old != nil {
			seen[fmt.Sprintf("old %p", c.Old)]++
		}
		if c := &d.Deployments[i]; c.New != nil {
			seen[fmt.Sprintf("new %p", c.New)]++
		}
	}
	for i := range old.Quote.Deployments {
		seen[fmt.Sprintf("old %p", &old.Quote.Deployments[i])]--
	}
	for i := range new.Quote.Deployments {
		seen[fmt.Sprintf("new %p", &new.Quote.Deployments[i])]--
	}
	for which, n := range seen {
		if n != 0 {
			t.Errorf("%s is there %d times too often", which, n)
		}
	}
}
