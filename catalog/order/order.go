// Package order sorts. It stands in for slices.SortFunc and SortStableFunc, of
// which the compiler makes a whole copy for every struct type that is sorted: in
// a module that ships to browsers these copies are the largest thing after the
// runtime. Package sort has one copy for all, of the same algorithm.
package order

import "sort"

// Stable sorts a list by a comparison: negative if a comes before b, zero if
// either may. What is equal keeps its order.
func Stable[T any](list []T, compare func(a, b T) int) {
	sort.SliceStable(list, func(i, j int) bool { return compare(list[i], list[j]) < 0 })
}
