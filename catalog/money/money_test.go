package money

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestParseDecimal(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"0", "0"}, {"220", "220"}, {"-1.5", "-1.5"}, {"+3", "3"}, {".5", "0.5"}, {"5.", "5"},
		{"6.4e3", "6400"}, {"1E-3", "0.001"}, {"1e30", "1" + strings.Repeat("0", 30)}, {"1e-030", "0." + strings.Repeat("0", 29) + "1"},
		{"007", "7"}, {"24.620", "24.62"},
		{strings.Repeat("9", 40), strings.Repeat("9", 40)},
	} {
		got, err := ParseDecimal(test.text)
		if err != nil || got.String() != test.want {
			t.Errorf("ParseDecimal(%q) = %s, %v; want %s", test.text, got, err, test.want)
		}
		if err := CheckDecimal(test.text); err != nil {
			t.Errorf("CheckDecimal(%q): %v", test.text, err)
		}
	}
}

func TestParseDecimalRefuses(t *testing.T) {
	for _, test := range []struct {
		text string
		want error
	}{
		{"", ErrNotDecimal}, {"-", ErrNotDecimal}, {".", ErrNotDecimal}, {"1e", ErrNotDecimal}, {"1e+", ErrNotDecimal}, {"e5", ErrNotDecimal},
		{"0x1F", ErrNotDecimal}, {"1_000", ErrNotDecimal}, {"1,000", ErrNotDecimal}, {".nan", ErrNotDecimal}, {".inf", ErrNotDecimal},
		{" 1", ErrNotDecimal}, {"1 ", ErrNotDecimal}, {"--1", ErrNotDecimal}, {"1.2.3", ErrNotDecimal}, {"1e1e1", ErrNotDecimal}, {"٣", ErrNotDecimal},
		{strings.Repeat("9", 41), ErrTooLong}, {"0." + strings.Repeat("0", 40), ErrTooLong},
		{"1e31", ErrTooLong}, {"1e-31", ErrTooLong}, {"1e999999999", ErrTooLong}, {"1e-2147483648", ErrTooLong},
		{"1e" + strings.Repeat("9", 1<<20), ErrTooLong},
	} {
		if got, err := ParseDecimal(test.text); !errors.Is(err, test.want) {
			t.Errorf("ParseDecimal(%.60q) = %s, %v; want %v", test.text, got, err, test.want)
		}
		if err := CheckDecimal(test.text); !errors.Is(err, test.want) {
			t.Errorf("CheckDecimal(%.60q): %v; want %v", test.text, err, test.want)
		}
	}
}

func TestQuotient(t *testing.T) {
	for _, test := range []struct {
		dividend, divisor, want string
		exact                   bool
	}{
		{"1", "8", "0.125", true},
		{"0", "30", "0", true},
		{"19360", "4", "4840", true},
		{"60235.0128", "30", "2007.83376", true}, // 12 x 3 x 1394.329 x 1.2 / 30
		{"1", "3", "0.3333333333", false},
		{"2", "3", "0.6666666667", false},
		{"-2", "3", "-0.6666666667", false},
		{"2", "-3", "-0.6666666667", false},
		{"1", "1024", "0.0009765625", true},
		{"1", "8192", "0.0001220703125", true}, // terminates after more than 10 places: kept
		{"100000000000000000000", "7", "14285714285714285714.2857142857", false},
		{"1e-12", "3", "0", false}, // 0.00000000000033 is below half of the last place
		{"1.5e-10", "3", "0.00000000005", true},
		{"1e-10", "6", "0", false},
		{"1e20", "30", "3333333333333333333.3333333333", false},
		{"1", "-8", "-0.125", true}, {"-6", "-4", "1.5", true}, {"-6", "4", "-1.5", true},
		{"5e-12", "3", "0", false}, {"1.5e-11", "7", "0", false}, {"3.5e-10", "6", "0.0000000001", false}, // 0.58 of the last place
		{"-3.5e-10", "6", "-0.0000000001", false},
		{"1000000000000000000000000000001", "8", "125000000000000000000000000000.125", true}, // more than a word
		{"1000000000000000000000000000001", "-25", "-40000000000000000000000000000.04", true},
		{"-1000000000000000000000000000000", "3", "-333333333333333333333333333333.3333333333", false},
		{"10", "10000000000000000000000", "0.000000000000000000001", true},
		{"0", "10000000000000000000003", "0", true},
	} {
		got, exact := Quotient(decimal.RequireFromString(test.dividend), decimal.RequireFromString(test.divisor))
		if got.String() != test.want || exact != test.exact {
			t.Errorf("%s / %s = %s, exact %t; want %s, %t", test.dividend, test.divisor, got, exact, test.want, test.exact)
		}
	}
}

