package compare_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// TestRandomNeeds checks random needs against the page: which options have an
// amount, every amount, the ranks, the ranges and every break-even.
func TestRandomNeeds(t *testing.T) {
	cat, p := load(t), readPage()
	rng := rand.New(rand.NewPCG(5, 6))
	for range 400 {
		w := randomWant(rng, p)
		c := compare.Compare(cat, w.need(t))
		costs := p.costs(w, w.hours)
		if len(c.Ranked()) != len(costs) {
			t.Fatalf("%+v: %d options have an amount, the page prices %d", w, len(c.Ranked()), len(costs))
		}
		checkAmounts(t, cat, &c, costs)
		for range 20 {
			checkRanges(t, &c, p, w, big.NewRat(rng.Int64N(w.days*24*1000+1), 1000))
		}
		checkBreakEvens(t, &c, p, w)
	}
}

// checkAmounts: each amount is that of the page and of package quote, and no
// option of a worse rank costs less.
func checkAmounts(t *testing.T, cat *catalog.Catalog, c *compare.Comparison, costs map[string]*big.Rat) {
	t.Helper()
	for i, o := range c.Ranked() {
		amount := o.Fee.Amount.Value
		if costs[o.ID()] == nil || amount.Rat().Cmp(costs[o.ID()]) != 0 || !amount.Equal(quote.Of(cat, o.Terms).Amount.Value) {
			t.Errorf("%s costs %s, want %v", o.ID(), amount, costs[o.ID()])
		}
		better := 1
		for _, other := range costs {
			if other.Cmp(amount.Rat()) < 0 {
				better++
			}
		}
		if o.Rank != better {
			t.Errorf("%s has rank %d at place %d, want %d", o.ID(), o.Rank, i, better)
		}
	}
}

// checkRanges: at any hours exactly the options of the range are the cheapest;
// where a range starts, those before it cost the same.
func checkRanges(t *testing.T, c *compare.Comparison, p pagePrices, w want, hours *big.Rat) {
	t.Helper()
	if len(c.Ranges) == 0 {
		return
	}
	if first, last := c.Ranges[0], c.Ranges[len(c.Ranges)-1]; first.From.Sign() != 0 || last.To.Cmp(big.NewRat(w.days*24, 1)) != 0 {
		t.Fatalf("ranges go from %s to %s", first.From, last.To)
	}
	for i, r := range c.Ranges {
		if i > 0 {
			if c.Ranges[i-1].To.Cmp(r.From) != 0 {
				t.Errorf("a gap between %s and %s", c.Ranges[i-1].To, r.From)
			}
			before, after := p.costs(w, r.From)[c.Ranges[i-1].Options[0]], p.costs(w, r.From)[r.Options[0]]
			if before.Cmp(after) != 0 {
				t.Errorf("at %s hours %s costs %s and %s %s", r.From, c.Ranges[i-1].Options[0], before, r.Options[0], after)
			}
		}
		if hours.Sign() == 0 || hours.Cmp(r.From) <= 0 || hours.Cmp(r.To) >= 0 {
			continue
		}
		var least *big.Rat
		var cheapest []string
		for id, cost := range p.costs(w, hours) {
			switch {
			case least == nil || cost.Cmp(least) < 0:
				least, cheapest = cost, []string{id}
			case cost.Cmp(least) == 0:
				cheapest = append(cheapest, id)
			}
		}
		slices.Sort(cheapest)
		if got := slices.Sorted(slices.Values(r.Options)); !slices.Equal(got, cheapest) {
			t.Errorf("at %s hours %v are the cheapest, not %v", hours.FloatString(3), cheapest, got)
		}
	}
}

// checkBreakEvens: at the value both cost the same, below it the first is
// cheaper and above it the second, on the nearest whole numbers too.
func checkBreakEvens(t *testing.T, c *compare.Comparison, p pagePrices, w want) {
	t.Helper()
	for i := range c.BreakEven {
		b := &c.BreakEven[i]
		var differs func(at *big.Rat) int // sign of what the first costs more than the second
		switch b.Variable {
		case compare.HoursPerPeriod:
			differs = func(at *big.Rat) int {
				costs := p.costs(w, at)
				return costs[b.Between[0]].Cmp(costs[b.Between[1]])
			}
		case compare.HoursPerDay:
			differs = func(at *big.Rat) int {
				costs := p.costs(w, new(big.Rat).Mul(at, big.NewRat(w.days, 1)))
				return costs[b.Between[0]].Cmp(costs[b.Between[1]])
			}
		case compare.TokensPerPeriod, compare.TokensPerHour:
			differs = p.tokensAgainst(b, w)
		default:
			checkThroughput(t, b, p, w)
			continue
		}
		checkCrossing(t, b, w, differs)
	}
}

