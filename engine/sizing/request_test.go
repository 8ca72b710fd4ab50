package sizing

import (
	"errors"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// TestGoals: what is sized for where nothing is asked for, and what cannot be asked for.
func TestGoals(t *testing.T) {
	kinds := func(goals []Goal) (list []GoalKind) {
		for _, g := range goals {
			list = append(list, g.Kind)
		}
		return list
	}
	for _, c := range []struct {
		minimise bool
		coverage []string
		priced   bool
		want     []GoalKind
		err      error
	}{
		{want: []GoalKind{Coverage}},
		{priced: true, want: []GoalKind{Coverage, MinimiseCost}},
		{coverage: []string{"99%", "95%"}, priced: true, want: []GoalKind{Coverage, Coverage}},
		{minimise: true, priced: true, coverage: []string{"99%"}, want: []GoalKind{MinimiseCost, Coverage}},
		{minimise: true, err: ErrOverflowPrice},
	} {
		goals, err := Goals(c.minimise, c.coverage, c.priced)
		if !errors.Is(err, c.err) {
			t.Fatalf("%+v: %v", c, err)
		}
		if err == nil && !slices.Equal(kinds(OrDefault(goals, c.priced)), c.want) {
			t.Errorf("%+v: %v", c, kinds(goals))
		}
	}
	if goals := OrDefault(nil, false); goals[0].Percent.String() != "99.9" {
		t.Errorf("the default coverage is %s", goals[0].Percent)
	}
	if _, err := Goals(false, []string{"0.999"}, false); err == nil {
		t.Error("a coverage that can be read in two ways is taken")
	}
}

// TestOnDemand: a price is above 0 and for a whole number of tokens.
func TestOnDemand(t *testing.T) {
	for _, per := range []string{"0", "-1", "0.5", "1000000001"} {
		if _, err := NewOnDemand("USD", decimal.RequireFromString(per)); err == nil {
			t.Errorf("prices for %s tokens are taken", per)
		}
	}
	o, err := NewOnDemand("USD", decimal.NewFromInt(1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	if err := o.State(Input, decimal.Zero); !errors.Is(err, ErrOnDemandPrice) {
		t.Errorf("a price of 0: %v", err)
	}
	if err := o.State(Output, decimal.NewFromInt(3)); err != nil || o.Input.Valid || o.Output.Decimal.String() != "3" || o.ThinkingOutput.Valid {
		t.Errorf("%+v, %v", o, err)
	}
}
