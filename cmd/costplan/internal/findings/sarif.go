package findings

import (
	"cmp"
	"encoding/json"
	"io"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

const (
	toolName    = "costplan"
	toolPage    = "https://github.com/costplan/costplan"
	sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
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
	driver := sarif.NewDriver(toolName).WithInformationURI(toolPage).WithRules(descriptors(rules)).WithNotifications(descriptors(kinds))
	if v := version(); v != "" {
		driver.WithVersion(v)
	}
	run := sarif.NewRun(*sarif.NewTool(driver)).WithColumnKind("unicodeCodePoints")
	invocation := run.AddInvocation(true)
	for _, d := range notices {
		index, _ := slices.BinarySearch(kinds, d.Code)
		invocation.ToolExecutionNotifications = append(invocation.ToolExecutionNotifications, &sarif.Notification{
			Descriptor: sarif.NewReportingDescriptorReference().WithId(string(d.Code)).WithIndex(index),
			Level:      levelOf(d.Severity), Message: sarifMessage(d),
		})
	}
	prints := newFingerprints()
	for _, d := range results {
		index, _ := slices.BinarySearch(rules, d.Code)
		run.AddResult(sarifResult(d, index, prints.of(d)))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarif.Report{Schema: sarifSchema, Version: string(sarif.Version210), Runs: []*sarif.Run{run}})
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

func descriptors(codes []diag.Code) []*sarif.ReportingDescriptor {
	list := []*sarif.ReportingDescriptor{}
	for _, code := range codes {
		d := sarif.NewRule(string(code)).WithDescription(string(code))
		if rule, ok := diag.RuleOf(code); ok {
			summary := sarif.NewMultiformatMessageString(rule.Summary)
			d.WithName(rule.Slug).WithShortDescription(summary).WithFullDescription(summary)
			d.WithTextHelp(rule.Summary + " See " + rule.URL()).WithHelpURI(rule.URL())
			d.WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(levelOf(rule.Severity)))
		}
		list = append(list, d)
	}
	return list
}

func levelOf(s diag.Severity) string { return bySeverity(s, "error", "warning", "note") }

func sarifResult(d diag.Diagnostic, rule int, fingerprint string) *sarif.Result {
	place := sarif.NewLocationWithPhysicalLocation(sarifPlace(d.File, d.Span))
	if d.Path != "" {
		place.AddLogicalLocations(sarif.NewLogicalLocation().WithFullyQualifiedName(d.Path))
	}
	result := sarif.NewRuleResult(string(d.Code)).WithRuleIndex(rule).WithLevel(levelOf(d.Severity)).
		WithMessage(sarifMessage(d)).WithLocations([]*sarif.Location{place}).
		WithPartialFingerPrints(map[string]any{fingerprintName: fingerprint})
	for _, r := range d.Related {
		if r.File != "" {
			related := sarif.NewLocationWithPhysicalLocation(sarifPlace(r.File, r.Span))
			result.AddRelatedLocation(related.WithMessage(plainText(r.Message)))
		}
	}
	for _, fix := range d.Fixes {
		if change := sarifChange(d.File, fix.Edits); change != nil {
			described := sarif.NewFix().WithDescription(plainText(fix.Title)).WithArtifactChanges([]*sarif.ArtifactChange{change})
			described.Properties = map[string]any{"safe": fix.Safe} // ours: a fix that is not safe is a choice
			result.AddFix(described)
		}
	}
	return result
}

func sarifMessage(d diag.Diagnostic) *sarif.Message {
	return plainText(append([]string{show.Safe(d.Message)}, advice(d)...)...)
}

// plainText is a text of some lines in which a viewer sees no link: "[a](b)"
// would be one even in plain text.
func plainText(lines ...string) *sarif.Message {
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(show.Safe(line), "](", "] (")
	}
	return sarif.NewTextMessage(cmp.Or(strings.Join(lines, "\n"), "-"))
}

func sarifPlace(file string, s diag.Span) *sarif.PhysicalLocation {
	place := sarif.NewPhysicalLocation().WithArtifactLocation(artifactOf(file))
	if placed(s) {
		place.WithRegion(regionOf(s))
	}
	return place
}

// regionOf is a place in a text, 1-based; the end is the first position after it.
func regionOf(s diag.Span) *sarif.Region {
	end := endOf(s)
	return sarif.NewRegion().WithStartLine(s.Start.Line).WithStartColumn(s.Start.Column).WithEndLine(end.Line).WithEndColumn(end.Column)
}

// sarifChange returns the edits of a fix; nil if there is none, or if one has no
// place.
func sarifChange(file string, edits []diag.Edit) *sarif.ArtifactChange {
	change := sarif.NewArtifactChange(artifactOf(file))
	for _, edit := range edits {
		if !placed(edit.Span) {
			return nil
		}
		replacement := sarif.NewReplacement(regionOf(edit.Span))
		if edit.Text != "" {
			replacement.WithInsertedContent(sarif.NewArtifactContent().WithText(edit.Text))
		}
		change.WithReplacement(replacement)
	}
	if len(change.Replacements) == 0 {
		return nil
	}
	return change
}

// sourceRoot stands for the root of the repository, from which the tool runs.
const sourceRoot = "%SRCROOT%"

// artifactOf names a file by a URI: relative to the root of the repository as it
// was given, or absolute. Names have forward slashes on every system.
func artifactOf(file string) *sarif.ArtifactLocation {
	address := url.URL{Path: file}
	switch {
	case file == files.StdinName:
		return sarif.NewSimpleArtifactLocation(address.String())
	case strings.HasPrefix(file, "/"):
		address.Scheme = "file"
		return sarif.NewSimpleArtifactLocation(address.String())
	case hasDrive(file):
		address.Scheme, address.Path = "file", "/"+file
		return sarif.NewSimpleArtifactLocation(address.String())
	}
	return sarif.NewSimpleArtifactLocation(address.String()).WithUriBaseId(sourceRoot)
}

// hasDrive tells an absolute path of Windows: "C:/deployments.yaml".
func hasDrive(file string) bool {
	return len(file) > 2 && file[1:3] == ":/" && strings.ContainsRune("abcdefghijklmnopqrstuvwxyz", rune(file[0]|0x20))
}
