package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Code is the stable name of a kind of diagnostic. A code is never renumbered
// and never used again for something else.
//
//schema:pattern ^CP[1-9][0-9]{2}$
type Code string

// The codes. The hundreds say what a code is about: 1 reading, 2 shape,
// 3 catalog, 4 across deployments, 5 cost, 9 policy.
const (
	Syntax       Code = "CP101"
	DuplicateKey Code = "CP102"
	Limit        Code = "CP103"
	NotUTF8      Code = "CP104"
	NoDeployment Code = "CP105"
	YAMLBoolean  Code = "CP106"

	SettingsAlone Code = "CP107"
	SettingsName  Code = "CP108"
	Lookalike     Code = "CP109"

	UnknownField   Code = "CP201"
	WrongType      Code = "CP202"
	MissingField   Code = "CP203"
	NotAllowed     Code = "CP204"
	OutOfRange     Code = "CP205"
	WrongPlanField Code = "CP206"
	NoEffect       Code = "CP207"
	Exclusive      Code = "CP208"
	ErrorAnswer    Code = "CP209"

	UnknownModel      Code = "CP301"
	ModelNotInRegion  Code = "CP302"
	PlanNotOffered    Code = "CP303"
	SpecNotOffered    Code = "CP304"
	CapacityMultiple  Code = "CP305"
	CapacityTooLarge  Code = "CP306"
	ThinkingTPM       Code = "CP307"
	PartialUnit       Code = "CP308"
	DefaultCapacity   Code = "CP309"
	NoPrice           Code = "CP310"
	NeedsFineTuned    Code = "CP312"
	NoBillingMethod   Code = "CP313"
	PaymentNotOffered Code = "CP314"
	NoLoRACapacity    Code = "CP315"
	NothingBought     Code = "CP316"
	WrongUnit         Code = "CP317"
	AnswerUnclear     Code = "CP318"
	AnswersDiffer     Code = "CP319"
	ThinkingFixed     Code = "CP320"

	SameSuffix    Code = "CP401"
	NoSuffix      Code = "CP402"
	SameName      Code = "CP403"
	PeriodsDiffer Code = "CP404"
	PartOfFleet   Code = "CP405"
	SuffixTaken   Code = "CP406"

	OverBudget       Code = "CP501"
	CheaperPayment   Code = "CP502"
	CheaperOption    Code = "CP503"
	OldCatalog       Code = "CP504"
	CostlyCancel     Code = "CP505"
	UsageNotGiven    Code = "CP506"
	BudgetUnproven   Code = "CP507"
	PeriodNotCovered Code = "CP508"
	BeyondPeriod     Code = "CP509"

	UnusedSuppression Code = "CP901"
	NotPermitted      Code = "CP902"
	NoReason          Code = "CP903"
)

// Rule describes one code.
type Rule struct {
	Code     Code
	Slug     string   // a short name for people: "unknown-model"
	Severity Severity // unless a project changes it
	Summary  string   // one sentence
}

