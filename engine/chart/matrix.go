package chart

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/report"
)

// Matrix is every way to buy a model by region. What cannot be had says why.
type Matrix struct {
	Reading string         `json:"reading"` // what is cheapest, in a sentence
	Regions []MatrixRegion `json:"regions"` // the regions
	Columns []MatrixColumn `json:"columns"` // ways to buy that some region offers, in the order of the catalog
	Cells   []MatrixCell   `json:"cells"`   // one for each column and region
	Notes   []string       `json:"notes"`   // what else is worth knowing
	Table   Table          `json:"table"`   // the same as a table
	File    string         `json:"file"`    // name for a download, without an ending
}

// MatrixRegion is a region.
type MatrixRegion struct {
	Code string `json:"code"` // its code
	Name string `json:"name"` // its name
}

// MatrixColumn is a plan with a specification and a payment.
type MatrixColumn struct {
	ID      string `json:"id"`      // "mu/MU1/subscription"
	Plan    string `json:"plan"`    // the plan
	Spec    string `json:"spec"`    // empty on the other plans
	Payment string `json:"payment"` // the payment
	Goods   string `json:"goods"`   // "mu MU1"
	Label   string `json:"label"`   // "mu MU1, subscription"
}

// State says what a cell of a matrix holds.
type State string

// The states.
const (
	HasAmount  State = "amount"
	NotOffered State = "not_offered" // the region does not sell it
	NoPrice    State = "no_price"    // the region sells it, and the catalog has no price
	Needs      State = "needs"       // it depends on what the need does not give, or does not meet
)

// MatrixCell is one way to buy in one region.
type MatrixCell struct {
	Region     string  `json:"region"`      // code
	Column     string  `json:"column"`      // ID
	State      State   `json:"state"`       // whether it has an amount, is not offered, has no price, or needs what is not given
	AmountText *string `json:"amount_text"` // "3,456.00 USD"; null without amount
	Amount     *string `json:"amount"`      // exact, for sorting
	StateText  string  `json:"state_text"`  // "not offered"; empty with an amount
	Detail     string  `json:"detail"`      // what is bought: "mu MU1 x 8", "ptu 50,000/5,000 TPM"
	Capacity   *string `json:"capacity"`    // model units that the option buys; null on the other plans
	Difference string  `json:"difference"`  // to today's choice, else to the cheapest: "+1,234.50"
	Cheapest   bool    `json:"cheapest"`    // of its currency
	Today      bool    `json:"today"`       // it is the current choice
	Reason     string  `json:"reason"`      // why there is no amount; empty if there is one
}

// MatrixOf lays the options of a comparison out by region and by what is bought.
// Ways to buy that no region offers are left out, and said.
func MatrixOf(c *compare.Comparison) Matrix {
	m := Matrix{Reading: matrixReading(c), Regions: []MatrixRegion{}, Columns: []MatrixColumn{}, Cells: []MatrixCell{}, File: "regions-and-plans"}
	var regions []*catalog.Region
	byCell := optionsByCell{}
	all := inOrder(c)
	for _, o := range all {
		if n := len(regions); n == 0 || regions[n-1] != o.Terms.Region {
			regions = append(regions, o.Terms.Region)
			m.Regions = append(m.Regions, MatrixRegion{o.Terms.Region.Code, o.Terms.Region.Name})
		}
		byCell.put(o)
	}
	var columns, unsold []MatrixColumn
	for _, column := range columnsOf(all) {
		if byCell.sold(regions, column) {
			columns = append(columns, column)
		} else {
			unsold = append(unsold, column)
		}
	}
	m.Columns = append(m.Columns, columns...)
	for _, column := range columns {
		for _, region := range regions {
			m.Cells = append(m.Cells, cellOf(c, byCell, region, column))
		}
	}
	m.Notes = unsoldText(columns, unsold)
	m.Table = m.table()
	return m
}

// matrixReading says what costs least, of each currency.
func matrixReading(c *compare.Comparison) string {
	var texts []string
	several := false
	for i := range c.Ranked() {
		o := &c.Options[i]
		if currency := o.Fee.Amount.Currency; i == 0 || currency != c.Options[i-1].Fee.Amount.Currency {
			texts = append(texts, bestText(c, currency)+": "+amountText(o.Fee.Amount.Value, currency))
			several = several || c.SeveralKinds(currency)
		}
	}
	if len(texts) == 0 {
		return "No option for " + c.Model + " has an amount."
	}
	if several {
		texts = append(texts, compare.LoadTest)
	}
	return capital(strings.Join(texts, "; ")) + "."
}

