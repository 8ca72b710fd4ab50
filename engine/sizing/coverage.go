package sizing

import (
	"cmp"
	"slices"
)

// tail are the minutes that the least capacity of every dimension does not
// cover together, as needs in three places. A place without a dimension has
// needs of 0.
type tail struct {
	demands int               // how many there are
	minutes int               // of the window
	miss    int               // minutes that may be left uncovered
	order   [dimensions]int   // place -> demand, -1 for none
	least   [dimensions]int64 // steps by place below which a dimension alone leaves out too many minutes
	needs   []needs           // of the minutes, descending by place 1
	inner   []int             // by minute, the place of its need in values
	values  []int64           // needs that occur in place 2, ascending
}

// needs are the steps that cover a minute, by place, at least the least ones.
type needs [dimensions]int64

// fee is the fee of a step in a place.
func (t *tail) fee(fees []int64, place int) int64 {
	if d := t.order[place]; d >= 0 {
		return fees[d]
	}
	return 0
}

func newTail(demands []demand, miss int) *tail {
	n := len(demands[0].minutes)
	t := &tail{minutes: n, miss: miss, demands: len(demands), order: [dimensions]int{-1, -1, -1}}
	if miss >= n {
		return t
	}
	t.needs = make([]needs, 0, min(n, miss*len(demands)))
	// Enumerate the dimension with the narrowest range, which comes first.
	type width struct {
		demand int
		wide   int64
		least  int64
	}
	var widths []width
	for i := range demands {
		l := &demands[i].levels
		least := l.need(l.loads[n-1-miss])
		widths = append(widths, width{i, l.most() - least, least})
	}
	slices.SortStableFunc(widths, func(a, b width) int { return cmp.Compare(a.wide, b.wide) })
	empty := int(dimensions) - len(widths)
	for i, w := range widths {
		t.order[empty+i], t.least[empty+i] = w.demand, w.least
	}
	var limits [dimensions]int64
	for place, d := range t.order {
		if d >= 0 {
			limits[place] = t.least[place] * demands[d].step()
		}
	}
	for m := range n {
		matters := false
		for place, d := range t.order {
			if d >= 0 && demands[d].minutes[m] > limits[place] {
				matters = true
				break
			}
		}
		if !matters {
			continue
		}
		var need needs
		for place, d := range t.order {
			if d >= 0 {
				need[place] = max(t.least[place], demands[d].levels.need(demands[d].minutes[m]))
			}
		}
		t.needs = append(t.needs, need)
	}
	// By the swept dimension, downwards.
	slices.SortStableFunc(t.needs, func(a, b needs) int { return cmp.Compare(b[1], a[1]) })
	t.values = t.candidates(2)
	t.inner = make([]int, len(t.needs))
	for i := range t.needs {
		t.inner[i], _ = slices.BinarySearch(t.values, t.needs[i][2])
	}
	return t
}

// candidates are the steps worth looking at in a place, ascending.
func (t *tail) candidates(place int) []int64 {
	all := []int64{t.least[place]}
	for i := range t.needs {
		all = append(all, t.needs[i][place])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// cheapest is the capacity with the lowest fee at which at most miss
// minutes are not covered. A minute is covered if every dimension fits. Of
// several with the same fee it is one that covers the most minutes.
//
// Only minutes that the least possible capacity does not cover matter; there
// are at most dimensions x miss of them. One dimension is enumerated, over the
// needs that occur; of the other two one is swept downwards while the other one
// rises to make up for it, with a count of minutes by need. So after the needs
// are known it takes O(n + d x m), d being the needs of the enumerated dimension,
// m the minutes that matter, and the enumeration ends where its dimension alone
// makes the fee higher than the best one.
func (t *tail) cheapest(fees []int64) capacity {
	steps := make(capacity, t.demands)
	if t.miss >= t.minutes {
		return steps
	}
	var best found
	least := t.least[1]*t.fee(fees, 1) + t.least[2]*t.fee(fees, 2)
	for _, outer := range t.candidates(0) {
		fee := outer * t.fee(fees, 0)
		if best.beyond(fee + least) {
			break
		}
		t.sweep(outer, fee, [2]int64{t.fee(fees, 1), t.fee(fees, 2)}, &best)
	}
	for at, d := range t.order {
		if d >= 0 {
			steps[d] = best.steps[at]
		}
	}
	return steps
}

// sweep offers, at outer steps in place 0, the cheapest pair of steps in the
// places 1 and 2 for each steps of place 1.
func (t *tail) sweep(outer, outerFee int64, fees [2]int64, best *found) {
	counts := make([]int, len(t.values)) // active minutes by need in place 2
	missed := 0                          // minutes that outer, and then place 1, leave out
	for i := range t.needs {
		if t.needs[i][0] > outer {
			missed++
		} else {
			counts[t.inner[i]]++
		}
	}
	at, above := 0, 0 // steps of place 2, and active minutes above them
	for _, count := range counts[1:] {
		above += count
	}
	next := 0 // minute that is left out next
	for missed <= t.miss {
		// Steps of place 1: what the next minute needs, or the least.
		for next < len(t.needs) && t.needs[next][0] > outer {
			next++
		}
		steps := t.least[1]
		if next < len(t.needs) {
			steps = t.needs[next][1]
		}
		for missed+above > t.miss {
			at++
			above -= counts[at]
		}
		best.offer(outerFee+steps*fees[0]+t.values[at]*fees[1], -int64(missed+above), outer, steps, t.values[at])
		if steps == t.least[1] {
			return
		}
		for next < len(t.needs) && t.needs[next][1] == steps {
			if t.needs[next][0] <= outer {
				missed++
				inner := t.inner[next]
				counts[inner]--
				if inner > at {
					above--
				}
			}
			next++
		}
	}
}
