package form_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aymanbagabas/go-udiff"

	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/form"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff")

// example is the file of the repository that has every plan and payment.
func example(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../../testdata/examples/deployments.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s (go test ./engine/form -update rewrites it):\n%s", file, udiff.Unified("want", "got", string(want), got))
	}
}

// TestGoldenForm writes the form of the example as a text that can be read.
func TestGoldenForm(t *testing.T) {
	f := newEngine(t).Form(engine.Input{Name: "deployments.yaml", Data: []byte(example(t))}, engine.Settings{}, form.Cards{})
	var out strings.Builder
	out.WriteString("The document\n")
	for i := range f.Document {
		writeField(&out, &f.Document[i])
	}
	for i := range f.Deployments {
		card := &f.Deployments[i]
		fmt.Fprintf(&out, "\nCard %d: %s (%s, lines %d to %d), %s %s in %s\n", card.Deployment, card.Title, card.Path, card.Line, card.EndLine, card.Plan, card.Model, card.Region)
		for _, note := range card.Notes {
			fmt.Fprintf(&out, "  note: %s\n", note)
		}
		for j := range card.Fields {
			writeField(&out, &card.Fields[j])
		}
	}
	for _, key := range []string{"models/ap-southeast-1/ptu", "models/ap-southeast-1/lora"} {
		fmt.Fprintf(&out, "\nOptions %s\n", key)
		group := ""
		for _, o := range f.OptionSets[key] {
			if o.Group != group {
				group = o.Group
				fmt.Fprintf(&out, "  %s\n", group)
			}
			writeOption(&out, &o)
		}
	}
	golden(t, "form.golden", out.String())
}

func writeField(out *strings.Builder, f *form.Field) {
	value := "left out"
	if f.Value != nil {
		value = *f.Value
	}
	fmt.Fprintf(out, "  %s %q, %s: %s", f.ID, f.Label, f.Kind, value)
	if f.Effective != value {
		fmt.Fprintf(out, " (%s)", f.Effective)
	}
	if f.Unit != "" {
		out.WriteString(" " + f.Unit)
	}
	for _, part := range []struct {
		name string
		text *string
	}{{"step", f.Step}, {"min", f.Min}, {"max", f.Max}, {"up", f.StepUp}, {"down", f.StepDown}} {
		if part.text != nil {
			fmt.Fprintf(out, ", %s %s", part.name, *part.text)
		}
	}
	if f.StepText != "" {
		out.WriteString(", " + f.StepText)
	}
	if f.Required {
		out.WriteString(", required")
	}
	fmt.Fprintf(out, "\n    %s\n", f.Help)
	for i := range f.Options {
		writeOption(out, &f.Options[i])
	}
	if f.OptionsRef != "" {
		fmt.Fprintf(out, "    options %s\n", f.OptionsRef)
	}
	for _, p := range f.Presets {
		fmt.Fprintf(out, "    preset %s %q: %s %s %s %s, active %t\n", p.ID, p.Label, p.Change.Kind, fmt.Sprint(p.Change.Deployment), p.Change.Field, p.Change.Value, p.Active)
	}
}

func writeOption(out *strings.Builder, o *form.Option) {
	fmt.Fprintf(out, "    - %s %q", o.Value, o.Label)
	if o.Detail != "" {
		out.WriteString(": " + o.Detail)
	}
	if o.Disabled {
		out.WriteString(" [not to be chosen]")
	}
	if o.Reason != "" {
		out.WriteString(" (" + o.Reason + ")")
	}
	out.WriteByte('\n')
}

// TestGoldenChanges writes what each of some changes does to the example.
func TestGoldenChanges(t *testing.T) {
	text := example(t)
	var out strings.Builder
	for _, change := range []form.Change{
		set(-1, "region", "cn-beijing"), set(-1, "period", "2026-12"), unset(-1, "budget"),
		set(0, "payment", "pay_as_you_go"), set(0, "plan", "mu"), set(0, "input_tpm", "1.5M"),
		set(1, "payment", "subscription"), set(1, "hours", "100"), unset(1, "hours"),
		set(2, "model_name", "glm-5.1"), set(2, "region", "ap-southeast-1"), unset(2, "region"),
		set(3, "model_name", "qwen3.6-plus-2026-04-02"), set(3, "deploy_spec", "MU2"), set(3, "plan", "cu"), set(3, "payment", "subscription"),
		set(5, "payment", "pay_as_you_go"), set(5, "cancel_after_days", "20"), set(5, "plan", "lora"),
		set(6, "tokens.input", "2B"), set(6, "model_name", "qwen3-32b"), unset(6, "tokens.output"),
		{Kind: form.Add, Deployment: -1}, {Kind: form.Duplicate, Deployment: 3}, {Kind: form.Delete, Deployment: 0}, {Kind: form.Delete, Deployment: 6},
	} {
		result, err := newEngine(t).Edit(engine.Input{Name: "deployments.yaml", Data: []byte(text)}, engine.Settings{}, change)
		if err != nil {
			t.Fatalf("%+v: %v", change, err)
		}
		fmt.Fprintf(&out, "%s\n", strings.TrimSpace(fmt.Sprintf("%s %d %s %s", change.Kind, change.Deployment, change.Field, change.Value)))
		diff := udiff.Unified("", "", text, result.Text)
		_, diff, _ = strings.Cut(diff, "\n+++ \n")
		out.WriteString(diff + "\n")
	}
	golden(t, "changes.golden", out.String())
}
