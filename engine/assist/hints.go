package assist

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
)

// Hints returns what each deployment costs, beside its first line, and the total
// of the file beside its first line.
func (t *Text) Hints() []Hint {
	priced := t.Priced()
	hints := []Hint{}
	for i := range priced.Items {
		item, d := &priced.Items[i], &priced.Quote.Deployments[i]
		hints = append(hints, Hint{
			Position: t.besides(item.Span),
			Label:    hintLabel(item, d),
			Tooltip:  hintTooltip(d),
		})
	}
	if label := t.totalLabel(&priced); label != "" {
		at := t.besides(t.Source.Span(t.firstLine(), t.firstLine()))
		hints = append(hints, Hint{Position: at, Label: label, Tooltip: "total of this file"})
	}
	slices.SortStableFunc(hints, func(a, b Hint) int { return cmp.Compare(a.Offset, b.Offset) })
	return hints
}

// hintLabel is an amount, or two words on why there is none.
func hintLabel(item *lint.Item, d *quote.Deployment) string {
	if d.Fee.Known || d.Terms.NotBilled() {
		return amountLabel(item, d)
	}
	if why := report.NoAmount(d); why != "error" {
		return why
	}
	return "no amount"
}

// hintTooltip says what the amount is for, or why there is none.
func hintTooltip(d *quote.Deployment) string {
	if !d.Fee.Known {
		return report.Name(d) + ": " + d.Fee.Reason
	}
	parts := []string{report.PlanText(d), report.PaymentText(d.Terms.Payment), report.BilledText(d)}
	return report.Name(d) + ": " + strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}

// totalLabel is the total of the file; "" where that is no list but one deployment.
func (t *Text) totalLabel(priced *Priced) string {
	if len(priced.Items) == 0 || len(priced.Items) == 1 && (priced.Items[0].Path == "" || priced.Items[0].Path == "/output") {
		return ""
	}
	var parts []string
	for _, total := range priced.Quote.Totals {
		switch {
		case !total.Known():
			parts = append(parts, "no deployment has an amount")
		case total.Complete():
			parts = append(parts, total.Amount.String()+" / "+priced.Quote.Period.Label)
		default:
			parts = append(parts, fmt.Sprintf("at least %s / %s, %s", total.Amount.String(), priced.Quote.Period.Label, report.Without(total)))
		}
	}
	if len(parts) == 0 {
		return strings.TrimSuffix(report.NoTotalText(&priced.Quote, "Choose one for all."), ".")
	}
	return "total " + strings.Join(parts, " + ")
}

// besides is the place for a text beside what a span begins: the end of its
// line, or of the span if that ends on the line before something else.
func (t *Text) besides(span diag.Span) diag.Position {
	data := t.Source.Data
	end := span.Start.Offset
	for end < len(data) && data[end] != '\n' && data[end] != '\r' {
		end++
	}
	if end < len(data) || span.End.Offset < end {
		if next := span.End.Offset; span.Start.Line == span.End.Line && next > span.Start.Offset && next < end && data[span.Start.Offset] == '{' {
			return t.Source.Position(next)
		}
	}
	return t.Source.Position(end)
}

// firstLine is where the first line begins that is no comment and not empty.
func (t *Text) firstLine() int {
	at := 0
	for line := range bytes.Lines(t.Source.Data) {
		text := bytes.TrimLeft(line, " \t\r\n\uFEFF")
		if len(text) > 0 && text[0] != '#' && text[0] != '%' && !bytes.HasPrefix(text, []byte("---")) {
			return at + len(line) - len(text)
		}
		at += len(line)
	}
	return 0
}

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
