package show

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/report"
)

// Compare writes one comparison: the answer in sentences, the ranked options, and
// what else there is to know. all adds what is only counted otherwise.
func Compare(w io.Writer, of report.Compared, s Screen, all bool) error {
	c := of.Comparison
	p := prose{screen: s}
	p.heading(Safe(report.NeedText(of)))
	for _, sentence := range c.Summary {
		p.item(Safe(sentence))
	}
	if _, err := io.WriteString(w, p.text()); err != nil {
		return err
	}
	if len(c.Ranked()) > 0 {
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
		if err := ranking(c, s).Write(w, s); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, below(c, s, all))
	return err
}

// ranking is the table of the options that can be had.
func ranking(c *compare.Comparison, s Screen) Table {
	difference := report.ComparedTitle(c)
	t := Table{
		Header: []string{"RANK", "REGION", "PLAN", "PAYMENT", "AMOUNT", difference},
		Right:  map[string]bool{"RANK": true, "AMOUNT": true, difference: true},
	}
	var amounts, differences []string
	currencies := map[string]bool{}
	for i := range c.Ranked() {
		amounts = append(amounts, money.Grouped(c.Options[i].Fee.Amount.Value, money.Cents))
		differences = append(differences, report.ComparedDifference(c, &c.Options[i]))
		currencies[c.Options[i].Fee.Amount.Currency] = true
	}
	amounts, differences = alignPoints(amounts, 0), alignPoints(differences, 0)
	for i := range c.Ranked() {
		o := &c.Options[i]
		amount := s.Paint(Green, amounts[i])
		if len(currencies) > 1 {
			amount += " " + o.Fee.Amount.Currency
		}
		rank := strconv.Itoa(o.Rank)
		if o.Today {
			rank = s.Paint(Blue, "today "+rank)
		}
		t.Rows = append(t.Rows, Row{Cells: []string{
			rank, o.Terms.Region.Code, Safe(report.OptionText(o)), report.PaymentText(o.Terms.Payment), amount, differences[i],
		}})
	}
	if len(currencies) == 1 {
		title := fmt.Sprintf("AMOUNT (%s)", c.Options[0].Fee.Amount.Currency)
		t.Header[4], t.Right[title] = title, true
	}
	return t
}

// below is what stands under the table.
func below(c *compare.Comparison, s Screen, all bool) string {
	p := prose{screen: s}
	if len(c.Ranges) > 0 {
		p.section("Costs least by billed hours")
		for _, r := range c.Ranges {
			p.item(Safe(r.Reading))
		}
	}
	if readings, kept := report.BreakEvenReadings(c, all); len(readings)+kept > 0 {
		p.section("Break-even")
		for _, reading := range readings {
			p.item(Safe(reading))
		}
		if kept > 0 {
			p.item(s.Paint(Dim, keptText(kept)))
		}
	}
	if refused := report.Refusals(c); len(refused) > 0 {
		p.section("Not available")
		for _, r := range refused {
			text := Safe(r.Text)
			if where := whichOf(r.Options); all || !strings.Contains(text, "does not offer") {
				text += s.Paint(Dim, " ("+where+")")
			}
			p.item(text)
		}
	}
	if notes := append(append([]string(nil), c.Notes...), report.OptionNotes(c)...); len(notes) > 0 {
		p.section("Notes")
		for _, note := range notes {
			p.item(Safe(note))
		}
	}
	return p.text()
}

func keptText(n int) string {
	if n == 1 {
		return "1 pair keeps its order at any hours of the period: --all lists it"
	}
	return fmt.Sprintf("%d pairs keep their order at any hours of the period: --all lists them", n)
}

// whichOf names options in short: "lora in ap-southeast-1, cn-beijing".
func whichOf(options []*compare.Option) string {
	type kind struct {
		plan catalog.Plan
		spec string
	}
	var order []kind
	regions := map[kind][]string{}
	for _, o := range options {
		k := kind{o.Terms.Plan, o.Terms.Spec}
		if len(regions[k]) == 0 {
			order = append(order, k)
		}
		if n := len(regions[k]); n == 0 || regions[k][n-1] != o.Terms.Region.Code {
			regions[k] = append(regions[k], o.Terms.Region.Code)
		}
	}
	var texts []string
	for _, k := range order {
		texts = append(texts, strings.TrimSpace(string(k.plan)+" "+k.spec)+" in "+strings.Join(regions[k], ", "))
	}
	return strings.Join(texts, "; ")
}
