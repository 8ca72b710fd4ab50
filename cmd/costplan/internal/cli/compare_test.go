package cli_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestCompare answers the question in one command. Worked by hand, over 720 hours:
//
//	Singapore by the hour   720 x (5 x 1.2 + 5 x 0.72) = 720 x 9.6 = 6,912
//	Singapore subscription  30 x (5 x 14.4 + 5 x 8.64) = 30 x 115.2 = 3,456
//	Beijing by the hour     720 x (5 x 0.67 + 5 x 0.397) = 720 x 5.335 = 3,841.2
//	Beijing subscription    30 x (5 x 7.93 + 5 x 4.753) = 30 x 63.415 = 1,902.45
//
// So a subscription is cheaper from 3,456 / 9.6 = 360 hours on in Singapore, 12 a day,
// and from 1,902.45 / 5.335 / 30 = 1153 / 97 = 11.88659... a day in Beijing.
func TestCompare(t *testing.T) {
	command := "compare --model " + plus + " --input-tpm 50000 --output-tpm 5000"
	r := ask(t, command).want(t, 0)
	r.says(t, "3,456.00", "6,912.00", "1,902.45", "3,841.20", "from 12 hours a day (360 of 720 hours", "from about 11.8866 hours a day")
	if r.stderr != "" {
		t.Errorf("stderr: %s", r.stderr)
	}
	golden(t, "compare", r.stdout)
	ask(t, command+" --max-age 0").says(t, "CP504")
	found := decode(t, "compare", ask(t, command+" --format json").want(t, 0).stdout)
	exact := map[string]string{}
	for _, each := range found["break_even"].([]any) {
		b := each.(map[string]any)
		if b["kind"] == "payment" && b["variable"] == "hours_per_day" {
			exact[fmt.Sprint(b["between"].([]any)[0])] = fmt.Sprint(b["numerator"], "/", b["denominator"])
		}
	}
	if exact["ap-southeast-1/ptu/pay_as_you_go"] != "12/1" || exact["cn-beijing/ptu/pay_as_you_go"] != "1153/97" {
		t.Errorf("break even at %v hours a day", exact)
	}
	golden(t, "compare-markdown", ask(t, command+" --format markdown").want(t, 0).stdout)
	golden(t, "compare-csv", ask(t, command+" --format csv").want(t, 0).stdout)
}

// TestCompareFiles: each deployment of a file against what is bought today.
// chat-peak is billed for 220 hours: 2,112 by the hour, 3,456 by subscription.
func TestCompareFiles(t *testing.T) {
	r := inExamples(t, "compare", "--only", "chat-peak", "--plans", "ptu", "--regions", "singapore", "deployments.yaml").want(t, 0)
	r.says(t, "TO TODAY", "today 1", "2,112.00", "+1,344.00")
	golden(t, "compare-file", r.stdout)
	all := decode(t, "compare", inExamples(t, "compare", "--format", "json", "deployments.yaml").want(t, 0).stdout)
	if n := len(all["needs"].([]any)); n != 7 {
		t.Errorf("%d deployments are compared, the example has 7", n)
	}
	body := `{"name": "batch", "model_name": "qwen3-32b", "plan": "mu", "deploy_spec": "MU1", "capacity": 4, "billing_method": "POST_PAY", "region": "singapore"}`
	run(t, body, "compare", "-").want(t, 0).says(t, "today", "mu MU1 x 4")
	// What a file does not state, flags fill in: 50k TPM against the model units.
	body = strings.ReplaceAll(body, "qwen3-32b", plus)
	body = strings.ReplaceAll(body, `"capacity": 4`, `"capacity": 8`)
	run(t, body, "compare", "--input-tpm", "50k", "--output-tpm", "5k", "-").want(t, 0).says(t, "ptu 50,000/5,000 TPM")
}

