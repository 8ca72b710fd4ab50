package sizing

import "fmt"

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
type fault struct{ message, help string }

func faultf(help, format string, args ...any) *fault {
	return &fault{fmt.Sprintf(format, args...), help}
}

// shown shortens text of a row for a message and makes control characters visible.
func shown(text string) string {
	const most = 40
	if len(text) > most {
		return fmt.Sprintf("%q…", text[:most])
	}
	return fmt.Sprintf("%q", text)
}
