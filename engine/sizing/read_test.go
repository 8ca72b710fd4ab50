package sizing

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"
)

// summary is a load in brief: rows, refused, outside, minutes, and tokens by dimension.
type summary struct {
	rows, refused, outside  int64
	minutes                 int
	input, output, thinking string
}

func summaryOf(l *Load) summary {
	return summary{l.Rows, l.Refused, l.Outside, l.Minutes, used(l, Input), used(l, Output), used(l, Thinking)}
}

func TestReadForms(t *testing.T) {
	// Two rows in minute 12:34, one in 12:36: three minutes, the middle one empty.
	want := summary{rows: 3, minutes: 3, input: "600", output: "60", thinking: "0"}
	for name, text := range map[string]string{
		"comma":      "timestamp,input_tokens,output_tokens\n2026-06-06T12:34:56Z,100,10\n2026-06-06T12:34:01Z,200,20\n2026-06-06T12:36:00Z,300,30\n",
		"semicolon":  "ts;prompt_tokens;completion_tokens\r\n2026-06-06 12:34:56;100;10\r\n2026-06-06 12:34:01;200;20\r\n2026-06-06 12:36;300;30\r\n",
		"tab":        "Time\tInput Tokens\tOutput Tokens\n2026-06-06T12:34:56+00:00\t100\t10\n2026-06-06T20:34:01+08:00\t200\t20\n2026-06-06T12:36Z\t300\t30",
		"mark":       "\ufeffDate,INPUT,OUTPUT\n2026-06-06T12:34:56.789Z,100.0,10\n2026-06-06T12:34Z,200,20\n20260606T123600Z,300,30\n",
		"others":     "id,model,created,input,output,note\n1,m,1780749296,100,10,\n2,m,1780749241000,200,20,x\n3,m,1780749360.5,300,30,\"a, b\"\n",
		"quoted":     "\"timestamp\",\"input_tokens\",\"output_tokens\",text\n\"2026-06-06T12:34:56Z\",\"100\",10,\"a \"\"b\"\", c\nd\"\n2026-06-06T12:34:56Z,200,20,\"5\"\" wide\"\n2026-06-06T12:36:56Z,300,30,\n",
		"unordered":  "timestamp,input_tokens,output_tokens\n\n2026-06-06T12:36:00Z,300,30\n2026-06-06T12:34:56Z,100,10\n\n2026-06-06T12:34:01Z,200,20\n",
		"ranked":     "prompt,prompt_tokens,output_tokens,date,ts\nhello,100,10,x,2026-06-06T12:34:00Z\n\"a,b\",200,20,y,2026-06-06T12:34:00Z\nz,300,30,,2026-06-06T12:36:00Z\n",
		"json":       "{\"timestamp\":\"2026-06-06T12:34:56Z\",\"input_tokens\":100,\"output_tokens\":10}\n{\"timestamp\":1780749241,\"input_tokens\":200,\"output_tokens\":20}\n{\"output_tokens\":\"30\", \"input_tokens\":\"300\", \"timestamp\":\"1780749360000\"}\n",
		"json usage": "{\"created\":1780749296,\"prompt\":\"say \\\"hi\\\"\",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10,\"x\":{}},\"choices\":[{\"output_tokens\":9}]}\n\n{\"created\":1780749241,\"usage\":{\"prompt_tokens\":200,\"completion_tokens\":20}}\r\n{\"created\":1780749360,\"usage\":{\"prompt_tokens\":300,\"completion_tokens\":30},\"ok\":true,\"e\":null}",
	} {
		for way, reader := range map[string]io.Reader{
			"at once":      strings.NewReader(text),
			"byte by byte": iotest.OneByteReader(strings.NewReader(text)),
			"gzip":         zipped(text),
		} {
			l, problems, err := Read(reader, Options{})
			if err != nil || len(problems) > 0 {
				t.Errorf("%s, %s: %v %v", name, way, err, problems)
				continue
			}
			if got := summaryOf(l); got != want {
				t.Errorf("%s, %s: %+v, want %+v", name, way, got, want)
			}
			if at := []string{l.tokens(l.loads[Input][0]).String(), l.tokens(l.loads[Input][1]).String(), l.tokens(l.loads[Input][2]).String()}; !reflect.DeepEqual(at, []string{"300", "0", "300"}) {
				t.Errorf("%s, %s: minutes of %v", name, way, at)
			}
			if start := l.Start().Format(time.RFC3339); start != "2026-06-06T12:34:00Z" {
				t.Errorf("%s: starts at %s", name, start)
			}
		}
	}
}

func zipped(text string) io.Reader {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = io.WriteString(w, text) // a buffer takes everything
	_ = w.Close()
	return &out
}

