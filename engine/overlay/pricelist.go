package overlay

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// MaxListBytes is the longest list of prices that is read.
const MaxListBytes = 32 << 20

// ListError says where a list of prices cannot be read.
type ListError struct {
	Line, Column int // from 1; columns in Unicode code points
	Message      string
}

func (e *ListError) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Message)
}

// priceList is a public list of prices on demand.
type priceList struct {
	data      []byte
	name      string                       // "models.dev"
	providers map[string]map[string]member // entries by region code and model
	called    map[string]string            // providers by region code
	form      listForm
}

// listForm is how a list writes prices.
type listForm struct {
	input, output, thinking, cached string
	shift                           int32    // power of ten from its prices to those of 1,000,000 tokens
	ignored                         []string // prices of what is not text, or not a call
	isPrice                         func(key string) bool
	inside                          string // key of the prices; empty if they stand in the entry
}

// modelsDev and liteLLM are the names that the lists have for what is priced. They are
// functions, so that a program that imports no list does not carry them.
func modelsDev() listForm {
	return listForm{
		input: "input", output: "output", thinking: "reasoning", cached: "cache_read", inside: "cost",
		ignored: []string{"cache_write", "input_audio", "output_audio"}, isPrice: func(string) bool { return true },
	}
}

func liteLLM() listForm {
	return listForm{
		input: "input_cost_per_token", output: "output_cost_per_token", thinking: "output_cost_per_reasoning_token", cached: "cache_read_input_token_cost", shift: 6,
		ignored: []string{"cache_creation_input_token_cost", "input_cost_per_audio_token", "output_cost_per_audio_token", "input_cost_per_token_batches", "output_cost_per_token_batches"},
		isPrice: func(key string) bool { return strings.Contains(key, "cost") || strings.Contains(key, "pric") },
	}
}

// The providers of lists, by the region whose prices they have.
const (
	singapore       = "ap-southeast-1"
	beijing         = "cn-beijing"
	liteLLMProvider = "dashscope"
)

// readList reads a list and finds which one it is.
func readList(data []byte) (*priceList, error) {
	l := &priceList{data: data, providers: map[string]map[string]member{}, called: map[string]string{}}
	if len(data) > MaxListBytes {
		return nil, fmt.Errorf("it is longer than %d MiB", MaxListBytes>>20)
	}
	var all json.RawMessage
	if err := json.Unmarshal(data, &all); err != nil {
		at := int64(len(data))
		if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) && syntax.Offset <= at {
			at = max(syntax.Offset-1, 0)
		}
		return nil, l.wrong(at, "the JSON is broken: "+err.Error())
	}
	top, err := l.object(member{raw: data})
	if err != nil {
		return nil, err
	}
	for _, m := range top {
		switch region := map[string]string{"alibaba": singapore, "alibaba-cn": beijing}[m.key]; {
		case region != "" && l.name != "LiteLLM":
			l.name, l.form, l.called[region] = "models.dev", modelsDev(), m.key
			if l.providers[region], err = l.models(m); err != nil {
				return nil, err
			}
		case strings.HasPrefix(m.key, liteLLMProvider+"/") && l.name != "models.dev":
			l.name, l.form, l.called[singapore] = "LiteLLM", liteLLM(), liteLLMProvider
			if l.providers[singapore] == nil {
				l.providers[singapore] = map[string]member{}
			}
			l.providers[singapore][strings.TrimPrefix(m.key, liteLLMProvider+"/")] = m
		}
	}
	if l.name == "" {
		return nil, errors.New("it is no list of prices that is known: save api.json of models.dev, or model_prices_and_context_window.json of LiteLLM")
	}
	return l, nil
}

// models are the entries of a provider of models.dev.
func (l *priceList) models(provider member) (map[string]member, error) {
	models := map[string]member{}
	members, err := l.object(provider)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		if m.key != "models" {
			continue
		}
		entries, err := l.object(m)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			models[entry.key] = entry
		}
	}
	return models, nil
}

