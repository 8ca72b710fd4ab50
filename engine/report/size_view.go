package report

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/sizing"
)

// SizeView is a sizing in words.
type SizeView struct {
	Title       string       `json:"title"`        // what is sized
	Sentences   []string     `json:"sentences"`    // the answers
	Choices     []SizeChoice `json:"choices"`      // capacities that answer a goal, to be taken over
	Tables      []Table      `json:"tables"`       // the load, the capacities for each goal and around the best one, and the week
	Notes       []string     `json:"notes"`        // what else is worth knowing
	EditionText string       `json:"edition_text"` // the prices that it was computed from
}

// SizeChoice is a capacity under one payment.
type SizeChoice struct {
	GoalText     string   `json:"goal_text"`           // what the capacity is for
	CapacityText string   `json:"capacity_text"`       // "50,000/5,000 TPM"; "none" if nothing is bought
	Region       string   `json:"region"`              // code of the region; empty if it is not known
	Model        string   `json:"model"`               // code of the model
	InputTPM     Decimal  `json:"input_tpm"`           // input tokens a minute
	OutputTPM    Decimal  `json:"output_tpm"`          // output tokens a minute
	ThinkingTPM  *Decimal `json:"thinking_output_tpm"` // null if it is not offered
	Payment      string   `json:"payment"`             // the payment as JSON results name it
	PaymentText  string   `json:"payment_text"`        // the payment in words
	AmountText   string   `json:"amount_text"`         // for the period, overflow included where its price is known
	Best         bool     `json:"best"`                // the one to take for the goal
}

// SizeViewOf writes what traffic needs in words.
func SizeViewOf(r *sizing.Result) SizeView {
	view := sizeViewHead(r.Catalog, r.Region, r.Offer, r.Period.Label)
	for i := range r.Answers {
		a := &r.Answers[i]
		if len(a.Choices) == 0 {
			view.Sentences = append(view.Sentences, a.Goal.String()+": "+a.Reason.Text)
			continue
		}
		view.Sentences = append(view.Sentences, a.Goal.String()+": "+AnswerText(r, a))
		for j := range a.Choices {
			view.Choices = append(view.Choices, sizeChoiceOf(r, a, j))
		}
	}
	if r.OnDemandOnly.Known {
		view.Sentences = append(view.Sentences, "without any capacity, all by the token: "+CostText(r.OnDemandOnly)+" "+r.Region.Currency)
	}
	view.Tables = append(view.Tables, LoadTable(r))
	for i := range r.Answers {
		if len(r.Answers[i].Choices) > 0 {
			view.Tables = append(view.Tables, AnswerTable(r, &r.Answers[i]))
		}
	}
	view.Tables = append(view.Tables, CurveTables(r)...)
	view.Tables = append(view.Tables, scheduleTables(r)...)
	view.Notes = append(slices.Clone(list(r.Notes)), sizing.Assumptions()...)
	return view
}

func sizeViewHead(cat *catalog.Catalog, region *catalog.Region, offer *catalog.Offer, period string) SizeView {
	return SizeView{
		Title:     fmt.Sprintf("%s in %s, plan ptu, amounts for %s", offer.Model, region.Name, period),
		Sentences: []string{}, Choices: []SizeChoice{}, Tables: []Table{}, EditionText: EditionText(cat),
	}
}

func sizeChoiceOf(r *sizing.Result, a *sizing.Answer, at int) SizeChoice {
	c := &a.Choices[at]
	out := SizeChoice{
		GoalText: a.Goal.String(), CapacityText: CapacityText(ChoiceTPM(c)), Region: r.Region.Code, Model: r.Offer.Model,
		Payment: string(c.Payment), PaymentText: PaymentText(c.Payment), Best: at == a.Best,
	}
	out.AmountText = feeText(c.Fee) + " " + r.Region.Currency
	if c.Total.Known {
		out.AmountText = CostText(c.Total) + " " + r.Region.Currency
	}
	for _, o := range c.Outcomes {
		out.set(o.Dimension, o.TPM)
	}
	return out
}

func (c *SizeChoice) set(dimension sizing.Dimension, tpm int64) {
	text := count(tpm)
	switch dimension {
	case sizing.Input:
		c.InputTPM = text
	case sizing.Output:
		c.OutputTPM = text
	default:
		c.ThinkingTPM = &text
	}
}

func feeText(f quote.Fee) string {
	if !f.Known {
		return "unknown"
	}
	return money.Grouped(f.Amount.Rounded(), money.Cents)
}

// LoadText says what traffic was read. guessed stands behind the kind of its rows
// where that was detected from the rows.
func LoadText(r *sizing.Result, guessed string) string {
	l := r.Load
	if !l.Detected {
		guessed = ""
	}
	return fmt.Sprintf("%s rows of %s%s, %s minutes from %s to %s", money.Count(l.Rows), l.Kind, guessed, money.Count(l.Minutes),
		l.Start().Format("2006-01-02 15:04"), l.End().Format("2006-01-02 15:04 -07:00"))
}

// LoadTable describes the traffic.
func LoadTable(r *sizing.Result) Table {
	t := Table{
		Title: "Load", Columns: []string{"Tokens a minute", "Mean"}, Rows: [][]string{}, Note: LoadText(r, ", as it seems"),
	}
	for i := range r.Dimensions {
		s := &r.Dimensions[i].Stats
		cells := []string{r.Dimensions[i].Dimension.String(), MeanText(s.Mean)}
		for _, p := range s.Percentiles {
			if i == 0 {
				t.Columns = append(t.Columns, p.Name)
			}
			cells = append(cells, money.Grouped(p.Load, 0))
		}
		at := "-"
		if s.Peak.IsPositive() {
			at = s.PeakAt.Format("Mon 2006-01-02 15:04")
		}
		t.add(append(cells, money.Grouped(s.Peak, 0), at)...)
	}
	t.Columns = append(t.Columns, "Peak", "Peak at")
	return t
}

