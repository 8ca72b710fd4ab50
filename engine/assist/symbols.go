package assist

import (
	"cmp"

	"github.com/costplan/costplan/engine/report"
)

// Symbols returns the deployments of the file, in their order.
func (t *Text) Symbols() []Symbol {
	priced := t.Priced()
	symbols := []Symbol{}
	for i := range priced.Items {
		item, d := &priced.Items[i], &priced.Quote.Deployments[i]
		s := Symbol{
			Name: cmp.Or(report.Name(d), "deployment"), Detail: hintLabel(item, d),
			Span: item.Span, Select: item.Name.Span,
		}
		if !item.Name.Set || s.Select.Start.Offset < s.Span.Start.Offset || s.Select.End.Offset > s.Span.End.Offset {
			s.Select.Start, s.Select.End = s.Span.Start, s.Span.Start
		}
		symbols = append(symbols, s)
	}
	return symbols
}
