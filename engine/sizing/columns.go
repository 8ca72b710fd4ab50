package sizing

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// column is what a column of the traffic says.
type column int

const (
	timeColumn  column = iota
	clockColumn        // time of day, where the other one is a date
	inputColumn
	outputColumn
	thinkingColumn  // output tokens of calls in thinking mode, beside the output tokens
	reasoningColumn // tokens of reasoning, a part of the output tokens
	cachedColumn    // cached input tokens, a part of the input tokens
	countColumn     // requests that the row stands for
	modelColumn     // model that was called
	columnCount
)

// String returns the name that the column should have.
func (c column) String() string {
	return [...]string{"timestamp", "time", "input_tokens", "output_tokens", "thinking_output_tokens", "reasoning_tokens", "cached_tokens", "requests", "model"}[c]
}

// isTime reports whether a column is a part of the time.
func (c column) isTime() bool { return c == timeColumn || c == clockColumn }

// required are the columns that have to be there.
var required = [...]column{timeColumn, inputColumn, outputColumn}

// match is a column with the rank of the name that told it: of several names
// for one column the lowest rank wins.
type match struct {
	column column
	rank   int
}

// dates are names of a column that may hold a date alone.
var dates = []string{"date", "day", "日期"}

// columnNames are the names by column, the plainest first. Only letters and
// digits of a header count, in any case.
func columnNames() [columnCount][]string {
	return [columnCount][]string{
		timeColumn: append([]string{"timestamp", "ts", "datetime", "eventtime", "requesttime", "starttime", "createdat", "created", "minute",
			"logtime", "gmtcreate", "startedat", "timeunixnano", "starttimeunixnano", "请求时间", "调用时间", "开始时间", "统计时间", "时间戳"}, dates...),
		clockColumn: {"time", "timeofday", "clock", "clocktime", "时间"},
		inputColumn: {"inputtokens", "prompttokens", "inputtokencount", "prompttokencount", "tokensin", "intokens", "llmtokencountprompt",
			"输入token数", "输入tokens数", "输入token", "输入tokens", "输入token用量", "输入token量", "input", "prompt", "输入"},
		outputColumn: {"outputtokens", "completiontokens", "outputtokencount", "completiontokencount", "generatedtokens", "generationtokens", "tokensout", "outtokens", "llmtokencountcompletion",
			"输出token数", "输出tokens数", "输出token", "输出tokens", "输出token用量", "输出token量", "output", "completion", "输出"},
		thinkingColumn:  {"thinkingoutputtokens", "thinkingtokens", "thinkingoutput"},
		reasoningColumn: {"reasoningtokens", "reasoningoutputtokens", "completiontokensdetailsreasoningtokens", "outputtokensdetailsreasoningtokens", "思考token数", "推理token数"},
		cachedColumn: {"cachedtokens", "cachedinputtokens", "cachedprompttokens", "cachereadinputtokens", "cachereadtokens", "promptcachehittokens",
			"prompttokensdetailscachedtokens", "inputtokensdetailscachedtokens", "缓存token数", "缓存token", "缓存命中token数", "缓存命中token", "cached"},
		countColumn: {"requests", "requestcount", "calls", "请求数", "请求次数", "调用次数", "调用量"},
		modelColumn: {"model", "modelname", "modelcode", "modelid", "deployedmodel", "genairequestmodel", "genairesponsemodel", "requestmodel", "responsemodel", "模型", "模型名称", "模型code"},
	}
}

// vocabulary looks up names. It is built for one reading.
type vocabulary map[string]match

func newVocabulary() vocabulary {
	words := vocabulary{}
	for c, names := range columnNames() {
		for rank, name := range names {
			words[name] = match{column(c), rank}
		}
	}
	return words
}

// usageRank sets names inside of a usage behind the plain ones.
const usageRank = 100

// increase is what PromQL adds up in a minute: a metric, and its labels.
var increase = regexp.MustCompile(`increase\(\s*([a-zA-Z0-9_:]+?)(?:_total|_sum)?\s*(?:\{([^}]*)\})?\[1m\]`)

// typeLabel is the label that says what kind of tokens a metric counts.
var typeLabel = regexp.MustCompile(`(?:type|direction)="([^"]*)"`)

// find tells which column a header names: as it is, or behind the word usage
// ("gen_ai.usage.input_tokens"), or as the metric whose increase in a minute it is.
func (v vocabulary) find(header string) (match, bool) {
	name := plain(header)
	if m, ok := v[name]; ok {
		return m, true
	}
	if metric := increase.FindStringSubmatch(header); metric != nil {
		name := metric[1][strings.LastIndexByte(metric[1], ':')+1:]
		if label := typeLabel.FindStringSubmatch(metric[2]); label != nil {
			name = label[1]
		}
		m, ok := v[plain(name)]
		return m, ok
	}
	if at := strings.LastIndex(name, "usage"); at >= 0 {
		m, ok := v[name[at+len("usage"):]]
		m.rank += usageRank
		return m, ok && strings.HasSuffix(name, "tokens")
	}
	return match{}, false
}

