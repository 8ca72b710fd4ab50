package report

// The types of this file are the JSON of sizing, described for users by
// schema/size.schema.json. Amounts, prices and quantities are decimals in text;
// what is not rounded says so.

type sizeResult struct {
	Catalog      edition         `json:"catalog"`
	Region       string          `json:"region"` // code
	Model        string          `json:"model"`  // code
	Currency     string          `json:"currency"`
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

type sizePeriod struct {
	Label string `json:"label"`
	Hours string `json:"hours"`
	Days  string `json:"days"` // that a subscription is billed for
}

type sizeTokens struct {
	Input    string `json:"input"`
	Output   string `json:"output"`
	Thinking string `json:"thinking_output"`
}

type sizeTraffic struct {
	Start    string        `json:"start"` // RFC 3339 in the zone of the hours of the week
	End      string        `json:"end"`   // first moment after the window
	Minutes  string        `json:"minutes"`
	Rows     string        `json:"rows"`
	Refused  string        `json:"refused"`
	Outside  string        `json:"outside"`
	Complete bool          `json:"complete"` // no row was refused
	RowsAre  string        `json:"rows_are"` // "requests" or "minutes"
	Detected bool          `json:"detected"` // rows_are was told from the rows
	Columns  []sizeColumn  `json:"columns"`
	Tokens   sizeTokens    `json:"tokens"` // as the rows state them
	Cached   string        `json:"cached"` // input tokens that were cached, a part of tokens.input
	Weighted bool          `json:"weighted"`
	Oversize *sizeOversize `json:"oversize"` // null if no request was too long
}

type sizeColumn struct {
	Column string `json:"column"`
	Header string `json:"header"`
}

type sizeOversize struct {
	Limit    string     `json:"limit"`
	Requests string     `json:"requests"`
	Tokens   sizeTokens `json:"tokens"` // weighted
}

type sizeProblem struct {
	Line    int    `json:"line"` // 1-based
	Message string `json:"message"`
	Help    string `json:"help"`
}

type sizeShare struct {
	Part  string  `json:"part"`
	Whole string  `json:"whole"`
	Value *string `json:"value"` // part / whole; null if whole is 0
	Exact bool    `json:"exact"` // the value is not rounded
}

type sizeCost struct {
	Amount *string `json:"amount"` // null if it is not known
	Exact  bool    `json:"exact"`
	Reason *string `json:"reason"` // why there is no amount; else null
}

type sizeFee struct {
	sizeCost
	Lines []line `json:"lines"`
}

type sizeDimension struct {
	Item        string           `json:"item"`
	StepTPM     string           `json:"step_tpm"`
	Total       string           `json:"total"`
	Mean        sizeShare        `json:"mean"`
	Peak        string           `json:"peak"`
	PeakAt      string           `json:"peak_at"`
	BusyMinutes string           `json:"busy_minutes"`
	Percentiles []sizePercentile `json:"percentiles"`
	Profile     []sizeCell       `json:"profile"`
	Curve       []sizePoint      `json:"curve"`
}

type sizePercentile struct {
	Name string `json:"name"`
	Load string `json:"load"`
}

type sizeCell struct {
	Hour    string `json:"hour"` // "Mon 09:00"
	Minutes string `json:"minutes"`
	Tokens  string `json:"tokens"`
	Peak    string `json:"peak"`
}

type sizeOutcome struct {
	Item        string    `json:"item"`
	Steps       string    `json:"steps"`
	TPM         string    `json:"tpm"`
	Covered     sizeShare `json:"covered"`
	Overflow    string    `json:"overflow"`
	Served      sizeShare `json:"served"`
	Utilisation sizeShare `json:"utilisation"`
}

type sizePoint struct {
	sizeOutcome
	Fees         []sizePointFee `json:"fees"`
	OverflowCost sizeCost       `json:"overflow_cost"`
}

type sizePointFee struct {
	Payment string `json:"payment"`
	sizeCost
}

type sizeOnDemand struct {
	Per      string  `json:"per"` // tokens
	Input    *string `json:"input"`
	Output   *string `json:"output"`
	Thinking *string `json:"thinking_output"`
	Source   string  `json:"source"`
}

type sizeGoal struct {
	Kind    string  `json:"kind"`
	Percent *string `json:"percent"` // of coverage; else null
	Tokens  *string `json:"tokens"`  // of max_overflow; else null
}

type sizeReason struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

type sizeAnswer struct {
	Goal    sizeGoal     `json:"goal"`
	Reason  *sizeReason  `json:"reason"` // why there is no choice; else null
	Choices []sizeChoice `json:"choices"`
}

type sizeChoice struct {
	Payment  string        `json:"payment"`
	Best     bool          `json:"best"`
	Capacity []sizeOutcome `json:"capacity"`
	Covered  sizeShare     `json:"covered"`
	Fee      sizeFee       `json:"fee"`
	Overflow sizeCost      `json:"overflow_cost"`
	Total    sizeCost      `json:"total"`
}

type sizeSchedule struct {
	Reason    *sizeReason `json:"reason"`
	CoversAll bool        `json:"covers_all"`
	Plans     []sizePlan  `json:"plans"`
	Hours     []sizeHour  `json:"hours"` // of the best plan
}

type sizeTPM struct {
	Item string `json:"item"`
	TPM  string `json:"tpm"`
}

type sizePlan struct {
	Kind           string         `json:"kind"`
	Best           bool           `json:"best"`
	Base           []sizeTPM      `json:"base"`
	BaseFee        *sizeFee       `json:"base_fee"` // null without a base
	Runs           []sizeRun      `json:"runs"`
	Fee            sizeCost       `json:"fee"`
	OverflowTokens []sizeOverflow `json:"overflow_tokens"`
	OverflowExact  bool           `json:"overflow_exact"`
	OverflowCost   sizeCost       `json:"overflow_cost"`
	Total          sizeCost       `json:"total"`
}

type sizeOverflow struct {
	Item   string `json:"item"`
	Tokens string `json:"tokens"`
}

type sizeRun struct {
	Capacity []sizeTPM `json:"capacity"`
	Hours    []string  `json:"hours"`
	Fee      sizeFee   `json:"fee"`
}

type sizeHour struct {
	Hour string    `json:"hour"`
	Base []sizeTPM `json:"base"`
	Top  []sizeTPM `json:"top"`
}

type sizeRates struct {
	Dimensions []sizeRate     `json:"dimensions"`
	Fees       []sizeRatesFee `json:"fees"`
}

type sizeRate struct {
	Item       string `json:"item"`
	PerRequest string `json:"per_request"`
	Need       string `json:"need"`
	StepTPM    string `json:"step_tpm"`
	Steps      string `json:"steps"`
	TPM        string `json:"tpm"`
	Formula    string `json:"formula"`
}

type sizeRatesFee struct {
	Payment string `json:"payment"`
	sizeFee
}
