package diag

import (
	"regexp"
	"strings"
	"testing"
)

// A code is a public contract: unique, in order, of one form, with a slug of its own.
func TestRules(t *testing.T) {
	form := regexp.MustCompile(`^CP[1-9][0-9]{2}$`)
	slugs := map[string]Code{}
	last := Code("")
	for _, rule := range Rules() {
		if !form.MatchString(string(rule.Code)) || rule.Code <= last {
			t.Errorf("%s after %s", rule.Code, last)
		}
		last = rule.Code
		if other, taken := slugs[rule.Slug]; taken || rule.Slug == "" || strings.ToLower(rule.Slug) != rule.Slug {
			t.Errorf("%s has the slug %q of %s", rule.Code, rule.Slug, other)
		}
		slugs[rule.Slug] = rule.Code
		if rule.Severity.Weight() == 0 || !strings.HasSuffix(rule.Summary, ".") {
			t.Errorf("%s has severity %q and summary %q", rule.Code, rule.Severity, rule.Summary)
		}
		if !strings.HasSuffix(rule.URL(), "#"+strings.ToLower(string(rule.Code))) {
			t.Errorf("%s has its page at %s", rule.Code, rule.URL())
		}
	}
	if _, ok := RuleOf("CP999"); ok {
		t.Error("CP999 is a rule")
	}
}

func TestSort(t *testing.T) {
	at := func(file string, offset int, code Code, message string) Diagnostic {
		return Diagnostic{File: file, Code: code, Message: message, Span: Span{Start: Position{Offset: offset}, End: Position{Offset: offset}}}
	}
	sorted := Sort([]Diagnostic{
		at("b", 1, "CP201", "x"), at("a", 9, "CP301", "x"), at("a", 9, "CP201", "y"), at("a", 9, "CP201", "x"), at("a", 9, "CP201", "x"), at("a", 2, "CP301", "x"),
	})
	var got []string
	for _, d := range sorted {
		got = append(got, d.File+string(d.Code)+d.Message)
	}
	if want := "aCP301x aCP201x aCP201y aCP301x bCP201x"; strings.Join(got, " ") != want {
		t.Errorf("sorted to %s, want %s", got, want)
	}
	if n := Count([]Diagnostic{{Severity: Error}, {Severity: Info}, {Severity: Error}}, Error); n != 2 {
		t.Errorf("%d errors, want 2", n)
	}
}

func TestFixedCodes(t *testing.T) {
	for code, want := range map[Code]bool{Syntax: true, Exclusive: true, UnknownModel: false, PeriodsDiffer: true, OverBudget: false} {
		if code.Fixed() != want {
			t.Errorf("%s fixed: %t", code, code.Fixed())
		}
	}
}
