package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/report"
)

// inOrder are the options in the order of the catalog, pay-as-you-go first.
func inOrder(c *compare.Comparison) []*compare.Option {
	all := make([]*compare.Option, 0, len(c.Options))
	for i := range c.Options {
		all = append(all, &c.Options[i])
	}
	line := func(o *compare.Option) int {
		if o.Offer == nil {
			return math.MaxInt
		}
		return o.Offer.Line
	}
	slices.SortStableFunc(all, func(a, b *compare.Option) int {
		return cmp.Or(
			cmp.Compare(slices.Index(c.Catalog.Regions, a.Terms.Region), slices.Index(c.Catalog.Regions, b.Terms.Region)),
			cmp.Compare(slices.Index(plans(), a.Terms.Plan), slices.Index(plans(), b.Terms.Plan)),
			cmp.Compare(line(a), line(b)),
			cmp.Compare(a.Terms.Payment, b.Terms.Payment), // pay_as_you_go comes first
		)
	})
	return all
}

// plans are all plans, in the order of the page.
func plans() []catalog.Plan {
	return []catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA, catalog.CU}
}

// columnsOf are the ways to buy, each once: pay-as-you-go before subscription of
// each specification, in the order in which regions offer them; of a plan that
// no region offers, the plan itself.
func columnsOf(all []*compare.Option) []MatrixColumn {
	var columns []MatrixColumn
	for _, plan := range plans() {
		var offered, bare []*compare.Option
		for _, o := range all {
			switch {
			case o.Terms.Plan != plan:
			case o.Offer != nil:
				offered = append(offered, o)
			default:
				bare = append(bare, o)
			}
		}
		if len(offered) == 0 {
			offered = bare
		}
		seen := map[string]bool{}
		for _, o := range offered {
			goods := columnOf(o).Goods
			if seen[goods] {
				continue
			}
			seen[goods] = true
			for _, other := range offered { // in both payments
				column := columnOf(other)
				if column.Goods == goods && !seen[column.ID] {
					seen[column.ID] = true
					columns = append(columns, column)
				}
			}
		}
	}
	return columns
}

func columnOf(o *compare.Option) MatrixColumn {
	_, id, _ := strings.Cut(o.ID(), "/")
	goods, _, _ := strings.Cut(id, "/"+string(o.Terms.Payment))
	goods = strings.ReplaceAll(goods, "/", " ")
	return MatrixColumn{
		ID: id, Plan: string(o.Terms.Plan), Spec: o.Terms.Spec, Payment: string(o.Terms.Payment),
		Goods: goods, Label: goods + ", " + report.PaymentText(o.Terms.Payment),
	}
}

// unsoldText says what no region offers: a plan or a specification, or one of
// its payments.
func unsoldText(columns, unsold []MatrixColumn) []string {
	var names []string
	for _, column := range unsold {
		name := column.Label
		if !slices.ContainsFunc(columns, func(c MatrixColumn) bool { return c.Goods == column.Goods }) {
			name = column.Goods
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return []string{}
	}
	return []string{"Not offered in any of these regions: " + strings.Join(names, "; ") + "."}
}
