package rules

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/costplan/costplan/engine/diag"
)

// Marks of a page's source. Each is there once, in this order, after the title
// and a few paragraphs.
const (
	wrongHeading = "\n## Wrong\n"
	rightHeading = "\n## Right\n"
	fence        = "```"
)

// read reads the source of a page and puts the severity below its title.
func read(rule diag.Rule, source string) (Page, error) {
	title := fmt.Sprintf("# %s %s\n\n", rule.Code, rule.Slug)
	body, ok := strings.CutPrefix(source, title)
	if !ok {
		return Page{}, fmt.Errorf("it does not begin with %q", title)
	}
	_, examples, hasWrong := strings.Cut(body, wrongHeading)
	wrong, right, hasRight := strings.Cut(examples, rightHeading)
	if !hasWrong || !hasRight {
		return Page{}, fmt.Errorf("it has not the headings %q and %q", wrongHeading, rightHeading)
	}
	page := Page{Rule: rule, Text: title + severity(rule) + "\n\n" + body}
	var err error
	if page.Bad, err = readExample(wrong); err != nil {
		return Page{}, fmt.Errorf("wrong example: %w", err)
	}
	if page.Good, err = readExample(right); err != nil {
		return Page{}, fmt.Errorf("right example: %w", err)
	}
	if page.Bad.Want == "" || page.Good.Want != "" {
		return Page{}, errors.New("the wrong example has diagnostics in a text block, the right one has none")
	}
	return page, nil
}

// severity is the line below the title.
func severity(rule diag.Rule) string {
	if rule.Code.Fixed() {
		return fmt.Sprintf("Severity: %s, always.", rule.Severity)
	}
	return fmt.Sprintf("Severity: %s, unless `.costplan.yaml` says otherwise.", rule.Severity)
}

// readExample reads the fenced blocks of a section. What stands between them is
// for people.
func readExample(section string) (Example, error) {
	var e Example
	var info []string // of the open block; nil outside of blocks
	var body strings.Builder
	for line := range strings.Lines(section) {
		opening, isFence := strings.CutPrefix(strings.TrimSuffix(line, "\n"), fence)
		switch {
		case isFence && info == nil:
			info = append([]string{}, strings.Fields(opening)...)
			body.Reset()
		case isFence && opening == "":
			if err := e.add(info, body.String()); err != nil {
				return e, fmt.Errorf("block %q: %w", strings.Join(info, " "), err)
			}
			info = nil
		case info != nil:
			body.WriteString(line)
		}
	}
	switch {
	case info != nil:
		return e, errors.New("a block is not closed")
	case len(e.Files) == 0:
		return e, errors.New("there is no file")
	}
	return e, nil
}

// add takes in a block. Its first word is yaml or json for a file, or text for
// the diagnostics. More words after the first:
//
//	name=b.yaml       the file's name, if there are several
//	escaped           \xff and the like in it stand for bytes
//	project           it is the settings file of the project
//	max-age=30        days that the prices may be old
//	today=2026-12-31  day of the run
func (e *Example) add(info []string, body string) error {
	switch {
	case len(info) == 1 && info[0] == "text" && e.Want == "" && body != "":
		e.Want = body
		return nil
	case len(info) == 0 || info[0] != "yaml" && info[0] != "json":
		return errors.New("it begins with yaml or json; one block is just text")
	}
	file := File{Name: "deployment." + info[0], Data: []byte(body)}
	isProject := false
	for _, word := range info[1:] {
		key, value, _ := strings.Cut(word, "=")
		var err error
		switch key {
		case "name":
			file.Name = value
		case "escaped":
			file.Data, err = unescape(body)
		case "project":
			isProject = true
		case "max-age":
			var days int64
			days, err = strconv.ParseInt(value, 10, 64)
			e.MaxAge = &days
		case "today":
			e.Today, err = time.Parse(time.DateOnly, value)
		default:
			err = errors.New("it is not a setting")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", word, err)
		}
	}
	if isProject {
		e.Project = file.Data
		return nil
	}
	for _, other := range e.Files {
		if other.Name == file.Name {
			return fmt.Errorf("there are two files %s", file.Name)
		}
	}
	e.Files = append(e.Files, file)
	return nil
}

// unescape writes out the escapes of a Go string.
func unescape(text string) ([]byte, error) {
	var data []byte
	for text != "" {
		char, multibyte, rest, err := strconv.UnquoteChar(text, 0)
		if err != nil {
			return nil, err
		}
		if multibyte {
			data = append(data, string(char)...)
		} else {
			data = append(data, byte(char))
		}
		text = rest
	}
	return data, nil
}
