package quote

import "github.com/costplan/costplan/catalog/money"

// amount is an amount from text; "" is zero.
func amount(value, currency string) money.Amount {
	if value == "" {
		value = "0"
	}
	return money.Amount{Value: dec(value), Currency: currency}
}

func priced(value, currency string) Deployment {
	return Deployment{Fee: Fee{Amount: amount(value, currency), Known: true, Exact: true}}
}
