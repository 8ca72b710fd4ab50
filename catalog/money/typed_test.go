package money_test

import (
	"errors"
	"testing"

	"github.com/costplan/costplan/catalog/money"
)

func TestTyped(t *testing.T) {
	for text, want := range map[string]string{
		"50000": "50000", "50,000": "50000", "50 000": "50000", "50_000": "50000", "50'000": "50000", "50\u202f000": "50000",
		"50k": "50000", "50 K": "50000", "1.5M": "1500000", "2B": "2000000000",
		"5万": "50000", "1.2亿": "120000000", "３千": "3000",
		"５０，０００": "50000", "１２．５": "12.5", "５０ｋ": "50000",
		"1.234.567": "1234567", "12.5": "12.5", "0.500": "0.5", "12.50": "12.5", "220.125": "220.125", "1234.500": "1234.5", "-3": "-3",
	} {
		if got, err := money.Typed(text); err != nil || got != want {
			t.Errorf("%q is %q, %v, want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "many", "1,2", "12,34,567", "0x1F", "1e3x", "k", "万", "5万k", "1..2"} {
		if got, err := money.Typed(text); !errors.Is(err, money.ErrTyped) {
			t.Errorf("%q is %q, %v", text, got, err)
		}
	}
	for _, test := range []struct {
		text  string
		typed func(string) (string, error)
		want  string
	}{
		{"50.000", money.Typed, "50.000 can mean 50000 or 50: write one of the two"},
		{"12.500", money.Typed, "12.500 can mean 12500 or 12.5: write one of the two"},
		{"５０．０００", money.Typed, "50.000 can mean 50000 or 50: write one of the two"},
		{"12.345", money.TypedWhole, "12.345 can mean 12345 or 12.345: write one of the two"},
	} {
		_, err := test.typed(test.text)
		var ambiguous *money.AmbiguousError
		if !errors.As(err, &ambiguous) || err.Error() != test.want {
			t.Errorf("%q gives %v, want %s", test.text, err, test.want)
		}
	}
}
