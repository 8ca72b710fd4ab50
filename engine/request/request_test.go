package request_test

import (
	"encoding/json"
	"testing"
	"unicode"

	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/request"
)

func body(t *testing.T, name, text string) string {
	t.Helper()
	docs, problems := document.Parse(document.NewSource(name, []byte(text)))
	if len(problems) > 0 || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), problems)
	}
	return string(request.Body(docs[0]))
}

// TestBody: the fields of the API in the order of its page, with their types and
// their digits, whatever the order of the file, and nothing of ours.
func TestBody(t *testing.T) {
	got := body(t, "a.yaml", `
x-owner: me
estimate: {hours: 3}
region: beijing
suffix: "01"          # text, though it looks like a number
capacity: 8
tpm_limit: 1e3        # the API wants an integer
rpm_limit: +500
max_context_length: 9007199254740993 # more than a float holds
enable_thinking: True
name: "<ä> \"q\""
plan: mu
billing_methd: POST_PAY
model_name: qwen3-32b
`)
	want := `{"model_name":"qwen3-32b","plan":"mu","name":"<ä> \"q\"","capacity":8,"enable_thinking":true,` +
		`"max_context_length":9007199254740993,"rpm_limit":500,"tpm_limit":1000,"suffix":"01"}`
	if got != want {
		t.Errorf("the body is\n%s, want\n%s", got, want)
	}
	got = body(t, "a.yaml", "{model_name: m, plan: ptu_v2, output_tpm_quota: 2000, input_tpm_quota: 20000, prefill_capacity: 16, decode_capacity: 8, service_tier: ptu_fast}")
	if want := `{"model_name":"m","plan":"ptu_v2","service_tier":"ptu_fast","input_tpm_quota":20000,"output_tpm_quota":2000,"prefill_capacity":16,"decode_capacity":8}`; got != want {
		t.Errorf("the body is\n%s, want\n%s", got, want)
	}
	got = body(t, "a.json", `{"ptu_capacity":{"x-note":1,"output_tpm":1000,"input_tpm":10000},"model_name":"m"}`)
	if want := `{"model_name":"m","ptu_capacity":{"input_tpm":10000,"output_tpm":1000}}`; got != want {
		t.Errorf("the body is\n%s, want\n%s", got, want)
	}
}

// TestBodyOfMerged: what a merge key brings in is sent too.
func TestBodyOfMerged(t *testing.T) {
	docs, _ := document.Parse(document.NewSource("a.yaml", []byte("x-base: &base {plan: ptu, name: a}\ndeployments:\n- <<: *base\n  model_name: m\n  name: b\n")))
	got := request.Body(docs[0].Get("deployments").Items[0])
	if want := `{"model_name":"m","plan":"ptu","name":"b"}`; string(got) != want {
		t.Errorf("the body is %s, want %s", got, want)
	}
}

// FuzzAppendText: any text comes back, from one line without a character that
// steers a terminal or hides.
func FuzzAppendText(f *testing.F) {
	for _, seed := range []string{"", "a\"\\\n\r\t\x00\x1b[2J", "\u202e\u2028\ufeff\u200d", "\U000e0041😀", "BODY\n'$(touch x)'`"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		out := request.AppendText(nil, text)
		var back string
		if err := json.Unmarshal(out, &back); err != nil {
			t.Fatalf("%q: %v", out, err)
		}
		if want := string([]rune(text)); back != want { // a byte that is no character becomes U+FFFD
			t.Errorf("%q comes back as %q", want, back)
		}
		for _, r := range string(out) {
			if unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) {
				t.Errorf("%q holds %U", out, r)
			}
		}
	})
}
