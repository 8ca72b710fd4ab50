package sizing

import (
	"maps"
	"slices"
)

// tally adds up rows by minute. Memory goes by the days that have traffic, not
// by the rows.
type tally struct {
	days     map[int64]*day
	lastDay  int64
	last     *day
	rows     int64
	first    minuteLine
	final    minuteLine
	repeated bool // several rows are of one minute
}

// day holds what each minute of a UTC day uses.
type day [minutesPerDay]cell

type cell struct {
	quota
	rows uint32 // that fell into the minute; enough to tell none, one and several
}

// minuteLine is a minute and the line that it was read from.
type minuteLine struct {
	minute int64
	line   int
}

func newTally() *tally { return &tally{days: map[int64]*day{}} }

// add counts a row. It is false if the minute's sum goes beyond an int64, or if
// there are more than MaxDays days.
func (t *tally) add(minute int64, line int, q quota) (fits, inDays bool) {
	number := floorDiv(minute, minutesPerDay)
	d := t.last
	if d == nil || number != t.lastDay {
		d = t.days[number]
		if d == nil {
			if len(t.days) == MaxDays {
				return true, false
			}
			d = new(day)
			t.days[number] = d
		}
		t.last, t.lastDay = d, number
	}
	c := &d[minute-number*minutesPerDay]
	ok := true
	var sum quota
	for i := range sum {
		sum[i] = plus(c.quota[i], q[i], &ok)
	}
	if !ok {
		return false, true
	}
	c.quota = sum
	if c.rows > 0 {
		t.repeated = true
	}
	c.rows = min(c.rows+1, 2)
	if t.rows == 0 || minute < t.first.minute {
		t.first = minuteLine{minute, line}
	}
	if t.rows == 0 || minute > t.final.minute {
		t.final = minuteLine{minute, line}
	}
	t.rows++
	return true, true
}

// span is a stretch of minutes of a window, from one to before another.
type span struct{ from, to int }

// series lays the minutes of a window out, one after the other, and tells how many
// minutes they are apart: the largest number that all gaps are multiples of.
// Stretches of a day or more without any row are silent: as far as rows tell, they
// were not measured.
func (t *tally) series(first int64, minutes int) (loads [dimensions][]int64, apart int, silent []span) {
	for d := range loads {
		loads[d] = make([]int64, minutes)
	}
	quiet := func(from, to int) {
		if to-from >= minutesPerDay {
			silent = append(silent, span{from, to})
		}
	}
	last := int64(-1)
	for _, number := range slices.Sorted(maps.Keys(t.days)) {
		d := t.days[number]
		for i := range d {
			at := number*minutesPerDay + int64(i) - first
			if d[i].rows == 0 || at < 0 || at >= int64(minutes) {
				continue
			}
			if last >= 0 {
				for gap := int(at - last); gap != 0; {
					apart, gap = gap, apart%gap
				}
			}
			quiet(int(last+1), int(at))
			last = at
			for dim := range loads {
				loads[dim][at] = d[i].quota[dim]
			}
		}
	}
	quiet(int(last+1), minutes)
	return loads, apart, silent
}