func TestRefusedRows(t *testing.T) {
	const good = "2026-06-06T12:34:00Z,1,1,0,0\n"
	for row, want := range map[string]string{
		"2026-06-06T12:34:00Z,-5,1,0,0":                 `line 3: input_tokens is negative: "-5"`,
		"2026-06-06T12:34:00Z,1.5k,1,0,0":               `line 3: input_tokens is not a number: "1.5k"`,
		"2026-06-06T12:34:00Z,1e3,1,0,0":                `line 3: input_tokens is not a number: "1e3"`,
		"2026-06-06T12:34:00Z,1_000,1,0,0":              `line 3: input_tokens is not a number`,
		"2026-06-06T12:34:00Z,,1,0,0":                   `line 3: input_tokens is empty`,
		"2026-06-06T12:34:00Z,1,10000000001,0,0":        `line 3: output_tokens is "10000000001", more than 10000000000`,
		"2026-06-06T12:34:00Z,1,99999999999999999999,,": `line 3: output_tokens is "99999999999999999999", more than`,
		"2026-06-06T12:34:00Z,1,1,2,0":                  `line 3: cached_tokens is 2, more than input_tokens, 1`,
		"2026-06-06T12:34:00Z,1,1,0,2":                  `line 3: reasoning_tokens is 2, more than output_tokens, 1`,
		"2026-06-06T12:34:00Z,1,1,0":                    `line 3: the row has 4 fields, the header has 5`,
		"2026-06-06T12:34:00Z,1,1,0,0,0":                `line 3: the row has 6 fields, the header has 5`,
		"2026-06-06T12:34:00Z,1,1,0,5\" wide":           `line 3: a quoted field is not well-formed, at column 29`,
		"2026-06-06T12:34:00Z,\"1\"x,1,0,0":             `line 3: a quoted field is not well-formed`,
		"2026-06-06,1,1,0,0":                            `line 3: timestamp has no time of day: "2026-06-06"; if another column has it`,
		"2026-02-29T12:34:00Z,1,1,0,0":                  `line 3: timestamp is not a time`,
		"17807492,1,1,0,0":                              `line 3: timestamp is not a time`,
		",1,1,0,0":                                      `line 3: timestamp is empty`,
	} {
		text := "timestamp,input_tokens,output_tokens,cached_tokens,reasoning_tokens\n" + good + row + "\n" + good
		l, problems, err := Read(strings.NewReader(text), Options{})
		if err != nil || len(problems) != 1 || !strings.HasPrefix(problems[0].String(), want) || problems[0].Help == "" {
			t.Errorf("%s: %v %v, want %s", row, problems, err, want)
			continue
		}
		if l.Complete() || l.Refused != 1 || l.Rows != 2 {
			t.Errorf("%s: %+v", row, summaryOf(l))
		}
		if _, _, err := Read(strings.NewReader(text), Options{Strict: true}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: strict gives %v", row, err)
		}
	}
}

func TestRefusedObjects(t *testing.T) {
	const good = `{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1,"output_tokens":1}` + "\n"
	for row, want := range map[string]string{
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1}`:                                    "no value for output_tokens",
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":null,"output_tokens":1}`:               "no value for input_tokens",
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1,"output_tokens":1`:                   "the line is not a JSON object",
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1,"output_tokens":1} x`:                "the line is not a JSON object",
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1,"output_tokens":1,}`:                 "the line is not a JSON object",
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1,"input_tokens":2,"output_tokens":1}`: "two values for input_tokens",
		`{"timestamp":"2026-06-06T12:34:00Z","input_tokens":1.5e3,"output_tokens":1}`:              "input_tokens is not a number",
		`12`: "the line is not a JSON object",
		strings.Repeat(`{"a":`, 100) + "1" + strings.Repeat("}", 100): "the line is not a JSON object",
	} {
		l, problems, err := Read(strings.NewReader(good+row+"\n"+good), Options{})
		if err != nil || len(problems) != 1 || problems[0].Line != 2 || !strings.HasPrefix(problems[0].Message, want) || l.Rows != 2 {
			t.Errorf("%s: %v %v, want %s", row, problems, err, want)
		}
	}
}