// member is a value of JSON with its place.
type member struct {
	key string
	raw json.RawMessage
	at  int64 // offset of raw
}

// object reads the members of an object. One key twice is an error.
func (l *priceList) object(of member) ([]member, error) {
	return l.members(of, '{', "an object")
}

// list reads the items of a list.
func (l *priceList) list(of member) ([]member, error) { return l.members(of, '[', "a list") }

func (l *priceList) members(of member, begin json.Delim, what string) ([]member, error) {
	dec := json.NewDecoder(bytes.NewReader(of.raw)) // which is sound JSON, see readList
	if first, err := dec.Token(); err != nil || first != begin {
		return nil, l.wrong(of.at, "this is not "+what)
	}
	var members []member
	seen := map[string]bool{}
	for dec.More() {
		var m member
		if begin == '{' {
			key, err := dec.Token()
			if err != nil {
				return nil, err
			}
			m.key, _ = key.(string)
			if seen[m.key] {
				return nil, l.wrong(of.at+dec.InputOffset()-int64(len(m.key)+len(`""`)), fmt.Sprintf("%q is here twice", m.key))
			}
			seen[m.key] = true
		}
		if err := dec.Decode(&m.raw); err != nil {
			return nil, err
		}
		m.at = of.at + dec.InputOffset() - int64(len(m.raw))
		members = append(members, m)
	}
	return members, nil
}

