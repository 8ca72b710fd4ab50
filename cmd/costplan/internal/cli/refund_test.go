package cli_test

import (
	"testing"
)

// TestDowngrade is the example of the provider's page: 150 for 30 days, 24 used, and
// 120 for what is left: (150 - 150 / 30 x 24) x (5 - 4) / 5 = 30 x 0.2 = 6.
func TestDowngrade(t *testing.T) {
	command := "refund downgrade --price 150 --new-price 120 --period-days 30"
	r := ask(t, command+" --used-days 24").want(t, 0)
	golden(t, "downgrade", r.stdout)
	found := decode(t, "refund", ask(t, command+" --used-days 24 --format json").want(t, 0).stdout)
	if of := found["downgrade"].(map[string]any); of["amount"] != "6" || of["currency"] != "USD" {
		t.Errorf("the refund is %v %v", of["amount"], of["currency"])
	}
	// 1 to 24 September are 24 days, both begun ones included.
	if dated := ask(t, command+" --from 2026-09-01 --at 2026-09-24").want(t, 0); dated.stdout != r.stdout {
		t.Errorf("by dates: %s", dated.stdout)
	}
	// Beijing, 30 days: 1,902.45 paid, 10 used: 1,268.3 left; 20 of 50k TPM given up: x 0.4.
	ask(t, "refund downgrade --model "+plus+" --region beijing --from-input-tpm 50k --from-output-tpm 5k --to-input-tpm 30k --to-output-tpm 3k --period-days 30 --used-days 10").
		want(t, 0).says(t, "Refund: 507.32 USD", "cannot be cancelled")
}

// TestDowngradeOrders adds orders up: 6 as above, and an upgrade from 150 to 300 for
// 90, of which nothing was used: 90 x (10 - 8) / (10 - 5) = 36.
func TestDowngradeOrders(t *testing.T) {
	orders := `currency: USD
orders:
  - {name: purchase, paid: 150, price: 150, days: 30, used_days: 24, new_price: 120}
  - {name: upgrade, price: 90, days: 30, used_days: 0, original_price: 300, before_price: 150, new_price: 240}
`
	r := run(t, orders, "refund", "downgrade", "-").want(t, 0)
	r.says(t, "Refund: 42.00 USD", "6 + 36 = 42.00 USD", "purchase", "upgrade")
	for text, says := range map[string]string{
		"":                                 "empty",
		"orders: []":                       "no order",
		"orders: [{price: 1}]":             "new_price",
		"orders: [{price: 1, pric: 2}]":    "pric",
		"orders: [{price: 1e99, days: 1}]": "exponent",
		"orders: [{price: 0x1F, days: 1}]": "decimal",
		"orders: [{price: 9, days: 3, new_price: 6, used_days: 4}]":          "days used",
		"orders: [{price: 9, days: 3, new_price: 6}]":                        "used_days",
		"orders: [{price: 9, days: 3, new_price: 6, discount: 0}]":           "discount",
		"orders: [{price: 9, price: 8, days: 3, new_price: 6}]":              "price",
		"orders: [{price: 9, days: 3, new_price: 6, used_days: 1}]\n---\n{}": "more than one",
	} {
		run(t, text, "refund", "downgrade", "-").want(t, 2).says(t, says)
	}
	ask(t, "refund downgrade none.yaml").want(t, 3)
}

// TestCancel: qwen3-8b in Beijing, 3 x 1,394.329 = 4,182.987 a month. Each begun day of
// a cancelled one costs 1.2 times a 30th, so day 25 costs the month and day 26 more;
// 11.5 days are 12: 12 x 3 x 1,394.329 x 1.2 / 30 = 2,007.83376.
func TestCancel(t *testing.T) {
	command := "refund cancel --model qwen3-8b --region beijing --spec MU5 --capacity 3 --after-days 11.5"
	r := ask(t, command).want(t, 0)
	r.says(t, "on day 25 cancelling costs as much as staying", "from day 26 on, cancelling costs more than staying", "2,007.83376")
	golden(t, "cancel", r.stdout)
	found := decode(t, "refund", ask(t, command+" --format json").want(t, 0).stdout)["cancel"].(map[string]any)
	if found["costly_at"] != "26" || found["chosen"].(map[string]any)["cancel"] != "2007.83376" {
		t.Errorf("costly at %v, chosen %v", found["costly_at"], found["chosen"])
	}
	// The example file has two of them, and a PTU subscription.
	inExamples(t, "refund", "cancel", "deployments.yaml").want(t, 0).
		says(t, "vision", "pilot", "chat (deployments.yaml:11): a PTU subscription cannot be cancelled")
}

func TestRefundRefuses(t *testing.T) {
	for _, c := range []struct {
		command string
		code    int
		says    string
	}{
		{"refund downgrade", 2, "--price 150"},
		{"refund downgrade --price 150 --new-price 120 --period-days 30", 2, "--used-days"},
		{"refund downgrade --price 150 --new-price 120 --period-days 30 --used-days 31", 2, "31 days used"},
		{"refund downgrade --price 150 --new-price 120 --period-days 30 --used-days 3 --discount 0", 2, "0.9"},
		{"refund downgrade --price 150 --new-price 120 --period-days 30 --from 2026-09-02 --at 2026-09-01", 2, "before the order"},
		{"refund downgrade --model " + plus + " --used-days 3 --period-days 30", 2, "--region"},
		{"refund downgrade --model " + plus + " --price 3", 2, "leave one out"},
		{"refund cancel", 2, "--model"},
		{"refund cancel --model qwen3-8b", 2, "--region"},
		{"refund cancel --model qwen3-8b --region beijing --spec MU5 --capacity 1000", 2, "capacity 1000 is not less than 1000"},
		{"refund cancel --model qwen3-8b --region beijing --spec MU5 --after-days 0", 2, "more than 0 days"},
		{"refund cancel --model qwen3-32b --region beijing", 2, "--spec"},
		{"refund cancel --model qwen3-8b --region beijing --spec MU9", 2, "MU9"},
		{"refund cancel --model qwen3.7-max-2026-05-20 --region beijing", 2, "PTU subscription cannot be cancelled"},
		{"refund cancel --format json " + examples + "deployments.yaml", 2, "--only"},
		{"refund cancel --only chat " + examples + "deployments.yaml", 1, "no subscription of model units"},
	} {
		ask(t, c.command).want(t, c.code).says(t, c.says)
	}
}

// TestDowngradeOfPart: a part of the throughput that is left out does not go down to 0.
func TestDowngradeOfPart(t *testing.T) {
	command := "refund downgrade --model " + plus + " --region singapore --from-input-tpm 50k --from-output-tpm 5k --to-input-tpm 30k --period-days 30 --used-days 10"
	ask(t, command).want(t, 2).says(t, "after the downgrade is not known")
	ask(t, command+" --to-output-tpm 5k --from-thinking-output-tpm 1k").want(t, 2).says(t, "--to-thinking-output-tpm is not given")
	ask(t, command+" --to-output-tpm 5k").want(t, 0)
}

// TestOneDay counts in the singular.
func TestOneDay(t *testing.T) {
	command := "refund downgrade --price 150 --new-price 120 --period-days 1 --used-days "
	if r := ask(t, command+"1").want(t, 0).says(t, "= 1 day\n"); r.stderr == "" {
		t.Error("it does not say that there is no refund")
	}
	ask(t, command+"2").want(t, 2).says(t, "2 days used are not from 0 to the 1 day of the order")
}
