package cli_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const sized = "size --model " + plus + " --region singapore"

// workweek is a week of minutes from Monday 2026-06-01 on in CSV: 5,000 tokens in and
// 500 out, and from Monday 09:00 to 10:00 95,000 in and 9,500 out.
func workweek() string {
	var out strings.Builder
	out.WriteString("timestamp,input_tokens,output_tokens\n")
	for minute := range 7 * 24 * 60 {
		input, output := 5000, 500
		if 9*60 <= minute && minute < 10*60 {
			input, output = 95000, 9500
		}
		day, hour := minute/1440+1, minute%1440
		fmt.Fprintf(&out, "2026-06-%02dT%02d:%02d,%d,%d\n", day, hour/60, hour%60, input, output)
	}
	return out.String()
}

// TestSize covers 100% and 99% of a week. 60 of 10,080 minutes are busy, 0.595%: to
// cover 99% it takes 10,000 and 1,000 TPM, one step of each: 30 x (14.4 + 8.64) = 691.2
// by subscription, and 720 x (1.2 + 0.72) = 1,382.4 by the hour; 60 x 85,000 input and
// 60 x 8,500 output tokens overflow, 5,610,000. To cover all of it, 10 steps of each:
// 30 x 10 x 23.04 = 6,912.
func TestSize(t *testing.T) {
	r := run(t, workweek(), append(strings.Fields(sized), "--coverage", "99%,100%", "-")...).want(t, 0)
	r.says(t, "to cover 99% of the minutes: 10,000/1,000 TPM subscription: 691.20 USD for 30d, against 1,382.40",
		"5,610,000", "to cover 100% of the minutes: 100,000/10,000 TPM subscription: 6,912.00", "99.4%", "10,080 minutes")
	golden(t, "size", r.stdout)
	found := decode(t, "size", run(t, workweek(), append(strings.Fields(sized), "--coverage=99%", "--format=json", "-")...).want(t, 0).stdout)
	choice := found["answers"].([]any)[0].(map[string]any)["choices"].([]any)[1].(map[string]any)
	if fee := choice["fee"].(map[string]any); fee["amount"] != "691.2" || choice["best"] != true {
		t.Errorf("a subscription costs %v, best: %v", fee["amount"], choice["best"])
	}
}

// TestSizeCost takes the user's own prices: the busy hour alone is not worth ten steps.
func TestSizeCost(t *testing.T) {
	args := append(strings.Fields(sized), "--on-demand-input", "1", "--on-demand-output", "6", "--per", "1M", "--minimise", "cost", "--schedule", "-")
	// All by the token, 10,020 x 5,000 + 60 x 95,000 = 55.8M input and 5.58M output: 55.8 +
	// 33.48 = 89.28 for the week, x 30 / 7 = 382.63 for 30 days, less than any capacity.
	run(t, workweek(), args...).want(t, 0).says(t, "no capacity: all by the token costs 382.63 USD", "A week", "always pay as you go *")
	decode(t, "size", run(t, workweek(), append(args, "--format", "json")...).want(t, 0).stdout)
}

// TestSizeRates is the calculator: 60 x 2,000 is 120,000, 12 steps; 60 x 500 is 30,000:
// 30 x (12 x 14.4 + 30 x 8.64) = 12,960.
func TestSizeRates(t *testing.T) {
	command := sized + " --rpm 60 --input-per-request 2000 --output-per-request 500"
	ask(t, command).want(t, 0).says(t, "12 × 10,000 = 120,000 TPM", "subscription: 12,960.00 USD", "pay-as-you-go: 25,920.00 USD")
	decode(t, "size", ask(t, command+" --format json").want(t, 0).stdout)
}

// TestSizeReads: gzip and NDJSON are told from the stream, a window bounds it, and bad
// rows are reported.
func TestSizeReads(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(workweek())) //nolint:errcheck // a buffer takes everything
	w.Close()
	plain := run(t, workweek(), append(strings.Fields(sized), "-")...).want(t, 0)
	if unpacked := run(t, packed.String(), append(strings.Fields(sized), "-")...).want(t, 0); unpacked.stdout != plain.stdout {
		t.Error("gzip gives another answer")
	}
	// Tuesday alone needs one step of each.
	run(t, workweek(), append(strings.Fields(sized), "--window", "2026-06-02..2026-06-03", "-")...).want(t, 0).
		says(t, "1,440 minutes", "10,000/1,000 TPM subscription")
	// 01:00 in UTC is 09:00 in +08:00.
	rows := `{"timestamp":"2026-06-01T01:00:00Z","input_tokens":7,"output_tokens":1}` + "\n" + `{"timestamp":"soon"}` + "\n"
	r := run(t, rows, append(strings.Fields(sized), "-")...).want(t, 1).says(t, "2026-06-01 09:00", "line 2", "1 row could not be counted")
	if strings.Contains(r.stdout, "line 2") {
		t.Error("a bad row is reported among the results")
	}
	run(t, rows, append(strings.Fields(sized), "--timezone", "+00:00", "-")...).want(t, 1).says(t, "2026-06-01 01:00")
	run(t, rows, append(strings.Fields(sized), "--strict", "-")...).want(t, 3).says(t, "line 2")
	run(t, "", append(strings.Fields(sized), "-")...).want(t, 3).says(t, "no rows")
}

