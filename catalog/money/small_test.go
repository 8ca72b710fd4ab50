package money

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// What fits a machine word is computed in one: with big integers the answers are
// the same, so only the word itself shows that a limit is where it should be.
func TestWords(t *testing.T) {
	const most = 999_999_999_999_999_999 // of 18 digits
	for _, test := range []struct {
		number decimal.Decimal
		ok     bool
	}{
		{decimal.New(0, 0), true}, {decimal.New(most, -30), true}, {decimal.New(-most, 7), true}, {decimal.New(most+1, 0), false}, {decimal.New(-most-1, 0), false},
	} {
		if got, ok := small(test.number); ok != test.ok || ok && got != test.number.CoefficientInt64() {
			t.Errorf("%s is %d, small %t", test.number, got, ok)
		}
	}
	for _, test := range []struct {
		a, b, want int64
		ok         bool
	}{
		{0, math.MinInt64, 0, true}, {7, -6, -42, true}, {-7, -6, 42, true}, {-7, 6, -42, true}, {-7, 0, 0, true},
		{math.MaxInt64, 1, math.MaxInt64, true}, {math.MaxInt64, -1, -math.MaxInt64, true}, {math.MinInt64, 1, 0, false},
		{1 << 31, 1 << 31, 1 << 62, true}, {1 << 32, 1 << 31, 0, false}, {1 << 32, 1 << 32, 0, false},
		{7, 1317624576693539401, math.MaxInt64, true}, {8, 1317624576693539401, 0, false},
	} {
		if got, ok := smallProduct(test.a, test.b); ok != test.ok || got != test.want {
			t.Errorf("%d x %d is %d, %t", test.a, test.b, got, ok)
		}
	}
	for _, test := range []struct {
		n, places, want int64
		ok              bool
	}{
		{5, 0, 5, true}, {5, 3, 5000, true}, {-1, 18, -1_000_000_000_000_000_000, true}, {1, 19, 0, false}, {1, -1, 0, false},
		{0, 19, 0, true}, {0, -1, 0, true}, {10, 18, 0, false},
	} {
		if got, ok := scaled(test.n, test.places); ok != test.ok || got != test.want {
			t.Errorf("%d with %d places more is %d, %t", test.n, test.places, got, ok)
		}
	}
	for _, test := range []struct {
		num, den, coefficient, places int64
		ok                            bool
	}{
		{1, 0, 0, 0, false}, {1, 3, 0, 0, false}, {3, 3, 1, 0, true}, {6, 3, 2, 0, true}, {1, 8, 125, 3, true}, {3, 8, 375, 3, true},
		{-6, 4, -15, 1, true}, {6, -4, -15, 1, true}, {-6, -4, 15, 1, true}, {1, 25, 4, 2, true}, {1, 50, 2, 2, true}, {7, 10, 7, 1, true},
		{1, 1 << 18, 3_814_697_265_625, 18, true}, {1, 1 << 19, 0, 0, false}, {0, 7, 0, 0, true}, {0, -7, 0, 0, true},
		{21, 14, 15, 1, true}, {21, 28, 75, 2, true}, {math.MaxInt64, 2, 0, 1, false},
	} {
		coefficient, places, ok := smallQuotient(test.num, test.den)
		if ok != test.ok || ok && (coefficient != test.coefficient || places != test.places) {
			t.Errorf("%d / %d is %d with %d places, %t", test.num, test.den, coefficient, places, ok)
		}
	}
	for _, test := range []struct {
		number int64
		power  int32
		ok     bool
	}{{1, 0, true}, {10, 1, true}, {1_000_000, 6, true}, {1_000_000_000_000_000_000, 18, true}, {20, 1, false}, {0, 0, false}, {-10, 0, false}, {11, 0, false}, {2, 0, false}} {
		if power, ok := powerOfTen(test.number); ok != test.ok || ok && power != test.power {
			t.Errorf("%d is 10^%d, %t", test.number, power, ok)
		}
	}
	for text, want := range map[string]bool{
		"999999999999999999": true, "9999999999999999999": false, "0.00000000000000001": true, "0.000000000000000001": false, "-999999999.999999999": true,
		"1.": true, ".5": true, "": false, "-": false, ".": false, "1.2.3": false, "1e3": false, "+7": true, "/": false, ":": false,
	} {
		coefficient, places, ok := parseSmall(text)
		if ok != want {
			t.Errorf("%q is small: %t", text, ok)
		} else if plain, err := decimal.NewFromString(text); ok && (err != nil || !plain.Equal(decimal.New(coefficient, -places))) {
			t.Errorf("%q is %d with %d places", text, coefficient, places)
		}
	}
	// The sum of two words is taken in one if it fits for certain.
	for _, test := range []struct {
		a, b decimal.Decimal
		want string
	}{
		{decimal.New(999_999_999_999_999_999, 0), decimal.New(999_999_999_999_999_999, 0), "1999999999999999998"},
		{decimal.New(5, 1), decimal.New(3, -17), "50.00000000000000003"}, {decimal.New(5, 1), decimal.New(-50, 0), "0"}, {decimal.New(461, 16), decimal.New(7, 0), "4610000000000000007"},
	} {
		if got := Sum(test.a, test.b); got.String() != test.want {
			t.Errorf("%s + %s is %s, want %s", test.a, test.b, got, test.want)
		}
	}
}

// FuzzSmall holds arithmetic on machine words against the decimal library.
func FuzzSmall(f *testing.F) {
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
		checkSmall(t, a, b, bValue)
		checkSmall(t, a.Mul(a), b, bValue) // mostly more than a word
		checkSmall(t, a.Mul(b), b.Mul(b).Mul(a), aValue)
	})
}

func checkSmall(t *testing.T, a, b decimal.Decimal, unit int64) {
	t.Helper()
	same := func(what string, got, want decimal.Decimal) {
		if got.Rat().Cmp(want.Rat()) != 0 {
			t.Errorf("%s of %s and %s is %s, want %s", what, a, b, got, want)
		}
	}
	same("product", Product(a, b, b), a.Mul(b).Mul(b))
	same("sum", Sum(a, b), a.Add(b))
	same("rounded", Amount{Value: a}.Rounded(), a.Round(Cents))
	if got, want := Text(a), a.String(); got != want {
		t.Errorf("text of %s is %s", want, got)
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