func TestNoLoad(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 6, day, 0, 0, 0, 0, time.UTC) }
	for name, test := range map[string]struct {
		text    string
		options Options
		want    string
	}{
		"empty":      {"", Options{}, "there are no rows"},
		"no header":  {"2026-06-06T12:34:00Z,1,1\n", Options{}, "no column for timestamp, input_tokens, output_tokens"},
		"no output":  {"ts,input\n2026-06-06T12:34:00Z,1\n", Options{}, "no column for output_tokens"},
		"only bad":   {"ts,input,output\nx,1,1\n", Options{}, "no row could be counted: 1 were refused"},
		"a list":     {"[{}]", Options{}, "line 1 begins a JSON list: write one object a line"},
		"utf-16":     {"\xff\xfet\x00", Options{}, "the text is UTF-16: save it as UTF-8"},
		"bad gzip":   {"\x1f\x8b\x00\x00\x00\x00\x00\x00\x00\x00\x00", Options{}, "gzip: invalid header"},
		"too long":   {"ts,input,output\n2020-01-01T00:00Z,1,1\n2026-06-06T12:34:00Z,1,1\n", Options{}, "2020-01-01T00:00Z (line 2) to 2026-06-06T12:34Z (line 3)"},
		"window":     {"ts,input,output\n", Options{From: at(2), To: at(1)}, "before it begins"},
		"outside":    {"ts,input,output\n2026-06-06T12:34:00Z,1,1\n", Options{To: at(1)}, "1 are outside of the window"},
		"open quote": {"\"ts,input,output\n", Options{}, "has a quote that is not closed"},
		"open row":   {"ts,input,output\n1780749240,1,1\n1780749240,1,\"1\n1780749240,1,1\n", Options{}, "line 3: a quoted field is not well-formed, at line 4: close the quote"},
	} {
		l, _, err := Read(strings.NewReader(test.text), test.options)
		if l != nil || err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
	broken := io.MultiReader(strings.NewReader("ts,input,output\n2026-06-06T12:34:00Z,1,1\n"), iotest.ErrReader(errors.New("disk")))
	if _, _, err := Read(broken, Options{}); err == nil || !strings.Contains(err.Error(), "line 3: disk") {
		t.Errorf("a stream that breaks off: %v", err)
	}
	var cut bytes.Buffer
	_, _ = io.CopyN(&cut, zipped("ts,input,output\n"+strings.Repeat("2026-06-06T12:34:00Z,1,1\n", 100)), 60)
	if _, _, err := Read(&cut, Options{}); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a file that is cut: %v", err)
	}
}

func TestWindow(t *testing.T) {
	const text = "ts,input,output\n2026-06-06T12:34:00Z,1,1\n2026-06-06T12:36:00Z,1,1\n2026-06-06T12:50:00Z,1,1\n"
	at := func(hour, minute int) time.Time { return time.Date(2026, 6, 6, hour, minute, 0, 0, time.UTC) }
	for _, test := range []struct {
		from, to time.Time
		want     summary
	}{
		{want: summary{3, 0, 0, 17, "3", "3", "0"}},
		{from: at(12, 0), want: summary{3, 0, 0, 51, "3", "3", "0"}},
		{from: at(12, 35), to: at(13, 0), want: summary{2, 0, 1, 25, "2", "2", "0"}},
		{to: at(12, 50), want: summary{2, 0, 1, 16, "2", "2", "0"}}, // the first moment after it is not in it
	} {
		l := mustRead(t, text, Options{From: test.from, To: test.to})
		if got := summaryOf(l); got != test.want {
			t.Errorf("%v to %v: %+v, want %+v", test.from, test.to, got, test.want)
		}
	}
}

func TestWhatRowsAre(t *testing.T) {
	for text, want := range map[string]RowKind{
		"ts,input,output\n2026-06-06T12:34:00Z,1,1\n2026-06-06T12:35:00Z,1,1\n":            Minutes,
		"ts,input,output\n2026-06-06T12:34:00Z,1,1\n2026-06-06T12:34:00Z,1,1\n":            Minutes, // of two hosts
		"ts,input,output\n2026-06-06T12:34:01Z,1,1\n":                                      Requests,
		"ts,input,output,requests\n2026-06-06T12:34:01Z,1,1,9\n2026-06-06T12:34:01Z,1,1,9": Minutes,
	} {
		if l := mustRead(t, text, Options{}); l.Kind != want || !l.Detected {
			t.Errorf("%q are %s, detected %t, want %s", text, l.Kind, l.Detected, want)
		}
		if l := mustRead(t, text, Options{Rows: Requests}); l.Kind != Requests || l.Detected {
			t.Errorf("%q: what is stated does not count", text)
		}
	}
}

// A request that is longer than the deployment takes uses no quota.
func TestOversize(t *testing.T) {
	const text = "ts,input,output\n2026-06-06T12:34:01Z,129000,10\n2026-06-06T12:34:02Z,128000,20\n"
	l := mustRead(t, text, Options{MaxInputTokens: 128_000})
	if l.Oversize.Requests != 1 || l.OversizeTokens(Input).String() != "129000" || l.OversizeTokens(Output).String() != "10" {
		t.Errorf("oversize: %+v", l.Oversize)
	}
	if got, want := summaryOf(l), (summary{2, 0, 0, 1, "128000", "20", "0"}); got != want || l.Tokens.Input != 257_000 {
		t.Errorf("%+v, %+v", got, l.Tokens)
	}
	minutes := mustRead(t, text, Options{MaxInputTokens: 128_000, Rows: Minutes})
	if minutes.Oversize.Requests != 0 || used(minutes, Input) != "257000" {
		t.Errorf("a minute is taken for a long request: %+v", minutes.Oversize)
	}
}

