package diff_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
)

// sets makes random sets of deployments: of few names, files and models, so that
// moves, renames and repetitions happen, and some without an amount.
type sets struct {
	*rand.Rand
	cat    *catalog.Catalog
	priced bool // every deployment has an amount
}

func (r sets) pick(of ...string) string { return of[r.IntN(len(of))] }

func (r sets) side(t *testing.T, size int) diff.Side {
	period, err := deployment.ParsePeriod("30d")
	if err != nil {
		t.Fatal(err)
	}
	q := &quote.Quote{Catalog: r.cat, Period: period}
	s := diff.Side{Quote: q}
	for line := range size {
		q.Deployments = append(q.Deployments, r.deployment(line+1))
		s.Suffixes = append(s.Suffixes, r.pick("", "", "v2"))
	}
	if !r.priced && r.IntN(4) == 0 {
		s.Unread = []string{r.pick("a.yaml", "b.yaml")}
	}
	q.Totals = quote.Totals(q.Deployments, len(s.Unread))
	return s
}

func (r sets) deployment(line int) quote.Deployment {
	region, _ := r.cat.Region(r.pick("singapore", "beijing"))
	d := quote.Deployment{
		File: r.pick("a.yaml", "b.yaml", "c.yaml"), Line: line, Name: r.pick("", "one", "two", "three"),
		ModelName: "qwen3-32b",
		Terms: deployment.Terms{
			Region: region, Plan: catalog.MU, Payment: catalog.Payment(r.pick("pay_as_you_go", "subscription")), Spec: "MU1", Model: "qwen3-32b",
			Capacity: dec(r.pick("4", "8")), Hours: dec(r.pick("220", "720", "0.1")), Months: dec("1"),
		},
	}
	switch kind := r.IntN(8); {
	case kind < 3:
		d.ModelName = "qwen3.6-plus-2026-04-02"
		d.Terms.Plan, d.Terms.Model, d.Terms.Spec, d.Terms.InputTPM, d.Terms.OutputTPM, d.Terms.Days = catalog.PTU, d.ModelName, "", dec("10000"), dec("1000"), dec("30")
	case kind == 3 && !r.priced: // no price
		d.ModelName = "mine"
		d.Terms.Plan, d.Terms.Model = catalog.CU, "mine"
	case kind == 4 && !r.priced: // no region
		d.Terms.Region = nil
	}
	d.Fee = quote.Of(r.cat, d.Terms)
	if r.priced && !d.Fee.Known { // not offered there
		d.Terms.Region, _ = r.cat.Region("singapore")
		d.Fee = quote.Of(r.cat, d.Terms)
	}
	return d
}

func generators(t *testing.T) map[string]sets {
	rng := rand.New(rand.NewPCG(7, 11))
	two := edited(t, replacement{beijing, "currency: USD", "currency: CNY"})
	return map[string]sets{
		"with gaps":                {rng, load(t), false},
		"with gaps and currencies": {rng, two, false},
		"complete":                 {rng, load(t), true},
	}
}

const rounds = 400

// TestSameIsEmpty: a set does not differ from itself, in any order.
func TestSameIsEmpty(t *testing.T) {
	for name, r := range generators(t) {
		for range rounds {
			s := r.side(t, r.IntN(9))
			d := diff.Quotes(s, r.shuffled(s))
			if d.Count(diff.Unchanged) != len(d.Deployments) {
				t.Fatalf("%s: %s", name, said(&d))
			}
			for _, of := range d.Totals {
				if of.Difference != nil && !of.Difference.IsZero() || of.Bound != nil {
					t.Fatalf("%s: the total differs by %s, %+v", name, text(of.Difference), of.Bound)
				}
			}
			if r.priced && (!d.Complete() || d.Exceeds(diff.Limit{}).Exceeded) {
				t.Fatalf("%s: not complete", name)
			}
		}
	}
}

// TestSwapNegates: the other way round, all differences have the other sign.
func TestSwapNegates(t *testing.T) {
	for name, r := range generators(t) {
		for range rounds {
			a, b := r.side(t, r.IntN(9)), r.side(t, r.IntN(9))
			there, back := diff.Quotes(a, b), diff.Quotes(b, a)
			if there.Count(diff.Added) != back.Count(diff.Removed) || there.Count(diff.Removed) != back.Count(diff.Added) ||
				there.Count(diff.Changed) != back.Count(diff.Changed) || there.Complete() != back.Complete() {
				t.Fatalf("%s: %s\nback: %s", name, said(&there), said(&back))
			}
			if !negated(sum(&there), sum(&back)) {
				t.Fatalf("%s: deployments differ by %s, and back by %s", name, sum(&there), sum(&back))
			}
			for i, of := range there.Totals {
				other := back.Totals[i]
				if (of.Difference == nil) != (other.Difference == nil) || (of.Bound == nil) != (other.Bound == nil) ||
					of.Difference != nil && !negated(*of.Difference, *other.Difference) ||
					of.Bound != nil && (of.Bound.Direction == other.Bound.Direction || !negated(of.Bound.Value, other.Bound.Value)) {
					t.Fatalf("%s: %+v\nback: %+v", name, of, other)
				}
			}
		}
	}
}

