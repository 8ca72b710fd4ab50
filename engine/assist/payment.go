package assist

import "github.com/costplan/costplan/engine/diag"

// payment changes to the payment that costs less.
func (t *Text) payment(d *diag.Diagnostic) (Action, bool) {
	if d.Code != diag.CheaperPayment {
		return Action{}, false
	}
	return Action{}, false
}