// TestCompareExitCodes: 1 for an error or where nothing is to be had, 2 for wrong
// usage, 3 for a file that cannot be read.
func TestCompareExitCodes(t *testing.T) {
	for _, c := range []struct {
		command string
		code    int
		says    string
	}{
		{"compare", 2, "--model"},
		{"compare --model qwen3-32", 2, "did you mean qwen3-32b"},
		{"compare --model " + plus + " x.yaml", 2, "leave out the files"},
		{"compare --model " + plus + " --regions mars", 2, "ap-southeast-1"},
		{"compare --model " + plus + " --plans xyz", 2, "ptu, mu, lora or cu"},
		{"compare --model " + plus + " --region singapore", 2, "--regions"},
		{"compare --model " + plus + " --plans lora", 1, "no option"},
		{"compare --model " + plus + " --period week", 2, "30d"},
		{"compare none.yaml", 3, "cannot read none.yaml"},
		{"compare --only nobody " + examples + "deployments.yaml", 2, "nobody"},
		{"compare --plot p.svg " + examples + "deployments.yaml", 2, "--only"},
		{"compare " + examples + "mistakes.yaml", 1, "it has an error"},
	} {
		ask(t, c.command).want(t, c.code).says(t, c.says)
	}
}

// TestComparePlot draws both payments of both regions. The drawing is 960 wide; where
// the lines cross, 360 of 720 hours, is half way across.
func TestComparePlot(t *testing.T) {
	for _, size := range []string{"960x540", "480x360"} {
		path := filepath.Join(t.TempDir(), "plot.svg")
		ask(t, "compare --model "+plus+" --input-tpm 50k --output-tpm 5k --hours 220 --plot "+path+" --plot-size "+size).want(t, 0).says(t, "plot written")
		written, paths := texts(t, path)
		all := strings.Join(written, "\n")
		for _, want := range []string{
			"Cost of " + plus, "billed hours a day, on each of 30 days", "USD for the period", "you are here: 220 hours",
			"ptu subscription in Singapore", "ptu pay-as-you-go in China (Beijing)", "12 hours a day", "11.8866 hours a day", "Left out: 4 options",
		} {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no %q in\n%s", size, want, all)
			}
		}
		level := 0
		for _, path := range paths {
			var x1, y1, x2, y2 int
			if n, _ := fmt.Sscanf(path, "M %d %d\nL %d %d", &x1, &y1, &x2, &y2); n == 4 && y1 == y2 && x2-x1 > 300 {
				level++
			}
		}
		if level < 2 {
			t.Errorf("%s: %d level lines, there are two subscriptions", size, level)
		}
	}
	r := ask(t, "compare --model "+plus+" --input-tpm 50k --output-tpm 5k --plans ptu --hours 220 --plot -").want(t, 0)
	r.says(t, "^ you are here: 220 hours", "+  ptu subscription in China (Beijing)", "ptu subscription in Singapore is cheaper from 12 hours a day")
}

// TestCompareCovers: an option that is sold for longer than the period says so. A
// begun month is a whole one: 31 days take two of 30.
func TestCompareCovers(t *testing.T) {
	r := run(t, "", "compare", "--model", "qwen3-8b", "--plans", "mu", "--regions", "beijing", "--period", "31d", "--format", "json").want(t, 0)
	for _, o := range dig(decode(t, "compare", r.stdout), "options").([]any) {
		paid, period := dig(o, "covers", "paid"), dig(o, "covers", "period")
		if subscribed := dig(o, "payment") == "subscription"; subscribed != (paid == "60" && period == "31") {
			t.Errorf("%v pays for %v of %v", dig(o, "id"), paid, period)
		}
	}
	csv := run(t, "", "compare", "--model", "qwen3-8b", "--plans", "mu", "--regions", "beijing", "--period", "31d", "--format", "csv").want(t, 0).stdout
	if !strings.Contains(csv, ",covers_paid,covers_period,covers_unit\n") || !strings.Contains(csv, ",60,31,day\n") {
		t.Errorf("CSV:\n%s", csv)
	}
}
