package findings

import (
	"bytes"
	"slices"
	"testing"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/report"
)

// The files of a realistic run: two with findings of every severity, in the
// second one the name has spaces and wide characters; one without findings.
const (
	batchFile = "deploy/batch.yaml"
	batchText = "region: singapore\n" +
		"deployments:\n" +
		"\t- name: batch\n" + // a tab, as the excerpt has to show one
		"    model_name: qwen3-32b\n" +
		"    plan: mu\n" +
		"    deploy_spec: MU1\n" +
		"    capacity: 6\n" +
		"    suffix: blue\n"
	chatFile = "deploy/聊天 100%.yaml"
	chatText = "{model_name: Qwen3-32B, name: 聊天机器人, plan: mu, suffix: blue}\r\n"
	goodFile = "deploy/good.yaml"
)

// sample is a mixed result, sorted as the engine sorts.
func sample(t testing.TB) Input {
	t.Helper()
	batch, chat := document.NewSource(batchFile, []byte(batchText)), document.NewSource(chatFile, []byte(chatText))
	span := func(s *document.Source, part string) diag.Span {
		at := bytes.Index(s.Data, []byte(part))
		if at < 0 {
			t.Fatalf("no %q in %s", part, s.Name)
		}
		return s.Span(at, at+len(part))
	}
	replace := func(title string, safe bool, at diag.Span, text string) diag.Fix {
		return diag.Fix{Title: title, Safe: safe, Edits: []diag.Edit{{Span: at, Text: text}}}
	}

	old := diag.New(diag.OldCatalog, "", diag.Span{}, "", "the prices are of edition 2026-06-06, 200 days old; the most is 90")
	old.Help = "update costplan, or raise --max-age"

	capacity := diag.New(diag.CapacityMultiple, batchFile, span(batch, "6"), "/deployments/0/capacity", "capacity 6 is not a multiple of 4 (MU1 x 4)")
	capacity.Help = "use 4 or 8"
	capacity.APIError = &diag.APIError{Code: "InvalidParameter", Message: "Invalid capacity (6)"}
	capacity.Fixes = []diag.Fix{replace("use 8", false, capacity.Span, "8"), replace("use 4", false, capacity.Span, "4")}

	deployment := batch.Span(bytes.Index(batch.Data, []byte("name:")), len(batch.Data)-1)
	billing := diag.New(diag.NoBillingMethod, batchFile, deployment, "/deployments/0", "billing_method is missing, which plan mu requires")
	end := batch.Span(len(batch.Data), len(batch.Data))
	billing.Fixes = []diag.Fix{replace("add it", true, end, "    billing_method: POST_PAY\n")}

	code := diag.New(diag.UnknownModel, chatFile, span(chat, "Qwen3-32B"), "/model_name", `no region offers a model "Qwen3-32B"`)
	code.Help = `did you mean "qwen3-32b"?`
	code.Fixes = []diag.Fix{replace("write qwen3-32b", true, code.Span, "qwen3-32b")}

	suffix := diag.New(diag.SameSuffix, chatFile, span(chat, "blue"), "/suffix", `the suffix "blue" is taken`)
	suffix.Related = []diag.Related{{File: batchFile, Message: "the first one", Span: span(batch, "blue")}}

	cheaper := diag.New(diag.CheaperPayment, chatFile, span(chat, "聊天机器人"), "", "a subscription costs 12,000 USD less than pay as you go")

	return Input{
		Findings: report.Findings{
			Diagnostics: diag.Sort([]diag.Diagnostic{old, capacity, billing, code, suffix, cheaper}),
			Files:       3, Deployments: 3,
		},
		Source: func(file string) []byte {
			switch file {
			case batchFile:
				return batch.Data
			case chatFile:
				return chat.Data
			}
			return nil
		},
		Checked: []string{goodFile, chatFile, batchFile},
	}
}

// only is a result with some diagnostics and nothing else.
func only(found ...diag.Diagnostic) Input {
	return Input{Findings: report.Findings{Diagnostics: found, Files: 1, Deployments: 1}}
}

// written is what a format writes.
func written(t testing.TB, name string, in Input) string {
	t.Helper()
	all := Formats()
	i := slices.IndexFunc(all, func(f Format) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no format %s", name)
	}
	var out bytes.Buffer
	if err := all[i].Write(&out, in); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out.String()
}

// hostile are names and messages that try to be more than text.
func hostile() []string {
	return []string{
		`<img src=x onerror=alert(1)>`,
		`%0A::error file=x::injected`,
		"a\n::error::injected",
		"a\r\n::add-mask::x",
		`]]>&amp;<failure message="x"/>`,
		"a\u202elmay.b", // turns the direction of the text
		"a\x1b[31m\x07\u009b31mred",
		"bad \xff bytes \xc3",
		"@team #12 !3 $4 [a](https://evil.example) **b** `c` | d | www.evil.example https://evil.example",
		"a:b,c=d",
		"</details><script>",
		`C:\a\b.yaml`,
		"*",
		"a\tb\x00c",
		"\u2028\ufeff\ufffe",
	}
}

// attacks is a finding for each hostile text, which is in every part of it.
func attacks() []diag.Diagnostic {
	span := diag.Span{Start: diag.Position{Line: 2, Column: 3}, End: diag.Position{Line: 2, Column: 5}}
	var found []diag.Diagnostic
	for _, text := range hostile() {
		d := diag.New(diag.UnknownField, text, span, "/"+text, text)
		d.Help = text
		d.APIError = &diag.APIError{Code: text, Message: text}
		d.Related = []diag.Related{{File: text, Message: text, Span: span}}
		d.Fixes = []diag.Fix{{Title: text, Edits: []diag.Edit{{Span: span, Text: text}}}}
		found = append(found, d)
	}
	return diag.Sort(found)
}
