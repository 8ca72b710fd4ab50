package findings

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

// element is any element of an XML text.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) count(name string) (n int) {
	for _, child := range e.Children {
		if child.XMLName.Local == name {
			n++
		}
	}
	return n
}

// junitGrammar is what the schemas of JUnit reports (those of Ant and of the
// Jenkins xUnit plugin) have in common for each element that is written: its
// attributes and its children in their order. Of a test case, at most one child
// says how it went.
var junitGrammar = map[string]struct{ attrs, children []string }{
	"testsuites": {[]string{"name", "tests", "failures", "errors", "skipped", "time"}, []string{"testsuite"}},
	"testsuite":  {[]string{"name", "tests", "failures", "errors", "skipped", "time"}, []string{"testcase"}},
	"testcase":   {[]string{"name", "classname", "file", "line", "time"}, []string{"skipped", "error", "failure", "system-out"}},
	"failure":    {[]string{"message", "type"}, nil},
	"skipped":    {[]string{"message"}, nil},
	"system-out": {nil, nil},
}

// junitOf reads a report and checks its form.
func junitOf(t testing.TB, text string) element {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text)) // strict
	var root element
	if err := decoder.Decode(&root); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	if err := decoder.Decode(new(element)); !errors.Is(err, io.EOF) {
		t.Fatalf("more than one root (%v) in\n%s", err, text)
	}
	if root.XMLName.Local != "testsuites" {
		t.Fatalf("the root is %s", root.XMLName.Local)
	}
	checkJUnit(t, root)
	return root
}

func checkJUnit(t testing.TB, e element) {
	t.Helper()
	name := e.XMLName.Local
	allowed, ok := junitGrammar[name]
	if !ok {
		t.Fatalf("element %s", name)
	}
	for _, a := range e.Attrs {
		if !slices.Contains(allowed.attrs, a.Name.Local) {
			t.Errorf("%s has an attribute %s", name, a.Name.Local)
		}
	}
	last := 0
	for _, child := range e.Children {
		at := slices.Index(allowed.children, child.XMLName.Local)
		if at < last {
			t.Errorf("%s has a child %s out of order", name, child.XMLName.Local)
		}
		last = at
		checkJUnit(t, child)
	}
	switch name {
	case "testsuites", "testsuite":
		checkJUnitSums(t, e)
	case "testcase":
		if e.attr("name") == "" || e.attr("classname") == "" || len(e.Children) > 1 {
			t.Errorf("a test case %v", e)
		}
	}
}

// checkJUnitSums holds the counts of an element against what is in it.
func checkJUnitSums(t testing.TB, e element) {
	t.Helper()
	sums := map[string]int{"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
	for _, child := range e.Children {
		if e.XMLName.Local == "testsuite" {
			sums["tests"]++
			sums["failures"] += child.count("failure")
			sums["skipped"] += child.count("skipped")
			continue
		}
		for name := range sums {
			n, err := strconv.Atoi(child.attr(name))
			if err != nil {
				t.Errorf("%s=%q", name, child.attr(name))
			}
			sums[name] += n
		}
	}
	for name, sum := range sums {
		if got := e.attr(name); got != strconv.Itoa(sum) {
			t.Errorf("%s %s: %s=%s, want %d", e.XMLName.Local, e.attr("name"), name, got, sum)
		}
	}
	if e.attr("name") == "" || sums["tests"] == 0 {
		t.Errorf("%s %q has %d tests", e.XMLName.Local, e.attr("name"), sums["tests"])
	}
}

func TestJUnit(t *testing.T) {
	root := junitOf(t, written(t, "junit", sample(t)))
	var suites []string
	outcomes := map[string]string{}
	for _, suite := range root.Children {
		suites = append(suites, suite.attr("name"))
		for _, test := range suite.Children {
			outcome := "passed"
			if len(test.Children) > 0 {
				outcome = test.Children[0].XMLName.Local
			}
			outcomes[strings.Fields(test.attr("name"))[0]] = outcome
		}
	}
	if want := []string{"costplan", batchFile, goodFile, chatFile}; !slices.Equal(suites, want) {
		t.Errorf("suites %q, want %q", suites, want)
	}
	for code, want := range map[string]string{
		"CP305": "failure", "CP301": "failure", "CP401": "failure", "CP313": "skipped", "CP504": "skipped", "CP502": "system-out", "no": "passed",
	} {
		if outcomes[code] != want {
			t.Errorf("%s is %q, want %q", code, outcomes[code], want)
		}
	}
}

// TestJUnitHostile: the text of a finding comes back whole, as one test.
func TestJUnitHostile(t *testing.T) {
	found := attacks()
	root := junitOf(t, written(t, "junit", only(found...)))
	if tests := root.attr("failures"); tests != strconv.Itoa(len(found)) {
		t.Errorf("%s failures for %d findings", tests, len(found))
	}
	d := diag.New(diag.Syntax, "a.yaml", diag.Span{}, "", `]]>&amp;<b>`)
	failure := junitOf(t, written(t, "junit", only(d))).Children[0].Children[0].Children[0]
	if failure.attr("message") != d.Message || !strings.HasPrefix(failure.Text, "a.yaml: "+d.Message+"\n") {
		t.Errorf("%q, %q", failure.attr("message"), failure.Text)
	}
}

// TestJUnitNames: no two tests of a suite have the same name, and a name does
// not change when the finding moves.
func TestJUnitNames(t *testing.T) {
	at := func(line int, path string) diag.Diagnostic {
		p := diag.Position{Line: line, Column: 1}
		return diag.New(diag.UnknownField, "a.yaml", diag.Span{Start: p, End: p}, path, "x")
	}
	names := func(found ...diag.Diagnostic) (list []string) {
		for _, test := range junitOf(t, written(t, "junit", only(found...))).Children[0].Children {
			list = append(list, test.attr("name"))
		}
		return list
	}
	want := []string{"CP201 unknown-field /a (2)", "CP201 unknown-field /a", "CP201 unknown-field /a (3)", "CP201 unknown-field /a (4)"}
	if got := names(at(1, "/a (2)"), at(2, "/a"), at(3, "/a"), at(4, "/a")); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if a, b := names(at(1, "/a"), at(2, "/b")), names(at(5, "/a"), at(9, "/b")); !slices.Equal(a, b) {
		t.Errorf("%q became %q", a, b)
	}
}
