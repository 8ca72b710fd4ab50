package show

import (
	"strings"
	"sync"
	"testing"
	"time"
)

// terminal takes in what is written, also while it is read.
type terminal struct {
	mutex sync.Mutex
	text  strings.Builder
}

func (t *terminal) Write(p []byte) (int, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.text.Write(p)
}

func (t *terminal) String() string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.text.String()
}

// TestProgress: the bar appears after a while, moves, and leaves an empty line.
func TestProgress(t *testing.T) {
	var out terminal
	p := startProgress(&out, "files", 100, 80, true, 0)
	for range 40 {
		p.Step()
	}
	for !strings.Contains(out.String(), " 40 of 100 files") {
		time.Sleep(time.Millisecond)
	}
	p.Stop()
	if got := out.String(); !strings.HasSuffix(got, eraseLine) || strings.Contains(got, "\n") {
		t.Errorf("wrote %q", got)
	}
}

// TestNoProgress: nothing is written where it would not be erased or is over soon.
func TestNoProgress(t *testing.T) {
	for name, start := range map[string]func(out *terminal) *Progress{
		"a pipe":        func(out *terminal) *Progress { return NewProgress(out, "files", 100) },
		"not shown":     func(out *terminal) *Progress { return startProgress(out, "files", 100, 80, false, 0) },
		"one file":      func(out *terminal) *Progress { return startProgress(out, "files", 1, 80, true, 0) },
		"over at once":  func(out *terminal) *Progress { return startProgress(out, "files", 100, 80, true, time.Hour) },
		"nothing to do": func(out *terminal) *Progress { return startProgress(out, "files", 0, 80, true, 0) },
	} {
		var out terminal
		p := start(&out)
		p.Step()
		p.Stop()
		if out.String() != "" {
			t.Errorf("%s: wrote %q", name, out.String())
		}
	}
}

func TestBarLine(t *testing.T) {
	for _, c := range []struct {
		done, total, width int
		want               string
	}{ // one column of the terminal stays free
		{0, 10, 30, "[.............] 0 of 10 files"},
		{5, 10, 30, "[######.......] 5 of 10 files"},
		{10, 10, 30, "[############] 10 of 10 files"},
		{11, 10, 30, "[############] 11 of 10 files"},
		{5, 10, 200, "[" + strings.Repeat("#", 20) + strings.Repeat(".", 20) + "] 5 of 10 files"},
		{5, 10, 15, "5 of 10 files"},
		{5, 10, 4, "5 o"},
		{5, 10, 1, ""},
	} {
		got := barLine("files", c.done, c.total, c.width)
		if got != c.want || len(got) >= c.width {
			t.Errorf("%d of %d in %d columns: %q, want %q", c.done, c.total, c.width, got, c.want)
		}
	}
}
