package report

import (
	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/sizing"
)

// The types of this file are the JSON of sizing, from which
// schema/size.schema.json is made. Amounts, prices and quantities are decimals in text;
// what is not rounded says so.

// sizeResult is what `costplan size --format json` writes: how much provisioned
// throughput a workload needs, for each goal the cheapest capacity, with what it
// covers, what overflows and what it costs.
type sizeResult struct {
	Catalog      edition         `json:"catalog"`        // the catalog that prices come from
	Region       string          `json:"region"`         // code of the region
	Model        string          `json:"model"`          // model code, in its exact case
	Currency     currency        `json:"currency"`       // ISO 4217 code of every amount
	Period       sizePeriod      `json:"period"`         // what amounts cover, those of `schedule` aside
	Rates        *sizeRates      `json:"rates"`          // what averages need (requests per minute and tokens per request); null if traffic was read
	Traffic      *sizeTraffic    `json:"traffic"`        // the traffic that was read; null for averages
	Dimensions   []sizeDimension `json:"dimensions"`     // load and need by quota; empty for averages
	OnDemand     *sizeOnDemand   `json:"on_demand"`      // prices of tokens that overflow; null if none is known
	OnDemandOnly *sizeCost       `json:"on_demand_only"` // what all traffic costs without any capacity, over the period; null for averages
	Answers      []sizeAnswer    `json:"answers"`        // the best capacity for each goal, in their order
	Schedule     *sizeSchedule   `json:"schedule"`       // the best plan by hour of the week; null unless asked for
	Problems     []sizeProblem   `json:"problems"`       // the first rows that could not be counted. `traffic.refused` counts all
	Assumptions  []string        `json:"assumptions"`    // what coverage, overflow and cost rest on
	Notes        []string        `json:"notes"`          // what bears on this result
}

// sizeQuota is a quota: `thinking_output` where the model has a price of its own for
// it.
//
//schema:enum input output thinking_output
type sizeQuota string

// hourOfWeek is an hour of a week, by its day and its begin.
//
//schema:pattern ^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [0-2][0-9]:00$
type hourOfWeek string

// sizePeriod is what amounts cover, those of `schedule` aside.
type sizePeriod struct {
	Label string  `json:"label"` // as it was written
	Hours Decimal `json:"hours"` // hours, for pay-as-you-go and for overflow
	Days  Decimal `json:"days"`  // days that a subscription is billed for: begun ones count as whole
}

// sizeTokens is tokens by direction.
type sizeTokens struct {
	Input    Decimal `json:"input"`           // input tokens
	Output   Decimal `json:"output"`          // output tokens
	Thinking Decimal `json:"thinking_output"` // output tokens in thinking mode, beside the output tokens
}

// sizeTraffic is what was read.
type sizeTraffic struct {
	Start    moment         `json:"start"`    // first moment of the window. RFC 3339
	End      moment         `json:"end"`      // first moment after the window. RFC 3339
	Minutes  Decimal        `json:"minutes"`  // minutes of the window, those without traffic included
	Rows     Decimal        `json:"rows"`     // rows that were counted
	Refused  Decimal        `json:"refused"`  // rows that could not be counted: the need then is a lower bound
	Outside  Decimal        `json:"outside"`  // rows outside of the window
	Model    *string        `json:"model"`    // the model that the counted rows state; null if they state none
	Others   Decimal        `json:"others"`   // rows of other models, which are left out
	Rounded  Decimal        `json:"rounded"`  // rows with decimals, as averages have: counts are rounded up to whole tokens
	Complete bool           `json:"complete"` // no row was refused
	RowsAre  sizing.RowKind `json:"rows_are"` // what a row stands for. To `minutes`, what goes by the length of a request does not apply
	Detected bool           `json:"detected"` // `rows_are` was detected from the rows
	Columns  []sizeColumn   `json:"columns"`  // which header was read as which column
	Tokens   sizeTokens     `json:"tokens"`   // sums of all rows, not weighted
	Cached   Decimal        `json:"cached"`   // input tokens that were cached, a part of the input tokens
	Weighted bool           `json:"weighted"` // loads are weighted with the model's factors for long and cached input
	// Requests that are longer than the deployment takes, billed on demand whatever is bought; null if
	// no request is.
	Oversize *sizeOversize `json:"oversize"`
}

// sizeColumn is a column.
type sizeColumn struct {
	Column string `json:"column"` // the column
	Header string `json:"header"` // the header
}

// sizeOversize are requests that are too long.
type sizeOversize struct {
	Limit    Decimal    `json:"limit"`    // input tokens that a request may have
	Requests Decimal    `json:"requests"` // how many requests
	Tokens   sizeTokens `json:"tokens"`   // their tokens, weighted
}

