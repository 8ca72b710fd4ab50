package show

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// When a progress bar appears, and how often it moves.
const (
	patience = time.Second
	beat     = 100 * time.Millisecond
)

// eraseLine goes to the start of the line and clears it.
const eraseLine = "\r\x1b[K"

// Progress is a bar on one line of a terminal. It appears only if the work lasts,
// and leaves nothing behind. (The bars of the table library leave a line.)
type Progress struct {
	done    atomic.Int64
	total   int
	stop    chan struct{}
	stopped sync.WaitGroup
}

// NewProgress starts a bar for so many steps if w is a terminal that can erase a line.
func NewProgress(w io.Writer, what string, total int) *Progress {
	s := ScreenOf(w, Never)
	return startProgress(w, what, total, s.Width, s.Width > 0 && capable(), patience)
}

func startProgress(w io.Writer, what string, total, width int, shown bool, after time.Duration) *Progress {
	p := &Progress{total: total, stop: make(chan struct{})}
	if shown && total > 1 {
		p.stopped.Go(func() { p.show(w, what, width, after) })
	}
	return p
}

// Step says that one more step is done. It may be called by several goroutines.
func (p *Progress) Step() { p.done.Add(1) }

// Stop takes the bar away. Nothing else is to be written to the terminal before.
func (p *Progress) Stop() {
	close(p.stop)
	p.stopped.Wait()
}

func (p *Progress) show(w io.Writer, what string, width int, after time.Duration) {
	timer := time.NewTimer(after)
	defer timer.Stop()
	select {
	case <-p.stop:
		return
	case <-timer.C:
	}
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	defer io.WriteString(w, eraseLine) //nolint:errcheck // there is nobody to tell
	for {
		fmt.Fprint(w, eraseLine, barLine(what, int(p.done.Load()), p.total, width))
		select {
		case <-p.stop:
			return
		case <-ticker.C:
		}
	}
}

// barLine is the bar as text, narrower than the terminal so that it never wraps.
func barLine(what string, done, total, width int) string {
	const most = 40 // columns of the bar itself
	count := fmt.Sprintf(" %d of %d %s", done, total, what)
	room := min(most, width-1-len(count)-len("[]"))
	if room < 1 {
		return count[1:min(len(count), max(1, width))]
	}
	full := room * min(done, total) / total
	return "[" + strings.Repeat("#", full) + strings.Repeat(".", room-full) + "]" + count
}
