package sizing

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // also where the machine has none
)

// TestExports: files as tools write them. Each holds 300 input and 30 output tokens in
// minute 12:34 (UTC) and the same in 12:35.
func TestExports(t *testing.T) {
	beijing := time.FixedZone("+08:00", 8*60*60)
	for name, c := range map[string]struct {
		text    string
		options Options
	}{
		"usage of OpenAI, flat":    {text: "created,usage.prompt_tokens,usage.completion_tokens,usage.prompt_tokens_details.cached_tokens\n1780749240,300,30,5\n1780749300,300,30,0\n"},
		"OpenTelemetry, CSV":       {text: "Timestamp,attributes.gen_ai.usage.input_tokens,attributes.gen_ai.usage.output_tokens,gen_ai.request.model,gen_ai.response.model\n2026-06-06T12:34:00Z,300,30,a,a-1\n2026-06-06T12:35:00Z,300,30,a,a-1\n"},
		"OpenTelemetry, NDJSON":    {text: `{"startTimeUnixNano":"1780749240000000000","attributes":{"gen_ai.usage.input_tokens":300,"gen_ai.usage.output_tokens":30}}` + "\n" + `{"startTimeUnixNano":"1780749300000000000","attributes":{"gen_ai.usage.input_tokens":300,"gen_ai.usage.output_tokens":30}}`},
		"Grafana":                  {text: "\"Time\",\"input\",\"output\"\n2026-06-06 12:34:00,299.5,29.0000001\n2026-06-06 12:35:00,300,30\n"},
		"Prometheus":               {text: "Time,\"sum(increase(gen_ai_client_token_usage_sum{gen_ai_token_type=\"\"input\"\"}[1m]))\",\"sum(increase(gen_ai_client_token_usage_sum{gen_ai_token_type=\"\"output\"\"}[1m]))\"\n2026-06-06 12:34:00,299.5,29.1\n2026-06-06 12:35:00,300,30\n"},
		"vLLM":                     {text: "Time,sum(increase(vllm:prompt_tokens_total[1m])),sum(increase(vllm:generation_tokens_total[1m]))\n2026-06-06 12:34:00,300,30\n2026-06-06 12:35:00,300,30\n"},
		"Chinese":                  {text: "请求时间,模型名称,输入Token数,输出Token数,缓存命中Token数\n2026/6/6 20:34,qwen,\"300\",30,0\n2026/6/6 20:35,qwen,300,30,\n", options: Options{Zone: beijing}},
		"Model Studio":             {text: `{"timestamp":"2026-06-06T12:34:00Z","service_tier":"default","usage":{"prompt_tokens":300,"completion_tokens":30,"total_tokens":330,"prompt_tokens_details":{"cached_tokens":0,"provisioned_tokens":290}}}` + "\n" + `{"timestamp":"2026-06-06T12:35:00Z","service_tier":"ptu-standard","usage":{"prompt_tokens":300,"completion_tokens":30}}`},
		"date and time":            {text: "Date,Time,Input,Output\n2026-06-06,12:34,300,30\n2026-06-06,12:35,300,30\n"},
		"date and a whole time":    {text: "Date,Time,Input,Output\n2026-06-06,2026-06-06T12:34Z,300,30\n2026-06-06,2026-06-06T12:35Z,300,30\n"},
		"date and time, NDJSON":    {text: `{"date":"2026-06-06","time":"12:34","input":300,"output":30}` + "\n" + `{"date":"2026-06-06","time":"12:35","input":300,"output":30}`},
		"month first":              {text: "Date,Time,Input,Output\n06/06/2026,12:34 PM,300,30\n6/6/2026,12:35,300,30\n", options: Options{Dates: MonthFirst}},
		"day first":                {text: "time;input;output\n06.06.2026 12:34;300;30\n06.06.2026, 12:35:00;300;30\n", options: Options{Dates: DayFirst}},
		"thousands":                {text: "time,input,output\n2026-06-06 12:34,\"0,300.0\",30\n2026-06-06 12:35,300,30\n"},
		"decimal commas":           {text: "time;input;output\n2026-06-06 12:34;299,5;30\n2026-06-06 12:35;300;30\n"},
		"stated":                   {text: "when,a,b,input,date\n2026-06-06 12:34,300,30,x,\n2026-06-06 12:35,300,30,x,\n", options: Options{Columns: []UsedColumn{{"timestamp", "when"}, {"input_tokens", "a"}, {"output_tokens", "b"}}}},
		"stated in two":            {text: "d,t,a,output\n2026-06-06,12:34,300,30\n2026-06-06,12:35,300,30\n", options: Options{Columns: []UsedColumn{{"date", "d"}, {"time", "t"}, {"input_tokens", "a"}}}},
		"stated in nested objects": {text: `{"at":"2026-06-06 12:34","in":{"n":300},"out":{"n":30},"input":7}` + "\n" + `{"at":"2026-06-06 12:35","in":{"n":300},"out":{"n":30}}`, options: Options{Columns: []UsedColumn{{"timestamp", "at"}, {"input_tokens", "in.n"}, {"output_tokens", "out.n"}}}},
	} {
		l, problems, err := Read(strings.NewReader(c.text), c.options)
		if err != nil || len(problems) > 0 {
			t.Errorf("%s: %v %v", name, err, problems)
			continue
		}
		if got := summaryOf(l); got != (summary{2, 0, 0, 2, "600", "60", "0"}) || l.Start().UTC().Format(time.RFC3339) != "2026-06-06T12:34:00Z" {
			t.Errorf("%s: %+v from %s", name, got, l.Start())
		}
		if wantRounded := strings.Contains(c.text, "299"); l.Kind != Minutes || (l.Rounded == 1) != wantRounded {
			t.Errorf("%s: rows are %s, %d rounded", name, l.Kind, l.Rounded)
		}
	}
}

