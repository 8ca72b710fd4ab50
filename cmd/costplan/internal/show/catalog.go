package show

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/report"
)

// Offers writes a row for each model on each plan in each region.
func Offers(w io.Writer, cat *catalog.Catalog, offers []report.Offered, s Screen) error {
	t := Table{Header: []string{"REGION", "PLAN", "MODEL", "SPECS", "PAYMENTS"}}
	for _, group := range grouped(offers) {
		first := group[0]
		var specs []string
		for _, o := range group {
			if o.Offer.Plan == catalog.MU {
				specs = append(specs, specText(o.Offer))
			}
		}
		payments := make([]string, 0, 2)
		for _, payment := range first.Offer.Payments() {
			payments = append(payments, report.PaymentText(payment))
		}
		paid := strings.Join(payments, ", ")
		if !first.Offer.Priced() {
			paid = s.Paint(Yellow, "no price")
		}
		t.Rows = append(t.Rows, Row{Cells: []string{
			first.Region.Code, string(first.Offer.Plan), s.Paint(Bold, first.Offer.Model), strings.Join(specs, ", "), paid,
		}})
	}
	return writeWithEdition(w, t, cat, s)
}

// grouped puts the specs of a model on plan mu together.
func grouped(offers []report.Offered) [][]report.Offered {
	type key struct {
		region string
		plan   catalog.Plan
		model  string
	}
	index := map[key]int{}
	var groups [][]report.Offered
	for _, o := range offers {
		id := key{o.Region.Code, o.Offer.Plan, o.Offer.Model}
		i, seen := index[id]
		if !seen {
			i = len(groups)
			index[id] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], o)
	}
	return groups
}

func specText(o *catalog.Offer) string {
	if o.Spec == "" {
		return fmt.Sprintf("x %d", o.Bundle)
	}
	return fmt.Sprintf("%s x %d", o.Spec, o.Bundle)
}

// Model writes every price of a model.
func Model(w io.Writer, cat *catalog.Catalog, model string, offers []report.Offered, s Screen) error {
	t := Table{
		Header: []string{"REGION", "PLAN", "SPEC", "PAYMENT", "ITEM", "PRICE", "PER", "ONE UNIT"},
		Right:  map[string]bool{"PRICE": true, "ONE UNIT": true},
	}
	var without []string
	for _, o := range offers {
		if !o.Offer.Priced() {
			without = append(without, fmt.Sprintf("%s, plan %s, %s: no price. %s", o.Region.Code, o.Offer.Plan, o.Offer.Name, o.Offer.Reason))
			continue
		}
		for i, p := range o.Offer.Prices {
			spec, unit := "", ""
			if o.Offer.Plan == catalog.MU {
				spec = specText(o.Offer)
				each, _ := report.UnitPrice(p)
				unit = money.Grouped(each, 0)
			}
			row := Row{Cells: []string{
				o.Region.Code, string(o.Offer.Plan), spec, report.PaymentText(p.Payment), string(p.Item),
				money.Grouped(p.Amount, 0), perText(p.Per), unit,
			}}
			if i == len(o.Offer.Prices)-1 && o.Offer.Remark != "" {
				row.Below = []string{s.Paint(Dim, o.Offer.Remark)}
			}
			t.Rows = append(t.Rows, row)
		}
	}
	fmt.Fprintln(w, s.Paint(Bold, model)+heading(offers))
	if len(t.Rows) > 0 {
		fmt.Fprintln(w)
		alignColumn(t.Rows, 5, 2, false)
		alignColumn(t.Rows, 7, 2, false)
		if err := t.Write(w, s); err != nil {
			return err
		}
	}
	for _, text := range without {
		fmt.Fprintln(w)
		for _, line := range wrap(text, s, "") {
			fmt.Fprintln(w, line)
		}
	}
	return mentions(w, cat, model, offers, s)
}

