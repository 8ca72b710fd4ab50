package report

import (
	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/sizing"
)

// The types of this file are the JSON of sizing, described for users by
// schema/size.schema.json. Amounts, prices and quantities are decimals in text;
// what is not rounded says so.

type sizeResult struct {
	Catalog      edition         `json:"catalog"`
	Region       string          `json:"region"` // code
	Model        string          `json:"model"`  // code
	Currency     currency        `json:"currency"`
	Period       sizePeriod      `json:"period"`     // that amounts cover
	Rates        *sizeRates      `json:"rates"`      // the calculator's answer; null for traffic
	Traffic      *sizeTraffic    `json:"traffic"`    // what was read; null for rates
	Dimensions   []sizeDimension `json:"dimensions"` // of traffic
	OnDemand     *sizeOnDemand   `json:"on_demand"`  // prices of overflow; null if none is known
	OnDemandOnly *sizeCost       `json:"on_demand_only"`
	Answers      []sizeAnswer    `json:"answers"`
	Schedule     *sizeSchedule   `json:"schedule"` // null unless asked for
	Problems     []sizeProblem   `json:"problems"` // the first rows that could not be counted
	Assumptions  []string        `json:"assumptions"`
	Notes        []string        `json:"notes"`
}

// sizeItem is a direction of tokens.
//
//schema:enum input output thinking_output
type sizeItem string

// hourOfWeek is an hour of a week, by its day and its begin.
//
//schema:pattern ^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [0-2][0-9]:00$
type hourOfWeek string

type sizePeriod struct {
	Label string  `json:"label"`
	Hours Decimal `json:"hours"`
	Days  Decimal `json:"days"` // that a subscription is billed for
}

type sizeTokens struct {
	Input    Decimal `json:"input"`
	Output   Decimal `json:"output"`
	Thinking Decimal `json:"thinking_output"`
}

type sizeTraffic struct {
	Start    moment         `json:"start"` // RFC 3339 in the zone of the hours of the week
	End      moment         `json:"end"`   // first moment after the window
	Minutes  Decimal        `json:"minutes"`
	Rows     Decimal        `json:"rows"`
	Refused  Decimal        `json:"refused"`
	Outside  Decimal        `json:"outside"`
	Complete bool           `json:"complete"` // no row was refused
	RowsAre  sizing.RowKind `json:"rows_are"` // "requests" or "minutes"
	Detected bool           `json:"detected"` // rows_are was detected from the rows
	Columns  []sizeColumn   `json:"columns"`
	Tokens   sizeTokens     `json:"tokens"` // as the rows state them
	Cached   Decimal        `json:"cached"` // input tokens that were cached, a part of tokens.input
	Weighted bool           `json:"weighted"`
	Oversize *sizeOversize  `json:"oversize"` // null if no request was too long
}

type sizeColumn struct {
	Column string `json:"column"`
	Header string `json:"header"`
}

type sizeOversize struct {
	Limit    Decimal    `json:"limit"`
	Requests Decimal    `json:"requests"`
	Tokens   sizeTokens `json:"tokens"` // weighted
}

type sizeProblem struct {
	Line    int    `json:"line" jsonschema:"minimum=1"` // 1-based
	Message string `json:"message"`
	Help    string `json:"help"`
}

type sizeShare struct {
	Part  Decimal  `json:"part"`
	Whole Decimal  `json:"whole"`
	Value *Decimal `json:"value"` // part / whole; null if whole is 0
	Exact bool     `json:"exact"` // the value is not rounded
}

type sizeCost struct {
	Amount *Decimal `json:"amount"` // null if it is not known
	Exact  bool     `json:"exact"`
	Reason *string  `json:"reason"` // why there is no amount; else null
}

type sizeFee struct {
	sizeCost
	Lines []line `json:"lines"`
}

type sizeDimension struct {
	Item        sizeItem         `json:"item"`
	StepTPM     Decimal          `json:"step_tpm"`
	Total       Decimal          `json:"total"`
	Mean        sizeShare        `json:"mean"`
	Peak        Decimal          `json:"peak"`
	PeakAt      moment           `json:"peak_at"`
	BusyMinutes Decimal          `json:"busy_minutes"`
	Percentiles []sizePercentile `json:"percentiles"`
	Profile     []sizeCell       `json:"profile"`
	Curve       []sizePoint      `json:"curve"`
}

