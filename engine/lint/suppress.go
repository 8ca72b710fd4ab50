package lint

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/suggest"
)

// Marker begins a comment that silences codes.
const Marker = "costplan:ignore"

// Suppression is a comment "# costplan:ignore CP308 reason" that silences codes
// on its own line or, if it stands alone on its line, on the next line that is
// not a comment.
type Suppression struct {
	File   string
	Line   int // 1-based, that it speaks of
	Codes  []diag.Code
	Reason string
	// Malformed is set if the comment only looks like a suppression: it silences
	// nothing.
	Malformed bool
	Span      diag.Span
	used      map[diag.Code]bool
}

// Clone returns a copy that remembers what has been silenced so far.
func (s *Suppression) Clone() *Suppression {
	again := *s
	again.used = maps.Clone(s.used)
	return &again
}

// suppression is a comment that silences, or is meant to: the marker, if it is
// right; the codes, which may be separated by commas, with or without a space; the
// reason.
var suppression = regexp.MustCompile(`(?i)^#[# \t]*(?:(costplan:[ \t]*ignore)|costplan[-_ \t:]*ignored?:?)(?:[ \t]+|$)([^\s,]*(?:[ \t]*,[ \t]*CP[0-9]+|,[^\s,]*)*,?)(.*)$`)

func separates(r rune) bool { return r == ',' || r == ' ' || r == '\t' }

// Suppressions reads the suppressions of a file, in the order of the lines that
// they speak of.
func Suppressions(src *document.Source, file *document.File) []*Suppression {
	var list []*Suppression
	comments := file.Comments()
	// below is, for lines that hold nothing but a comment, the first line behind them
	// that holds more. It is filled from the last comment on, so that a long block of
	// comments takes one step a line.
	below := map[int]int{}
	for _, c := range slices.Backward(comments) {
		if c.OwnLine {
			line := src.Position(c.Start).Line
			below[line] = line + 1
			if next, ok := below[line+1]; ok {
				below[line] = next
			}
		}
	}
	for _, c := range comments {
		parts := suppression.FindStringSubmatch(c.Text)
		if parts == nil {
			continue
		}
		s := &Suppression{File: src.Name, Span: src.Span(c.Start, c.End), used: map[diag.Code]bool{}}
		s.Malformed = parts[1] == ""
		for _, code := range strings.FieldsFunc(parts[2], separates) {
			s.Codes = append(s.Codes, diag.Code(code))
		}
		s.Reason = strings.TrimSpace(parts[3])
		s.Line = s.Span.Start.Line
		if c.OwnLine {
			s.Line = below[s.Line]
		}
		list = append(list, s)
	}
	return list
}

// Silence takes out what the suppressions of a file silence, and marks those
// that were used.
func Silence(found []diag.Diagnostic, suppressions []*Suppression) []diag.Diagnostic {
	if len(suppressions) == 0 {
		return found
	}
	kept := found[:0]
	for _, d := range found {
		if !silenced(d, suppressions) {
			kept = append(kept, d)
		}
	}
	return kept
}

// silenced reports whether a suppression of a finding's line silences it.
// Suppressions stand in the order of the lines that they speak of.
func silenced(d diag.Diagnostic, suppressions []*Suppression) bool {
	first, _ := slices.BinarySearchFunc(suppressions, d.Start.Line, func(s *Suppression, line int) int { return cmp.Compare(s.Line, line) })
	hit := false
	for _, s := range suppressions[first:] {
		if s.Line != d.Start.Line {
			break
		}
		for _, code := range s.Codes {
			if !s.Malformed && code == d.Code {
				s.used[code] = true
				hit = true
			}
		}
	}
	return hit
}

// Unused reports the codes of a suppression that silenced nothing, and those
// that are none of ours.
func (s *Suppression) Unused() []diag.Diagnostic {
	var found []diag.Diagnostic
	report := func(message, help string) {
		d := diag.New(diag.UnusedSuppression, s.File, s.Span, "", message)
		d.Help = help
		found = append(found, d)
	}
	if s.Malformed {
		report("this comment looks like a suppression but is not one", "write # "+Marker+" CODE reason")
		return found
	}
	if len(s.Codes) == 0 {
		report("this suppression names no code", "write # "+Marker+" CODE reason")
	}
	for _, code := range s.Codes {
		if _, known := diag.RuleOf(code); !known {
			help := "costplan rules lists the codes"
			if near, ok := suggest.Nearest(string(code), diag.Codes()); ok {
				help = "did you mean " + near + "?"
			}
			report(fmt.Sprintf("this suppression names %q, which is no code", code), help)
		} else if code == diag.PeriodsDiffer {
			report(string(code)+" cannot be silenced: different periods have no total", "remove it, and choose one period with --period")
		} else if !s.used[code] {
			report(fmt.Sprintf("this suppression silences nothing: there is no %s on line %d", code, s.Line), "remove it")
		}
	}
	if s.Reason == "" && len(found) == 0 {
		d := diag.New(diag.NoReason, s.File, s.Span, "", "this suppression gives no reason")
		d.Help = "write why after the code: # " + Marker + " " + string(s.Codes[0]) + " reason"
		found = append(found, d)
	}
	return found
}
