package report

import (
	"io"
	"time"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/rules"
)

// The types below are the JSON of rules, described for users by
// schema/rules.schema.json.

type rulesResult struct {
	Rules []ruleResult `json:"rules"`
}

type ruleResult struct {
	Code     diag.Code     `json:"code"`
	Slug     string        `json:"slug"`
	Severity diag.Severity `json:"severity"`
	Summary  string        `json:"summary"`
	URL      string        `json:"url"`
	Text     string        `json:"text"` // Markdown
	Bad      exampleResult `json:"bad"`
	Good     exampleResult `json:"good"`
}

type exampleResult struct {
	Files    []fileResult `json:"files"`
	Project  *string      `json:"project"`
	MaxAge   *int64       `json:"max_age"`
	Today    *string      `json:"today"`
	Findings string       `json:"findings"`
}

type fileResult struct {
	Name string `json:"name"`
	// Text is null, and Base64 is not, for bytes that are not UTF-8.
	Text   *string `json:"text"`
	Base64 []byte  `json:"base64"`
}

// RulesJSON writes rules with their pages as JSON.
func RulesJSON(w io.Writer, chosen []diag.Rule) error {
	result := rulesResult{Rules: []ruleResult{}}
	for _, rule := range chosen {
		page, _ := rules.PageOf(rule.Code)
		result.Rules = append(result.Rules, ruleResult{
			Code: rule.Code, Slug: rule.Slug, Severity: rule.Severity, Summary: rule.Summary, URL: rule.URL(),
			Text: page.Text, Bad: exampleOf(page.Bad), Good: exampleOf(page.Good),
		})
	}
	return writeJSON(w, result)
}

func exampleOf(e rules.Example) exampleResult {
	result := exampleResult{Files: []fileResult{}, MaxAge: e.MaxAge, Findings: e.Want}
	for _, file := range e.Files {
		if utf8.Valid(file.Data) {
			text := string(file.Data)
			result.Files = append(result.Files, fileResult{Name: file.Name, Text: &text})
		} else {
			result.Files = append(result.Files, fileResult{Name: file.Name, Base64: file.Data})
		}
	}
	if e.Project != nil {
		text := string(e.Project)
		result.Project = &text
	}
	if !e.Today.IsZero() {
		day := e.Today.Format(time.DateOnly)
		result.Today = &day
	}
	return result
}
