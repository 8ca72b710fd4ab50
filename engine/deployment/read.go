package deployment

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/document"
)

// Broken tells which values a diagnostic has already been given for, by JSON
// pointer; a field that is missing because its name is misspelt counts too. They
// are read as if they were left out, and nothing more is said of them, so that
// one mistake gives one diagnostic.
type Broken map[string]bool

// ReadBudgets types the budgets of a mapping that has them.
func ReadBudgets(node *document.Node, broken Broken) []Budget {
	return reader{broken}.budgets(node)
}

// Read types a document of a known shape.
func Read(src *document.Source, node *document.Node, shape Shape, broken Broken) Document {
	doc := Document{Source: src, Node: node, Shape: shape, Broken: broken}
	r := reader{broken}
	switch shape {
	case Request:
		doc.Deployments = []Deployment{r.deployment(node, "")}
	case Answer:
		doc.Region = r.text(node, "", "region")
		if node.Entry("model_name") != nil { // an element of its list
			doc.Deployments = []Deployment{r.running(node, "")}
			break
		}
		r.answer(&doc, node.Get("output"))
	case File:
		doc.Region = r.text(node, "", "region")
		doc.Period = r.text(node, "", "period")
		doc.Budget = r.number(node, "", "budget")
		doc.Budgets = r.budgets(node)
		list := items(node.Get("deployments"))
		doc.Deployments = slices.Grow(doc.Deployments, len(list))
		for i, item := range list {
			doc.Deployments = append(doc.Deployments, r.deployment(item, Pointer("/deployments", strconv.Itoa(i))))
		}
	}
	return doc
}

// Count returns how many deployments a document of a shape may have, at least 1.
func Count(node *document.Node, shape Shape) int {
	var list *document.Node
	switch shape {
	case File:
		list = node.Get("deployments")
	case Answer:
		for _, key := range listKeys {
			if list == nil {
				list = node.Get("output").Get(key)
			}
		}
	}
	return max(len(items(list)), 1)
}

// listKeys are the names of the list in an answer of the API, and of what says
// that an answer without one is a page of nothing.
var (
	listKeys = [...]string{"deployments", "records"}
	pageKeys = [...]string{"total", "items"}
)

// answer reads the output of an answer: a page of a list, or one deployment.
func (r reader) answer(doc *Document, output *document.Node) {
	const path = "/output"
	if output == nil || output.Kind != document.Mapping {
		return
	}
	var list *document.Node
	at := path
	for _, key := range listKeys {
		if list = output.Get(key); list != nil {
			at = Pointer(path, key)
			break
		}
	}
	if list == nil && (output.Entry("model_name") != nil || !has(output, pageKeys[:])) {
		doc.Deployments = []Deployment{r.running(output, path)}
		return
	}
	doc.List = &List{
		Node: output, Path: path,
		Total: r.numberOf(output, path, pageKeys[:]...),
		No:    r.numberOf(output, path, "page_no", "page"),
		Size:  r.numberOf(output, path, "page_size", "itemsPerPage"),
		Pages: r.numberOf(output, path, "pageCount"),
	}
	for _, e := range output.Entries {
		doc.List.Broken = doc.List.Broken || r.broken[Pointer(path, e.Key.Text)]
	}
	if list == nil {
		return
	}
	doc.List.Node, doc.List.Path = list, at
	doc.Deployments = slices.Grow(doc.Deployments, len(items(list)))
	for i, item := range items(list) {
		doc.Deployments = append(doc.Deployments, r.running(item, Pointer(at, strconv.Itoa(i))))
	}
}

// has reports whether a mapping has one of several fields.
func has(parent *document.Node, keys []string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return parent.Entry(key) != nil })
}

// firstOf is the first of several names of a field that is there, or else the first.
func firstOf(parent *document.Node, keys []string) string {
	return keys[max(0, slices.IndexFunc(keys, func(key string) bool { return parent.Entry(key) != nil }))]
}

func (r reader) textOf(parent *document.Node, path string, keys ...string) Text {
	return r.text(parent, path, firstOf(parent, keys))
}

func (r reader) numberOf(parent *document.Node, path string, keys ...string) Number {
	return r.number(parent, path, firstOf(parent, keys))
}

func (r reader) budgets(parent *document.Node) []Budget {
	var budgets []Budget
	for i, n := range items(r.value(parent, "", "budgets")) {
		path := Pointer("/budgets", strconv.Itoa(i))
		budgets = append(budgets, Budget{
			Path: path, Limit: r.number(n, path, "limit"), Region: r.text(n, path, "region"), Name: r.text(n, path, "name"),
		})
	}
	return budgets
}

func items(list *document.Node) []*document.Node {
	if list == nil {
		return nil
	}
	return list.Items
}

