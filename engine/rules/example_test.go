package rules_test

import (
	"fmt"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/rules"
)

func ExamplePageOf() {
	page, _ := rules.PageOf(diag.CapacityMultiple)
	fmt.Println(page.Rule.Slug)
	fmt.Print(page.Bad.Want)
	// Output:
	// capacity-multiple
	// 7:15-7:16 error CP305 /deployments/0/capacity
	//   capacity 6 is not a multiple of 4 (MU1 x 4): use 4 or 8
	//   api: InvalidParameter: Invalid capacity (6), capacity must be larger than or equal to 0 and multiples of 4 and less than 1000!
}
