package deployment

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Billing says whether the provider bills a deployment that exists.
type Billing string

// The ways to bill. An unclear one is priced as if it were billed, and marked.
const (
	Billed    Billing = "billed"
	NotBilled Billing = "not_billed"
	Unclear   Billing = "unclear"
)

// Status is what an answer of the API says of a deployment, and what that means
// for the bill. It is zero for a deployment that was not read from an answer.
type Status struct {
	Value   string  // as written; empty if the answer leaves it out
	Billing Billing // empty for a deployment that was not read from an answer
	Why     string  // what the status means for the bill, in words; may be empty
}

// Text writes what the status means for the bill: "PENDING, billing starts when
// the deployment runs". It is empty if there is nothing to say.
func (s Status) Text() string {
	if s.Value == "" || s.Why == "" {
		return s.Why
	}
	return s.Value + ", " + s.Why
}

// Running reports whether the deployment was read from an answer of the API.
func (s Status) Running() bool { return s.Billing != "" }

// Gone reports whether the deployment has been deleted, so that its name is free.
func (s Status) Gone() bool { return strings.EqualFold(strings.TrimSpace(s.Value), statusDeleted) }

// status is a row of the table of statuses.
type status struct {
	word    string
	billing Billing
	why     string
}

// statuses is the one table of statuses. PENDING, UPDATING, RUNNING, STOPPED,
// DELETING and FAILED are on the page "Create deployment"; the others are in the
// provider's API reference of deployments and of throughput reservations
// (Chinese, August to October 2026). Whether each is billed follows the
// provider's FAQ: billing starts when the status is RUNNING; a deployment that is
// being deployed, has failed or is stopped for an overdue account is not billed.
var statuses = [...]status{
	{"RUNNING", Billed, ""},
	{"UPDATING", Billed, ""},
	{"SCALING", Billed, "the capacity before the change is billed until the change is done"},
	{"WAIT_PRE_PAID_BILLING_TO_SCALING", Billed, "the capacity before the change is billed until the change is done"},

	{"PENDING", NotBilled, notYet},
	{"DEPLOYING", NotBilled, notYet},
	{"STARTING", NotBilled, notYet},
	{"WAIT_TO_DEPLOY", NotBilled, notYet},
	{"WAIT_PRE_PAID_BILLING_TO_DEPLOYING", NotBilled, notYet},
	{"STOPPED", NotBilled, "a stopped deployment is not billed"},
	{"SUSPENDED", NotBilled, "a suspended deployment is not billed"},
	{"ARREARS_DOWN", NotBilled, "a deployment that is stopped for an overdue account is not billed"},
	{statusDeleted, NotBilled, "a deleted deployment is not billed"},

	{statusFailed, Unclear, "it is not billed if it was never created, and billed if only a change of it failed"},
	{"UPDATING_FAILED", Unclear, "the change failed, and the deployment may still serve"},
	{"DELETING", Unclear, "billing stops when the deletion is done"},
	{"OFFLINING", Unclear, "the service is going offline"},
	{"STOPPING", Unclear, "billing stops when it has stopped"},
	{"SUSPENDING", Unclear, "billing stops when it is suspended"},
	{"RECOVERING", Unclear, "billing starts when it serves again"},
	{"ARREARS_RECOVERING", Unclear, "billing starts when it serves again"},
}

const (
	statusFailed  = "FAILED"
	statusDeleted = "DELETED"
	notYet        = "billing starts when the deployment runs"
)

// statusOf looks up the status of a deployment in an answer; the case of its
// letters does not matter. What has failed with no capacity that is ready was
// never created.
func statusOf(word Text, ready Number) Status {
	if !word.Set {
		return Status{Billing: Unclear, Why: "the answer gives no status"}
	}
	for _, s := range statuses {
		if !strings.EqualFold(s.word, strings.TrimSpace(word.Value)) {
			continue
		}
		if s.word == statusFailed && ready.Set && ready.Value.Equal(decimal.Zero) {
			return Status{word.Value, NotBilled, "it failed and no capacity is ready"}
		}
		return Status{word.Value, s.billing, s.why}
	}
	return Status{word.Value, Unclear, "costplan does not know this status"}
}
