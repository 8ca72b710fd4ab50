package cli

import (
	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog/money"
)

// quantity is a flag that takes a number that is not negative, exact, as digits
// or with k for thousands or M for millions behind: 50000, 50k, 1.5M.
type quantity struct {
	value decimal.Decimal
	set   bool
}

// String returns the number; empty if there is none.
func (q *quantity) String() string {
	if !q.set {
		return ""
	}
	return q.value.String()
}

// Set takes a number.
func (q *quantity) Set(text string) error {
	value, err := money.ParseQuantity(text)
	if err != nil {
		return err
	}
	q.value, q.set = value, true
	return nil
}

// Type is the word for the value in the help.
func (q *quantity) Type() string { return "n" }

// pointer returns the number; nil if there is none.
func (q *quantity) pointer() *decimal.Decimal {
	if !q.set {
		return nil
	}
	return &q.value
}

// optional returns the number, which is valid if there is one.
func (q *quantity) optional() decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: q.value, Valid: q.set}
}

// addQuantity adds a flag that takes a quantity.
func addQuantity(cmd *cobra.Command, q *quantity, name, usage string) {
	cmd.Flags().Var(q, name, usage)
	complete(cmd, name, func() []string { return nil })
}

// given are the names of the flags among some that a user has typed.
func given(cmd *cobra.Command, names ...string) []string {
	var typed []string
	for _, name := range names {
		if cmd.Flags().Changed(name) {
			typed = append(typed, "--"+name)
		}
	}
	return typed
}