// rules is the one table of codes, in their order.
var rules = [...]Rule{
	{Syntax, "syntax", Error, "The text is not valid YAML or JSON."},
	{DuplicateKey, "duplicate-key", Error, "A mapping has the same key twice, so one of the values would be lost."},
	{Limit, "limit", Error, "The file goes beyond a limit on size, depth, deployments, aliases or digits."},
	{NotUTF8, "not-utf8", Error, "The file is not UTF-8 text."},
	{NoDeployment, "no-deployment", Error, "There is nothing to price: no deployment file, request body or API answer."},
	{YAMLBoolean, "yaml-boolean", Error, "A bare yes, no, on or off is a boolean to some YAML readers and text to others."},
	{SettingsAlone, "settings-alone", Error, "A period or a budget stands in a document without deployments."},
	{SettingsName, "settings-name", Error, "A settings file has a name that is not read."},
	{Lookalike, "lookalike-character", Error, "A character that is invisible, or that looks like another, stands in a key, a value or an indentation."},

	{UnknownField, "unknown-field", Error, "A field that is not part of the format."},
	{WrongType, "wrong-type", Error, "A value of another type than the field takes."},
	{MissingField, "missing-field", Error, "A required field is missing."},
	{NotAllowed, "value-not-allowed", Error, "A value that is not among the allowed ones."},
	{OutOfRange, "out-of-range", Error, "A number or a text beyond the allowed range."},
	{WrongPlanField, "wrong-plan-field", Error, "A field that belongs to another plan or payment."},
	{NoEffect, "no-effect", Info, "A field that the API accepts but that changes nothing on this plan."},
	{Exclusive, "exclusive-fields", Error, "Two fields that say the same thing, of which only one may be given."},
	{ErrorAnswer, "error-answer", Error, "The API answered with an error, so there is nothing to price."},

	{UnknownModel, "unknown-model", Error, "No region offers a model of this name."},
	{ModelNotInRegion, "model-not-in-region", Error, "The model is offered, but not in this region."},
	{PlanNotOffered, "plan-not-offered", Error, "The region offers the model, but not on this plan."},
	{SpecNotOffered, "spec-not-offered", Error, "The model is not offered on this model unit specification."},
	{CapacityMultiple, "capacity-multiple", Error, "The capacity is not a multiple of the bundle that the model needs."},
	{CapacityTooLarge, "capacity-too-large", Error, "The capacity reaches the limit of the API."},
	{ThinkingTPM, "thinking-tpm-not-offered", Error, "The model has no provisioned throughput for thinking output."},
	{PartialUnit, "partial-pricing-unit", Warning, "The throughput is not a whole number of pricing units."},
	{DefaultCapacity, "default-ptu-capacity", Warning, "The throughput is left out, so the documented default is priced; clients report that the API wants it explicit."},
	{NoPrice, "no-price", Warning, "The plan accepts the model, but the catalog has no price for it."},
	{NeedsFineTuned, "needs-fine-tuned-model", Error, "Token billing takes only a model that was fine-tuned."},
	{NoBillingMethod, "billing-method-missing", Warning, "The parameter table requires billing_method for plan mu."},
	{PaymentNotOffered, "payment-not-offered", Error, "The plan has no price for this payment."},
	{NoLoRACapacity, "lora-capacity-missing", Warning, "The provider's page requires capacity for plan lora, though it has no effect."},
	{NothingBought, "nothing-bought", Warning, "A quantity of zero makes the fee zero, or leaves a subscription unused."},
	{WrongUnit, "throughput-unit", Warning, "The throughput is so small that it may be counted in thousands of tokens per minute."},
	{AnswerUnclear, "answer-unclear", Warning, "An answer of the API does not say whether a deployment is billed, or how it is paid for."},
	{AnswersDiffer, "answers-differ", Warning, "Two answers of the API say different things of one deployment."},
	{ThinkingFixed, "thinking-fixed", Warning, "The model has one mode, thinking or not, and enable_thinking asks for the other."},

	{SameSuffix, "same-suffix", Error, "Two deployments of a model have the same suffix."},
	{NoSuffix, "missing-suffix", Error, "A model is deployed again without a suffix."},
	{SameName, "same-name", Warning, "Two deployments have the same name."},
	{PeriodsDiffer, "periods-differ", Error, "Deployments that are added up cover different periods."},
	{PartOfFleet, "part-of-fleet", Error, "An answer of the API lists only a part of the deployments."},
	{SuffixTaken, "suffix-taken", Warning, "Deployments of different models or regions have the same suffix."},

	{OverBudget, "over-budget", Error, "The total is above the budget."},
	{CheaperPayment, "cheaper-payment", Info, "The other payment costs less for this use."},
	{CheaperOption, "cheaper-option", Info, "Another region or specification costs less."},
	{OldCatalog, "old-catalog", Warning, "The prices are older than they may be."},
	{CostlyCancel, "costly-cancellation", Warning, "Cancelling costs more than staying to the end of the month."},
	{UsageNotGiven, "usage-not-given", Warning, "The fee depends on usage that the file does not state."},
	{BudgetUnproven, "budget-unproven", Warning, "The total is a lower bound, so it does not prove that the budget holds."},
	{PeriodNotCovered, "period-not-covered", Warning, "The fee pays for less time than the period of the total."},
	{BeyondPeriod, "beyond-period", Warning, "The fee pays for more time than the period of the total, or a subscription is used for longer than it lasts."},

	{UnusedSuppression, "unused-suppression", Warning, "A suppression silences nothing."},
	{NotPermitted, "not-permitted", Error, "The project does not allow this region, plan or model."},
	{NoReason, "suppression-without-reason", Warning, "A suppression does not say why."},
}

// URL returns the address of the rule's page.
func (r Rule) URL() string {
	return "https://github.com/costplan/costplan/blob/main/engine/rules/RULES.md#" + strings.ToLower(string(r.Code))
}

// Rules returns every rule in the order of its code.
func Rules() []Rule {
	return append([]Rule(nil), rules[:]...)
}

// Codes returns every code in its order.
func Codes() []string {
	names := make([]string, len(rules))
	for i := range rules {
		names[i] = string(rules[i].Code)
	}
	return names
}

// Fixed reports whether a code keeps its severity and cannot be silenced into a
// price: a document that could not be read, or whose shape is wrong, has no
// right fee, and different periods or a part of a fleet have no right total.
func (c Code) Fixed() bool { return c < UnknownModel || c == PeriodsDiffer || c == PartOfFleet }

// Blocks reports whether a finding of the code leaves a deployment without a right
// fee, whatever a project or a suppression says of it: the document could not be
// understood, or the API sells nothing like it. What clashes with other deployments
// or with the project may be allowed, and then has its fee.
func (c Code) Blocks() bool {
	rule, _ := RuleOf(c)
	return rule.Severity == Error && (c < SameSuffix || c == PeriodsDiffer)
}

// RuleOf returns the rule of a code; ok is false for an unknown one.
func RuleOf(code Code) (rule Rule, ok bool) {
	i, ok := slices.BinarySearchFunc(rules[:], code, func(r Rule, code Code) int { return cmp.Compare(r.Code, code) })
	if !ok {
		return Rule{}, false
	}
	return rules[i], true
}
