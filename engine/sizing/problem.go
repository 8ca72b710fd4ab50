package sizing

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// Problem is one row of the traffic that could not be counted.
type Problem struct {
	Line    int    // 1-based line on which the row begins
	Message string // what is wrong
	Help    string // what to do about it
}

// String writes "line 12: input_tokens is negative: -5; write a whole number of tokens".
func (p Problem) String() string {
	text := fmt.Sprintf("line %d: %s", p.Line, p.Message)
	if p.Help != "" {
		text += "; " + p.Help
	}
	return text
}

// Limits on what is read. They bound memory, whatever the stream holds.
const (
	// MaxProblems is how many rows are reported one by one; the others are counted.
	MaxProblems = 100
	// MaxRecord is the most bytes of one row, quoted line breaks included.
	MaxRecord = 4 << 20
	// MaxTokens is the most tokens that one row may state.
	MaxTokens = 10_000_000_000
	// MaxDays is the most days between the first minute and the last.
	MaxDays = 1_100
)

// fault says what is wrong with a row; nil is nothing.
type fault struct {
	message, help string
	stop          error // why no other row can be read either; nil if they may
}

func faultf(help, format string, args ...any) *fault {
	return &fault{message: fmt.Sprintf(format, args...), help: help}
}

// refusals are the rows that were refused.
type refusals struct {
	strict   bool
	problems []Problem // the first
	count    int64
}

// refuse takes note of a row. The error says that no other one is to be read.
func (r *refusals) refuse(line int, bad *fault) error {
	if bad.stop != nil {
		return fmt.Errorf("line %d: %s: %w", line, bad.message, bad.stop)
	}
	p := Problem{Line: line, Message: bad.message, Help: bad.help}
	r.count++
	if len(r.problems) < MaxProblems {
		r.problems = append(r.problems, p)
	}
	if r.strict {
		return errors.New(p.String())
	}
	return nil
}

// shown shortens text of a row for a message and makes control characters visible.
func shown(text string) string {
	const most = 40
	if len(text) > most {
		cut := most
		for !utf8.RuneStart(text[cut]) && cut > most-utf8.UTFMax {
			cut--
		}
		return fmt.Sprintf("%q…", text[:cut])
	}
	return fmt.Sprintf("%q", text)
}