// AnswerTable shows the choices for a goal.
func AnswerTable(r *sizing.Result, a *sizing.Answer) Table {
	t := Table{
		Title:   "Capacity " + a.Goal.String(),
		Columns: []string{"Payment", "Capacity", "Covered", "Utilisation", "Overflow", "Fee", "Fee for " + r.Period.Label},
		Rows:    [][]string{},
		Note:    r.Region.Currency + ", overflow in tokens over the traffic that was read",
	}
	if r.OnDemand != nil {
		t.Columns = append(t.Columns, "Overflow cost", "Total")
	}
	for i := range a.Choices {
		c := &a.Choices[i]
		utilisation, overflow := "", decimal.Decimal{}
		for j, o := range c.Outcomes {
			if j > 0 {
				utilisation += "/"
			}
			utilisation += ShareText(o.Utilisation)
			overflow = overflow.Add(o.Overflow)
		}
		rate, unit := ChoiceRate(r, c)
		cells := []string{
			PaymentText(c.Payment), CapacityText(ChoiceTPM(c)), ShareText(c.Covered), utilisation, money.Grouped(overflow, 0),
			money.Grouped(rate.Amount.Value, money.Cents) + " " + unit, feeText(c.Fee),
		}
		if r.OnDemand != nil {
			cells = append(cells, CostText(c.OverflowCost), CostText(c.Total))
		}
		t.add(cells...)
		if i == a.Best {
			t.mark()
		}
	}
	return t
}

// CurveTables show what the capacities around the best one of the first answer do.
func CurveTables(r *sizing.Result) []Table {
	var best *sizing.Choice
	for i := range r.Answers {
		if a := &r.Answers[i]; best == nil && len(a.Choices) > 0 {
			best = &a.Choices[a.Best]
		}
	}
	var tables []Table
	for i := range r.Dimensions {
		if n := &r.Dimensions[i]; best != nil && n.Stats.Peak.IsPositive() {
			tables = append(tables, curveTable(r, n, best.Outcomes[i].TPM))
		}
	}
	return tables
}

// curveTable shows a few points of a curve around a capacity.
func curveTable(r *sizing.Result, n *sizing.Need, tpm int64) Table {
	const around = 2
	at := slices.IndexFunc(n.Curve, func(p sizing.Point) bool { return p.TPM >= tpm })
	if at < 0 {
		at = len(n.Curve) - 1
	}
	t := Table{
		Title:   "Capacities around it: " + n.Dimension.String() + " TPM",
		Columns: []string{"TPM", "Covered", "Utilisation", "Overflow"}, Rows: [][]string{}, Note: r.Region.Currency,
	}
	for _, fee := range n.Curve[at].Fees {
		t.Columns = append(t.Columns, "Fee "+PaymentText(fee.Payment))
	}
	if r.OnDemand != nil {
		t.Columns = append(t.Columns, "Overflow cost")
	}
	for i := max(0, at-around); i <= min(len(n.Curve)-1, at+around); i++ {
		p := &n.Curve[i]
		cells := []string{money.Count(p.TPM), ShareText(p.Covered), ShareText(p.Utilisation), money.Grouped(p.Overflow, 0)}
		for _, fee := range p.Fees {
			cells = append(cells, CostText(fee.Fee))
		}
		if r.OnDemand != nil {
			cells = append(cells, CostText(p.OverflowCost))
		}
		t.add(cells...)
		if i == at {
			t.mark()
		}
	}
	return t
}

// scheduleTables show the ways to run a week, and the hours of the best one.
func scheduleTables(r *sizing.Result) []Table {
	if r.Schedule == nil {
		return nil
	}
	s := r.Schedule
	ways := WeekTable(r)
	ways.Note = r.Region.Currency + " for seven days"
	if s.Reason != nil {
		ways.Note = s.Reason.Text
		return []Table{ways}
	}
	if s.CoversAll {
		ways.Note += "; overflow has no price, so every minute is covered"
	}
	runs := Table{Title: "Hours of the week, pay-as-you-go", Columns: []string{"Capacity", "Hours"}, Rows: [][]string{}}
	for i := range s.Plans[s.Best].Runs {
		run := &s.Plans[s.Best].Runs[i]
		runs.add(CapacityText(run.TPM), HoursText(run.Hours))
	}
	if len(runs.Rows) == 0 {
		return []Table{ways}
	}
	return []Table{ways, runs}
}

// WeekTable shows the ways to run a week. There has to be a schedule; one that
// cannot be made has no ways.
func WeekTable(r *sizing.Result) Table {
	s := r.Schedule
	ways := Table{Title: "A week", Columns: []string{"Way", "Base", "Fee", "Overflow cost", "Total"}, Rows: [][]string{}}
	if s.Reason != nil {
		return ways
	}
	for i := range s.Plans {
		p := &s.Plans[i]
		base := "-"
		if p.BaseFee != nil {
			base = CapacityText(p.Base)
		}
		ways.add(PlanKindText(p.Kind), base, CostText(p.Fee), CostText(p.OverflowCost), CostText(p.Total))
		if i == s.Best {
			ways.mark()
		}
	}
	return ways
}
