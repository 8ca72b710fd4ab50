package shape

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/suggest"
	"github.com/costplan/costplan/schema"
)

// typeNames are the types as a message says them.
func typeName(t string) string {
	switch t {
	case "integer":
		return "a whole number"
	case "number":
		return "a number"
	case "string":
		return "text"
	case "boolean":
		return "true or false"
	case "array":
		return "a list"
	case "object":
		return "a mapping"
	}
	return t
}

func kindName(n *document.Node) string {
	switch n.Kind {
	case document.Null:
		return "empty"
	case document.Bool:
		return "a boolean"
	case document.Number:
		return "the number " + n.Text
	case document.String:
		return "text"
	case document.Sequence:
		return "a list"
	}
	return "a mapping"
}

func (f *findings) wrongType(l leaf) {
	want := kind(l.schema)
	if n := f.yesNo[l.path]; n != nil && want == "boolean" {
		f.boolean(l.path, n, true)
		return
	}
	message := fmt.Sprintf("%s takes %s, but is %s", l.name(), f.takes(l), kindName(l.node))
	numeric := want == "integer" || want == "number"
	switch {
	case numeric && l.node.Kind == document.String:
		f.notNumber(l, message)
	case l.node.Kind == document.Null:
		f.add(diag.WrongType, l, l.name()+" has no value: it takes "+f.takes(l), "give it a value, such as "+f.example(l))
	case want == "integer" && l.node.Kind == document.Number:
		f.add(diag.WrongType, l, fmt.Sprintf("%s takes a whole number, but is %s", l.name(), l.node.Text), "remove the fraction")
	case want == "string" && l.node.Kind == document.Number && l.schema.Pattern != nil:
		help := "write " + typeName(want)
		if units := f.withUnits(l); len(units) > 0 {
			help = "add the unit: " + l.name() + ": " + suggest.OneOf(units)
		}
		if l.schema.Pattern.MatchString(l.node.Text) { // a year, which needs no unit
			quoted := strconv.Quote(l.node.Text)
			fix := f.replace(l, quoted)
			fix.Safe = false // 2026 hours are possible
			f.add(diag.WrongType, l, message, "put it in quotes: "+l.name()+": "+quoted+"; or "+help, fix)
			return
		}
		f.add(diag.WrongType, l, message, help)
	case want == "string" && l.node.Kind <= document.Number && l.node.Plain:
		text := strconv.Quote(string(f.src.Data[l.node.Start:l.node.End])) // true and TRUE are one value, and two texts
		fix := f.replace(l, text)
		fix.Safe = len(l.schema.Enum) == 0 && l.schema.Pattern == nil && l.name() != "region"
		f.add(diag.WrongType, l, message, "put it in quotes: "+l.name()+": "+text, fix)
	default:
		f.add(diag.WrongType, l, message, "write "+f.takes(l))
	}
}

// takes says what a field takes: its type, and the form with a unit that a
// number of ours may have.
func (f *findings) takes(l leaf) string {
	takes := typeName(kind(l.schema))
	if example := textExample(l.schema); orText(l.schema) && example != "" {
		takes += ", or one with its unit (" + example + ")"
	}
	return takes
}

// grouped is a number whose thousands are separated, which can be read in one
// way only: "1,5" and "10,00" could be fractions.
var grouped = regexp.MustCompile(`^[1-9][0-9]{0,2}((,[0-9]{3})+|(_[0-9]{3})+)(\.[0-9]+)?$`)

const decimalNotation = "numbers are written in decimal notation"

