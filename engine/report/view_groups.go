package report

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// groupsOf adds up what deployments of one region, plan or payment cost, in the
// order in which they first appear. There are none where there is no total.
func groupsOf(q *quote.Quote) []ViewGroup {
	groups := []ViewGroup{}
	if len(q.Totals) == 0 {
		return groups
	}
	for _, by := range []struct {
		name string
		of   func(*quote.Deployment) (key, title string)
	}{
		{"region", func(d *quote.Deployment) (string, string) {
			if d.Terms.Region == nil {
				return "", "region not known"
			}
			return d.Terms.Region.Code, d.Terms.Region.Name
		}},
		{"plan", func(d *quote.Deployment) (string, string) {
			return string(d.Terms.Plan), cmp.Or(strings.ToUpper(string(d.Terms.Plan)), "plan not known")
		}},
		{"payment", func(d *quote.Deployment) (string, string) {
			return string(d.Terms.Payment), cmp.Or(PaymentText(d.Terms.Payment), "payment not known")
		}},
	} {
		members := map[string][]*quote.Deployment{}
		first := len(groups)
		for i := range q.Deployments {
			key, title := by.of(&q.Deployments[i])
			if members[key] == nil {
				groups = append(groups, ViewGroup{By: by.name, Key: key, Title: title})
			}
			members[key] = append(members[key], &q.Deployments[i])
		}
		for i := first; i < len(groups); i++ {
			g := &groups[i]
			g.Count, g.Text = len(members[g.Key]), sumText(quote.TotalsOf(members[g.Key], 0))
		}
	}
	return groups
}

// sumText writes the totals of some deployments in one line.
func sumText(totals []quote.Total) string {
	var texts []string
	least := ""
	for _, t := range totals {
		if !t.Complete() {
			least = "at least "
		}
		if t.Priced > 0 {
			texts = append(texts, money.Grouped(t.Amount.Rounded(), money.Cents)+" "+t.Amount.Currency)
		}
	}
	if len(texts) == 0 {
		return "no price"
	}
	return least + strings.Join(texts, " + ")
}

// savingsOf adds up what findings of one code would save, in their order. Each
// deployment has at most one finding of a code. Savings in different currencies
// are not added.
func savingsOf(found []diag.Diagnostic) []ViewSaving {
	type sum struct {
		count  int
		amount map[string]decimal.Decimal
		order  []string
	}
	sums := map[diag.Code]*sum{}
	var codes []diag.Code
	for i := range found {
		value, err := decimal.NewFromString(found[i].Values[diag.ValueSaving])
		if err != nil {
			continue
		}
		s := sums[found[i].Code]
		if s == nil {
			s = &sum{amount: map[string]decimal.Decimal{}}
			sums[found[i].Code] = s
			codes = append(codes, found[i].Code)
		}
		currency := found[i].Values[diag.ValueCurrency]
		if _, met := s.amount[currency]; !met {
			s.order = append(s.order, currency)
		}
		s.count += max(found[i].More, 1)
		s.amount[currency] = s.amount[currency].Add(value)
	}
	savings := make([]ViewSaving, 0, len(codes))
	for _, code := range codes {
		s := sums[code]
		var texts []string
		for _, currency := range s.order {
			sum := money.Amount{Value: s.amount[currency], Currency: currency}
			texts = append(texts, money.Grouped(sum.Rounded(), money.Cents)+" "+currency)
		}
		savings = append(savings, ViewSaving{Code: string(code), Count: s.count, Text: strings.Join(texts, " + ")})
	}
	return savings
}

func factsOf(found []diag.Diagnostic) []ViewFacts {
	facts := []ViewFacts{}
	for i := range found {
		if d := &found[i]; d.More > 0 {
			more := map[string]string{diag.ValueMore: strconv.Itoa(d.More)}
			facts = append(facts, ViewFacts{Code: string(d.Code), Path: d.Path, Line: oneBased(d.Span).Start.Line, Values: more})
		} else if len(d.Values) > 0 {
			facts = append(facts, ViewFacts{Code: string(d.Code), Path: d.Path, Line: oneBased(d.Span).Start.Line, Values: d.Values})
		}
	}
	return facts
}
