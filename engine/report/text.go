package report

import (
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// The types of this file are texts of a form that their schema states.

// Decimal is an exact decimal in text: no exponent, no thousands separator, no zero
// at the end of a fraction. A float could not hold it.
//
//schema:pattern ^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$
//schema:examples 86.4 0.00035 19360
type Decimal string

// whole is a whole number in text.
//
//schema:pattern ^-?(0|[1-9][0-9]*)$
type whole string

// cents is an amount rounded half up to two places, always with both.
//
//schema:pattern ^-?(0|[1-9][0-9]*)\.[0-9]{2}$
type cents string

// currency is an ISO 4217 code.
//
//schema:pattern ^[A-Z]{3}$
type currency string

// moment is a time in the region's zone, RFC 3339.
//
//schema:pattern ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$
//schema:examples 2026-07-06T23:59:00+08:00
type moment string

func momentOf(t time.Time) moment { return moment(t.Format(time.RFC3339)) }

// timeUnit is what a duration counts.
//
//schema:enum hour day month
type timeUnit string

// text writes a decimal exactly.
func text(d decimal.Decimal) Decimal { return Decimal(money.Text(d)) }

// number is text where there may be none.
func number(d decimal.Decimal) *Decimal {
	exact := text(d)
	return &exact
}

// count writes a whole number as a decimal.
func count(n int64) Decimal { return Decimal(strconv.FormatInt(n, 10)) }

// optional is nil for a text that is absent.
func optional[T ~string](text T) *T {
	if text == "" {
		return nil
	}
	return &text
}