type sizePercentile struct {
	Name string  `json:"name"`
	Load Decimal `json:"load"`
}

type sizeCell struct {
	Hour    hourOfWeek `json:"hour"` // "Mon 09:00"
	Minutes Decimal    `json:"minutes"`
	Tokens  Decimal    `json:"tokens"`
	Peak    Decimal    `json:"peak"`
}

type sizeOutcome struct {
	Item        sizeItem  `json:"item"`
	Steps       Decimal   `json:"steps"`
	TPM         Decimal   `json:"tpm"`
	Covered     sizeShare `json:"covered"`
	Overflow    Decimal   `json:"overflow"`
	Served      sizeShare `json:"served"`
	Utilisation sizeShare `json:"utilisation"`
}

type sizePoint struct {
	sizeOutcome
	Fees         []sizePointFee `json:"fees"`
	OverflowCost sizeCost       `json:"overflow_cost"`
}

type sizePointFee struct {
	Payment catalog.Payment `json:"payment"`
	sizeCost
}

type sizeOnDemand struct {
	Per      Decimal  `json:"per"` // tokens
	Input    *Decimal `json:"input"`
	Output   *Decimal `json:"output"`
	Thinking *Decimal `json:"thinking_output"`
	Source   string   `json:"source"`
}

type sizeGoal struct {
	Kind    sizing.GoalKind `json:"kind"`
	Percent *Decimal        `json:"percent"` // of coverage; else null
	Tokens  *Decimal        `json:"tokens"`  // of max_overflow; else null
}

type sizeReason struct {
	Code sizing.ReasonCode `json:"code"`
	Text string            `json:"text"`
}

type sizeAnswer struct {
	Goal    sizeGoal     `json:"goal"`
	Reason  *sizeReason  `json:"reason"` // why there is no choice; else null
	Choices []sizeChoice `json:"choices"`
}

type sizeChoice struct {
	Payment  catalog.Payment `json:"payment"`
	Best     bool            `json:"best"`
	Capacity []sizeOutcome   `json:"capacity"`
	Covered  sizeShare       `json:"covered"`
	Fee      sizeFee         `json:"fee"`
	Overflow sizeCost        `json:"overflow_cost"`
	Total    sizeCost        `json:"total"`
}

type sizeSchedule struct {
	Reason    *sizeReason `json:"reason"`
	CoversAll bool        `json:"covers_all"`
	Plans     []sizePlan  `json:"plans"`
	Hours     []sizeHour  `json:"hours"` // of the best plan
}

type sizeTPM struct {
	Item sizeItem `json:"item"`
	TPM  Decimal  `json:"tpm"`
}

type sizePlan struct {
	Kind           sizing.PlanKind `json:"kind"`
	Best           bool            `json:"best"`
	Base           []sizeTPM       `json:"base"`
	BaseFee        *sizeFee        `json:"base_fee"` // null without a base
	Runs           []sizeRun       `json:"runs"`
	Fee            sizeCost        `json:"fee"`
	OverflowTokens []sizeOverflow  `json:"overflow_tokens"`
	OverflowExact  bool            `json:"overflow_exact"`
	OverflowCost   sizeCost        `json:"overflow_cost"`
	Total          sizeCost        `json:"total"`
}

type sizeOverflow struct {
	Item   sizeItem `json:"item"`
	Tokens Decimal  `json:"tokens"`
}

type sizeRun struct {
	Capacity []sizeTPM    `json:"capacity"`
	Hours    []hourOfWeek `json:"hours"`
	Fee      sizeFee      `json:"fee"`
}

type sizeHour struct {
	Hour hourOfWeek `json:"hour"`
	Base []sizeTPM  `json:"base"`
	Top  []sizeTPM  `json:"top"`
}

type sizeRates struct {
	Dimensions []sizeRate     `json:"dimensions"`
	Fees       []sizeRatesFee `json:"fees"`
}

type sizeRate struct {
	Item       sizeItem `json:"item"`
	PerRequest Decimal  `json:"per_request"`
	Need       Decimal  `json:"need"`
	StepTPM    Decimal  `json:"step_tpm"`
	Steps      Decimal  `json:"steps"`
	TPM        Decimal  `json:"tpm"`
	Formula    string   `json:"formula"`
}

type sizeRatesFee struct {
	Payment catalog.Payment `json:"payment"`
	sizeFee
}
