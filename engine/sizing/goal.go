package sizing

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
)

// GoalKind is what a capacity is chosen for.
type GoalKind string

// The goals.
const (
	// MinimiseCost is the least sum of the fee and what overflow costs on demand.
	MinimiseCost GoalKind = "cost"
	// Coverage is the least fee at which enough minutes fit in every dimension.
	Coverage GoalKind = "coverage"
	// MaxOverflow is the least fee at which few enough tokens overflow, all
	// dimensions together.
	MaxOverflow GoalKind = "max_overflow"
)

// Goal is a kind with its bound.
type Goal struct {
	Kind    GoalKind
	Percent decimal.Decimal // Coverage: of the minutes, from 0 to 100
	Tokens  decimal.Decimal // MaxOverflow: (weighted) tokens over the window, oversize requests aside
}

// String says what a capacity is for, behind "the capacity": "to cover 99.9% of
// the minutes".
func (g Goal) String() string {
	switch g.Kind {
	case Coverage:
		return "to cover " + money.Text(g.Percent) + "% of the minutes"
	case MaxOverflow:
		return "to let at most " + quote.Counted(g.Tokens, "token") + " overflow"
	}
	return "at the least cost, overflow included"
}

// defaultCoverage is the share of the minutes that is covered where no goal is stated.
const defaultCoverage = "99.9"

// ErrOverflowPrice says that the least cost is asked for, and what overflows has no
// price.
var ErrOverflowPrice = errors.New("the price of what overflows is not on the provider's page, so the least cost is not known without your own")

// Goals are the goals of a request in the order in which they are answered: the least
// cost, then each coverage, a share of the minutes such as "99.9%". priced tells
// whether what overflows has a price. The error is ErrOverflowPrice or one of
// ParsePercent.
func Goals(minimise bool, coverage []string, priced bool) ([]Goal, error) {
	var goals []Goal
	if minimise && !priced {
		return nil, ErrOverflowPrice
	} else if minimise {
		goals = append(goals, Goal{Kind: MinimiseCost})
	}
	for _, share := range coverage {
		percent, err := ParsePercent(share)
		if err != nil {
			return nil, err
		}
		goals = append(goals, Goal{Kind: Coverage, Percent: percent})
	}
	return goals, nil
}

// OrDefault are goals, or what holds without any: a coverage, and the least cost if
// what overflows has a price.
func OrDefault(goals []Goal, priced bool) []Goal {
	if len(goals) > 0 {
		return goals
	}
	goals = []Goal{{Kind: Coverage, Percent: decimal.RequireFromString(defaultCoverage)}}
	if priced {
		goals = append(goals, Goal{Kind: MinimiseCost})
	}
	return goals
}

// validate checks the bound.
func (g Goal) validate() error {
	switch g.Kind {
	case MinimiseCost:
		return nil
	case Coverage:
		if g.Percent.IsNegative() || g.Percent.GreaterThan(decimal.NewFromInt(100)) {
			return fmt.Errorf("a coverage of %s %% is not from 0 to 100", g.Percent)
		}
		return nil
	case MaxOverflow:
		if g.Tokens.IsNegative() {
			return fmt.Errorf("an overflow of at most %s tokens", g.Tokens)
		}
		return nil
	}
	return fmt.Errorf("no goal is named %q", g.Kind)
}

// ReasonCode names why there is no answer.
type ReasonCode string

// The reasons.
const (
	// NoOnDemandPrice: what overflows has no price, so no cost can be the least.
	NoOnDemandPrice ReasonCode = "no_on_demand_price"
	// WeekNotSeen: the window does not hold every hour of the week.
	WeekNotSeen ReasonCode = "week_not_seen"
	// PaymentNotOffered: the offer has no price for a payment that is needed.
	PaymentNotOffered ReasonCode = "payment_not_offered"
)

// Reason is why there is no answer.
type Reason struct {
	Code ReasonCode
	Text string // with the way out
}

// missable is how many of so many minutes a coverage may leave uncovered: at
// least percent of all of them have to be covered.
func missable(minutes int, percent decimal.Decimal) int {
	needed := decimal.NewFromInt(int64(minutes)).Mul(percent).Shift(-2).Ceil()
	return minutes - int(needed.IntPart())
}
