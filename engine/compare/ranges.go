package compare

import "math/big"

// Range is a stretch of billed hours over which the same options are the
// cheapest: From is in it and To is not, but in the last one, which includes the
// end of the period. Where a range starts that is not the first, the options
// before cost the same; at no hours all options by the hour cost nothing.
type Range struct {
	Currency string
	From, To *big.Rat // billed hours in the period
	Options  []string // IDs of the cheapest; several if they cost the same throughout
	Reading  string   // the same as a sentence
}

// ranges adds the lower envelope of the options of each currency, from no hours
// to those of the period. The cheapest line through zero and the cheapest
// constant make it: the line up to where they cross, the constant from there on.
func (c *comparer) ranges() {
	byCurrency := map[string][]*Option{}
	var currencies []string
	for _, o := range c.inOrder() {
		currency := o.Fee.Amount.Currency
		if byCurrency[currency] == nil {
			currencies = append(currencies, currency)
		}
		byCurrency[currency] = append(byCurrency[currency], o)
	}
	for _, currency := range currencies {
		c.envelope(currency, byCurrency[currency])
	}
}

func (c *comparer) envelope(currency string, options []*Option) {
	lines := cheapest(options, func(o *Option) *big.Rat { return o.Curve.Hourly })
	constants := cheapest(options, func(o *Option) *big.Rat { return o.Curve.Fixed })
	start, end := new(big.Rat), c.periodHours()
	crossing := end
	switch {
	case len(lines) == 0:
		crossing = start
	case len(constants) > 0 && lines[0].Curve.Hourly.Sign() > 0:
		crossing = new(big.Rat).Quo(constants[0].Curve.Fixed, lines[0].Curve.Hourly)
	}
	if crossing.Cmp(end) >= 0 {
		c.add(currency, start, end, lines, nil)
		return
	}
	if crossing.Sign() > 0 {
		c.add(currency, start, crossing, lines, nil)
	}
	c.add(currency, crossing, end, constants, lines)
}

// add appends a range. before are the options of the range before it.
func (c *comparer) add(currency string, from, to *big.Rat, options, before []*Option) {
	if len(options) == 0 {
		return
	}
	r := Range{Currency: currency, From: from, To: to, Reading: c.readRange(from, to, options, before)}
	for _, o := range options {
		r.Options = append(r.Options, o.ID())
	}
	c.Ranges = append(c.Ranges, r)
}

// cheapest are the options with the least of a price that not all of them have.
func cheapest(options []*Option, price func(*Option) *big.Rat) []*Option {
	var best []*Option
	for _, o := range options {
		if price(o) == nil {
			continue
		}
		order := -1
		if len(best) > 0 {
			order = price(o).Cmp(price(best[0]))
		}
		switch {
		case order < 0:
			best = []*Option{o}
		case order == 0:
			best = append(best, o)
		}
	}
	return best
}
