package findings

import (
	"cmp"
	"encoding/json"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

const (
	toolName = "costplan"
	toolPage = "https://github.com/costplan/costplan"
)

// SARIF writes findings as a SARIF 2.1.0 log. What speaks of no file is a
// notification of the tool, not a result: GitHub refuses a whole log for one
// result without a location.
func SARIF(w io.Writer, in Input) error {
	var results, notices []diag.Diagnostic
	for _, d := range in.Diagnostics {
		if d.File == "" {
			notices = append(notices, d)
		} else {
			results = append(results, d)
		}
	}
	rules, kinds := codesOf(results), codesOf(notices)
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: toolName, Version: version(), InformationURI: toolPage,
			Rules: descriptors(rules), Notifications: descriptors(kinds),
		}},
		Invocations: []sarifInvocation{{ExecutionSuccessful: true}},
		ColumnKind:  "unicodeCodePoints",
		Results:     []sarifResult{},
	}
	for _, d := range notices {
		index, _ := slices.BinarySearch(kinds, d.Code)
		run.Invocations[0].Notifications = append(run.Invocations[0].Notifications, sarifNotification{
			Descriptor: sarifReference{string(d.Code), index}, Level: levelOf(d.Severity), Message: sarifMessage(d),
		})
	}
	prints := newFingerprints()
	for _, d := range results {
		index, _ := slices.BinarySearch(rules, d.Code)
		run.Results = append(run.Results, sarifResultOf(d, index, prints.of(d)))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}})
}

// version is that of the module that the program was built from, if it is known.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return ""
}

// codesOf returns the codes of diagnostics, sorted, each once.
func codesOf(found []diag.Diagnostic) []diag.Code {
	var codes []diag.Code
	for _, d := range found {
		if i, ok := slices.BinarySearch(codes, d.Code); !ok {
			codes = slices.Insert(codes, i, d.Code)
		}
	}
	return codes
}

func descriptors(codes []diag.Code) []sarifDescriptor {
	list := []sarifDescriptor{}
	for _, code := range codes {
		d := sarifDescriptor{ID: string(code)}
		if rule, ok := diag.RuleOf(code); ok {
			summary := &sarifText{rule.Summary}
			d.Name, d.ShortDescription, d.FullDescription = rule.Slug, summary, summary
			d.Help, d.HelpURI = &sarifText{rule.Summary + " See " + rule.URL()}, rule.URL()
			d.DefaultConfiguration = &sarifSettings{levelOf(rule.Severity)}
		}
		list = append(list, d)
	}
	return list
}

func levelOf(s diag.Severity) string {
	switch s {
	case diag.Error:
		return "error"
	case diag.Warning:
		return "warning"
	}
	return "note"
}

func sarifResultOf(d diag.Diagnostic, rule int, fingerprint string) sarifResult {
	place := sarifLocation{Physical: sarifPlace(d.File, d.Span)}
	if d.Path != "" {
		place.Logical = []sarifLogical{{d.Path}}
	}
	result := sarifResult{
		RuleID: string(d.Code), RuleIndex: rule, Level: levelOf(d.Severity), Message: sarifMessage(d),
		Locations:    []sarifLocation{place},
		Fingerprints: map[string]string{fingerprintName: fingerprint},
	}
	for _, r := range d.Related {
		if r.File != "" {
			result.Related = append(result.Related, sarifLocation{Physical: sarifPlace(r.File, r.Span), Message: plainText(r.Message)})
		}
	}
	for _, fix := range d.Fixes {
		if change, ok := sarifChangeOf(d.File, fix.Edits); ok {
			result.Fixes = append(result.Fixes, sarifFix{
				Description: *plainText(fix.Title), Changes: []sarifChange{change}, Properties: sarifSafety{fix.Safe},
			})
		}
	}
	return result
}

func sarifMessage(d diag.Diagnostic) sarifText {
	return *plainText(append([]string{show.Safe(d.Message)}, advice(d)...)...)
}

// plainText is a text of some lines in which a viewer sees no link: "[a](b)"
// would be one even in plain text.
func plainText(lines ...string) *sarifText {
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(show.Safe(line), "](", "] (")
	}
	return &sarifText{cmp.Or(strings.Join(lines, "\n"), "-")}
}

func sarifPlace(file string, s diag.Span) *sarifPhysical {
	place := &sarifPhysical{Artifact: artifactOf(file)}
	if placed(s) {
		place.Region = regionOf(s)
	}
	return place
}

func regionOf(s diag.Span) *sarifRegion {
	end := endOf(s)
	return &sarifRegion{StartLine: s.Start.Line, StartColumn: s.Start.Column, EndLine: end.Line, EndColumn: end.Column}
}

// sarifChangeOf returns the edits of a fix; ok is false if there is none, or if
// one has no place.
func sarifChangeOf(file string, edits []diag.Edit) (change sarifChange, ok bool) {
	change.Artifact = artifactOf(file)
	for _, edit := range edits {
		if !placed(edit.Span) {
			return sarifChange{}, false
		}
		replacement := sarifReplacement{Deleted: *regionOf(edit.Span)}
		if edit.Text != "" {
			replacement.Inserted = &sarifText{edit.Text}
		}
		change.Replacements = append(change.Replacements, replacement)
	}
	return change, len(change.Replacements) > 0
}
