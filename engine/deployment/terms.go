package deployment

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// Terms is what a deployment comes to once every default is applied: what is
// bought, how much of it and for how long. It is the only thing that fees are
// computed from.
type Terms struct {
	Region  *catalog.Region // nil if it is not known
	Plan    catalog.Plan
	Payment catalog.Payment
	Model   string // the code that prices it
	Custom  bool   // Model is the foundation of model_name

	Spec     string          // mu
	Capacity decimal.Decimal // mu, in model units

	Prefill, Decode decimal.Decimal // mu, in model units, where a template has its own for each

	InputTPM, OutputTPM, ThinkingTPM decimal.Decimal // ptu, tokens per minute

	Hours       decimal.Decimal // pay-as-you-go on ptu and mu; of a subscription, what it is used
	UseGiven    bool            // Hours are stated, not filled in
	Days        decimal.Decimal // ptu subscription
	Months      decimal.Decimal // mu subscription
	CancelAfter decimal.Decimal // mu subscription, days; zero if it is not cancelled early

	InputTokens, OutputTokens, ThinkingTokens decimal.Decimal // lora
	TokensGiven                               bool            // the usage is stated

	Overflow Overflow // ptu

	ScheduleDays decimal.Decimal // that Hours are spread over; zero if they are not

	OrderedAt time.Time // zero if it is not stated
	Status    Status    // of a deployment in an answer of the API

	// Unpriced says why a form that the API knows has no price; empty if it has one.
	Unpriced string
}

// Overflow is the tokens of a period that provisioned throughput does not take, which
// are billed on demand. The zero value is none.
type Overflow struct {
	Input, Output, Thinking decimal.Decimal
	Request                 decimal.Decimal // input tokens of each request; zero if they are not known
	All                     bool            // every call overflows
}

// Some reports whether anything overflows.
func (o Overflow) Some() bool {
	return o.Input.IsPositive() || o.Output.IsPositive() || o.Thinking.IsPositive()
}

// overflow is what overflows by a stated usage; nothing if it is refused.
func (u *Usage) overflow(strategy string) Overflow {
	const percent = -2 // places
	if u.Node == nil || strategy == "disable" {
		return Overflow{}
	}
	share := u.OverflowPercent.Value.Shift(percent)
	all := share.Equal(decimal.NewFromInt(1))
	if u.Requests.Set {
		requests := u.Requests.Value.Mul(share)
		return Overflow{
			Input: requests.Mul(u.Input.Value), Output: requests.Mul(u.Output.Value), Thinking: requests.Mul(u.ThinkingEach.Value),
			Request: u.Input.Value, All: all,
		}
	}
	return Overflow{
		All:   all,
		Input: share.Mul(u.Tokens.Input.Value), Output: share.Mul(u.Tokens.Output.Value), Thinking: share.Mul(u.Tokens.ThinkingOutput.Value),
	}
}

// NotBilled reports whether a deployment's status says that it is not billed.
func (t *Terms) NotBilled() bool { return t.Status.Billing == NotBilled }

// Settings is what a caller says for all deployments.
type Settings struct {
	Region string // for deployments that name none; "" for none
	Period string // instead of the documents' own; "" to keep them
	// DefaultPeriod is for documents that state none; "" for the package's.
	DefaultPeriod string
	// RoundHoursUp bills a begun hour as a whole one. Else part hours are pro rata.
	RoundHoursUp bool
}

// RegionName returns the region that holds for a deployment and where it is
// written: on it, in its document, or in the settings (then the field has no node).
func (s Settings) RegionName(doc *Document, d *Deployment) Text {
	switch {
	case d.Region.Node != nil:
		return d.Region
	case doc.Region.Node != nil:
		return doc.Region
	default:
		return Text{Value: s.Region, Set: s.Region != ""}
	}
}

// PeriodOf returns the period that holds for a document. A period that cannot
// be read has been reported; the default stands in for it.
func (s Settings) PeriodOf(doc *Document) Period {
	for _, text := range [...]string{s.Period, doc.Period.Value, s.DefaultPeriod, DefaultPeriod} {
		if text == "" {
			continue
		}
		if period, err := ParsePeriod(text); err == nil {
			return period
		}
	}
	return Period{}
}

// Defaults are what the deployments of one document have in common.
type Defaults struct {
	Period       Period
	days, months decimal.Decimal // of the period
}

// DefaultsOf returns the defaults that hold for a document.
func (s Settings) DefaultsOf(doc *Document) Defaults {
	period := s.PeriodOf(doc)
	return Defaults{period, decimal.NewFromInt(period.Days), decimal.NewFromInt(period.Months)}
}

// Resolve applies every default of the file format and of the catalog's billing
// rules. Defaults stand here and nowhere else.
func Resolve(cat *catalog.Catalog, doc *Document, d *Deployment, s Settings) Terms {
	defaults := s.DefaultsOf(doc)
	return ResolveWith(cat, doc, d, s, &defaults)
}

