package sizing

import "slices"

// levels answers what a capacity would do to a set of minutes, each question in
// O(log n), from the loads in order and their sums. Loads and steps are in parts
// of a token.
type levels struct {
	step   int64   // that capacity is bought in
	loads  []int64 // ascending
	before []int64 // before[i] is the sum of the i smallest loads
}

// newLevels takes over loads and puts them in order. Their sum fits an int64.
func newLevels(loads []int64, step int64) levels {
	slices.Sort(loads)
	l := levels{step: step, loads: loads, before: make([]int64, len(loads)+1)}
	for i, load := range loads {
		l.before[i+1] = l.before[i] + load
	}
	return l
}

// need is how many steps cover a load.
func (l *levels) need(load int64) int64 { return ceilDiv(load, l.step) }

// most is how many steps cover every minute.
func (l *levels) most() int64 {
	if len(l.loads) == 0 {
		return 0
	}
	return l.need(l.loads[len(l.loads)-1])
}

func (l *levels) total() int64 { return l.before[len(l.loads)] }

// covered is how many minutes so many steps cover.
func (l *levels) covered(steps int64) int {
	if steps >= l.most() {
		return len(l.loads)
	}
	capacity := steps * l.step // below the largest load, so it fits
	above, _ := slices.BinarySearchFunc(l.loads, capacity, func(load, capacity int64) int {
		if load <= capacity {
			return -1
		}
		return 1
	})
	return above
}

// overflow is what lies above so many steps, over all minutes.
func (l *levels) overflow(steps int64) int64 {
	if steps >= l.most() {
		return 0
	}
	n := l.covered(steps)
	return l.total() - l.before[n] - int64(len(l.loads)-n)*steps*l.step
}

// drop is by how much one more step lowers the overflow. It never rises with
// steps: overflow is convex.
func (l *levels) drop(steps int64) int64 {
	return l.overflow(steps) - l.overflow(steps+1)
}

// search is the smallest number of steps from 0 to most for which done holds;
// done has to hold for all larger ones too, and for most.
func search(most int64, done func(steps int64) bool) int64 {
	low, high := int64(0), most
	for low < high {
		middle := low + (high-low)/2
		if done(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// rank is the nearest-rank percentile: the load of the minute at place
// ceil(n x part / whole) in order, which at least that share of the minutes do
// not exceed.
func (l *levels) rank(part, whole int64) int64 {
	n := int64(len(l.loads))
	return l.loads[max(1, ceilDiv(n*part, whole))-1]
}
