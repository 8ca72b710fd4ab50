package sizing

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
)

// randomRequest is a small workload with prices of its own. At times there is no
// thinking output, at times it uses the quota of output.
func randomRequest(rng *rand.Rand, minutes int) Request {
	step := [2]int64{1 + rng.Int64N(12), 1 + rng.Int64N(7)}
	offer := catalog.Offer{Region: "r", Plan: catalog.PTU, Model: "m", Bundle: 1}
	thinking := rng.IntN(3) > 0
	for _, payment := range []catalog.Payment{catalog.PayAsYouGo, catalog.Subscription} {
		for d := range dimensions {
			if d == Thinking && !thinking {
				continue
			}
			per := catalog.Per{Quantity: step[min(int(d), 1)], Unit: "TPM", Time: "hour"}
			amount := 1 + rng.Int64N(9)
			if payment == catalog.Subscription {
				amount *= 8 + rng.Int64N(12)
			}
			offer.Prices = append(offer.Prices, catalog.Price{Payment: payment, Item: d.Item(), Currency: "USD", Per: per,
				Amount: decimal.New(amount, -int32(rng.IntN(2)))})
		}
	}
	region := &catalog.Region{Code: "r", Currency: "USD", Offers: []catalog.Offer{offer}}
	region.Billing.PTU.InputStepTPM, region.Billing.PTU.OutputStepTPM = step[0], step[1]
	loads := make([][dimensions]int64, minutes)
	quiet := rng.IntN(4)
	for m := range loads {
		for d := range dimensions {
			if rng.IntN(4) >= quiet {
				loads[m][d] = rng.Int64N(6 * step[min(int(d), 1)])
			}
		}
		if rng.IntN(20) == 0 { // a peak in all dimensions
			loads[m] = [dimensions]int64{6 * step[0], 6 * step[1], 6 * step[1]}
		}
	}
	price := func() decimal.NullDecimal {
		return decimal.NullDecimal{Decimal: decimal.New(1+rng.Int64N(400), -2), Valid: true}
	}
	hours := decimal.New(1+rng.Int64N(7200), -1)
	return Request{
		Catalog: &catalog.Catalog{Edition: "2026-06-06", Regions: []*catalog.Region{region}}, Region: region, Model: "m",
		Load: loadOf(loads...), Period: deployment.PeriodOfHours(hours),
		OnDemand: &OnDemand{Currency: "USD", Per: 1 + rng.Int64N(40), Input: price(), Output: price(), ThinkingOutput: price()},
	}
}

// simulated is what a capacity does, told by looking at every minute. Amounts
// are integers of 1/unit of the currency.
type simulated struct {
	overflow int64
	covered  int64
	fee      int64 // of the period
	total    int64 // with overflow
	unit     int64
}

// simulate knows nothing of levels: it takes the minutes as they come.
func simulate(q Request, payment catalog.Payment, steps [dimensions]int64) simulated {
	offer := &q.Region.Offers[0]
	_, separate := offer.Price(payment, catalog.ThinkingOutput)
	rules := q.Region.Billing.PTU
	tpm := [dimensions]int64{steps[Input] * rules.InputStepTPM, steps[Output] * rules.OutputStepTPM, steps[Thinking] * rules.OutputStepTPM}
	minutes := int64(q.Load.Minutes)
	s := simulated{unit: 1000 * q.OnDemand.Per * minutes}
	var above [dimensions]int64
	for m := range q.Load.Minutes {
		load := [dimensions]int64{q.Load.loads[Input][m], q.Load.loads[Output][m], q.Load.loads[Thinking][m]}
		if !separate {
			load[Output], load[Thinking] = load[Output]+load[Thinking], 0
		}
		fits := true
		for d := range above {
			if load[d] > tpm[d] {
				fits = false
				above[d] += load[d] - tpm[d]
			}
		}
		if fits {
			s.covered++
		}
	}
	// Random prices and hours have one decimal place, on-demand prices two.
	tenths := func(d decimal.Decimal) int64 { return d.Shift(1).IntPart() }
	count := tenths(q.Period.Hours)
	if payment == catalog.Subscription {
		count = 10 * q.Period.Days
	}
	for d := range dimensions {
		if price, ok := offer.Price(payment, d.Item()); ok {
			s.fee += steps[d] * tenths(price.Amount) * count * s.unit / 100
		}
		s.overflow += above[d]
		s.total += above[d] * q.OnDemand.price(d).Decimal.Shift(2).IntPart() * tenths(q.Period.Hours) * 60
	}
	s.total += s.fee
	return s
}

// everyCapacity calls f with each capacity that could make a difference, and more.
func everyCapacity(separate bool, f func(steps [dimensions]int64)) {
	const most = 6
	thinking, output := int64(most), int64(most)
	if !separate {
		thinking, output = 0, 2*most
	}
	for i := range int64(most + 1) {
		for o := range output + 1 {
			for t := range thinking + 1 {
				f([dimensions]int64{i, o, t})
			}
		}
	}
}