// ResolveWith is Resolve for whoever resolves several deployments of a document.
func ResolveWith(cat *catalog.Catalog, doc *Document, d *Deployment, s Settings, defaults *Defaults) Terms {
	e := &d.Estimate
	t := Terms{
		Plan:           planOf(d),
		Payment:        d.payment(),
		Spec:           d.DeploySpec.Value,
		Capacity:       d.Capacity.Value,
		Prefill:        d.PrefillCapacity.Value,
		Decode:         d.DecodeCapacity.Value,
		InputTPM:       d.PTUCapacity.InputTPM.Value,
		OutputTPM:      d.PTUCapacity.OutputTPM.Value,
		ThinkingTPM:    d.PTUCapacity.ThinkingOutput.Value,
		Hours:          e.Hours.Or(defaults.Period.Hours),
		UseGiven:       e.Hours.Set || e.HoursPerDay.Set && e.ScheduleDays.Set,
		Days:           e.Days.Or(defaults.days),
		Months:         e.Months.Or(defaults.months),
		CancelAfter:    e.CancelAfterDays.Value,
		InputTokens:    e.Tokens.Input.Value,
		OutputTokens:   e.Tokens.Output.Value,
		ThinkingTokens: e.Tokens.ThinkingOutput.Value,
		TokensGiven:    e.Tokens.Input.Set && e.Tokens.Output.Set,
	}
	if doc.Shape == Answer {
		t.Status = statusOf(d.Status, d.ReadyCapacity)
	}
	if t.Plan == catalog.PTU {
		t.Overflow = e.Usage.overflow(d.OverflowStrategy.Value)
	}
	d.Charge.lasts(&t)
	t.Model, t.Custom = pricedModel(cat, d)
	switch scheduled := e.HoursPerDay.Set && e.ScheduleDays.Set; {
	case scheduled:
		t.ScheduleDays = e.ScheduleDays.Value
		t.Hours = scheduleHours(e.HoursPerDay.Value, e.ScheduleDays.Value, s.RoundHoursUp)
	case s.RoundHoursUp:
		t.Hours = t.Hours.Ceil()
	}
	if name := s.RegionName(doc, d); name.Set {
		t.Region, _ = cat.Region(name.Value)
	}
	if t.Region != nil {
		ptu := &t.Region.Billing.PTU
		t.InputTPM = orWhole(d.PTUCapacity.InputTPM, ptu.DefaultInputTPM)
		t.OutputTPM = orWhole(d.PTUCapacity.OutputTPM, ptu.DefaultOutputTPM)
		t.Unpriced, _ = d.Unpriced(&t)
	}
	if e.OrderedAt.Set && t.Region != nil {
		if ordered, err := ParseOrderedAt(e.OrderedAt.Value); err == nil {
			t.OrderedAt = ordered.In(t.Region.Location())
		}
	}
	return t
}

// scheduleHours is hours a day on a number of days. Rounded up, each day's run is
// billed in whole hours, and so is the shorter one of a part of a day.
func scheduleHours(perDay, days decimal.Decimal, up bool) decimal.Decimal {
	if !up {
		return money.Product(perDay, days)
	}
	whole := days.Floor()
	rest := money.Product(perDay, days.Sub(whole)).Ceil()
	return perDay.Ceil().Mul(whole).Add(rest)
}

// orWhole returns a number, or what holds if it is not set.
func orWhole(n Number, fallback int64) decimal.Decimal {
	if n.Set {
		return n.Value
	}
	return decimal.NewFromInt(fallback)
}

// PlanNamed is the plan of a name: later forms of the API call plan ptu ptu_v2.
func PlanNamed(name string) catalog.Plan {
	if strings.EqualFold(name, "ptu_v2") {
		return catalog.PTU
	}
	return catalog.Plan(name)
}

// planOf returns the plan. An answer of the API may leave it out; then the
// fields that only one plan has tell it.
func planOf(d *Deployment) catalog.Plan {
	switch {
	case d.Plan.Node != nil:
		return PlanNamed(d.Plan.Value)
	case !d.Running:
		return ""
	case d.PTUCapacity.Node != nil:
		return catalog.PTU
	case d.DeploySpec.Set:
		return catalog.MU
	}
	return ""
}

// pricedModel returns the code that prices a deployment: the stated base
// model, else the foundation that a fine-tuned model's name tells, else the name.
func pricedModel(cat *catalog.Catalog, d *Deployment) (code string, custom bool) {
	if d.Estimate.BaseModel.Set {
		return d.Estimate.BaseModel.Value, true
	}
	if code, ok := cat.Foundation(d.ModelName.Value); ok {
		return code, true
	}
	return d.ModelName.Value, false
}

// ParseOrderedAt reads a date and time with its offset, seconds optional.
func ParseOrderedAt(text string) (time.Time, error) {
	return catalog.ParseTime(strings.Replace(text, " ", "T", 1), time.UTC, time.RFC3339, "2006-01-02T15:04Z07:00")
}
