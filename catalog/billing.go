package catalog

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// Billing holds the numbers of the provider's billing rules.
type Billing struct {
	PTU PTUBilling
	MU  MUBilling
	// SuffixMaxLength is the most characters that the API's field "suffix" may have.
	SuffixMaxLength int
}

// PTUBilling holds the numbers of the rules of plan ptu.
type PTUBilling struct {
	DefaultInputTPM  int64 // input TPM if ptu_capacity is left out
	DefaultOutputTPM int64 // output TPM if ptu_capacity is left out
	InputStepTPM     int64 // input TPM that a listed price covers
	OutputStepTPM    int64 // output TPM, of either mode, that a listed price covers

	SubscriptionEnds Clock // on the last day of a subscription
	ExtendAfter      Clock // an order after it is valid one day longer, for the same fee
	GraceHours       int64 // from the end of a subscription to the end of the service
	RetentionHours   int64 // from the end of the service to the release
	OverdueHours     int64 // how long pay-as-you-go goes on billing on an overdue account
}

// MUBilling holds the numbers of the rules of plan mu.
type MUBilling struct {
	CapacityBelow    int64           // a capacity is less than it
	CancelRate       decimal.Decimal // what a day costs if a subscription is cancelled early, in daily prices
	CancelWithinDays int64           // a cancellation is early within so many days of the start
	MonthDays        int64           // the daily price is the monthly price divided by it
	BillingMethods   []string        // values of the API's field "billing_method"
}

// Clock is a time of day on the region's billing clock.
type Clock struct{ Hour, Minute int }

// ParseClock reads a time of day written "HH:MM", from 00:00 to 23:59.
func ParseClock(text string) (Clock, error) {
	if len(text) == 5 && text[2] == ':' {
		hour, minute := twoDigits(text[:2]), twoDigits(text[3:])
		if 0 <= hour && hour < 24 && 0 <= minute && minute < 60 {
			return Clock{hour, minute}, nil
		}
	}
	return Clock{}, fmt.Errorf("%q is not a time of day: write HH:MM, such as 23:59", text)
}

// twoDigits is -1 for what is not two digits.
func twoDigits(s string) int {
	tens, ones := int(s[0])-'0', int(s[1])-'0'
	if tens < 0 || tens > 9 || ones < 0 || ones > 9 {
		return -1
	}
	return tens*10 + ones
}

// String writes "23:59".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// Minutes is the number of minutes since midnight.
func (c Clock) Minutes() int { return c.Hour*60 + c.Minute }
