package cli_test

import (
	"os"
	"strings"
	"testing"
)

func TestOverlay(t *testing.T) {
	tree(t, map[string]string{
		"a.yaml":      flash("a"),
		"prices.yaml": "source: contract 7\ndiscounts: [{percent: 25}]\n",
		"more.yaml":   "source: contract 8\nprices: [{region: beijing, plan: ptu, model: qwen-flash-2025-07-28, hourly_tpm: {input: 0.05}}]\n",
		"wrong.yaml":  "source: contract 9\nprices: [{region: beijing, plan: ptu, model: qwen-flash-2025-07-28, hourly_tpm: {inptu: 0.05}}]\n",
	})
	// 86.4 at list prices, less 25 %.
	r := run(t, "", "price", "--overlay", "prices.yaml", "a.yaml")
	if r.code != 0 || !strings.Contains(r.stdout, "Total for 30d: 64.80 USD, 86.40 at list prices") || !strings.Contains(r.stdout, "with prices.yaml on top") {
		t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if !strings.Contains(r.stdout, "AT LIST PRICES") || !strings.Contains(r.stdout, "86.40         64.80") {
		t.Errorf("list and net do not stand side by side:\n%s", r.stdout)
	}
	// The upper overlay replaces a price, discount and all: 720 x 0.05 + 720 x 0.06 x 0.75 = 36 + 32.4.
	// The provider's list prices stay: 720 x 0.12.
	r = run(t, "", "price", "--overlay", "prices.yaml", "--overlay", "more.yaml", "--format", "json", "a.yaml")
	first := decode(t, "quote", r.stdout)["deployments"].([]any)[0].(map[string]any)
	if first["amount"] != "68.4" || first["list_amount"] != "86.4" {
		t.Errorf("%s, %s at list prices; want 68.4 and 86.4", first["amount"], first["list_amount"])
	}
	// What was meant is not known, so nothing is priced.
	r = run(t, "", "price", "--overlay", "wrong.yaml", "a.yaml")
	if r.code != 3 || r.stdout != "" || !strings.Contains(r.stderr, "wrong.yaml:2:") || !strings.Contains(r.stderr, "CP201") {
		t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r = run(t, "", "price", "--overlay", "absent.yaml", "a.yaml"); r.code != 3 || !strings.Contains(r.stderr, "absent.yaml") {
		t.Errorf("exit %d\n%s", r.code, r.stderr)
	}
}

func TestOverlayInit(t *testing.T) {
	tree(t, nil)
	r := run(t, "", "overlay", "init")
	if r.code != 0 || !strings.Contains(r.stdout, "cosyvoice*") {
		t.Fatalf("exit %d\n%s", r.code, r.stdout)
	}
	if err := os.WriteFile("prices.yaml", []byte(r.stdout), 0o600); err != nil {
		t.Fatal(err)
	}
	if r = run(t, "", "overlay", "check", "prices.yaml"); r.code != 0 || r.stdout != "ok\n" {
		t.Errorf("what init writes is not sound: exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if err := os.WriteFile("mine.yaml", []byte("source: s\nprices:\n  - {region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40.5}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// The second overlay is on top of the first.
	r = run(t, "", "overlay", "check", "mine.yaml", "mine.yaml")
	if want := "mine.yaml:3: qwen3-32b MU1 in Singapore: 44 -> 40.5 USD per 4 MU1/hour\nmine.yaml:3: qwen3-32b MU1 in Singapore: 40.5 -> 40.5 USD per 4 MU1/hour\nok\n"; r.code != 0 || r.stdout != want {
		t.Errorf("exit %d\n%s%s", r.code, r.stdout, r.stderr)
	}
	if r = run(t, "", "overlay", "check"); r.code != 2 {
		t.Errorf("check of nothing: exit %d", r.code)
	}
}

// TestOverlayImport: what import writes is an overlay that check accepts, and size uses
// it. 6,000 input tokens a minute overflow nothing: 43,200 minutes x 6,000 / 1M x 0.5 =
// 129.6, and 43,200 x 600 / 1M x 3 = 77.76.
func TestOverlayImport(t *testing.T) {
	list, err := os.ReadFile(examples + "models-dev.json")
	if err != nil {
		t.Fatal(err)
	}
	tree(t, map[string]string{"api.json": string(list), "broken.json": "{\"alibaba\":\n1}", "other.json": "{\"dashscope/qwen-max\": {}}",
		"traffic.csv": "timestamp,input_tokens,output_tokens\n2026-06-06T00:00:00Z,6000,600\n"})
	r := run(t, "", "overlay", "import", "--date", "2026-07-02", "api.json").want(t, 0).says(t, "models.dev, 2026-07-02: prices of 19 models; 43 without one")
	if err := os.WriteFile("on-demand.yaml", []byte(r.stdout), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "", "overlay", "check", "on-demand.yaml").want(t, 0).
		says(t, "qwen3.6-plus-2026-04-02 input on demand above 256,000 input tokens in Singapore: no price -> 2 USD per 1,000,000 tokens", "ok\n")
	run(t, "", append(strings.Fields(sized), "--overlay", "on-demand.yaml", "traffic.csv")...).want(t, 0).says(t, "all by the token: 207.36 USD")
	if piped := run(t, string(list), "overlay", "import", "--date", "2026-07-02", "-").want(t, 0); piped.stdout != r.stdout {
		t.Error("standard input gives another overlay")
	}
	run(t, "", "overlay", "import", "api.json").want(t, 2).says(t, "--date 2026-07-02")
	run(t, "", "overlay", "import", "--date", "July", "api.json").want(t, 2).says(t, "--date 2026-07-02")
	run(t, "", "overlay", "import", "--date", "2026-07-02").want(t, 2).says(t, "name one list")
	run(t, "", "overlay", "import", "--date", "2026-07-02", "--name", "a", "api.json").want(t, 2).says(t, "CODE=NAME")
	run(t, "", "overlay", "import", "--date", "2026-07-02", "broken.json").want(t, 3).says(t, "broken.json: line 2, column 1: this is not an object")
	run(t, "", "overlay", "import", "--date", "2026-07-02", "other.json").want(t, 3).says(t, "no price for any model")
	run(t, "", "overlay", "import", "--date", "2026-07-02", "absent.json").want(t, 3).says(t, "absent.json")
}

// Overflow is priced by an overlay, and not as 0 without one.
func TestSizeWithOverlay(t *testing.T) {
	tree(t, map[string]string{
		// One minute of 3 has 30,000 input tokens, the others 10,000.
		"traffic.csv": "timestamp,input_tokens,output_tokens\n2026-06-06T00:00:00Z,30000,0\n2026-06-06T00:01:00Z,10000,0\n2026-06-06T00:02:00Z,10000,0\n",
		"prices.yaml": "source: contract 7\non_demand: [{region: beijing, model: qwen-flash-2025-07-28, per: 1000000, input: 0.01, output: 0.01}]\n",
	})
	args := []string{"size", "--model", "qwen-flash-2025-07-28", "--region", "beijing", "--minimise", "cost", "--format", "json", "traffic.csv"}
	if without := run(t, "", args...); without.code != 2 || !strings.Contains(without.stderr, "on_demand in an overlay") {
		t.Errorf("without prices: exit %d\n%s", without.code, without.stderr)
	}
	with := run(t, "", append(args, "--overlay", "prices.yaml")...)
	if with.code != 0 || !strings.Contains(with.stdout, "prices.yaml:2 (contract 7)") {
		t.Errorf("exit %d\n%s%s", with.code, with.stdout, with.stderr)
	}
}

// Long input and cached tokens use the quota by the factors of the catalog: a
// request of 50,000 input tokens to glm-5.1 counts 32,000 + 18,000 x 1.33 =
// 55,940, and its 1,000 output tokens count 1,170.
func TestSizeWithWeights(t *testing.T) {
	tree(t, map[string]string{
		"requests.csv": "timestamp,input_tokens,output_tokens,cached_tokens\n2026-06-06T00:00:00Z,50000,1000,0\n2026-06-06T00:00:10Z,10,10,0\n",
	})
	r := run(t, "", "size", "--model", "glm-5.1", "--region", "beijing", "--coverage", "100%", "--format", "json", "requests.csv")
	if r.code != 0 || !strings.Contains(r.stdout, `"55950"`) || !strings.Contains(r.stdout, `"1180"`) {
		t.Errorf("exit %d: no peak of 55,950 and 1,180 TPM\n%s%s", r.code, r.stdout, r.stderr)
	}
}