// isDate reports whether the name of a column is that of a date.
func isDate(header string) bool { return slices.Contains(dates, plain(header)) }

// plain keeps letters and digits, in lower case: "Input Tokens" is "inputtokens".
func plain(name string) string {
	const most = 96
	kept := make([]byte, 0, most)
	for _, r := range name {
		switch {
		case 'A' <= r && r <= 'Z':
			kept = append(kept, byte(r)+'a'-'A')
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			kept = append(kept, byte(r))
		case 0x4e00 <= r && r <= 0x9fff: // Chinese
			kept = append(kept, string(r)...)
		case r >= 0x80 && r != '（' && r != '）' && r != '\u00a0' && r != '\u3000':
			return "" // a word of another script
		}
		if len(kept) >= most {
			return ""
		}
	}
	return string(kept)
}

// ParseColumns reads which header is which column, "input=tokens in". The names of
// columns are matched loosely; date and time are two columns of one time.
func ParseColumns(texts []string) ([]UsedColumn, error) {
	var list []UsedColumn
	words := newVocabulary()
	for _, text := range texts {
		name, header, ok := strings.Cut(text, "=")
		header = strings.TrimSpace(header)
		m, known := words[plain(name)]
		if !known {
			m, known = words[plain(name)+"tokens"]
		}
		canonical := ""
		if known {
			if canonical = m.column.String(); m.column == timeColumn && isDate(name) {
				canonical = dateColumn
			}
		}
		switch {
		case !ok || header == "":
			return nil, fmt.Errorf("%q is not a column and its header: write input=HEADER", text)
		case !known:
			return nil, fmt.Errorf("there is no column %q: use timestamp (or date and time), input, output, thinking_output, reasoning, cached, requests or model", name)
		case slices.ContainsFunc(list, func(c UsedColumn) bool { return c.Column == canonical }):
			return nil, fmt.Errorf("the column %s is stated twice", canonical)
		}
		list = append(list, UsedColumn{canonical, header})
	}
	return list, nil
}

// dateColumn is what a stated column for a date alone is called.
const dateColumn = "date"

// stated is which headers the options say are which columns.
type stated struct {
	column column
	header string
	day    bool // a date alone
}

func statedColumns(list []UsedColumn) []stated {
	var out []stated
	for _, c := range list {
		if c.Column == dateColumn {
			out = append(out, stated{timeColumn, c.Header, true})
			continue
		}
		for column := range columnCount {
			if column.String() == c.Column {
				out = append(out, stated{column, c.Header, false})
			}
		}
	}
	return out
}

// states reports whether a column is stated. A stated time leaves no other one.
func states(list []stated, c column) bool {
	return slices.ContainsFunc(list, func(s stated) bool {
		return s.column == c || s.column.isTime() && c.isTime()
	})
}

// HeaderError says that columns could not be told from the names in a file.
type HeaderError struct {
	Line    int
	Names   []string     // of the header, or the keys of the first row
	Used    []UsedColumn // what was matched
	Missing []string     // columns that no name was matched for
	Unknown string       // a stated header that is not there; empty if all are
}

// Error says what is missing, what there is and what was matched.
func (e *HeaderError) Error() string {
	const most = 12
	var names, used []string
	for _, name := range e.Names {
		if len(names) == most {
			names = append(names, fmt.Sprintf("and %d more", len(e.Names)-most))
			break
		}
		names = append(names, shown(name))
	}
	for _, c := range e.Used {
		used = append(used, fmt.Sprintf("%s is %s", c.Column, shown(c.Header)))
	}
	what := "no column for " + strings.Join(e.Missing, ", ")
	if e.Unknown != "" {
		what = "no column is named " + shown(e.Unknown)
	}
	matched := "none of them was matched"
	if len(used) > 0 {
		matched = strings.Join(used, ", ")
	}
	return fmt.Sprintf("line %d: %s in the header %s; %s", e.Line, what, strings.Join(names, ", "), matched)
}

// Columns is what to state, with HEADER for each name that only a person knows:
// "input=HEADER,output=HEADER".
func (e *HeaderError) Columns() string {
	var list []string
	for _, name := range e.Missing {
		list = append(list, strings.TrimSuffix(name, "_tokens")+"=HEADER")
	}
	if e.Unknown != "" {
		return ""
	}
	return strings.Join(list, ",")
}
