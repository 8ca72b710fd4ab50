package answer_test

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/wasm/answer"
)

// wordings are deployments in many forms: right and wrong ones, with fixes and
// without, and some that say more than their own text does.
var wordings = []string{
	"{name: NAME, model_name: qwen3-32b, plan: mu, suffix: sN, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}",
	"{name: NAME, model_name: qwen3-32b, plan: mu, suffix: sN, deploy_spec: MU1, capacity: 6}",
	"{name: NAME, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: N, estimate: {payment: subscription, months: 3}}",
	"{name: NAME, model_name: qwen3.6-plus-2026-04-02, plan: ptu, suffix: sN, ptu_capacity: {input_tpm: 50000, output_tpm: 5500}}",
	"{name: NAME, model_name: qwen3.6-plus-2026-04-02, plan: ptu, estimate: {payment: subscription, days: 3, ordered_at: 2026-06-06T22:30:00+08:00}}",
	"{name: NAME, model_name: qwen3-14b-ft-202511132025-0260, plan: lora, capacity: 1, suffix: sN, estimate: {tokens: {input: 120M, output: 3000}}}",
	"{name: NAME, model_name: qwen-flash-2025-07-28, plan: ptu, capcity: 1, region: cn-beijing}",
	"{name: NAME, model_name: nothing, plan: mu, deploy_spec: MU1, capacity: 4, x-note: yes}",
	"{name: yes, model_name: qwen3-32b, plan: mu, capacity: 0x10}",
	"name: NAME # costplan:ignore CP502 bought by the hour\n    model_name: qwen3-32b\n    plan: mu\n    suffix: sN\n    deploy_spec: MU1\n    capacity: 8\n    billing_method: POST_PAY",
	"name: >-\n      NAME\n      of two lines\n    model_name: qwen3-8b\n    plan: mu\n    deploy_spec: MU5\n    capacity: 3\n    billing_method: POST_PAY\n    suffix: sN",
	"<<: *common\n    name: NAME\n    suffix: sN",
	"{name: NAME, <<: *common, estimate: *used}",
	"*common",
	"",
	"7",
}

var headings = []string{
	"region: singapore\n", "region: cn-beijing\nperiod: 1y\n", "period: 720h\nbudget: 100\n", "region: atlantis\n", "version: 1\nregion: singapore\nperiod: never\n",
	"region: singapore\nbudgets: [{limit: 500, name: \"d*\"}]\n", "region: singapore\nreigon: x\n",
}

const shared = "x-common: &common {model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: CAPACITY, billing_method: POST_PAY, estimate: &used {hours: 100}}\n"

// edited is a document that somebody changes again and again.
type edited struct {
	heading, shared, between string
	items                    []string
	tail                     string
}

func (e *edited) text() string {
	var b strings.Builder
	b.WriteString(e.shared + e.heading + "deployments:\n")
	for _, item := range e.items {
		b.WriteString("  - " + item + "\n" + e.between)
	}
	b.WriteString(e.tail)
	return b.String()
}

func (e *edited) item(r *rand.Rand) string {
	n := r.Intn(12)
	return strings.NewReplacer("NAME", fmt.Sprintf("d%d", n), "N", fmt.Sprint(n)).Replace(wordings[r.Intn(len(wordings))])
}

func (e *edited) change(r *rand.Rand) {
	at := 0
	if len(e.items) > 0 {
		at = r.Intn(len(e.items))
	}
	switch kind := r.Intn(12); {
	case kind < 4 && len(e.items) > 0:
		e.items[at] = e.item(r)
	case kind < 7 && len(e.items) < 12:
		e.items = slices.Insert(e.items, at, e.item(r))
	case kind == 7 && len(e.items) > 0:
		e.items = slices.Delete(e.items, at, at+1)
	case kind == 8:
		e.heading = headings[r.Intn(len(headings))]
	case kind == 9:
		e.shared = strings.ReplaceAll(shared, "CAPACITY", fmt.Sprint(4*r.Intn(4)))
	case kind == 10:
		e.between = []string{"", "\n", "  # a comment: é\n"}[r.Intn(3)]
	default:
		e.tail = []string{"", "---\nregion: beijing\ndeployments:\n  - " + wordings[0] + "\n", "---\n" + wordings[3] + "\n", "x-odd: \"\n"}[r.Intn(4)]
	}
}

// What is remembered from one keystroke to the next changes no byte of an answer.
func TestMemoryGivesTheSameBytes(t *testing.T) {
	prices := `{"name":"own.yaml","text":"source: mine\ndiscounts:\n  - {plans: [mu], percent: 10}\n"}`
	for seed := range int64(20) {
		r := rand.New(rand.NewSource(seed))
		service := answer.New()
		doc := &edited{heading: headings[0], shared: strings.ReplaceAll(shared, "CAPACITY", "4")}
		for step := range 60 {
			doc.change(r)
			text := doc.text()
			if r.Intn(15) == 0 && text != "" {
				cut := r.Intn(len(text))
				text = text[:cut] + text[min(len(text), cut+1+r.Intn(9)):]
			}
			quoted, err := json.Marshal(text)
			if err != nil {
				t.Fatal(err)
			}
			request := fmt.Sprintf(`{"api":1,"call":"state","files":[{"name":"a.yaml","text":%s}],"charts":true,"cards":{"from":1,"count":1}`, quoted)
			if r.Intn(4) == 0 {
				request += `,"settings":{"region":"beijing","period":"12mo"}`
			}
			if r.Intn(4) == 0 {
				request += `,"overlays":[` + prices + `]`
			}
			request += "}"
			want := string(answer.New().Respond([]byte(request)))
			if got := string(service.Respond([]byte(request))); got != want {
				t.Fatalf("seed %d, step %d, of\n%s\ngot\n%s\nwant\n%s", seed, step, text, got, want)
			}
			if !strings.HasPrefix(want, `{"api":1,"ok":true`) {
				t.Fatalf("refused: %s", want)
			}
		}
	}
}
