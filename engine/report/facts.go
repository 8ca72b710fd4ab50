package report

import "github.com/costplan/costplan/catalog"

// The sentences of this file are what somebody who deploys should see wherever it
// matters, each in one place.

// idle is what is true of everything that is billed by time.
const idle = " starts at deployment and goes on while the deployment is idle."

// PlanFacts are what somebody should know who chooses a plan and a payment; none
// for a plan that is not known.
func PlanFacts(plan catalog.Plan, payment catalog.Payment) []string {
	facts := []string{}
	switch plan {
	case catalog.PTU, catalog.MU:
		facts = append(facts, "Billing"+idle)
	case catalog.LoRA, catalog.CU:
	default:
		return facts
	}
	facts = append(facts, "The plan can't be changed without deploying again.")
	if plan == catalog.MU && payment != catalog.Subscription {
		facts = append(facts, "Model units are first come, first served: if a purchase does not succeed, it is refunded in full.")
	}
	return facts
}
