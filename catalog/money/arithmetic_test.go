package money

import (
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestPowerOfTen(t *testing.T) {
	for _, test := range []struct {
		number int64
		power  int32
		ok     bool
	}{{1, 0, true}, {10, 1, true}, {1_000_000, 6, true}, {1_000_000_000_000_000_000, 18, true}, {20, 1, false}, {0, 0, false}, {-10, 0, false}, {11, 0, false}, {2, 0, false}} {
		if power, ok := powerOfTen(test.number); ok != test.ok || ok && power != test.power {
			t.Errorf("%d is 10^%d, %t", test.number, power, ok)
		}
	}
}

// FuzzArithmetic holds our arithmetic against that of rationals.
func FuzzArithmetic(f *testing.F) {
	for _, seed := range []struct {
		a    int64
		aExp int32
		b    int64
		bExp int32
	}{
		{720, 0, 12, -1}, {-1, 0, 3, 0}, {0, 0, 0, -4}, {0, -3, 5, 2}, {1394329, -3, 30, 0}, {60235, 2, 1024, -9},
		{999_999_999_999_999_999, 0, 999_999_999_999_999_999, 0},      // the most that is small
		{1_000_000_000_000_000_000, 0, -1_000_000_000_000_000_000, 0}, // one more
		{-1 << 63, 0, -1 << 63, 0}, {1<<63 - 1, -18, 1, 18},           // the ends of a word
		{3_037_000_500, 0, 3_037_000_500, 0},                   // a product just beyond a word
		{999_999_999_999_999_999, -18, 1, 0}, {5, -19, 15, -3}, // many places
		{1995, -3, -5, -3}, {999_999_999_999_999_995, -3, 1, 0}, // half a cent
		{4_611_686_018_427_387_904, 0, 1, 0}, {461_168_601_842_738_791, 1, 9, 0},
		{900_000_000_000_000_000, 1, 900_000_000_000_000_000, 0}, // a sum beyond a word
		{5, 3, 7, 1}, {7, 1, 5, 3}, {-5, 3, 5, 3}, {39, 0, 12, 0}, {39, 0, 38, 0}, {-39, 0, 12, 0},
	} {
		f.Add(seed.a, seed.aExp, seed.b, seed.bExp)
	}
	f.Fuzz(func(t *testing.T, aValue int64, aExp int32, bValue int64, bExp int32) {
		a, b := decimal.New(aValue, aExp%40), decimal.New(bValue, bExp%40)
		checkArithmetic(t, a, b, bValue)
		checkArithmetic(t, a.Mul(a), b, bValue) // mostly more than a word
		checkArithmetic(t, a.Mul(b), b.Mul(b).Mul(a), aValue)
	})
}

func checkArithmetic(t *testing.T, a, b decimal.Decimal, unit int64) {
	t.Helper()
	if got, want := Product(a, b, b).Rat(), new(big.Rat).Mul(a.Rat(), new(big.Rat).Mul(b.Rat(), b.Rat())); got.Cmp(want) != 0 {
		t.Errorf("%s x %s x %s is %s", a, b, b, got)
	}
	for places := range 4 {
		if got, want := Grouped(a, places), naivelyGrouped(a, places); got != want {
			t.Errorf("%s with %d places is %s, want %s", a, places, got, want)
		}
	}
	if got, err := ParseDecimal(a.String()); (err != nil || !got.Equal(a)) && !tooLong(a) {
		t.Errorf("%s is read as %s, %v", a, got, err)
	}
	if unit = unit%1000 + 1; unit <= 0 {
		unit = 1 - unit
	}
	if got, want := IsMultiple(a, unit), new(big.Rat).Quo(a.Rat(), big.NewRat(unit, 1)).IsInt(); got != want {
		t.Errorf("%s is a multiple of %d: %t", a, unit, got)
	}
	if quotient := new(big.Rat).Quo(a.Rat(), big.NewRat(unit, 1)); quotient.Sign() >= 0 && quotient.Num().IsInt64() {
		got := new(big.Rat).SetInt64(CeilDiv(a, unit))
		if below := new(big.Rat).Sub(got, quotient); below.Sign() < 0 || below.Cmp(big.NewRat(1, 1)) >= 0 {
			t.Errorf("%s / %d, rounded up, is %s", a, unit, got)
		}
	}
}

func tooLong(d decimal.Decimal) bool {
	return len(strings.Trim(d.String(), "-.")) > MaxDigits
}

// naivelyGrouped is Grouped by pieces of text.
func naivelyGrouped(d decimal.Decimal, minPlaces int) string {
	whole, fraction, _ := strings.Cut(d.Abs().String(), ".")
	for len(fraction) < minPlaces {
		fraction += "0"
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	if d.IsNegative() {
		whole = "-" + whole
	}
	return whole
}
