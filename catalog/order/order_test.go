package order_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/costplan/costplan/catalog/order"
)

func TestStable(t *testing.T) {
	type pair struct{ key, place int }
	random := rand.New(rand.NewPCG(1, 2))
	for size := range 200 {
		var list []pair
		for i := range size {
			list = append(list, pair{random.IntN(1 + size/3), i})
		}
		order.Stable(list, func(a, b pair) int { return cmp.Compare(a.key, b.key) })
		byBoth := func(a, b pair) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.place, b.place)) }
		if !slices.IsSortedFunc(list, byBoth) {
			t.Fatalf("%d pairs come out as %v", size, list)
		}
	}
}
