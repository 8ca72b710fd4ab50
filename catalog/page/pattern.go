package page

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used: the
// program starts more often than it reads a page.
type pattern func() *regexp.Regexp

func lazy(text string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