// notNumber reports text where a number belongs. It proposes only what the text
// says: a number that is quoted, in another notation, or with a unit.
func (f *findings) notNumber(l leaf, message string) {
	text := l.node.Text
	says := fmt.Sprintf("%s is %q, and %s", l.name(), text, decimalNotation)
	if _, err := money.ParseDecimal(text); err == nil && !l.node.Plain {
		f.add(diag.WrongType, l, message+" in quotes", "remove the quotes: "+l.name()+": "+text, f.replace(l, text))
		return
	}
	if grouped.MatchString(text) {
		if plain, ok := ungrouped(text); ok {
			f.add(diag.WrongType, l, says+", without separators", f.write(l, plain), f.replace(l, plain))
			return
		}
	}
	if help, ok := readings(l, text); ok {
		f.add(diag.WrongType, l, says+", without separators", help)
		return
	}
	if n, err := strconv.ParseInt(text, 0, 64); err == nil && l.node.Plain && strings.HasPrefix(strings.TrimLeft(text, "+-"), "0") {
		f.add(diag.WrongType, l, says, fmt.Sprintf("write %s: %d if that is what %s means", l.name(), n, text))
		return
	}
	switch strings.ToLower(strings.TrimLeft(text, "+-.")) {
	case "inf", "nan":
		f.add(diag.WrongType, l, fmt.Sprintf("%s is %q, which is no amount of anything: %s", l.name(), text, decimalNotation), "write "+f.takes(l))
		return
	}
	close := strings.ReplaceAll(text, " ", "")
	switch value, ok := deployment.ParseMeasure(close); {
	case ok && close != text && orText(l.schema) && l.schema.Pattern.MatchString(close):
		f.add(diag.WrongType, l, message, f.write(l, close))
	case ok && (kind(l.schema) == "number" || value.IsInteger()) && unitFits(l, close):
		f.add(diag.WrongType, l, message, f.write(l, money.Text(value)))
	default:
		f.add(diag.WrongType, l, message, "write "+f.takes(l))
	}
}

// unitFits reports whether the unit of a measure is that of a field: k and M are
// numbers, and only a field of hours counts hours.
func unitFits(l leaf, text string) bool {
	switch {
	case strings.HasSuffix(text, "h"):
		return strings.Contains(l.name(), "hours")
	case strings.HasSuffix(text, "d"):
		return strings.Contains(l.name(), "days")
	case strings.HasSuffix(text, "mo"):
		return strings.Contains(l.name(), "months")
	}
	return true
}

// ungrouped takes the separators out of a number.
func ungrouped(text string) (plain string, ok bool) {
	plain = strings.NewReplacer("_", "", ",", "", " ", "").Replace(text)
	_, err := money.ParseDecimal(plain)
	return plain, err == nil && document.PlainKind(plain) == document.Number
}

// readings asks what a number with separators means: the last one may begin a
// fraction ("1.234,5"), or all of them may separate thousands.
func readings(l leaf, text string) (help string, ok bool) {
	if strings.Contains(text, ",") {
		last := strings.LastIndexByte(text, ',')
		fraction := strings.NewReplacer(",", "", ".", "", " ", "").Replace(text[:last]) + "." + text[last+1:]
		whole, isWhole := ungrouped(text)
		if _, err := money.ParseDecimal(fraction); err == nil && isWhole {
			return fmt.Sprintf("write %s if the comma begins a fraction, %s if it separates digits", fraction, whole), true
		}
	}
	plain, ok := ungrouped(text)
	if !ok || plain == text {
		return "", false
	}
	return fmt.Sprintf("write %s: %s if that is what %s means", l.name(), plain, text), true
}