// reader reads the fields of a mapping that are of the right kind and unbroken.
type reader struct{ broken Broken }

func (r reader) deployment(n *document.Node, path string) Deployment {
	d := Deployment{
		Node: n, Path: path,
		ModelName:        r.text(n, path, "model_name"),
		Plan:             r.text(n, path, "plan"),
		Name:             r.text(n, path, "name"),
		Capacity:         r.number(n, path, "capacity"),
		BillingMethod:    r.text(n, path, "billing_method"),
		DeploySpec:       r.text(n, path, "deploy_spec"),
		EnableThinking:   r.flag(n, path, "enable_thinking"),
		MaxContextLength: r.number(n, path, "max_context_length"),
		RPMLimit:         r.number(n, path, "rpm_limit"),
		TPMLimit:         r.number(n, path, "tpm_limit"),
		PTUCapacity:      r.capacity(n, path),
		Suffix:           r.text(n, path, "suffix"),
		Charge:           r.charge(n, path, "charge_type"),
		ServiceTier:      r.text(n, path, "service_tier"),
		OverflowStrategy: r.text(n, path, "overflow_strategy"),
		TemplateID:       r.text(n, path, "template_id"),
		PrefillCapacity:  r.number(n, path, "prefill_capacity"),
		DecodeCapacity:   r.number(n, path, "decode_capacity"),
		Region:           r.text(n, path, "region"),
	}
	if !d.DeploySpec.Set {
		d.DeploySpec = d.TemplateID
	}
	if estimate, at := r.mapping(n, path, "estimate"); estimate != nil {
		d.Estimate = r.estimate(estimate, at)
	}
	return d
}

// quota ends the names that later forms of the API have for throughput.
const quota = "_quota"

// capacity reads throughput. Later forms of the API call it input_tpm_quota and
// output_tpm_quota, with or without ptu_capacity around them.
func (r reader) capacity(n *document.Node, path string) Capacity {
	c, at := r.mapping(n, path, "ptu_capacity")
	if c == nil {
		if c, at = n, path; n.Entry("input_tpm"+quota) == nil && n.Entry("output_tpm"+quota) == nil {
			return Capacity{}
		}
		return Capacity{Node: c, InputTPM: r.number(c, at, "input_tpm"+quota), OutputTPM: r.number(c, at, "output_tpm"+quota)}
	}
	return Capacity{
		Node:           c,
		InputTPM:       r.numberOf(c, at, "input_tpm", "input_tpm"+quota),
		OutputTPM:      r.numberOf(c, at, "output_tpm", "output_tpm"+quota),
		ThinkingOutput: r.number(c, at, "thinking_output_tpm"),
	}
}

// TPMKeys are the keys, from the deployment on, of a throughput by its name
// ("input_tpm"): those that it is written under, else those that go with what is.
func (d *Deployment) TPMKeys(name string) []string {
	in := d.Node.Get("ptu_capacity")
	if in == nil {
		if in = d.PTUCapacity.Node; in != nil {
			return []string{name + quota}
		}
	}
	if in.Entry(name) == nil && in.Entry(name+quota) != nil {
		name += quota
	}
	return []string{"ptu_capacity", name}
}

func (r reader) charge(n *document.Node, path string, keys ...string) Charge {
	c := Charge{Type: r.textOf(n, path, keys...)}
	if info, at := r.mapping(n, path, "pre_paid_info"); info != nil {
		c.Info = info
		c.Duration = r.number(info, at, "duration")
		c.PricingCycle = r.text(info, at, "pricing_cycle")
	}
	return c
}

func (r reader) estimate(n *document.Node, path string) Estimate {
	e := Estimate{
		Node:            n,
		Payment:         r.text(n, path, "payment"),
		Hours:           r.number(n, path, "hours"),
		Days:            r.number(n, path, "days"),
		OrderedAt:       r.text(n, path, "ordered_at"),
		Months:          r.number(n, path, "months"),
		CancelAfterDays: r.number(n, path, "cancel_after_days"),
		BaseModel:       r.text(n, path, "base_model"),
	}
	if schedule, at := r.mapping(n, path, "schedule"); schedule != nil {
		e.Schedule = schedule
		e.HoursPerDay = r.number(schedule, at, "hours_per_day")
		e.ScheduleDays = r.number(schedule, at, "days")
	}
	e.Tokens = r.tokens(n, path)
	if usage, at := r.mapping(n, path, "usage"); usage != nil {
		e.Usage = Usage{
			Node:            usage,
			OverflowPercent: r.number(usage, at, "overflow_percent"),
			Tokens:          r.tokens(usage, at),
			Requests:        r.number(usage, at, "requests"),
			Input:           r.number(usage, at, "input_per_request"),
			Output:          r.number(usage, at, "output_per_request"),
			ThinkingEach:    r.number(usage, at, "thinking_output_per_request"),
		}
	}
	return e
}

