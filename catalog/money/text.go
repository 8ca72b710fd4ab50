package money

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Text writes a decimal exactly, without exponent, separators or trailing
// zeros after the point: the form of every number in JSON and CSV.
func Text(d decimal.Decimal) string { return d.String() }

// Grouped writes a decimal exactly for people: thousands separated by commas
// and at least minPlaces decimal places ("19,360.00", "2,007.83376").
func Grouped(d decimal.Decimal, minPlaces int) string {
	return string(AppendGrouped(nil, d, minPlaces))
}

// Count writes a whole number as Grouped does.
func Count[N ~int | ~int64](n N) string { return Grouped(decimal.NewFromInt(int64(n)), 0) }

// AppendGrouped appends what Grouped writes.
func AppendGrouped(to []byte, d decimal.Decimal, minPlaces int) []byte {
	text := d.String()
	if text[0] == '-' {
		to, text = append(to, '-'), text[1:]
	}
	whole, _, _ := strings.Cut(text, ".")
	point := len(whole)
	for i, digit := range []byte(whole) {
		if i > 0 && (point-i)%3 == 0 {
			to = append(to, ',')
		}
		to = append(to, digit)
	}
	if point < len(text) {
		to = append(to, text[point:]...)
	} else if minPlaces > 0 {
		to = append(to, '.')
	}
	for places := max(len(text)-point-1, 0); places < minPlaces; places++ {
		to = append(to, '0')
	}
	return to
}