// withUnits is a number with each unit that makes it right, in the order of the
// schema's examples.
func (f *findings) withUnits(l leaf) []string {
	var list []string
	for _, example := range schema.Texts(l.schema.Examples...) {
		unit := strings.TrimLeft(example, "0123456789.")
		if text := l.node.Text + unit; unit != "" && l.schema.Pattern.MatchString(text) && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// meanings say what the choices of a field stand for, where none of them is near
// what is written.
var meanings = map[string]string{
	"pay_as_you_go": "pay_as_you_go is billed by the hour, on plan lora by the token",
	"subscription":  "subscription is paid in advance, on plan ptu by the day, on plan mu by the month",
	"ptu":           "ptu is provisioned throughput",
	"mu":            "mu is model units",
	"lora":          "lora is a fine-tuned model, billed by the token",
	"cu":            "cu is compute units",
}

func (f *findings) notAllowed(l leaf) {
	choices := choices(l.schema)
	message := fmt.Sprintf("%s %s is not allowed: use %s", l.name(), quoted(l.node), suggest.OneOf(choices))
	near, ok := suggest.Nearest(l.node.Text, choices)
	if ok && l.node.Kind == document.String {
		fix := f.replace(l, edit.Rewrite(f.src, l.node, near))
		fix.Safe = strings.EqualFold(near, l.node.Text)
		f.add(diag.NotAllowed, l, message, "did you mean "+near+"?", fix)
		return
	}
	help := ""
	if len(choices) == 1 {
		help = f.write(l, choices[0])
	}
	var meant []string
	for _, choice := range choices {
		if meaning, ok := meanings[choice]; ok {
			meant = append(meant, meaning)
		}
	}
	if len(meant) > 0 {
		help = strings.Join(meant, "; ")
	}
	f.add(diag.NotAllowed, l, message, help)
}

// quoted writes a value as a message shows it: shortened, and text in quotes.
func quoted(n *document.Node) string {
	const most = 60
	text := n.Text
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	switch n.Kind {
	case document.String:
		return strconv.Quote(text)
	case document.Sequence, document.Mapping, document.Null:
		return "(" + kindName(n) + ")"
	}
	return text
}

func (f *findings) outOfRange(l leaf) {
	s := l.schema
	value := quoted(l.node)
	switch l.keyword {
	case "minimum":
		help := "write at least " + limit(s.Minimum)
		if strings.HasPrefix(l.node.Text, "-") {
			help = "it cannot be negative: remove the sign if it is a slip"
		}
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s is %s; the least is %s", l.name(), value, limit(s.Minimum)), help)
	case "exclusiveMinimum":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s is %s; it has to be more than %s", l.name(), value, limit(s.ExclusiveMinimum)), "write more than "+limit(s.ExclusiveMinimum))
	case "maximum":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s is %s; the most is %s", l.name(), value, limit(s.Maximum)), "write at most "+limit(s.Maximum))
	case "minLength":
		help := "give it a value, such as " + f.example(l)
		if l.name() == "model_name" && f.contextOf(l).plan == "lora" {
			help = "write the name of the fine-tuned model, as training gave it"
		}
		f.add(diag.OutOfRange, l, l.name()+" is empty", help)
	case "maxLength":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s %s has %d characters; the most is %d", l.name(), value, utf8.RuneCountInString(l.node.Text), s.MaxLength),
			"shorten it to "+strconv.Itoa(s.MaxLength)+" characters")
	case "minProperties":
		f.add(diag.MissingField, l, l.name()+" is empty", "give at least one of "+suggest.OneOf(propertyNames(s)))
	case "minItems":
		f.add(diag.OutOfRange, l, l.name()+" is an empty list", "list what is meant, or leave "+l.name()+" out")
	case "maxItems":
		f.add(diag.OutOfRange, l, fmt.Sprintf("%s has %d items; the most is %d", l.name(), len(l.node.Items), s.MaxItems), "leave some of them out")
	case "uniqueItems":
		f.add(diag.OutOfRange, l, l.name()+" has an item twice", "leave one of them out")
	case "pattern":
		if orText(s) {
			f.wrongType(l) // text that is no number with a unit
			return
		}
		if text, ok := abbreviated(l); ok {
			f.add(diag.NotAllowed, l, fmt.Sprintf("%s %s is not understood", l.name(), value), f.write(l, text))
			return
		}
		f.add(diag.NotAllowed, l, fmt.Sprintf("%s %s is not understood", l.name(), value), "write it like "+suggest.OneOf(schema.Texts(s.Examples...)))
	default:
		f.add(diag.NotAllowed, l, fmt.Sprintf("%s %s is not allowed here (%s)", l.name(), value, l.keyword), "")
	}
}

// abbreviated writes a text with units in full letters ("30 days") as the schema
// wants it ("30d").
func abbreviated(l leaf) (text string, ok bool) {
	text = strings.ToLower(strings.Join(strings.Fields(l.node.Text), ""))
	for _, unit := range [...]struct{ long, short string }{{"months", "mo"}, {"month", "mo"}, {"days", "d"}, {"day", "d"}, {"hours", "h"}, {"hour", "h"}} {
		if number, is := strings.CutSuffix(text, unit.long); is {
			text = number + unit.short
			break
		}
	}
	return text, l.schema.Pattern.MatchString(text)
}
