package money

import (
	"strconv"

	"github.com/shopspring/decimal"
)

// textBytes is room for nearly every number in decimal notation.
const textBytes = 40

// Text writes a decimal exactly, without exponent, separators or trailing
// zeros after the point: the form of every number in JSON and CSV.
func Text(d decimal.Decimal) string {
	return string(appendText(make([]byte, 0, textBytes), d))
}

// appendText appends what Text writes.
func appendText(to []byte, d decimal.Decimal) []byte {
	coefficient, ok := small(d)
	if !ok || d.Exponent() < -smallDigits || d.Exponent() > 0 {
		return append(to, d.String()...)
	}
	if coefficient < 0 {
		to = append(to, '-')
	}
	power := uint64(powersOfTen[-d.Exponent()])
	whole, fraction := magnitude(coefficient)/power, magnitude(coefficient)%power
	to = strconv.AppendUint(to, whole, 10)
	if fraction == 0 {
		return to
	}
	to = append(to, '.')
	for power /= 10; fraction > 0; power /= 10 {
		to = append(to, byte('0'+fraction/power))
		fraction %= power
	}
	return to
}

// Grouped writes a decimal exactly for people: thousands separated by commas
// and at least minPlaces decimal places ("19,360.00", "2,007.83376").
func Grouped(d decimal.Decimal, minPlaces int) string {
	return string(AppendGrouped(make([]byte, 0, textBytes), d, minPlaces))
}

// AppendGrouped appends what Grouped writes.
func AppendGrouped(to []byte, d decimal.Decimal, minPlaces int) []byte {
	text := appendText(make([]byte, 0, textBytes), d)
	if text[0] == '-' {
		to, text = append(to, '-'), text[1:]
	}
	point := len(text)
	for i, c := range text {
		if c == '.' {
			point = i
			break
		}
	}
	for i, digit := range text[:point] {
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