// An exact quotient times the divisor is the dividend; an inexact one is within
// half of the last place, and half goes up.
func FuzzQuotient(f *testing.F) {
	f.Add(int64(1), int32(0), int64(3), int32(0))
	f.Add(int64(-60235), int32(-4), int64(30), int32(2))
	f.Add(int64(1), int32(-11), int64(2), int32(0))
	f.Add(int64(7), int32(3), int64(10_000), int32(0))
	f.Add(int64(-7), int32(0), int64(-1000), int32(0))
	f.Fuzz(func(t *testing.T, n int64, nExp int32, d int64, dExp int32) {
		if d == 0 {
			return
		}
		dividend, divisor := decimal.New(n, nExp%30), decimal.New(d, dExp%30)
		quotient, exact := Quotient(dividend, divisor)
		want := new(big.Rat).Quo(dividend.Rat(), divisor.Rat())
		whole, wholeExact := Quotient(dividend, decimal.NewFromInt(d))
		if shared, sharedExact := Share(dividend, d); !shared.Equal(whole) || sharedExact != wholeExact {
			t.Fatalf("%s shared by %d is %s, exact %t; the quotient is %s, %t", dividend, d, shared, sharedExact, whole, wholeExact)
		}
		difference := new(big.Rat).Sub(quotient.Rat(), want)
		if exact {
			if difference.Sign() != 0 {
				t.Fatalf("%s / %s = %s is called exact", dividend, divisor, quotient)
			}
			return
		}
		half := big.NewRat(1, 20_000_000_000)
		if difference.Abs(difference).Cmp(half) > 0 {
			t.Fatalf("%s / %s = %s is off by more than half of the 10th place", dividend, divisor, quotient)
		}
	})
}

func TestAmountAdd(t *testing.T) {
	a := Amount{decimal.RequireFromString("0.1"), "USD"}
	b := Amount{decimal.RequireFromString("0.2"), "USD"}
	sum, err := a.Add(b)
	if err != nil || sum.Value.String() != "0.3" || sum.Currency != "USD" {
		t.Errorf("0.1 + 0.2 = %v, %v", sum, err)
	}
	if sum, err := a.Add(Amount{decimal.NewFromInt(1), "CNY"}); err == nil {
		t.Errorf("USD + CNY = %v, want an error", sum)
	}
}

func TestRounded(t *testing.T) {
	for _, test := range []struct{ value, want string }{
		{"86.4", "86.4"}, {"0.005", "0.01"}, {"0.0049999", "0"}, {"2007.83376", "2007.83"}, {"-0.005", "-0.01"}, {"1.995", "2"},
	} {
		if got := (Amount{Value: decimal.RequireFromString(test.value)}).Rounded(); got.String() != test.want {
			t.Errorf("%s rounded to cents is %s, want %s", test.value, got, test.want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for _, test := range []struct {
		value  string
		places int
		want   string
	}{
		{"19360", 2, "19,360.00"}, {"2007.83376", 2, "2,007.83376"}, {"999", 0, "999"}, {"1000", 0, "1,000"},
		{"-1234567.5", 2, "-1,234,567.50"}, {"0", 2, "0.00"}, {"1e6", 0, "1,000,000"},
	} {
		if got := Grouped(decimal.RequireFromString(test.value), test.places); got != test.want {
			t.Errorf("Grouped(%s, %d) = %q, want %q", test.value, test.places, got, test.want)
		}
	}
}

func TestParseDecimalSaysHowLong(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("9", 30) + "." + strings.Repeat("1", 12): `"999999999999999999999999999999.111111111111" has 42 digits, the most is 40: number is too long`,
		strings.Repeat("9", 48):                                 `"` + strings.Repeat("9", 48) + `" has 48 digits, the most is 40: number is too long`,
		strings.Repeat("9", 49):                                 `"` + strings.Repeat("9", 48) + `…" has 49 digits, the most is 40: number is too long`,
	} {
		if _, err := ParseDecimal(text); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestIsMultiple(t *testing.T) {
	for _, test := range []struct {
		number string
		unit   int64
		want   bool
	}{
		{"12", 4, true}, {"13", 4, false}, {"0", 4, true}, {"-8", 4, true}, {"-9", 4, false}, {"4.0", 4, true}, {"4.5", 4, false}, {"1e3", 8, true}, {"1e3", 7, false},
		{"100000000000000000000", 8, true}, {"100000000000000000001", 8, false},
	} {
		if got := IsMultiple(decimal.RequireFromString(test.number), test.unit); got != test.want {
			t.Errorf("%s is a multiple of %d: %t", test.number, test.unit, got)
		}
	}
}

func TestCeilDiv(t *testing.T) {
	for _, test := range []struct {
		number     string
		unit, want int64
	}{{"720", 24, 30}, {"721", 24, 31}, {"719", 24, 30}, {"1", 24, 1}, {"0", 24, 0}, {"24.0", 24, 1}, {"24.01", 24, 2}, {"0.5", 24, 1}, {"1e3", 24, 42}} {
		if got := CeilDiv(decimal.RequireFromString(test.number), test.unit); got != test.want {
			t.Errorf("%s / %d, rounded up, is %d, want %d", test.number, test.unit, got, test.want)
		}
	}
}
