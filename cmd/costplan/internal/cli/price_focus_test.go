package cli_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// focus prices files in the FOCUS form, a map from column to value for each row.
func focus(t *testing.T, code int, args ...string) []map[string]string {
	t.Helper()
	r := inExamples(t, append([]string{"price", "--format", "focus"}, args...)...).want(t, code)
	records, err := csv.NewReader(strings.NewReader(r.stdout)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// TestFocus: the amounts are worked out in TestExample. FOCUS wants the list
// price times the quantity to be the list cost.
func TestFocus(t *testing.T) {
	rows := focus(t, 0, "deployments.yaml")
	sum := decimal.Zero
	for _, row := range rows {
		cost := decimal.RequireFromString(row["ListCost"])
		sum = sum.Add(cost)
		if product := decimal.RequireFromString(row["ListUnitPrice"]).Mul(decimal.RequireFromString(row["PricingQuantity"])); !product.Equal(cost) {
			t.Errorf("%s: %s x %s is %s, not %s", row["ResourceName"], row["ListUnitPrice"], row["PricingQuantity"], product, cost)
		}
		for _, unknown := range []string{"BilledCost", "EffectiveCost", "ContractedCost", "ResourceId", "BillingPeriodStart"} {
			if row[unknown] != "" {
				t.Errorf("%s: %s is %s, which no estimate knows", row["ResourceName"], unknown, row[unknown])
			}
		}
	}
	if sum.String() != "37671.31376" {
		t.Errorf("ListCost adds up to %s", sum)
	}
	for i, want := range []map[string]string{
		{"ResourceName": "chat", "ListCost": "2160", "PricingQuantity": "150", "PricingUnit": "10000 TPM-Days", "ChargeCategory": "Purchase", "ChargeFrequency": "One-Time"},
		{"ResourceName": "chat", "ListCost": "1296", "PricingQuantity": "150", "PricingUnit": "1000 TPM-Days"},
		{"ResourceName": "chat-peak", "PricingQuantity": "1100", "PricingUnit": "10000 TPM-Hours", "ChargeCategory": "Usage", "ChargeFrequency": "Usage-Based"},
	} {
		for key, value := range want {
			if rows[i][key] != value {
				t.Errorf("row %d: %s is %q, want %q", i, key, rows[i][key], value)
			}
		}
	}
	for _, row := range rows {
		want := map[string]string{}
		switch row["ResourceName"] {
		case "batch": // 220 h x 8 units in bundles of 4
			want = map[string]string{"PricingQuantity": "440", "PricingUnit": "4 MU1-Hours", "ListUnitPrice": "44", "RegionName": "Singapore", "PricingCategory": "Standard"}
		case "pilot": // 12 begun days x 3 units at 1,394.329 x 1.2 / 30
			want = map[string]string{"PricingQuantity": "36", "PricingUnit": "MU5-Days", "ListUnitPrice": "55.77316", "ListCost": "2007.83376", "PricingCategory": "Other"}
		case "support":
			want = map[string]string{"PricingUnit": "1000 Tokens"}
		}
		for key, value := range want {
			if row[key] != value {
				t.Errorf("%s: %s is %q, want %q", row["ResourceName"], key, row[key], value)
			}
		}
	}
}

// TestFocusUnpriced: what has no amount is a row with a reason and no cost.
func TestFocusUnpriced(t *testing.T) {
	rows := focus(t, 1, "unpriced.yaml")
	empty := 0
	for _, row := range rows {
		if row["x_Complete"] == "false" {
			empty++
			if row["ListCost"] != "" || row["x_Reason"] == "" {
				t.Errorf("%s costs %q, %q", row["ResourceName"], row["ListCost"], row["x_Reason"])
			}
		}
	}
	if len(rows) != 5 || empty != 3 {
		t.Errorf("%d rows, %d of them without a cost", len(rows), empty)
	}
}

// TestFocusMonth: a calendar month begins on the billing clock, 8 hours before UTC.
func TestFocusMonth(t *testing.T) {
	row := focus(t, 0, "--period", "2026-12", "--region", "beijing", "request.json")[0]
	if row["BillingPeriodStart"] != "2026-11-30T16:00:00Z" || row["BillingPeriodEnd"] != "2026-12-31T16:00:00Z" || row["x_Period"] != "2026-12" {
		t.Errorf("%s to %s", row["BillingPeriodStart"], row["BillingPeriodEnd"])
	}
}

// TestFocusHarmless: no text runs as a formula.
func TestFocusHarmless(t *testing.T) {
	r := run(t, `{"model_name":"=1+1","plan":"cu","name":"@SUM(A1)","capacity":1,"region":"beijing"}`, "price", "--format", "focus", "-").want(t, 1)
	records, err := csv.NewReader(strings.NewReader(r.stdout)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, value := range records[1] {
		if value != "" && strings.ContainsAny(value[:1], "=+-@\t\r") {
			t.Errorf("%s is %q", records[0][i], value)
		}
	}
}

// TestFocusGolden shows the columns.
func TestFocusGolden(t *testing.T) {
	golden(t, "focus", inExamples(t, "price", "--format", "focus", "unpriced.yaml").stdout)
}

// TestFocusStatus: whether a running deployment is billed, which no column of FOCUS
// itself says.
func TestFocusStatus(t *testing.T) {
	got := map[string]string{}
	for _, row := range focus(t, 0, "--region", "beijing", "fleet.json") {
		got[row["ResourceName"]] = row["x_Status"] + " " + row["x_Billing"] + " " + row["ListCost"]
	}
	for name, want := range map[string]string{"plus": "RUNNING billed 21386.88", "trial": "STOPPED not_billed 0"} {
		if got[name] != want {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
	for _, row := range focus(t, 0, "deployments.yaml") {
		if row["x_Status"]+row["x_Billing"] != "" {
			t.Errorf("%s of a file: status %q, billing %q", row["ResourceName"], row["x_Status"], row["x_Billing"])
		}
	}
}