// The capacity for every goal is as good as the best of all capacities, each
// simulated over each minute.
func TestOptimumEqualsBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	rounds := 2500
	if testing.Short() {
		rounds = 200
	}
	for round := range rounds {
		q := randomRequest(rng, 1+rng.IntN(24))
		percent := []string{"0", "50", "75", "90", "99.9", "100"}[rng.IntN(6)]
		budget := rng.Int64N(200)
		q.Goals = []Goal{{Kind: MinimiseCost}, {Kind: Coverage, Percent: dec(percent)}, {Kind: MaxOverflow, Tokens: decimal.NewFromInt(budget)}}
		result, err := Size(q)
		if tokens := q.Load.Tokens; tokens.Input+tokens.Output+tokens.Thinking == 0 && err != nil {
			continue // nothing to find a capacity for
		}
		if err != nil {
			t.Fatal(err)
		}
		_, separate := q.Region.Offers[0].Price(catalog.PayAsYouGo, catalog.ThinkingOutput)
		for at, payment := range []catalog.Payment{catalog.PayAsYouGo, catalog.Subscription} {
			least := [3]int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}
			var merit [3]int64 // of the best: covered minutes, tokens that do not overflow
			perMille := dec(percent).Shift(1).IntPart()
			meets := func(s simulated) [3]bool {
				return [3]bool{true, 1000*s.covered >= perMille*int64(q.Load.Minutes), s.overflow <= budget}
			}
			everyCapacity(separate, func(steps [dimensions]int64) {
				s := simulate(q, payment, steps)
				ok := meets(s)
				for i, value := range [3]int64{s.total, s.fee, s.fee} {
					m := [3]int64{0, s.covered, -s.overflow}[i]
					if ok[i] && (value < least[i] || value == least[i] && m > merit[i]) {
						least[i], merit[i] = value, m
					}
				}
			})
			for i := range q.Goals {
				choice := result.Answers[i].Choices[at]
				var steps [dimensions]int64
				overflow := decimal.Decimal{}
				for _, o := range choice.Outcomes {
					steps[o.Dimension] = o.Steps
					overflow = overflow.Add(o.Overflow)
				}
				s := simulate(q, payment, steps)
				value := s.fee
				if i == 0 {
					value = s.total
				}
				if !meets(s)[i] || value != least[i] {
					t.Fatalf("round %d, goal %v under %s: %v costs %d, the best is %d; it does %+v",
						round, q.Goals[i], payment, steps, value, least[i], s)
				}
				if got := [3]int64{0, s.covered, -s.overflow}[i]; got != merit[i] {
					t.Fatalf("round %d, goal %v under %s: %v does %+v, for the same fee %d is possible", round, q.Goals[i], payment, steps, s, merit[i])
				}
				if !overflow.Equal(decimal.NewFromInt(s.overflow)) || !choice.Covered.Part.Equal(decimal.NewFromInt(s.covered)) {
					t.Fatalf("round %d, goal %v: said %s overflow and %v, simulated %+v", round, q.Goals[i], overflow, choice.Covered, s)
				}
				total := big.NewRat(s.total, s.unit)
				if got := choice.Total; !got.Known || got.Exact != (got.Amount.Value.Rat().Cmp(total) == 0) || difference(got.Amount.Value, total) {
					t.Fatalf("round %d, goal %v: total %v, simulated %s", round, q.Goals[i], got, total.FloatString(12))
				}
			}
		}
	}
}

// difference reports whether an amount is off by more than its rounding.
func difference(amount decimal.Decimal, want *big.Rat) bool {
	off := new(big.Rat).Sub(amount.Rat(), want)
	return off.Abs(off).Cmp(big.NewRat(1, 1_000_000_000)) > 0
}

// The best plan of each kind is as good as the best of all plans of its kind:
// every base, and for every hour every capacity on top, each simulated over each
// minute of the hour.
func TestScheduleEqualsBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	rounds := 40
	if testing.Short() {
		rounds = 5
	}
	for round := range rounds {
		minutes := hoursPerWeek + rng.IntN(300)
		q := randomRequest(rng, minutes)
		if round%5 == 0 {
			q.OnDemand = nil // nothing may overflow
		}
		hours := make([]uint8, minutes)
		for i := range hours {
			hours[i] = uint8(i % hoursPerWeek)
			if i >= hoursPerWeek {
				hours[i] = uint8(rng.IntN(hoursPerWeek))
			}
		}
		s, err := newSizer(q)
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.schedule(hours)
		if err != nil || got.Reason != nil {
			t.Fatal(err, got.Reason)
		}
		want := bruteWeek(q, s, hours)
		best := got.Plans[got.Best].Total.Amount.Value
		for i, plan := range got.Plans {
			if !plan.Total.Known || difference(plan.Total.Amount.Value, want[plan.Kind]) {
				t.Fatalf("round %d: %s costs %s, the best is %s", round, plan.Kind, plan.Total.Amount.Value, want[plan.Kind].FloatString(12))
			}
			if plan.Total.Amount.Value.LessThan(best) || i < got.Best && plan.Total.Amount.Value.Equal(best) {
				t.Fatalf("round %d: plan %d is the best, but not %d", round, i, got.Best)
			}
		}
	}
}

