// Package sizing answers how much provisioned throughput (plan ptu) a workload
// needs: it reads real traffic into loads per minute, and finds the capacity
// that is cheapest, that covers enough minutes, or that lets few enough tokens
// overflow. It knows minutes, capacities and steps; fees come from package
// quote, prices from the catalog, and it reads no file, clock or network.
//
// What is assumed, wherever a result speaks of coverage or overflow:
//
//   - The quota is a budget per clock minute and dimension. What a minute needs
//     beyond the bought TPM overflows, token by token. In reality a request that
//     finds the quota used up overflows as a whole, so the overflow stated here
//     is a lower bound, and the coverage an upper bound.
//   - A request counts in the minute of its timestamp.
//   - Minutes without a row have no traffic.
//   - What overflows is billed per token at the on-demand price of its
//     dimension. Where the quota is weighted, a weighted token is billed as one
//     token: the factors are the ratios of the on-demand price tiers.
//   - Capacity is bought in whole pricing units (steps). A dimension may be left
//     at 0; the provider's page states no minimum.
//
// Everything is exact: token counts are integers, weighted ones integers of a
// decimal fraction of a token, fees and shares are rationals until they are
// written.
package sizing

import "github.com/costplan/costplan/catalog"

// Dimension is one of the quotas of a deployment on plan ptu.
type Dimension int

// The dimensions, in the order of the page's price table.
const (
	Input Dimension = iota
	Output
	Thinking // output in thinking mode; part of Output where the offer has no price of its own for it
	dimensions
)

// Item returns the dimension as the catalog names what is priced.
func (d Dimension) Item() catalog.Item {
	switch d {
	case Input:
		return catalog.Input
	case Output:
		return catalog.Output
	default:
		return catalog.ThinkingOutput
	}
}

// String returns the name of the dimension for people, "thinking output".
func (d Dimension) String() string {
	switch d {
	case Input:
		return "input"
	case Output:
		return "output"
	default:
		return "thinking output"
	}
}

// minutesPerHour, and so on, are the calendar.
const (
	secondsPerMinute = 60
	minutesPerHour   = 60
	hoursPerDay      = 24
	daysPerWeek      = 7
	minutesPerDay    = hoursPerDay * minutesPerHour
	hoursPerWeek     = daysPerWeek * hoursPerDay
)
