package sizing

// column is what a column of the traffic says.
type column int

const (
	timeColumn column = iota
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
	return [...]string{"timestamp", "input_tokens", "output_tokens", "thinking_output_tokens", "reasoning_tokens", "cached_tokens", "requests", "model"}[c]
}

// match is a column with the rank of the name that told it: of several names
// for one column the lowest rank wins.
type match struct {
	column column
	rank   int
}

// columnNames are the names by column, the plainest first. Only letters and
// digits of a header count, in any case.
func columnNames() [columnCount][]string {
	return [columnCount][]string{
		timeColumn: {"timestamp", "ts", "datetime", "eventtime", "requesttime", "starttime", "createdat", "created", "minute",
			"time", "date", "logtime", "gmtcreate"},
		inputColumn:     {"inputtokens", "prompttokens", "inputtokencount", "prompttokencount", "tokensin", "intokens", "input", "prompt"},
		outputColumn:    {"outputtokens", "completiontokens", "outputtokencount", "completiontokencount", "generatedtokens", "tokensout", "outtokens", "output", "completion"},
		thinkingColumn:  {"thinkingoutputtokens", "thinkingtokens", "thinkingoutput"},
		reasoningColumn: {"reasoningtokens", "reasoningoutputtokens"},
		cachedColumn:    {"cachedtokens", "cachedinputtokens", "cachedprompttokens", "cachereadinputtokens", "cachereadtokens", "promptcachehittokens", "cached"},
		countColumn:     {"requests", "requestcount", "calls"},
		modelColumn:     {"model", "modelname", "modelcode", "modelid", "deployedmodel"},
	}
}

// vocabulary looks up names. It is built for one reading.
type vocabulary map[string]match

func newVocabulary() vocabulary {
	words := vocabulary{}
	for c, names := range columnNames() {
		for rank, name := range names {
			words[plain(name)] = match{column(c), rank}
		}
	}
	return words
}

// find tells which column a header names.
func (v vocabulary) find(header string) (match, bool) {
	m, ok := v[plain(header)]
	return m, ok
}

// plain keeps letters and digits, in lower case: "Input Tokens" is "inputtokens".
func plain(name string) string {
	const most = 64
	kept := make([]byte, 0, most)
	for _, b := range []byte(name) {
		switch {
		case 'A' <= b && b <= 'Z':
			kept = append(kept, b+'a'-'A')
		case 'a' <= b && b <= 'z', '0' <= b && b <= '9':
			kept = append(kept, b)
		case b >= 0x80:
			return "" // a word of another script
		}
		if len(kept) == most {
			return ""
		}
	}
	return string(kept)
}