// sizeProblem is a row that could not be counted.
type sizeProblem struct {
	Line    int    `json:"line" jsonschema:"minimum=1"` // line on which it begins, from 1
	Message string `json:"message"`                     // what is wrong
	Help    string `json:"help"`                        // what to do about it; may be empty
}

// sizeShare is an exact part of a whole.
type sizeShare struct {
	Part  Decimal  `json:"part"`  // the part
	Whole Decimal  `json:"whole"` // the whole
	Value *Decimal `json:"value"` // `part` / `whole`; null if the whole is 0
	Exact bool     `json:"exact"` // the value is not rounded (half up, to 10 places)
}

// sizeCost is an amount that may not be known.
type sizeCost struct {
	Amount *Decimal `json:"amount"` // the amount; null if it is not known, which is never a 0
	Exact  bool     `json:"exact"`  // the amount is not rounded
	Reason *string  `json:"reason"` // why there is no amount; else null
}

// sizeFee is a fee with its derivation.
type sizeFee struct {
	sizeCost
	Lines []line `json:"lines"` // how the fee is computed; empty if it is not known
}

// sizeDimension is one quota.
type sizeDimension struct {
	Item        sizeQuota        `json:"item"`
	StepTPM     Decimal          `json:"step_tpm"`     // tokens per minute of one pricing unit
	Total       Decimal          `json:"total"`        // tokens of all minutes, weighted
	Mean        sizeShare        `json:"mean"`         // tokens by minutes
	Peak        Decimal          `json:"peak"`         // largest load of a minute, in tokens
	PeakAt      moment           `json:"peak_at"`      // first minute of the peak
	BusyMinutes Decimal          `json:"busy_minutes"` // minutes with traffic
	Percentiles []sizePercentile `json:"percentiles"`  // nearest-rank percentiles of the loads of all minutes
	Profile     []sizeCell       `json:"profile"`      // the load by hour of the week, 168 cells
	Curve       []sizePoint      `json:"curve"`        // capacities from none to one that covers every minute
}

// sizePercentile is a percentile.
type sizePercentile struct {
	Name string  `json:"name"` // its name
	Load Decimal `json:"load"` // the smallest load that at least this share of the minutes do not exceed
}

// sizeCell is an hour of the week.
type sizeCell struct {
	Hour    hourOfWeek `json:"hour"`    // hour of the week in the zone of `traffic.start`
	Minutes Decimal    `json:"minutes"` // minutes of this hour in the window, without those of a day or more without any row
	Tokens  Decimal    `json:"tokens"`  // sum of their loads
	Peak    Decimal    `json:"peak"`    // their largest load
}

// sizeOutcome is what a capacity does in one dimension over the window.
type sizeOutcome struct {
	Item        sizeQuota `json:"item"`
	Steps       Decimal   `json:"steps"`       // pricing units that are bought
	TPM         Decimal   `json:"tpm"`         // tokens per minute that are bought: `steps` times the step
	Covered     sizeShare `json:"covered"`     // minutes that fit in this dimension, of all
	Overflow    Decimal   `json:"overflow"`    // tokens of the window above the capacity: a lower bound, weighted as the quota is
	Served      sizeShare `json:"served"`      // tokens within the capacity, of all
	Utilisation sizeShare `json:"utilisation"` // tokens within the capacity, of what it could take in all minutes
}

// sizePoint is a capacity of this dimension, the others left aside.
type sizePoint struct {
	sizeOutcome
	Fees         []sizePointFee `json:"fees"`          // its fee over the period
	OverflowCost sizeCost       `json:"overflow_cost"` // what its overflow costs over the period
}

// sizePointFee is a fee under a payment.
type sizePointFee struct {
	Payment catalog.Payment `json:"payment"`
	sizeCost
}

// sizeOnDemand are the prices of overflow.
type sizeOnDemand struct {
	Per      Decimal  `json:"per"`             // tokens that a price covers
	Input    *Decimal `json:"input"`           // price of input; null if it is not known
	Output   *Decimal `json:"output"`          // price of output; null if it is not known
	Thinking *Decimal `json:"thinking_output"` // price of output in thinking mode; null if it is not known
	Source   string   `json:"source"`          // where they are stated; may be empty
}

// sizeGoal is the goal.
type sizeGoal struct {
	// `cost`: the least fee and overflow; `coverage`: the least fee that covers enough minutes;
	// `max_overflow`: the least fee that keeps overflow within a number of tokens.
	Kind    sizing.GoalKind `json:"kind"`
	Percent *Decimal        `json:"percent"` // of `coverage`: percent of the minutes; else null
	Tokens  *Decimal        `json:"tokens"`  // of `max_overflow`: tokens over the window; else null
}