func TestThinking(t *testing.T) {
	for text, want := range map[string]summary{
		"ts,input,output,thinking_output_tokens\n2026-06-06T12:34:01Z,1,10,7\n2026-06-06T12:34:01Z,1,10,\n": {2, 0, 0, 1, "2", "20", "7"},
		"ts,input,output,reasoning_tokens\n2026-06-06T12:34:01Z,1,10,7\n2026-06-06T12:34:01Z,1,10,0\n":      {2, 0, 0, 1, "2", "10", "10"},
		"ts,input,output,reasoning_tokens,thinking_tokens\n2026-06-06T12:34:01Z,1,10,7,3\n":                 {1, 0, 0, 1, "1", "10", "3"},
	} {
		if got := summaryOf(mustRead(t, text, Options{})); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// Problems are kept up to a limit and counted beyond it.
func TestManyProblems(t *testing.T) {
	text := "ts,input,output\n2026-06-06T12:34:01Z,1,1\n" + strings.Repeat("x,1,1\n", 3*MaxProblems)
	l, problems, err := Read(strings.NewReader(text), Options{})
	if err != nil || len(problems) != MaxProblems || l.Refused != 3*MaxProblems || problems[9].Line != 12 {
		t.Errorf("%d problems of %d, %v", len(problems), l.Refused, err)
	}
}

func TestMoments(t *testing.T) {
	zone := time.FixedZone("+08:00", 8*60*60)
	const minute = 1780749240 / 60 // 2026-06-06T12:34Z
	for text, want := range map[string]moment{
		"2026-06-06T12:34Z": {minute, false}, "2026-06-06t12:34:00z": {minute, false}, "2026-06-06 12:34:00 UTC": {minute, false},
		"2026-06-06T12:34:56,7Z": {minute, true}, "2026-06-06T12:34:00.000Z": {minute, false}, "2026-06-06T12:34:60Z": {minute, true},
		"2026/06/06 20:34": {minute, false}, "2026-06-06 20:34:01": {minute, true}, "2026-06-06 20:34:00+0800": {minute, false},
		"2026-06-06T20:34+08": {minute, false}, "2026-06-06T07:04:00-05:30": {minute, false}, "20260606T123456Z": {minute, true},
		"20260606T1234Z": {minute, false}, "20260606203400": {minute, false}, "202606062034": {minute, false},
		"1780749240": {minute, false}, "1780749299": {minute, true}, "1780749240.000": {minute, false}, "1780749240.001": {minute, true},
		"1780749240000": {minute, false}, "1780749240000001": {minute, true}, "1780749240000000000": {minute, false},
		"2026-06-05T24:00Z": {minute - 754, false}, "2024-02-29T00:00Z": {28486080, false}, "1969-12-31T23:59Z": {-1, false},
	} {
		if got, bad := readMoment(" "+text+" ", zone, ""); bad != nil || got != want {
			t.Errorf("%s is %+v %v, want %+v", text, got, bad, want)
		}
	}
	for _, text := range []string{
		"now", "2026-06-06", "2026-13-06T00:00Z", "2026-00-06T00:00Z", "2026-06-31T00:00Z", "2023-02-29T00:00Z", "2026-06-06T24:01Z", "2026-06-06T12:60Z",
		"2026-06-06T12:34:61Z", "2026-06-06T12:34:Z", "2026-06-06T12:34:56.Z", "2026-06-06T12Z", "2026-06-06T12:34X", "2026-06-06T12:34+8", "2026-06-06T12:34Zx",
		"1", "178074924", "17807492400", "1780749240.", "1780749240.x", "-1780749240", "0000000001", "1e9", "2026-06-06T", "06/06/2026 12:34",
	} {
		if got, bad := readMoment(text, zone, ""); bad == nil {
			t.Errorf("%s is taken for minute %d", text, got.minute)
		}
	}
}

// In a zone with summer time, noon is an hour nearer to UTC's before it begins.
func TestSummerTime(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zone database")
	}
	for text, want := range map[string]string{"2026-03-28 12:00": "2026-03-28T11:00Z", "2026-03-29 12:00": "2026-03-29T10:00Z"} {
		got, bad := readMoment(text, berlin, "")
		if bad != nil || clockTime(got.minute) != want {
			t.Errorf("%s is %s, want %s", text, clockTime(got.minute), want)
		}
	}
}
