package compare

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/suggest"
)

// Stated is what a request states of a need. A quantity that is not valid is not
// stated; the units are those of Need.
type Stated struct {
	Model, BaseModel string // the case of a code is forgiven

	InputTPM, OutputTPM, ThinkingTPM    decimal.NullDecimal
	TokensIn, TokensOut, TokensThinking decimal.NullDecimal
	Hours, MUCapacity                   decimal.NullDecimal

	Regions []string
	Plans   []string // in any case
}

// Need is the need that is stated, over a period ("30d"; "" for the default). With up,
// a begun hour is billed as a whole one. It has been checked.
func (s *Stated) Need(cat *catalog.Catalog, period string, up bool) (Need, error) {
	if period == "" {
		period = deployment.DefaultPeriod
	}
	over, err := deployment.ParsePeriod(period)
	if err != nil {
		return Need{}, err
	}
	n := Need{Model: suggest.Code(s.Model, cat.Models()), BaseModel: suggest.Code(s.BaseModel, cat.Models()), Period: over}
	if s.Hours.Valid {
		n.Hours = &s.Hours.Decimal
	}
	s.Fill(&n)
	if up {
		n.RoundHoursUp()
	}
	return n, n.Check(cat)
}

// Fill adds the stated values that a need lacks. On plan mu, a deployment keeps its
// own capacity.
func (s *Stated) Fill(n *Need) {
	if n.Throughput == nil && (s.InputTPM.Valid || s.OutputTPM.Valid || s.ThinkingTPM.Valid) {
		n.Throughput = &Throughput{Input: s.InputTPM.Decimal, Output: s.OutputTPM.Decimal, Thinking: s.ThinkingTPM.Decimal}
	}
	if n.Tokens == nil && (s.TokensIn.Valid || s.TokensOut.Valid || s.TokensThinking.Valid) {
		n.Tokens = &Tokens{Input: s.TokensIn.Decimal, Output: s.TokensOut.Decimal, Thinking: s.TokensThinking.Decimal}
	}
	if s.MUCapacity.Valid && (n.Today == nil || n.Today.Plan != catalog.MU) {
		n.MUCapacity, n.MUBundles = s.MUCapacity.Decimal, 0
	}
	n.Regions = append(n.Regions, s.Regions...)
	for _, plan := range s.Plans {
		n.Plans = append(n.Plans, catalog.Plan(strings.ToLower(plan)))
	}
}