// sizeReason is why there is no answer.
type sizeReason struct {
	Code sizing.ReasonCode `json:"code"` // its stable name
	Text string            `json:"text"` // in words, with the way out
}

// sizeAnswer is the best capacity for a goal.
type sizeAnswer struct {
	Goal    sizeGoal     `json:"goal"`    // the goal
	Reason  *sizeReason  `json:"reason"`  // why there is no choice; null if there is one
	Choices []sizeChoice `json:"choices"` // the best capacity under each payment
}

// sizeChoice is a capacity that runs all the time.
type sizeChoice struct {
	Payment  catalog.Payment `json:"payment"`
	Best     bool            `json:"best"`          // the choice to take: the least total for `cost`, else the least fee
	Capacity []sizeOutcome   `json:"capacity"`      // by quota
	Covered  sizeShare       `json:"covered"`       // minutes in which every quota fits, of all
	Fee      sizeFee         `json:"fee"`           // its fee over the period
	Overflow sizeCost        `json:"overflow_cost"` // what overflow costs, scaled from the window to the period, oversize requests included
	Total    sizeCost        `json:"total"`         // fee and overflow
}

// sizeSchedule are ways to run a typical week. Amounts are of one week.
type sizeSchedule struct {
	Reason    *sizeReason `json:"reason"`     // why there is no plan; null if there is one
	CoversAll bool        `json:"covers_all"` // there are no prices of overflow, so every plan covers every minute
	Plans     []sizePlan  `json:"plans"`      // the best plan of each kind, the simplest first
	Hours     []sizeHour  `json:"hours"`      // the best plan hour by hour, 168 of them; empty if there is none
}

// sizeTPM is a capacity in one quota.
type sizeTPM struct {
	Item sizeQuota `json:"item"`
	TPM  Decimal   `json:"tpm"` // tokens per minute
}

// sizePlan is a way to run a week.
type sizePlan struct {
	// `always_`: one capacity all week; `hourly_pay_as_you_go`: a capacity for each hour of the week;
	// `base_and_hourly_peaks`: a subscription, and pay-as-you-go on top.
	Kind           sizing.PlanKind `json:"kind"`
	Best           bool            `json:"best"`            // the cheapest plan, the simpler one of equals
	Base           []sizeTPM       `json:"base"`            // capacity of the subscription
	BaseFee        *sizeFee        `json:"base_fee"`        // its fee for seven days; null without a base
	Runs           []sizeRun       `json:"runs"`            // pay-as-you-go capacities with their hours
	Fee            sizeCost        `json:"fee"`             // all fees
	OverflowTokens []sizeOverflow  `json:"overflow_tokens"` // tokens that overflow in a week
	OverflowExact  bool            `json:"overflow_exact"`  // no count of tokens is rounded
	OverflowCost   sizeCost        `json:"overflow_cost"`   // what overflow costs, requests that are too long aside
	Total          sizeCost        `json:"total"`           // fee and overflow
}

// sizeOverflow are tokens of a quota.
type sizeOverflow struct {
	Item   sizeQuota `json:"item"`
	Tokens Decimal   `json:"tokens"` // how many
}

// sizeRun is a capacity that runs in some hours.
type sizeRun struct {
	Capacity []sizeTPM    `json:"capacity"` // what runs
	Hours    []hourOfWeek `json:"hours"`    // when it runs
	Fee      sizeFee      `json:"fee"`      // its fee for these hours
}

// sizeHour is an hour of the week.
type sizeHour struct {
	Hour hourOfWeek `json:"hour"` // hour of the week in the zone of `traffic.start`
	Base []sizeTPM  `json:"base"` // capacity of the subscription
	Top  []sizeTPM  `json:"top"`  // pay-as-you-go capacity on top
}

// sizeRates is what averages need. Averages know no peaks.
type sizeRates struct {
	Dimensions []sizeRate     `json:"dimensions"` // by quota
	Fees       []sizeRatesFee `json:"fees"`       // fee of the period, by payment
}

// sizeRate is a need.
type sizeRate struct {
	Item       sizeQuota `json:"item"`
	PerRequest Decimal   `json:"per_request"` // what a request uses of the quota
	Need       Decimal   `json:"need"`        // tokens per minute that are needed
	StepTPM    Decimal   `json:"step_tpm"`    // tokens per minute of one pricing unit
	Steps      Decimal   `json:"steps"`       // pricing units to buy: the need rounded up
	TPM        Decimal   `json:"tpm"`         // tokens per minute to buy
	Formula    string    `json:"formula"`     // the arithmetic, for people
}

// sizeRatesFee is a fee under a payment.
type sizeRatesFee struct {
	Payment catalog.Payment `json:"payment"`
	sizeFee
}
