package report

import (
	"io"
	"time"
	"unicode/utf8"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/rules"
)

// The types below are the JSON of rules, from which schema/rules.schema.json
// is made.

// rulesResult is what `costplan rules --format json` writes: the codes of findings
// with their pages.
type rulesResult struct {
	Rules []ruleResult `json:"rules"` // the rules by code, or those that were named in their order
}

// ruleResult is one code.
type ruleResult struct {
	Code     diag.Code     `json:"code"`                                               // the code, which never changes
	Slug     string        `json:"slug" jsonschema:"pattern=^[a-z0-9]+(-[a-z0-9]+)*$"` // a short name for people
	Severity diag.Severity `json:"severity"`                                           // severity, unless a project changes it
	Summary  string        `json:"summary"`                                            // one sentence
	URL      string        `json:"url"`                                                // address of the page
	Text     string        `json:"text"`                                               // the page, in Markdown
	Bad      exampleResult `json:"bad"`                                                // an example that gives the finding, and no other
	Good     exampleResult `json:"good"`                                               // an example that gives no finding
}

// exampleResult is what one run was given, and what it found.
type exampleResult struct {
	Files    []fileResult `json:"files" jsonschema:"minItems=1"` // the deployment files
	Project  *string      `json:"project"`                       // text of the settings file `.costplan.yaml`; null for none
	MaxAge   *int64       `json:"max_age"`                       // most days that the prices may be old (`--max-age`); null for any
	Today    *string      `json:"today"`                         // day of the run, YYYY-MM-DD; null if it does not matter
	Findings string       `json:"findings"`                      // the findings, as the page shows them; empty for none
}

// fileResult is a named text.
type fileResult struct {
	Name   string  `json:"name"`   // its name
	Text   *string `json:"text"`   // its text; null if the bytes are not UTF-8
	Base64 *[]byte `json:"base64"` // its bytes if they are not UTF-8; else null
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
			result.Files = append(result.Files, fileResult{Name: file.Name, Base64: &file.Data})
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
