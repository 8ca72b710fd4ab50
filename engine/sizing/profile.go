package sizing

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"
)

// HourOfWeek is an hour of the week on a clock: 0 is Monday 00:00, 167 Sunday 23:00.
type HourOfWeek int

// String writes "Mon 09:00".
func (h HourOfWeek) String() string {
	days := [daysPerWeek]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	return fmt.Sprintf("%s %02d:00", days[h/hoursPerDay], h%hoursPerDay)
}

// HourOf is the hour of the week of a moment, on the clock of its zone.
func HourOf(t time.Time) HourOfWeek {
	weekday := (int(t.Weekday()) + daysPerWeek - 1) % daysPerWeek
	return HourOfWeek(weekday*hoursPerDay + t.Hour())
}

// Cell is what one hour of the week needs in a dimension, over all weeks of a window.
type Cell struct {
	Minutes int64           // of this hour, without those of a day or more without any row
	Tokens  decimal.Decimal // sum of their loads
	Peak    decimal.Decimal // largest load of a minute
}

// hoursOf tells the hour of the week of each minute, in the load's zone.
func hoursOf(l *Load) []uint8 {
	hours := make([]uint8, l.Minutes)
	const quarter = 15
	var hour uint8
	for i := range hours {
		minute := l.First + int64(i)
		// Clocks of today change by quarters of an hour.
		if i == 0 || minute%quarter == 0 {
			hour = uint8(HourOf(time.Unix(minute*secondsPerMinute, 0).In(l.Zone)))
		}
		hours[i] = hour
	}
	return hours
}

// profileOf adds a demand up by hour of the week.
func profileOf(d *demand, hours []uint8, silent []span) [hoursPerWeek]Cell {
	var minutes, sums, peaks [hoursPerWeek]int64
	for i, load := range d.minutes {
		if len(silent) > 0 && i >= silent[0].from {
			if i+1 == silent[0].to {
				silent = silent[1:]
			}
			continue
		}
		h := hours[i]
		minutes[h]++
		sums[h] += load
		peaks[h] = max(peaks[h], load)
	}
	var cells [hoursPerWeek]Cell
	for h := range cells {
		cells[h] = Cell{minutes[h], d.tokens(sums[h]), d.tokens(peaks[h])}
	}
	return cells
}