// TestSizePartial: what is left out or can be read in two ways has no amount.
func TestSizePartial(t *testing.T) {
	models := "timestamp,model,input_tokens,output_tokens\n2026-06-01T01:00:01Z,a,7,1\n2026-06-01T01:00:02Z,b,7000,1000\n"
	run(t, models, append(strings.Fields(sized), "-")...).want(t, 2).says(t, `"a", "b"`, "--traffic-model", "--by model")
	run(t, models, append(strings.Fields(sized), "--traffic-model", "a", "-")...).want(t, 0).says(t, "1 row of other models left out")
	run(t, "timestamp,input_tokens,output_tokens\n2026-06-01T01:00:01Z,129000,1\n", append(strings.Fields(sized), "-")...).want(t, 3).says(t, "every request is longer")
	ask(t, sized+" --coverage 0.999 x.csv").want(t, 2).says(t, "99.9%", "0.999%")
	ask(t, sized+" --input-per-request 2000 --output-per-request 500").want(t, 2).says(t, "requests per minute are not given")
	ask(t, sized+" --rpm 60 --input-per-request 2000").want(t, 2).says(t, "output per request is not given")
	ask(t, sized+" --rpm 60 --input-per-request 200k --output-per-request 500").want(t, 2).says(t, "longer than the 128,000 input tokens")
	ask(t, "size --model glm-5.1 --region beijing --rpm 1 --input-per-request 50k --cached-per-request 30k --output-per-request 1000").
		want(t, 0).says(t, "= 31,940 TPM")
}

// TestSizeColumns: a file that is not understood says what to type, which then works.
func TestSizeColumns(t *testing.T) {
	const text = "Day,At,In,Out\n06/01/2026,09:00,\"42,000\",3800\n06/01/2026,09:01,41000.5,3800\n"
	args := append(strings.Fields(sized), "-")
	run(t, text, args...).want(t, 3).says(t, `line 1: no column for input_tokens, output_tokens in the header "Day", "At", "In", "Out"; timestamp is "Day"`, "--columns 'input=HEADER,output=HEADER'")
	args = append(args, "--columns", "date=Day,time=At,input=In,output=Out")
	run(t, text, args...).want(t, 3).says(t, `line 2: timestamp is "06/01/2026 09:00"`, "--dates mdy or --dates dmy")
	args = append(args, "--dates", "mdy", "--coverage", "100%", "--format", "json")
	traffic := decode(t, "size", run(t, text, args...).want(t, 0).stdout)["traffic"].(map[string]any)
	if traffic["start"] != "2026-06-01T09:00:00+08:00" || traffic["rounded"] != "1" || traffic["tokens"].(map[string]any)["input"] != "83001" {
		t.Errorf("%v", traffic)
	}
	// 09:00 in New York is 13:00 in UTC in June, and 14:00 in January.
	for dates, start := range map[string]string{"mdy": "2026-06-01T09:00:00-04:00", "dmy": "2026-01-06T09:00:00-05:00"} {
		r := run(t, text, append(args, "--dates", dates, "--timezone", "America/New_York")...).want(t, 0)
		if got := decode(t, "size", r.stdout)["traffic"].(map[string]any)["start"]; got != start {
			t.Errorf("%s starts at %s", dates, got)
		}
	}
}