func checkCrossing(t *testing.T, b *compare.BreakEven, w want, differs func(*big.Rat) int) {
	t.Helper()
	if b.Value == nil {
		for _, at := range [...]int64{1, 100, 10_000} {
			order := differs(big.NewRat(at, 1))
			if order > 0 || (order == 0) != (b.Cheaper == "") {
				t.Errorf("%s at %d hours: order %d", b.Reading, at, order)
			}
		}
		return
	}
	little := big.NewRat(1, 1_000_000_000)
	if differs(b.Value) != 0 || differs(new(big.Rat).Add(b.Value, little)) <= 0 || b.Value.Sign() > 0 && differs(new(big.Rat).Sub(b.Value, little)) >= 0 {
		t.Errorf("%v cross elsewhere than at %s %s", b.Between, b.Value, b.Variable)
	}
	if b.First != nil {
		first := new(big.Rat).SetInt(b.First)
		if differs(first) <= 0 || differs(new(big.Rat).Sub(first, big.NewRat(1, 1))) > 0 {
			t.Errorf("%v: %s is not the first whole number above %s", b.Between, b.First, b.Value)
		}
	}
	period := big.NewRat(w.days*24, 1)
	if b.Variable == compare.HoursPerPeriod && b.Crosses() != (b.Value.Cmp(period) < 0) {
		t.Errorf("%s: crosses is %t", b.Reading, b.Crosses())
	}
}

// tokensAgainst compares so many tokens in the mix with another option.
func (p pagePrices) tokensAgainst(b *compare.BreakEven, w want) func(*big.Rat) int {
	region, _, _ := strings.Cut(b.Between[0], "/")
	mix := p.token(region, w)
	mix.Quo(mix, big.NewRat(w.tokens[0]+w.tokens[1]+w.tokens[2], 1))
	return func(at *big.Rat) int {
		cost := new(big.Rat).Mul(mix, at)
		if b.Variable == compare.TokensPerHour {
			cost.Mul(cost, w.hours)
		}
		return cost.Cmp(p.costs(w, w.hours)[b.Between[1]])
	}
}

// checkThroughput: the order changes between the step and the one before, in
// whole steps whose proportion is that of the need, rounded up.
func checkThroughput(t *testing.T, b *compare.BreakEven, p pagePrices, w want) {
	t.Helper()
	parts := strings.Split(b.Between[1], "/") // region, mu, spec, payment
	region, payment := parts[0], parts[3]
	limit := new(big.Rat).Mul(p.prices[key(region, "mu", w.model, parts[2], payment, "model_unit")], big.NewRat(w.bundles, 1))
	time := big.NewRat(1, 1)
	if payment == "subscription" {
		limit.Mul(limit, big.NewRat((w.days+29)/30, 1))
		time.SetInt64(w.days)
	}
	need, steps := [3]int64{w.input, w.output, w.thinking}, [3]int64{10_000, 1_000, 1_000}
	driver := 0
	if w.input == 0 {
		driver = 1
	}
	at := func(n int64) [3]int64 {
		var tpm [3]int64
		for i := range tpm {
			exact := big.NewRat(n*steps[driver], 1)
			exact.Mul(exact, big.NewRat(need[i], need[driver]*steps[i]))
			whole := new(big.Int).Quo(new(big.Int).Add(exact.Num(), new(big.Int).Sub(exact.Denom(), big.NewInt(1))), exact.Denom())
			tpm[i] = whole.Int64() * steps[i]
		}
		return tpm
	}
	n := b.First.Int64() / steps[driver]
	dearer := func(n int64) bool {
		cost := p.ptu(region, payment, w.model, at(n))
		return cost.Mul(cost, time).Cmp(limit) > 0
	}
	tpm := at(n)
	got := [3]int64{b.At.Input.IntPart(), b.At.Output.IntPart(), b.At.Thinking.IntPart()}
	if got != tpm || !dearer(n) || n > 1 && dearer(n-1) {
		t.Errorf("%+v: %s, at %v and not at %v", w, b.Reading, tpm, at(n-1))
	}
}

// A need says nothing of the clock: the same need gives the same comparison.
func TestDeterministic(t *testing.T) {
	cat := load(t)
	need := compare.Need{Model: plus, Throughput: tpm("10000", "1000", "0"), Hours: hours("0"), Period: days(t, "30d")}
	text := func() string {
		c := compare.Compare(cat, need)
		var out strings.Builder
		for _, o := range c.Options {
			fmt.Fprintln(&out, o.ID(), o.Rank, o.Reason)
		}
		for _, b := range c.BreakEven {
			fmt.Fprintln(&out, b.Between, b.Variable, b.Value, b.Reading)
		}
		fmt.Fprintln(&out, c.Ranges, c.Summary, c.Notes)
		return out.String()
	}
	first := text()
	for range 5 {
		if text() != first {
			t.Fatal("two comparisons of one need differ")
		}
	}
}

var sink compare.Comparison

func BenchmarkCompare(b *testing.B) {
	cat := load(b)
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		b.Fatal(err)
	}
	need := compare.Need{Model: plus, Throughput: tpm("50000", "5000", "0"), Period: period}
	b.ReportAllocs()
	for b.Loop() {
		sink = compare.Compare(cat, need)
	}
}