func (r reader) tokens(n *document.Node, path string) Tokens {
	tokens, at := r.mapping(n, path, "tokens")
	if tokens == nil {
		return Tokens{}
	}
	return Tokens{
		Node:           tokens,
		Input:          r.number(tokens, at, "input"),
		Output:         r.number(tokens, at, "output"),
		ThinkingOutput: r.number(tokens, at, "thinking_output"),
	}
}

// running reads one deployment of an answer of the API into the fields of a
// request: the answer names some of them differently and leaves out the plan
// where the fields of a plan tell it.
func (r reader) running(n *document.Node, path string) Deployment {
	d := Deployment{
		Node: n, Path: path, Running: true,
		ModelName:     r.text(n, path, "model_name"),
		Plan:          r.text(n, path, "plan"),
		Name:          r.text(n, path, "name"),
		Capacity:      r.number(n, path, "capacity"),
		DeploySpec:    r.textOf(n, path, "model_unit_spec", "deploy_spec", "template_id"),
		PTUCapacity:   r.capacity(n, path),
		Charge:        r.charge(n, path, "charge_type", "billing_method"),
		ServiceTier:   r.textOf(n, path, "ptu_service_tier", "service_tier"),
		DeployedModel: r.text(n, path, "deployed_model"),
		Instance:      r.textOf(n, path, "capacity_instance_id", "instance_id", "id"),
		Status:        r.text(n, path, "status"),
		ReadyCapacity: r.number(n, path, "ready_capacity"),
		Region:        r.text(n, path, "region"),
		BaseCapacity:  r.number(n, path, "base_capacity"),

		PrefillCapacity: r.number(n, path, "prefill_capacity"),
		DecodeCapacity:  r.number(n, path, "decode_capacity"),
	}
	if base := r.text(n, path, "base_model"); base.Set && base.Value != d.ModelName.Value {
		d.Estimate.BaseModel = base
	}
	if !d.Name.Set {
		d.Name = d.DeployedModel
	}
	return d
}

func (r reader) text(parent *document.Node, path, key string) Text {
	n := r.value(parent, path, key)
	if n == nil || n.Kind != document.String {
		return Text{Node: n}
	}
	return Text{Value: n.Text, Set: true, Node: n}
}

func (r reader) number(parent *document.Node, path, key string) Number {
	n := r.value(parent, path, key)
	value, ok := NumberOf(n)
	return Number{Value: value, Set: ok, Node: n}
}

// NumberOf reads the value of a node: a number, or text that is one with its unit,
// which the schema allows only in fields of ours.
func NumberOf(n *document.Node) (value decimal.Decimal, ok bool) {
	switch {
	case n == nil:
	case n.Kind == document.Number:
		value, err := money.ParseDecimal(n.Text)
		return value, err == nil
	case n.Kind == document.String:
		return ParseMeasure(n.Text)
	}
	return decimal.Decimal{}, false
}

// ParseMeasure reads a number with what it counts behind it: hours (220h), days
// (30d), months (3mo), thousands (50k) or millions (1.5M). ok is false for any
// other text, digits alone among them.
func ParseMeasure(text string) (value decimal.Decimal, ok bool) {
	for _, unit := range [...]string{"h", "d", "mo"} {
		if number, is := strings.CutSuffix(text, unit); is {
			if number == "" || strings.Trim(number, "0123456789.") != "" {
				return decimal.Decimal{}, false
			}
			value, err := money.ParseDecimal(number)
			return value, err == nil
		}
	}
	if text == "" || !strings.ContainsRune("kKM", rune(text[len(text)-1])) {
		return decimal.Decimal{}, false
	}
	value, err := money.ParseQuantity(text)
	return value, err == nil
}

func (r reader) flag(parent *document.Node, path, key string) Flag {
	n := r.value(parent, path, key)
	if n == nil || n.Kind != document.Bool {
		return Flag{Node: n}
	}
	return Flag{Value: n.Text[0] == 't' || n.Text[0] == 'T', Set: true, Node: n}
}

// mapping returns a field that is a mapping, and its path.
func (r reader) mapping(parent *document.Node, path, key string) (*document.Node, string) {
	n := r.value(parent, path, key)
	if n == nil || n.Kind != document.Mapping {
		return nil, ""
	}
	return n, Pointer(path, key)
}

// value returns a field that no diagnostic has been given for.
func (r reader) value(parent *document.Node, path, key string) *document.Node {
	n := parent.Get(key)
	if n == nil || len(r.broken) > 0 && r.broken[Pointer(path, key)] {
		return nil
	}
	return n
}
