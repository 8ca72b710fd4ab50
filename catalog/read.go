package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog/money"
)

// reader turns the nodes of one file into values. It notes every fault with its
// line and goes on with a zero value, so that one reading finds all faults. A
// nil node stands for a fault that is already noted.
type reader struct {
	file   string
	faults []error
}

func (r *reader) fault(line int, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.file, line, fmt.Sprintf(format, args...)))
}

// parse reads the one document of a file. The parser would take the first
// document and ignore the rest.
func (r *reader) parse(data []byte) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var first, second yaml.Node
	switch err := decoder.Decode(&first); {
	case errors.Is(err, io.EOF):
		r.fault(1, "the file is empty")
		return nil
	case err != nil:
		r.faults = append(r.faults, fmt.Errorf("%s: %w", r.file, err))
		return nil
	}
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
		return first.Content[0]
	case err != nil:
		r.faults = append(r.faults, fmt.Errorf("%s: %w", r.file, err))
	default:
		r.fault(second.Line, "a second document: a region file has one")
	}
	return nil
}

// fields is a mapping whose keys are checked.
type fields struct {
	r    *reader
	node *yaml.Node // nil if it is not a mapping
}

// fields checks that a node is a mapping with no other keys than these, and
// none of them twice, which the parser lets pass.
func (r *reader) fields(node *yaml.Node, keys ...string) fields {
	if !r.kind(node, yaml.MappingNode, "a mapping") {
		return fields{r: r}
	}
	for i := 0; i < len(node.Content); i += 2 {
		key := node.Content[i]
		switch {
		case key.Kind != yaml.ScalarNode || !slices.Contains(keys, key.Value):
			r.fault(key.Line, "unknown key %s: the keys here are %s", printed(key), strings.Join(keys, ", "))
		case lookup(node, key.Value) != node.Content[i+1]:
			r.fault(key.Line, "key %q is here a second time", key.Value)
		}
	}
	return fields{r, node}
}

// need is the value of a key that has to be there.
func (f fields) need(key string) *yaml.Node {
	if f.node == nil {
		return nil
	}
	value := lookup(f.node, key)
	if value == nil {
		f.r.fault(f.node.Line, "missing key %q", key)
	}
	return value
}

// may is the value of a key that may be left out; then it is nil.
func (f fields) may(key string) *yaml.Node {
	if f.node == nil {
		return nil
	}
	return lookup(f.node, key)
}

// lookup is the value of the first key of that name, or nil.
func lookup(node *yaml.Node, key string) *yaml.Node {
	for i := 0; i < len(node.Content); i += 2 {
		if node.Content[i].Value == key && node.Content[i].Kind == yaml.ScalarNode {
			return node.Content[i+1]
		}
	}
	return nil
}

// list is the elements of a sequence.
func (r *reader) list(node *yaml.Node) []*yaml.Node {
	if !r.kind(node, yaml.SequenceNode, "a list") {
		return nil
	}
	return node.Content
}

// texts is a list of texts.
func (r *reader) texts(node *yaml.Node) []string {
	var all []string
	for _, element := range r.list(node) {
		all = append(all, r.text(element))
	}
	return all
}

// text is a scalar that YAML reads as a string.
func (r *reader) text(node *yaml.Node) string {
	if !r.kind(node, yaml.ScalarNode, "text") {
		return ""
	}
	if node.ShortTag() != "!!str" {
		r.fault(node.Line, "%s has to be text: put it in quotes", printed(node))
		return ""
	}
	return node.Value
}

// integer is a plain whole number in decimal notation, from 0.
func (r *reader) integer(node *yaml.Node) int64 {
	if !r.kind(node, yaml.ScalarNode, "a whole number") {
		return 0
	}
	value, err := strconv.ParseUint(node.Value, 10, 62)
	if err != nil || node.Style != 0 {
		r.fault(node.Line, "%s has to be a whole number in decimal notation", printed(node))
		return 0
	}
	return int64(value)
}

// decimal is a plain number, read from its text: it never is a float.
func (r *reader) decimal(node *yaml.Node) decimal.Decimal {
	if !r.kind(node, yaml.ScalarNode, "a number") {
		return decimal.Decimal{}
	}
	if node.Style != 0 {
		r.fault(node.Line, "%s has to be a plain number, without quotes or tag", printed(node))
		return decimal.Decimal{}
	}
	value, err := money.ParseDecimal(node.Value)
	if err != nil {
		r.fault(node.Line, "%s", err)
	}
	return value
}

// clock is a time of day.
func (r *reader) clock(node *yaml.Node) Clock {
	text := r.text(node)
	if text == "" {
		return Clock{}
	}
	value, err := ParseClock(text)
	if err != nil {
		r.fault(node.Line, "%s", err)
	}
	return value
}