// bruteWeek is the least cost of a week for each kind of plan. Dimensions are
// independent, so each is tried by itself.
func bruteWeek(q Request, s *sizer, hours []uint8) map[PlanKind]*big.Rat {
	least := map[PlanKind]*big.Rat{}
	for _, kind := range []PlanKind{AlwaysPayAsYouGo, AlwaysSubscription, HourlyPayAsYouGo, BaseAndPeaks} {
		least[kind] = new(big.Rat)
	}
	for i := range s.demands {
		d := &s.demands[i]
		most := d.levels.most()
		price := func(payment catalog.Payment) *big.Rat {
			p, _ := q.Region.Offers[0].Price(payment, d.dimension.Item())
			return new(big.Rat).Mul(p.Amount.Rat(), big.NewRat(d.stepTPM, p.Per.Quantity))
		}
		hourly, weekly := price(catalog.PayAsYouGo), price(catalog.Subscription)
		weekly.Mul(weekly, big.NewRat(7, 1))
		// over[h][k] is what an hour's overflow costs at k steps; nil if it may not be.
		var over [hoursPerWeek][]*big.Rat
		for h := range over {
			for k := range most + 1 {
				var above, seen int64
				for m, load := range d.minutes {
					if hours[m] == uint8(h) {
						seen++
						above += max(0, load-k*d.stepTPM)
					}
				}
				cost := new(big.Rat)
				if q.OnDemand != nil {
					cost.Mul(q.OnDemand.price(d.dimension).Decimal.Rat(), big.NewRat(above*60, q.OnDemand.Per*seen))
				} else if above > 0 {
					cost = nil
				}
				over[h] = append(over[h], cost)
			}
		}
		lowest := func(kind PlanKind, costs []*big.Rat) {
			var best *big.Rat
			for _, c := range costs {
				if c != nil && (best == nil || c.Cmp(best) < 0) {
					best = c
				}
			}
			least[kind].Add(least[kind], best)
		}
		always := func(fee *big.Rat) (costs []*big.Rat) {
			for k := range most + 1 {
				sum := new(big.Rat).Mul(fee, big.NewRat(k, 1))
				for h := range over {
					if over[h][k] == nil {
						sum = nil
						break
					}
					sum.Add(sum, over[h][k])
				}
				costs = append(costs, sum)
			}
			return costs
		}
		lowest(AlwaysPayAsYouGo, always(new(big.Rat).Mul(hourly, big.NewRat(hoursPerWeek, 1))))
		lowest(AlwaysSubscription, always(weekly))
		var based []*big.Rat
		for base := range most + 1 {
			sum := new(big.Rat).Mul(weekly, big.NewRat(base, 1))
			for h := range over {
				var best *big.Rat
				for top := range most - base + 1 {
					if over[h][base+top] == nil {
						continue
					}
					c := new(big.Rat).Mul(hourly, big.NewRat(top, 1))
					if c.Add(c, over[h][base+top]); best == nil || c.Cmp(best) < 0 {
						best = c
					}
				}
				sum.Add(sum, best)
			}
			based = append(based, sum)
		}
		lowest(HourlyPayAsYouGo, based[:1])
		lowest(BaseAndPeaks, based)
	}
	return least
}

// Cost is convex in steps, whatever the loads: one more step saves no more than
// the one before, and levels agree with a count over all minutes.
func TestLevelsAgreeWithCounting(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		step := 1 + rng.Int64N(10)
		loads := make([]int64, 1+rng.IntN(40))
		for i := range loads {
			loads[i] = rng.Int64N(60)
		}
		l := newLevels(append([]int64(nil), loads...), step)
		for steps := range l.most() + 2 {
			var overflow int64
			covered := 0
			for _, load := range loads {
				overflow += max(0, load-steps*step)
				if load <= steps*step {
					covered++
				}
			}
			if l.overflow(steps) != overflow || l.covered(steps) != covered {
				t.Fatalf("%d steps of %d over %v: %d and %d, want %d and %d", steps, step, loads, l.overflow(steps), l.covered(steps), overflow, covered)
			}
			if steps > 0 && l.drop(steps) > l.drop(steps-1) {
				t.Fatalf("step %d of %d over %v saves more than the one before", steps, step, loads)
			}
		}
	}
}
