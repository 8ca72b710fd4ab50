package answer

import (
	"errors"
	"fmt"
	"slices"

	"github.com/costplan/costplan/engine/suggest"
)

// kind is whose fault it is that there is no result.
type kind string

const (
	kindRequest kind = "request" // the request's: what was asked for is wrong, or cannot be had
	kindVersion kind = "version" // the page and the module are of different versions
	kindDefect  kind = "defect"  // the module's own
)

// fault is why there is no result.
type fault struct {
	// Whose fault it is: the request's, since what it asks for is wrong or cannot be had; that of two
	// releases that do not go together; or a defect of the module.
	Kind    kind   `json:"kind"`
	Message string `json:"message"` // what is wrong
	Help    string `json:"help"`    // what to do about it; empty if nothing is known
}

// Error returns the message.
func (f *fault) Error() string { return f.Message }

// refused is the fault of a request, with what to do about it.
func refused(help, format string, args ...any) *fault {
	return &fault{Kind: kindRequest, Message: fmt.Sprintf(format, args...), Help: help}
}

// faultOf is what an error says. What is not a fault of the request is a defect.
func faultOf(err error) *fault {
	var known *fault
	if errors.As(err, &known) {
		return known
	}
	return defect(err)
}

// defect is a failure of the module itself.
func defect(cause any) *fault {
	return &fault{
		Kind: kindDefect, Message: fmt.Sprintf("costplan failed at this request: %v", cause),
		Help: "this is a defect of costplan: please report it with what you did last",
	}
}

// oneOf refuses a value that is none of those allowed. An allowed "" stands for
// what may be left out, and is not named.
func oneOf(field, value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	allowed = slices.DeleteFunc(slices.Clone(allowed), func(choice string) bool { return choice == "" })
	return refused(meant(value, allowed), "%s: %q is not one of them: use %s", field, value, suggest.OneOf(allowed))
}

// meant is the help for a name that is none of those known; empty if none is near.
func meant(name string, known []string) string {
	if near, ok := suggest.Nearest(name, known); ok {
		return "did you mean " + near + "?"
	}
	return ""
}

// atField is refusedAt of an error that may be nil.
func atField(field string, err error) error {
	if err == nil {
		return nil
	}
	return refusedAt(field, err)
}

// refusedAt is an error of the request at a field; "" is none.
func refusedAt(field string, err error) *fault {
	text := err.Error()
	if field != "" {
		text = field + ": " + text
	}
	return refused("", "%s", text)
}
