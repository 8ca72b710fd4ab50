package refund

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/document"
)

// ordersFile is a file of orders, in YAML or JSON.
type ordersFile struct {
	Currency string      `yaml:"currency"`
	Orders   []orderText `yaml:"orders"`
}

type orderText struct {
	Name          string    `yaml:"name"`
	Paid          *exactNum `yaml:"paid"`
	Price         exactNum  `yaml:"price"`
	Days          exactNum  `yaml:"days"`
	UsedDays      *exactNum `yaml:"used_days"`
	From          string    `yaml:"from"`
	At            string    `yaml:"at"`
	Discount      *exactNum `yaml:"discount"`
	OriginalPrice *exactNum `yaml:"original_price"`
	OriginalDays  *exactNum `yaml:"original_days"`
	NewPrice      *exactNum `yaml:"new_price"`
	NewDays       *exactNum `yaml:"new_days"`
	BeforePrice   *exactNum `yaml:"before_price"`
	BeforeDays    *exactNum `yaml:"before_days"`
}

// exactNum is a number read from its text, so that it is exact.
type exactNum struct{ decimal.Decimal }

// UnmarshalYAML reads the number from the text of the scalar.
func (n *exactNum) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a number is wanted here", node.Line)
	}
	value, err := money.ParseDecimal(node.Value)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	n.Decimal = value
	return nil
}

// optional is the number, which is valid if there is one.
func (n *exactNum) optional() decimal.NullDecimal {
	if n == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(n.Decimal)
}

// ReadOrders reads a file of orders, YAML or JSON: a list named orders, and the code of
// their currency, USD if it states none. The error says what is wrong in it.
func ReadOrders(data []byte) ([]Order, string, error) {
	if len(data) > document.MaxBytes {
		return nil, "", errors.New("the file is too large for a list of orders")
	}
	var file ordersFile
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); errors.Is(err, io.EOF) {
		return nil, "", errors.New("the file is empty: write a list named orders")
	} else if err != nil {
		return nil, "", err
	}
	if decoder.Decode(new(yaml.Node)) != io.EOF {
		return nil, "", errors.New("there is more than one document")
	}
	if file.Currency == "" {
		file.Currency = "USD"
	}
	var orders []Order
	for i := range file.Orders {
		order, err := file.Orders[i].order()
		if err != nil {
			return nil, "", fmt.Errorf("order %d: %w", i+1, err)
		}
		orders = append(orders, order)
	}
	return orders, file.Currency, nil
}

// order fills in what an order leaves out.
func (o *orderText) order() (Order, error) {
	rate := func(price, days *exactNum) StatedRate {
		return StatedRate{Price: price.optional(), Days: days.optional()}
	}
	order := StatedOrder{
		Name: o.Name, List: Rate{Price: o.Price.Decimal, Days: o.Days.Decimal}, Discount: o.Discount.optional(), Paid: o.Paid.optional(),
		Original: rate(o.OriginalPrice, o.OriginalDays), New: rate(o.NewPrice, o.NewDays), Before: rate(o.BeforePrice, o.BeforeDays),
	}.Order()
	dated := o.From != "" || o.At != ""
	switch {
	case order.Discount.IsZero():
		return order, errors.New("discount is the share of the list price that was paid, 0.9 for 10% off: it cannot be 0")
	case o.NewPrice == nil:
		return order, errors.New("new_price is missing")
	case dated && o.UsedDays != nil:
		return order, errors.New("used_days and from and at say the same: leave one out")
	case dated:
		var err error
		order.Used, err = Between(o.From, o.At)
		return order, err
	case o.UsedDays == nil:
		return order, errors.New("used_days is missing, and so are the dates from and at")
	}
	order.Used = o.UsedDays.Decimal
	return order, nil
}