// TestColumnsAreShown: a file that is not understood shows its header, what was
// matched and what to state.
func TestColumnsAreShown(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns []UsedColumn
		says    string
		state   string
	}{
		{"Time,sent,output\n2026-06-06 12:34,1,1\n", nil, `line 1: no column for input_tokens in the header "Time", "sent", "output"; timestamp is "Time", output_tokens is "output"`, "input=HEADER"},
		{"\na;b\n1;2\n", nil, `line 2: no column for timestamp, input_tokens, output_tokens in the header "a", "b"; none of them was matched`, "timestamp=HEADER,input=HEADER,output=HEADER"},
		{"Time,sent,output\n", []UsedColumn{{"input_tokens", "Sent"}}, `no column is named "Sent" in the header "Time", "sent", "output"`, ""},
		{"{\"time\":\"2026-06-06 12:34\",\"usage\":{\"sent\":1,\"output_tokens\":2}}\n{}\n", nil, `line 1: no column for input_tokens in the header "time", "usage.sent", "usage.output_tokens"; timestamp is "time", output_tokens is "output_tokens"`, "input=HEADER"},
	} {
		_, _, err := Read(strings.NewReader(c.text), Options{Columns: c.columns})
		var header *HeaderError
		if !errors.As(err, &header) || !strings.Contains(err.Error(), c.says) || header.Columns() != c.state {
			t.Errorf("%q: %v, want %s", c.text, err, c.says)
		}
	}
}

// TestCounts: what a count of tokens is. Where semicolons separate, a comma may part
// the fraction, so that a group of three has two meanings.
func TestCounts(t *testing.T) {
	for text, want := range map[string]int64{
		"1234": 1234, "1,234": 1234, "12,345,678": 12345678, "1234.0": 1234, "1,234.25": 1235, "12.345": 13, "0.001": 1, "0": 0, "1 234": 1234,
	} {
		if n, _, bad := tokens(text, inputColumn, false); bad != nil || n != want {
			t.Errorf("%s is %d, %v", text, n, bad)
		}
	}
	for text, want := range map[string]int64{"1234": 1234, "1234,5": 1235, "1.234,5": 1235, "1,234.5": 1235, "1.234.567": 1234567, "0,5": 1, "0.5": 1} {
		if n, _, bad := tokens(text, inputColumn, true); bad != nil || n != want {
			t.Errorf("with semicolons %s is %d, %v", text, n, bad)
		}
	}
	for _, text := range []string{"1,23", "1,2345", "12,34,567", "1.2.3", "1e3", "1.23E+06", "4.2 K", "50k", "NaN", "-", ".5", "5.", "0x1F", "1,234,", "１"} {
		if n, _, bad := tokens(text, inputColumn, false); bad == nil {
			t.Errorf("%s is taken for %d", text, n)
		}
	}
	for _, text := range []string{"1,234", "1.234", "999.000"} {
		if n, _, bad := tokens(text, inputColumn, true); bad == nil || !strings.Contains(bad.message, "thousands or a fraction") {
			t.Errorf("with semicolons %s is taken for %d, %v", text, n, bad)
		}
	}
}

