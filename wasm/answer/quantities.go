package answer

import (
	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
)

// quantity is a number of a request, as text: "50000", "50k" or "1.5M". Empty is
// not given.
type quantity string

// quantityOf is a quantity with the field that states it.
type quantityOf struct {
	field string
	text  quantity
	into  *decimal.Decimal
}

// read reads quantities. It reports whether any is given.
func read(list ...quantityOf) (given bool, err error) {
	for _, q := range list {
		if q.text == "" {
			continue
		}
		if *q.into, err = money.ParseQuantity(string(q.text)); err != nil {
			return given, refusedAt(q.field, err)
		}
		given = true
	}
	return given, nil
}