// optionsByCell finds the option of a region and a column.
type optionsByCell map[[2]string]*compare.Option

func (cells optionsByCell) put(o *compare.Option) {
	cells[[2]string{o.Terms.Region.Code, columnOf(o).ID}] = o
}

// at is the option of a cell; that of the whole plan, where the region does not
// offer the model on it; nil if it offers the plan without this specification.
func (cells optionsByCell) at(region *catalog.Region, column MatrixColumn) *compare.Option {
	if o := cells[[2]string{region.Code, column.ID}]; o != nil {
		return o
	}
	return cells[[2]string{region.Code, column.Plan + "/" + column.Payment}]
}

// sold reports whether a region offers a way to buy, with a price or without.
func (cells optionsByCell) sold(regions []*catalog.Region, column MatrixColumn) bool {
	for _, region := range regions {
		if o := cells.at(region, column); o != nil && stateOf(o) != NotOffered {
			return true
		}
	}
	return false
}

// stateOf is what a cell of an option holds.
func stateOf(o *compare.Option) State {
	switch o.Cause {
	case "":
		return HasAmount
	case compare.NotInRegion, compare.PlanNotOffered, compare.PaymentNotOffered, compare.NoThinking:
		return NotOffered
	case compare.NoPrice:
		return NoPrice
	}
	return Needs
}

// texts of the states that have no amount.
func (s State) text() string {
	switch s {
	case NotOffered:
		return "not offered"
	case NoPrice:
		return "no price"
	case Needs:
		return "not for this need"
	}
	return ""
}

func cellOf(c *compare.Comparison, byCell optionsByCell, region *catalog.Region, column MatrixColumn) MatrixCell {
	cell := MatrixCell{Region: region.Code, Column: column.ID, State: NotOffered}
	o := byCell.at(region, column)
	if o == nil {
		cell.StateText = cell.State.text()
		cell.Reason = fmt.Sprintf("%s does not offer %s on %s", region.Name, c.Model, column.Goods)
		return cell
	}
	cell.State, cell.Today, cell.Reason = stateOf(o), o.Today, o.Reason
	cell.StateText = cell.State.text()
	if cell.State == Needs {
		cell.StateText = needText(o)
	}
	if o.Offer != nil {
		cell.Detail = report.OptionText(o)
	}
	if o.Terms.Plan == catalog.MU && o.Terms.Capacity.IsPositive() {
		capacity := money.Text(o.Terms.Capacity)
		cell.Capacity = &capacity
	}
	if o.Feasible() {
		text, exact := amountText(o.Fee.Amount.Value, o.Fee.Amount.Currency), money.Text(o.Fee.Amount.Value)
		cell.AmountText, cell.Amount = &text, &exact
		cell.Cheapest, cell.Difference = o.Rank == 1, report.ComparedDifference(c, o)
	}
	return cell
}

// needText says in two words what an option lacks.
func needText(o *compare.Option) string {
	switch o.Cause {
	case compare.TPMNotGiven:
		return "needs TPM"
	case compare.TokensNotGiven:
		return "needs tokens"
	case compare.NeedsFineTuned:
		return "needs a fine-tuned model"
	case compare.BadCapacity:
		return "not at this capacity"
	case compare.BeyondPeriod:
		return "too many hours"
	}
	return Needs.text()
}

// table is the matrix as one row for each cell.
func (m *Matrix) table() Table {
	regions := map[string]string{}
	for _, r := range m.Regions {
		regions[r.Code] = r.Name
	}
	labels := map[string]string{}
	for _, column := range m.Columns {
		labels[column.ID] = column.Label
	}
	var rows [][]cell
	for _, c := range m.Cells {
		shown, note := cell{text: c.StateText}, c.Reason
		if c.Amount != nil {
			shown = cell{*c.AmountText, *c.Amount}
			note = c.Detail
		}
		if c.Cheapest {
			note += ", costs least"
		}
		rows = append(rows, []cell{words(regions[c.Region]), words(labels[c.Column]), shown, words(c.StateText), words(note)})
	}
	return tableOf([]string{"region", "plan and payment", "amount", "state", "note"}, rows)
}
