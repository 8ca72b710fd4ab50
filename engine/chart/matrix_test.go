package chart_test

import (
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/chart"
	"github.com/costplan/costplan/engine/compare"
)

// cellAt finds a cell.
func cellAt(t *testing.T, m chart.Matrix, region, column string) chart.MatrixCell {
	t.Helper()
	for _, c := range m.Cells {
		if c.Region == region && c.Column == column {
			return c
		}
	}
	t.Fatalf("no cell for %s %s", region, column)
	return chart.MatrixCell{}
}

func columnsText(m chart.Matrix) string {
	var texts []string
	for _, c := range m.Columns {
		texts = append(texts, c.Label)
	}
	return strings.Join(texts, "; ")
}

// text is what an optional text says.
func text(s *string) string {
	if s == nil {
		return "none"
	}
	return *s
}

func TestMatrix(t *testing.T) {
	hours := number("220")
	c := compare.Compare(load(t), compare.Need{Model: "qwen3-32b", Period: period(t, "30d"), Hours: &hours})
	m := chart.MatrixOf(&c)
	noNulls(t, m, "amount", "amount_text", "capacity")
	wellFormedTable(t, m.Table)
	// Singapore has MU1 x 4 and MU2 x 8, Beijing MU1 x 4 and MU6 x 4; neither has the
	// model on ptu or lora.
	same(t, "the columns", columnsText(m), "mu MU1, pay-as-you-go; mu MU1, subscription; mu MU2, pay-as-you-go; mu MU2, subscription; "+
		"mu MU6, pay-as-you-go; mu MU6, subscription; cu, pay-as-you-go; cu, subscription")
	same(t, "the note", strings.Join(m.Notes, " "), "Not offered in any of these regions: ptu; lora.")
	same(t, "the number of cells", len(m.Cells), 2*8)

	// Beijing, MU6 x 4 at 13.752 an hour: 220 x 13.752 = 3,025.44, the cheapest.
	cheapest := cellAt(t, m, "cn-beijing", "mu/MU6/pay_as_you_go")
	same(t, "the cheapest", text(cheapest.AmountText)+" "+text(cheapest.Amount), "3,025.44 USD 3025.44")
	same(t, "its mark", cheapest.Cheapest, true)
	same(t, "its capacity", text(cheapest.Capacity)+" "+cheapest.Detail, "4 mu MU6 x 4")
	same(t, "the reading", m.Reading, "For 220 hours, mu MU6 x 4 pay-as-you-go in China (Beijing) costs least: 3,025.44 USD; throughput per model unit is not published, so load-test it.")

	other := cellAt(t, m, "ap-southeast-1", "mu/MU1/pay_as_you_go") // 220 x 44
	same(t, "another", text(other.AmountText), "9,680.00 USD")
	same(t, "its difference", other.Difference, "+6,654.56")

	missing := cellAt(t, m, "cn-beijing", "mu/MU2/subscription")
	same(t, "what is not offered", string(missing.State)+", "+missing.StateText+", "+missing.Reason, "not_offered, not offered, China (Beijing) does not offer qwen3-32b on mu MU2")

	unpriced := cellAt(t, m, "cn-beijing", "cu/subscription")
	same(t, "what has no price", string(unpriced.State)+" "+text(unpriced.AmountText), "no_price none")
}

func TestMatrixNeeds(t *testing.T) {
	need := chat(t, "220")
	need.Throughput, need.Plans, need.Regions = nil, nil, nil
	c := compare.Compare(load(t), need)
	m := chart.MatrixOf(&c)
	lacking := cellAt(t, m, "cn-beijing", "ptu/subscription")
	same(t, "without throughput", string(lacking.State)+" "+lacking.StateText, "needs needs TPM")

	beyond := chat(t, "800")
	c = compare.Compare(load(t), beyond)
	long := cellAt(t, chart.MatrixOf(&c), "ap-southeast-1", "ptu/subscription")
	same(t, "hours beyond the period", string(long.State)+" "+long.StateText, "needs too many hours")
}

// A region that offers the model on no plan has the reason of the plan.
func TestMatrixOfOneRegion(t *testing.T) {
	c := compare.Compare(load(t), tuned(t))
	m := chart.MatrixOf(&c)
	none := cellAt(t, m, "cn-beijing", "mu/MU1/subscription")
	same(t, "the reason", string(none.State)+", "+none.Reason, "not_offered, China (Beijing) does not offer qwen3-14b")
	same(t, "the columns", columnsText(m), "mu MU1, pay-as-you-go; mu MU1, subscription; lora, pay-as-you-go; cu, pay-as-you-go; cu, subscription")
	same(t, "the note", m.Notes[0], "Not offered in any of these regions: ptu; lora, subscription.")
}

// TestMatrixAgrees: every option with an amount has its cell, with that amount,
// and every cell without says why.
func TestMatrixAgrees(t *testing.T) {
	needs(t, func(c *compare.Comparison) {
		m := chart.MatrixOf(c)
		noNulls(t, m, "amount", "amount_text", "capacity")
		wellFormedTable(t, m.Table)
		amounts := 0
		for _, cell := range m.Cells {
			switch {
			case cell.State != chart.HasAmount && (cell.Reason == "" || cell.StateText == "" || cell.Amount != nil):
				t.Errorf("%s: %+v says nothing", c.Model, cell)
			case cell.State == chart.HasAmount:
				amounts++
				o, ok := c.Option(cell.Region + "/" + cell.Column)
				if !ok || text(cell.Amount) != o.Fee.Amount.Value.String() || cell.Cheapest != (o.Rank == 1) {
					t.Errorf("%s: %s in %s is %s", c.Model, cell.Column, cell.Region, text(cell.Amount))
				}
			}
		}
		if amounts != len(c.Ranked()) || len(m.Cells) != len(m.Regions)*len(m.Columns) {
			t.Errorf("%s: %d amounts in %d cells, the comparison has %d", c.Model, amounts, len(m.Cells), len(c.Ranked()))
		}
	})
}