// heading says what holds for all offers of a model.
func heading(offers []report.Offered) string {
	currencies, limits := map[string]bool{}, []string{}
	for _, o := range offers {
		if o.Offer.Priced() {
			currencies[o.Region.Currency] = true
		}
		if n := o.Offer.MaxInputTokens; n > 0 {
			limit := fmt.Sprintf("at most %s input tokens a call on plan %s", money.Count(n), o.Offer.Plan)
			if len(limits) == 0 || limits[len(limits)-1] != limit {
				limits = append(limits, limit)
			}
		}
	}
	parts := []string{}
	if len(currencies) == 1 {
		for currency := range currencies {
			parts = append(parts, "prices in "+currency)
		}
	}
	if parts = append(parts, limits...); len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// perText writes what a price covers: "10,000 TPM/hour", "8 MU1/month", "1,000 tokens".
func perText(p catalog.Per) string {
	text := money.Count(p.Quantity) + " " + p.Unit
	if p.Time == "" {
		return text + "s"
	}
	return text + "/" + p.Time
}

// mentions writes the notes of the page's gaps that name the model.
func mentions(w io.Writer, cat *catalog.Catalog, model string, offers []report.Offered, s Screen) error {
	seen := map[string]bool{}
	for _, o := range offers {
		for _, note := range o.Region.Notes {
			if seen[note.ID] || !strings.Contains(strings.ToLower(note.Title+" "+note.Text), strings.ToLower(model)) {
				continue
			}
			seen[note.ID] = true
			fmt.Fprintln(w)
			writeNote(w, note, s)
		}
	}
	_, err := io.WriteString(w, pricesLine(cat, s))
	return err
}

func writeNote(w io.Writer, note catalog.Note, s Screen) {
	fmt.Fprintln(w, s.Paint(Bold, note.Title))
	for _, text := range []string{note.Text, "We read: " + note.Reading} {
		for _, line := range wrap(text, s, "") {
			fmt.Fprintln(w, indent+line)
		}
	}
}

// Notes writes where the page is unclear, region by region.
func Notes(w io.Writer, regions []*catalog.Region, s Screen) error {
	for i, region := range regions {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s, %s of %s\n", s.Paint(Green, region.Name), cmp.Or(region.Source.Title, "source"), region.Source.Updated)
		if region.Source.URL != "" {
			fmt.Fprintln(w, region.Source.URL)
		}
		for _, note := range region.Notes {
			fmt.Fprintln(w)
			writeNote(w, note, s)
		}
	}
	return nil
}

// Rates writes a row for each price cell.
func Rates(w io.Writer, cat *catalog.Catalog, rates []catalog.Rate, s Screen) error {
	t := Table{
		Header: []string{"REGION", "PLAN", "MODEL", "PAYMENT", "ITEM", "PRICE", "CURRENCY", "PER", "REMARK"},
		Right:  map[string]bool{"PRICE": true},
	}
	for _, r := range rates {
		t.Rows = append(t.Rows, Row{Cells: []string{
			r.Region, string(r.Plan), s.Paint(Bold, r.Model), report.PaymentText(r.Payment), string(r.Item),
			money.Grouped(r.Price, 0), r.Currency, perText(r.Per), r.Remark,
		}})
	}
	alignColumn(t.Rows, 5, 0, false)
	return writeWithEdition(w, t, cat, s)
}

func writeWithEdition(w io.Writer, t Table, cat *catalog.Catalog, s Screen) error {
	if err := t.Write(w, s); err != nil {
		return err
	}
	_, err := io.WriteString(w, pricesLine(cat, s))
	return err
}

// Sound writes what a catalog without a problem holds.
func Sound(w io.Writer, cat *catalog.Catalog, s Screen) error {
	perPlan, without, notes := map[catalog.Plan]int{}, 0, 0
	for _, region := range cat.Regions {
		notes += len(region.Notes)
		for i := range region.Offers {
			if offer := &region.Offers[i]; offer.Priced() {
				perPlan[offer.Plan] += len(offer.Prices)
			} else {
				without++
			}
		}
	}
	_, err := fmt.Fprintf(w, "%s: edition %s, digest %s\n%s, %s (ptu %d, mu %d, lora %d), %s without a price, %s\n",
		s.Paint(Green, "ok"), cat.Edition, cat.Digest, Counted(len(cat.Regions), "region"), Counted(len(cat.Rates()), "price"),
		perPlan[catalog.PTU], perPlan[catalog.MU], perPlan[catalog.LoRA], Counted(without, "offer"), Counted(notes, "note"))
	return err
}