// TestDifferencesAddUp: where all is known, the totals differ by what the
// deployments do.
func TestDifferencesAddUp(t *testing.T) {
	r := generators(t)["complete"]
	for range rounds {
		a, b := r.side(t, r.IntN(9)), r.side(t, 1+r.IntN(9))
		d := diff.Quotes(a, b)
		if !d.Complete() || len(d.Totals) != 1 || !sum(&d).Equal(*d.Totals[0].Difference) {
			t.Fatalf("deployments differ by %s, the total by %s", sum(&d), total(t, &d, "USD"))
		}
	}
}

// TestOrderDoesNotMatter: nor of deployments in a quote, nor of files.
func TestOrderDoesNotMatter(t *testing.T) {
	for name, r := range generators(t) {
		for range rounds {
			a, b := r.side(t, r.IntN(9)), r.side(t, r.IntN(9))
			d, shuffled := diff.Quotes(a, b), diff.Quotes(r.shuffled(a), r.shuffled(b))
			if !reflect.DeepEqual(d.Deployments, shuffled.Deployments) || !reflect.DeepEqual(d.Totals, shuffled.Totals) {
				t.Fatalf("%s: %s\nshuffled: %s", name, said(&d), said(&shuffled))
			}
		}
	}
}

// TestBoundsHold: whatever the deployments without an amount cost, as long as the
// same ones cost the same, a total differs by what was said.
func TestBoundsHold(t *testing.T) {
	for name, r := range generators(t) {
		for range rounds {
			a, b := r.side(t, r.IntN(9)), r.side(t, r.IntN(9))
			d := diff.Quotes(a, b)
			salt := r.IntN(1000)
			for _, of := range d.Totals {
				truth := r.truth(b, of.Currency, salt).Sub(r.truth(a, of.Currency, salt))
				switch {
				case of.Difference != nil && !truth.Equal(*of.Difference),
					of.Bound != nil && of.Bound.Direction == diff.AtLeast && truth.LessThan(of.Bound.Value),
					of.Bound != nil && of.Bound.Direction == diff.AtMost && truth.GreaterThan(of.Bound.Value):
					t.Fatalf("%s: the total of %s differs by %s, said: %s, %+v\n%s", name, of.Currency, truth, text(of.Difference), of.Bound, said(&d))
				}
				if v := d.Exceeds(diff.Limit{Value: dec("10"), Percent: true}); !v.Exceeded {
					before := r.truth(a, of.Currency, salt)
					if truth.Mul(dec("10")).GreaterThan(before) {
						t.Fatalf("%s: a rise of %s from %s keeps to 10%%: %+v", name, truth, before, v)
					}
				}
			}
		}
	}
}

// truth is what a side would cost if what has no amount had one: the same for what
// is the same under the same prices, and anything for what is not known at all.
func (r sets) truth(s diff.Side, currency string, salt int) decimal.Decimal {
	whole := decimal.NewFromInt(int64(len(s.Unread)) * r.Int64N(3000))
	for _, d := range s.Quote.Deployments {
		switch of := d.Fee.Amount; {
		case d.Fee.Known && of.Currency == currency:
			whole = whole.Add(of.Value)
		case !d.Fee.Known && of.Currency == "":
			whole = whole.Add(decimal.NewFromInt(r.Int64N(5000)))
		case !d.Fee.Known && of.Currency == currency:
			hash := fnv.New32()
			fmt.Fprint(hash, salt, d.Terms.Region.Code, d.Terms.Payment, d.Terms.Capacity)
			if d.Terms.Payment == catalog.PayAsYouGo {
				fmt.Fprint(hash, d.Terms.Hours)
			}
			whole = whole.Add(decimal.NewFromInt(int64(hash.Sum32() % 5000)))
		}
	}
	return whole
}

func negated(a, b decimal.Decimal) bool { return a.Equal(b.Neg()) }

// sum adds the differences of deployments that are known.
func sum(d *diff.Diff) decimal.Decimal {
	whole := decimal.Zero
	for i := range d.Deployments {
		if of := d.Deployments[i].Difference; of != nil {
			whole = whole.Add(*of)
		}
	}
	return whole
}

// shuffled is a side with its deployments in another order.
func (r sets) shuffled(s diff.Side) diff.Side {
	order := r.Perm(len(s.Quote.Deployments))
	q := *s.Quote
	q.Deployments = make([]quote.Deployment, len(order))
	out := diff.Side{Quote: &q, Suffixes: make([]string, len(order)), Unread: s.Unread}
	for i, j := range order {
		q.Deployments[i], out.Suffixes[i] = s.Quote.Deployments[j], s.Suffixes[j]
	}
	return out
}