// wrong is an error at an offset.
func (l *priceList) wrong(offset int64, message string) error {
	before := l.data[:min(max(offset, 0), int64(len(l.data)))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return &ListError{Line: bytes.Count(before, []byte{'\n'}) + 1, Column: utf8.RuneCount(before[start:]) + 1, Message: message}
}

// number reads a number of the text as a decimal.
func (l *priceList) number(m member) (decimal.Decimal, error) {
	text := string(m.raw)
	value, err := money.ParseDecimal(text)
	if err != nil || value.IsNegative() {
		return value, l.wrong(m.at, fmt.Sprintf("%s is %.40s: a price is a number, 0 or above", m.key, text))
	}
	return value, nil
}

// listedPrices is what a list says of a model. A reason says why it is not taken.
type listedPrices struct {
	catalog.OnDemand
	reason string
}

// entry reads the prices of a model, for 1,000,000 tokens. What is not understood is
// a reason to take none of them.
func (l *priceList) entry(m member) (e listedPrices, err error) {
	members, err := l.object(m)
	if err != nil {
		return e, err
	}
	if inside := l.form.inside; inside != "" {
		at := slices.IndexFunc(members, func(m member) bool { return m.key == inside })
		if at < 0 {
			e.reason = "the list has it without prices"
			return e, nil
		}
		if members, err = l.object(members[at]); err != nil {
			return e, err
		}
	}
	e.Per = 1_000_000
	base, above200k := false, member{}
	for _, m := range members {
		switch {
		case m.key == "tiers" || m.key == "tiered_pricing":
			if err := l.tiers(m, &e); err != nil || e.reason != "" {
				return e, err
			}
		case m.key == "context_over_200k":
			above200k = m
		case m.key == l.form.input:
			base = true
		}
	}
	switch {
	case base || len(e.Tiers) == 0 || e.Tiers[0].Above > 0:
		if e.TokenPrices, err = l.prices(members, &e); err != nil || e.reason != "" {
			return e, err
		}
	}
	switch { // what LiteLLM lists as a first tier is the base
	case len(e.Tiers) > 0 && e.Tiers[0].Above == 0:
		e.TokenPrices, e.Tiers = e.Tiers[0].TokenPrices, e.Tiers[1:]
	case len(e.Tiers) == 0 && above200k.raw != nil:
		tier, err := l.object(above200k)
		if err != nil {
			return e, err
		}
		prices, err := l.prices(tier, &e)
		if err != nil || e.reason != "" {
			return e, err
		}
		e.Tiers = []catalog.OnDemandTier{{Above: 200_000, TokenPrices: prices}}
	}
	for i := 1; i < len(e.Tiers); i++ {
		if e.Tiers[i].Above <= e.Tiers[i-1].Above {
			e.reason = "its tiers are not in rising order"
		}
	}
	return e, nil
}

// prices reads the prices that stand side by side.
func (l *priceList) prices(members []member, e *listedPrices) (p catalog.TokenPrices, err error) {
	has := map[string]bool{}
	for _, m := range members {
		var into *decimal.Decimal
		switch m.key {
		case l.form.input:
			into = &p.Input
		case l.form.output:
			into = &p.Output
		case l.form.thinking:
			into = &p.ThinkingOutput
		case l.form.cached:
			into = &p.CachedInput
		case "tiers", "tiered_pricing", "context_over_200k", "tier", "range":
			continue
		default:
			if l.form.isPrice(m.key) && !slices.Contains(l.form.ignored, m.key) {
				e.reason = fmt.Sprintf("the list has a price of it that is not understood: %s", scalar(m.key))
			}
			continue
		}
		value, err := l.number(m)
		if err != nil {
			return p, err
		}
		if value.IsZero() {
			e.reason = fmt.Sprintf("the list has it with a price of 0: %s", m.key)
		}
		*into, has[m.key] = value.Shift(l.form.shift), true
	}
	for _, key := range [...]string{l.form.input, l.form.output} {
		if !has[key] && e.reason == "" {
			e.reason = "the list has it without " + key
		}
	}
	if !has[l.form.thinking] {
		p.ThinkingOutput = p.Output
	}
	if !has[l.form.cached] {
		p.CachedInput = p.Input
	}
	return p, nil
}

// tiers reads prices by the length of a request.
func (l *priceList) tiers(of member, e *listedPrices) error {
	items, err := l.list(of)
	if err != nil {
		return err
	}
	var end decimal.Decimal // of the tier before
	for i, item := range items {
		members, err := l.object(item)
		if err != nil {
			return err
		}
		var above decimal.Decimal
		known := false
		for _, m := range members {
			switch m.key {
			case "tier":
				above, known, err = l.context(m)
			case "range":
				var from decimal.Decimal
				from, above, err = l.bounds(m)
				if i > 0 && !from.Equal(end) || i == 0 && !from.IsZero() {
					e.reason = "its tiers leave lengths out"
				}
				end, above, known = above, from, true
			}
			if err != nil {
				return err
			}
		}
		if !known || !above.IsInteger() || above.GreaterThan(decimal.NewFromInt(1_000_000_000)) {
			e.reason = "its tiers are not by the length of the input"
		}
		prices, err := l.prices(members, e)
		if err != nil || e.reason != "" {
			return err
		}
		e.Tiers = append(e.Tiers, catalog.OnDemandTier{Above: above.IntPart(), TokenPrices: prices})
	}
	return nil
}

// context reads {"type": "context", "size": 256000}; known is false for another type.
func (l *priceList) context(of member) (size decimal.Decimal, known bool, err error) {
	members, err := l.object(of)
	if err != nil {
		return size, false, err
	}
	isContext, hasSize := false, false
	for _, m := range members {
		switch m.key {
		case "type":
			isContext = string(m.raw) == `"context"`
		case "size":
			hasSize = true
			if size, err = l.number(m); err != nil {
				return size, false, err
			}
		}
	}
	return size, isContext && hasSize, nil
}

// bounds reads [0, 256000].
func (l *priceList) bounds(of member) (from, to decimal.Decimal, err error) {
	items, err := l.list(of)
	if err != nil {
		return from, to, err
	}
	if len(items) != 2 {
		return from, to, l.wrong(of.at, "a range has two numbers")
	}
	items[0].key, items[1].key = "range", "range"
	if from, err = l.number(items[0]); err != nil {
		return from, to, err
	}
	to, err = l.number(items[1])
	return from, to, err
}
