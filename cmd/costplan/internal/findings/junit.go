package findings

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
)

// The types below are the parts of a JUnit report that are written, in the order
// of the elements that its schemas ask for.

type junitReport struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Suites []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	junitCounts
	Cases []junitCase `xml:"testcase"`
}

type junitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Skipped  int `xml:"skipped,attr"`
	Time     int `xml:"time,attr"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Time    int           `xml:"time,attr"`
	Skipped *junitOutcome `xml:"skipped"`
	Failure *junitOutcome `xml:"failure"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitOutcome struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr,omitempty"`
	Text    string `xml:",chardata"`
}

// JUnit writes findings as a test report: a suite for each file, a test case for
// each finding, and one that passes for a file without findings. An error fails.
// A warning is skipped: CI systems show the text of a skipped test, and do not
// fail for it. An info passes, with its text as the output.
func JUnit(w io.Writer, in Input) error {
	byFile := map[string][]diag.Diagnostic{}
	for _, name := range in.Checked {
		byFile[name] = nil
	}
	for _, group := range groups(in.Diagnostics) {
		byFile[group[0].File] = append(byFile[group[0].File], group...)
	}
	if len(byFile) == 0 {
		byFile[""] = nil // a report without a test counts as broken
	}
	report := junitReport{Name: toolName}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		suite := junitSuiteOf(file, byFile[file])
		report.add(suite.junitCounts)
		report.Suites = append(report.Suites, suite)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(report); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (c *junitCounts) add(other junitCounts) {
	c.Tests += other.Tests
	c.Failures += other.Failures
	c.Skipped += other.Skipped
}

func junitSuiteOf(file string, found []diag.Diagnostic) junitSuite {
	suite := junitSuite{Name: escaped(file)}
	if file == "" {
		suite.Name = toolName
	}
	if len(found) == 0 {
		suite.Cases = []junitCase{{Name: "no findings", Class: suite.Name, File: escaped(file)}}
	}
	taken := map[string]int{}
	for _, d := range found {
		each := junitCaseOf(d)
		each.Class = suite.Name
		for name := each.Name; taken[each.Name] > 0; { // GitLab drops a test whose name came up before
			taken[name]++
			each.Name = fmt.Sprintf("%s (%d)", name, taken[name])
		}
		taken[each.Name]++
		switch {
		case each.Failure != nil:
			suite.Failures++
		case each.Skipped != nil:
			suite.Skipped++
		}
		suite.Cases = append(suite.Cases, each)
	}
	suite.Tests = len(suite.Cases)
	return suite
}

// junitCaseOf names a finding by its code and path, not by its line, so that it
// counts as the same test after a change above it.
func junitCaseOf(d diag.Diagnostic) junitCase {
	each := junitCase{Name: strings.TrimSpace(titleOf(d) + " " + escaped(d.Path)), File: escaped(d.File)}
	if placed(d.Span) {
		each.Line = d.Start.Line
	}
	message := show.Safe(d.Message)
	lines := []string{message}
	if place := where(d.File, d.Span); place != "" {
		lines[0] = escaped(place) + ": " + message
	}
	lines = append(lines, advice(d)...)
	if d.URL != "" {
		lines = append(lines, show.Safe(d.URL))
	}
	text := strings.Join(lines, "\n")
	switch d.Severity {
	case diag.Error:
		each.Failure = &junitOutcome{Message: message, Type: string(d.Code), Text: text}
	case diag.Warning:
		each.Skipped = &junitOutcome{Message: message, Text: text}
	default:
		each.Output = text
	}
	return each
}
