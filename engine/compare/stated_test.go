package compare_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
)

// TestStated: the defaults of a request, and what a need that is there already keeps.
func TestStated(t *testing.T) {
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	is := func(n int64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromInt(n)) }
	half := decimal.NewNullDecimal(decimal.RequireFromString("1.5"))
	stated := compare.Stated{Model: "QWEN3-32B", Hours: half, MUCapacity: is(8), Plans: []string{"MU"}}
	n, err := stated.Need(cat, "", true)
	if err != nil || n.Model != "qwen3-32b" || n.Period.Label != deployment.DefaultPeriod || n.Hours.String() != "2" ||
		n.MUCapacity.String() != "8" || n.Throughput != nil || n.Tokens != nil || n.Plans[0] != catalog.MU {
		t.Errorf("%+v, %v", n, err)
	}
	stated = compare.Stated{Model: "qwen3-32b", InputTPM: is(1000)}
	if _, err := stated.Need(cat, "30d", false); err == nil {
		t.Error("a throughput without its output is taken")
	}
	today := deployment.Terms{Plan: catalog.MU}
	n = compare.Need{Today: &today, MUBundles: 2, Throughput: &compare.Throughput{Input: decimal.NewFromInt(1)}}
	(&compare.Stated{MUCapacity: is(8), InputTPM: is(5), TokensIn: is(3)}).Fill(&n)
	if n.MUBundles != 2 || n.Throughput.Input.String() != "1" || n.Tokens.Input.String() != "3" {
		t.Errorf("%+v", n)
	}
}