// TestSizeByModel sizes each model of the traffic, and reports those that it cannot.
func TestSizeByModel(t *testing.T) {
	const text = "timestamp,model,input_tokens,output_tokens\n2026-06-01T01:00:01Z,qwen3.6-plus-2026-04-02,15000,1\n" +
		"2026-06-01T01:00:02Z,GLM-5.1,7000,1000\n2026-06-01T01:00:02Z,qwen-max,7000,1000\n2026-06-01T01:00:03Z,qwen-max,1,1\n"
	r := run(t, text, "size", "--by", "model", "--region", "beijing", "--coverage", "100%", "-").want(t, 1)
	r.says(t, "glm-5.1 in China (Beijing)", "qwen3.6-plus-2026-04-02 in China (Beijing)", "20,000/1,000 TPM", `2 rows of the model "qwen-max": not sized: it is not offered on plan ptu in China (Beijing)`)
	r = run(t, text, "size", "--by", "model", "--region", "beijing", "--coverage", "100%", "--format", "json", "-").want(t, 1)
	var models []string
	for one := range strings.SplitSeq(strings.TrimSpace(r.stdout), "\n}\n") {
		sizing := decode(t, "size", strings.TrimSuffix(one, "\n}")+"\n}")
		models = append(models, sizing["model"].(string)+" "+sizing["traffic"].(map[string]any)["model"].(string))
	}
	if got := strings.Join(models, ", "); got != "glm-5.1 GLM-5.1, qwen3.6-plus-2026-04-02 qwen3.6-plus-2026-04-02" {
		t.Errorf("models %s", got)
	}
	run(t, text, append(strings.Fields(sized), "-")...).want(t, 0).says(t, "3 rows of other models left out", "1 rows of requests")
}

func TestSizeRefuses(t *testing.T) {
	for _, c := range []struct {
		command string
		code    int
		says    string
	}{
		{sized, 2, "--rpm"},
		{"size -", 2, "--model"},
		{"size --model " + plus + " -", 2, "--region"},
		{"size --model qwen3-32b --region beijing -", 2, "not offered on plan ptu"},
		{"size --model qwen3.6-plu --region beijing -", 2, "did you mean"},
		{sized + " none.csv", 3, "cannot read none.csv"},
		{sized + " a b", 2, "one stream"},
		{sized + " --minimise cost -", 2, "--on-demand-input"},
		{sized + " --minimise time -", 2, "use cost"},
		{sized + " --on-demand-input 1 -", 2, "--per"},
		{sized + " --per 1M -", 2, "--on-demand-input"},
		{sized + " --coverage 101% -", 2, "99.9%"},
		{sized + " --window 2026-06-02 -", 2, ".."},
		{sized + " --window 2026-06-02..2026-06-01 -", 2, "before it begins"},
		{sized + " --timezone Berlin -", 2, "Europe/Berlin"},
		{sized + " --timezone Local -", 2, "Europe/Berlin"},
		{sized + " --columns input -", 2, "input=HEADER"},
		{sized + " --columns total=a -", 2, "thinking_output"},
		{sized + " --dates ymd -", 2, "mdy (month first)"},
		{sized + " --by model -", 2, "leave out --model"},
		{"size --by day --region beijing -", 2, "use model"},
		{"size --by model --region beijing --rpm 60", 2, "leave out --rpm"},
		{sized + " --rpm 60 traffic.csv", 2, "leave one out"},
	} {
		ask(t, c.command).want(t, c.code).says(t, c.says)
	}
}

// TestSizePlot: the load steps up at Monday 09:00 and down at 10:00, in a drawing whose
// week is 168 hours wide, and the capacity lies level.
func TestSizePlot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "load.svg")
	run(t, workweek(), append(strings.Fields(sized), "--coverage", "100%", "--plot", path, "-")...).want(t, 0)
	written, paths := texts(t, path)
	all := strings.Join(written, "\n")
	for _, want := range []string{"Load of input tokens by hour of the week", "capacity of 100,000 TPM", "busiest minute of the hour", "hour of the week (+08:00)", "Tue", "recommended: 10,000 TPM"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	for _, path := range paths {
		x, y := points(path)
		if len(x) != 2*168 {
			continue
		}
		// The 9th hour ends and the 10th begins at the same place, 9 / 168 of the way.
		left, width := x[0], x[len(x)-1]-x[0]
		if at := left + width*9/168; x[17] != x[18] || abs(x[17]-at) > 1 || y[18] >= y[17] || x[19] != x[20] || y[20] != y[17] {
			t.Errorf("no step at 09:00 (%d): %v %v", at, x[16:22], y[16:22])
		}
		return
	}
	t.Error("no line has two points an hour")
}

func abs(n int) int { return max(n, -n) }

// points are the places of a path of straight lines.
func points(path string) (x, y []int) {
	for line := range strings.Lines(path) {
		words := strings.Fields(line)
		if len(words) != 3 {
			return nil, nil
		}
		px, _ := strconv.Atoi(words[1])
		py, _ := strconv.Atoi(words[2])
		x, y = append(x, px), append(y, py)
	}
	return x, y
}