// TestDates: dates that can be read in two ways need an order.
func TestDates(t *testing.T) {
	for _, c := range []struct {
		text  string
		order DateOrder
		want  string
	}{
		{"06/01/2026 09:00", MonthFirst, "2026-06-01T09:00Z"}, {"06/01/2026 09:00", DayFirst, "2026-01-06T09:00Z"},
		{"6/1/2026 9:00", MonthFirst, "2026-06-01T09:00Z"}, {"31.12.2026 23:59:59", DayFirst, "2026-12-31T23:59Z"},
		{"06/01/2026 12:05 AM", MonthFirst, "2026-06-01T00:05Z"}, {"06/01/2026, 9:05:10 pm", MonthFirst, "2026-06-01T21:05Z"},
		{"06/01/2026 09:00 +08:00", MonthFirst, "2026-06-01T01:00Z"},
		{"2026/6/1 9:00", "", "2026-06-01T09:00Z"}, {"2026-6-1 9:00 PM", "", "2026-06-01T21:00Z"}, {"2026-06-01 09:00", DayFirst, "2026-06-01T09:00Z"},
	} {
		got, bad := readMoment(c.text, time.UTC, c.order)
		if bad != nil || clockTime(got.minute) != c.want {
			t.Errorf("%s %s is %s, %v, want %s", c.text, c.order, clockTime(got.minute), bad, c.want)
		}
	}
	for _, text := range []string{"13/01/2026 09:00", "06/31/2026 09:00", "06/01/26 09:00", "06/01/2026", "06/01/2026 13:00 PM", "06/01/2026 0:30 AM", "06/01/2026 9", "06/01/2026 09:00 Berlin"} {
		if got, bad := readMoment(text, time.UTC, MonthFirst); bad == nil {
			t.Errorf("%s is taken for %s", text, clockTime(got.minute))
		}
	}
	_, _, err := Read(strings.NewReader("ts,input,output\n06/01/2026 09:00,1,1\n"), Options{})
	if !errors.Is(err, ErrDateOrder) || !strings.Contains(err.Error(), `line 2: timestamp is "06/01/2026 09:00"`) {
		t.Errorf("no order: %v", err)
	}
}

// TestClocksChange: what the clocks of a zone skip or show twice is refused. In Berlin
// they go from 02:00 to 03:00 on 2026-03-29 and from 03:00 back to 02:00 on 2026-10-25.
func TestClocksChange(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"2026-03-29 01:59": "2026-03-29T00:59Z", "2026-03-29 03:00": "2026-03-29T01:00Z",
		"2026-10-25 01:59": "2026-10-24T23:59Z", "2026-10-25 03:00": "2026-10-25T02:00Z", "2026-10-25T02:30+02:00": "2026-10-25T00:30Z",
	} {
		if got, bad := readMoment(text, berlin, ""); bad != nil || clockTime(got.minute) != want {
			t.Errorf("%s is %s, %v, want %s", text, clockTime(got.minute), bad, want)
		}
	}
	for text, want := range map[string]string{
		"2026-03-29 02:00": "skip", "2026-03-29 02:59": "skip", "2026-10-25 02:00": "twice", "2026-10-25 02:59:59": "twice",
	} {
		if got, bad := readMoment(text, berlin, ""); bad == nil || !strings.Contains(bad.message, want) || bad.help == "" {
			t.Errorf("%s is %s, %v", text, clockTime(got.minute), bad)
		}
	}
}

// TestAveragesAreMinutes: decimals are of averages, so such rows are minutes; a request
// with decimals is refused. Rows that are five minutes apart are noted.
func TestAveragesAreMinutes(t *testing.T) {
	const text = "ts,input,output\n2026-06-06T12:30:30Z,1.5,1\n2026-06-06T12:35:30Z,1,1\n2026-06-06T12:45:30Z,1,1\n"
	if l := mustRead(t, text, Options{}); l.Kind != Minutes || l.Rounded != 1 || l.Apart != 5 || used(l, Input) != "4" {
		t.Errorf("%s, %d rounded, %d apart", l.Kind, l.Rounded, l.Apart)
	}
	l, problems, err := Read(strings.NewReader(text), Options{Rows: Requests})
	if err != nil || len(problems) != 1 || problems[0].Line != 2 || l.Rows != 2 {
		t.Errorf("%v %v", problems, err)
	}
}

func TestParseColumns(t *testing.T) {
	got, err := ParseColumns([]string{"date=Day", "time=Clock", "input= tokens in ", "thinking=x", "reasoning=y=z", "cached=c", "requests=n", "model=m"})
	want := []UsedColumn{{"date", "Day"}, {"time", "Clock"}, {"input_tokens", "tokens in"}, {"thinking_output_tokens", "x"}, {"reasoning_tokens", "y=z"}, {"cached_tokens", "c"}, {"requests", "n"}, {"model", "m"}}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	for text, want := range map[string]string{"input": "write input=HEADER", "input=": "write input=HEADER", "total=a": "there is no column", "=a": "there is no column"} {
		if _, err := ParseColumns([]string{text}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := ParseColumns([]string{"input=a", "prompt_tokens=b"}); err == nil || !strings.Contains(err.Error(), "twice") {
		t.Error(err)
	}
}