// kind checks the kind of a node and reports whether there is a node to read.
func (r *reader) kind(node *yaml.Node, want yaml.Kind, name string) bool {
	if node == nil {
		return false
	}
	if node.Kind != want {
		r.fault(node.Line, "%s has to be %s", printed(node), name)
		return false
	}
	return true
}

// printed is how a message shows a node.
func printed(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	if node.Tag == "!!null" {
		return "an empty value"
	}
	return strconv.Quote(node.Value)
}

// formatVersion is the layout of a region file, described by
// schema/catalog.schema.json.
const formatVersion = 1

// readRegion reads one region file of an edition. The error holds every fault
// found, a line each: "cn-beijing.yaml:34: missing key "bundle"".
func readRegion(edition, file string, data []byte) (*Region, error) {
	r := &reader{file: file}
	root := r.parse(data)
	f := r.fields(root, "version", "edition", "region", "name", "aliases", "currency", "utc_offset",
		"endpoint", "source", "billing", "ptu", "mu", "lora", "unpriced", "quota_weights", "notes")
	region := &Region{
		Code:      r.text(f.need("region")),
		Name:      r.text(f.need("name")),
		Aliases:   r.texts(f.need("aliases")),
		File:      file,
		Currency:  r.text(f.need("currency")),
		UTCOffset: r.text(f.need("utc_offset")),
		Endpoint:  r.text(f.need("endpoint")),
		Source:    r.source(f.need("source")),
		Billing:   r.billing(f.need("billing")),
		Notes:     r.notes(f.need("notes")),
	}
	r.header(f, region, edition)
	r.ptu(f.may("ptu"), region)
	r.mu(f.may("mu"), region)
	r.lora(f.may("lora"), region)
	r.unpriced(f.may("unpriced"), region)
	r.quotaWeights(f.may("quota_weights"), region)
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	region.makeIndex()
	return region, nil
}

// header checks what the file says of itself.
func (r *reader) header(f fields, region *Region, edition string) {
	if n := f.need("version"); n != nil && r.integer(n) != formatVersion {
		r.fault(n.Line, "version is %s, this program reads version %d", printed(n), formatVersion)
	}
	if n := f.need("edition"); n != nil && r.text(n) != edition {
		r.fault(n.Line, "edition is %s, the folder is %q", printed(n), edition)
	}
	if n := f.may("region"); n != nil && region.Code+extension != r.file {
		r.fault(n.Line, "region is %s, so the file has to be named %s", printed(n), region.Code+extension)
	}
	if n := f.may("utc_offset"); n != nil && region.UTCOffset != "" {
		if _, err := ParseZone(region.UTCOffset); err != nil {
			r.fault(n.Line, "%q is not an offset from UTC: write +08:00", region.UTCOffset)
		}
	}
}

func (r *reader) source(node *yaml.Node) Source {
	f := r.fields(node, "title", "updated", "url")
	return Source{Title: r.text(f.need("title")), Updated: r.text(f.need("updated")), URL: r.text(f.may("url"))}
}

// billing reads the numbers of the billing rules. The TPM that a PTU price
// covers stand with the PTU prices.
func (r *reader) billing(node *yaml.Node) Billing {
	f := r.fields(node, "ptu", "mu", "suffix_max_length")
	ptu := r.fields(f.need("ptu"), "default_input_tpm", "default_output_tpm", "subscription_ends",
		"extend_after", "grace_hours", "retention_hours", "overdue_hours")
	mu := r.fields(f.need("mu"), "capacity_below", "cancel_rate", "cancel_within_days", "month_days", "billing_methods")
	return Billing{
		PTU: PTUBilling{
			DefaultInputTPM:  r.integer(ptu.need("default_input_tpm")),
			DefaultOutputTPM: r.integer(ptu.need("default_output_tpm")),
			SubscriptionEnds: r.clock(ptu.need("subscription_ends")),
			ExtendAfter:      r.clock(ptu.need("extend_after")),
			GraceHours:       r.integer(ptu.need("grace_hours")),
			RetentionHours:   r.integer(ptu.need("retention_hours")),
			OverdueHours:     r.integer(ptu.need("overdue_hours")),
		},
		MU: MUBilling{
			CapacityBelow:    r.integer(mu.need("capacity_below")),
			CancelRate:       r.decimal(mu.need("cancel_rate")),
			CancelWithinDays: r.integer(mu.need("cancel_within_days")),
			MonthDays:        r.integer(mu.need("month_days")),
			BillingMethods:   r.texts(mu.need("billing_methods")),
		},
		SuffixMaxLength: int(r.integer(f.need("suffix_max_length"))),
	}
}

func (r *reader) notes(node *yaml.Node) []Note {
	var notes []Note
	for _, element := range r.list(node) {
		f := r.fields(element, "id", "title", "text", "reading")
		notes = append(notes, Note{
			ID:      r.text(f.need("id")),
			Title:   r.text(f.need("title")),
			Text:    r.text(f.need("text")),
			Reading: r.text(f.need("reading")),
		})
	}
	return notes
}
