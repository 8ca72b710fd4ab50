package request

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/document"
)

// appendFields writes the fields of a mapping that the API has as a JSON object.
func appendFields(out []byte, n *document.Node, known []deployment.FieldSpec) []byte {
	out = append(out, '{')
	empty := true
	for _, f := range known {
		value := n.Get(f.Name)
		if value == nil || f.Ours {
			continue
		}
		if !empty {
			out = append(out, ',')
		}
		empty = false
		out = append(AppendText(out, f.Name), ':')
		if value.Kind == document.Mapping && f.Fields != nil {
			out = appendFields(out, value, f.Fields)
		} else {
			out = appendValue(out, value)
		}
	}
	return append(out, '}')
}

// appendValue writes a value with the type that it has in the file.
func appendValue(out []byte, n *document.Node) []byte {
	switch n.Kind {
	case document.Bool:
		return append(out, strings.ToLower(n.Text)...)
	case document.Number:
		return append(out, digits(n.Text)...)
	case document.String:
		return AppendText(out, n.Text)
	case document.Sequence:
		out = append(out, '[')
		for i, item := range n.Items {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendValue(out, item)
		}
		return append(out, ']')
	case document.Mapping:
		out = append(out, '{')
		for i := range n.Entries {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(AppendText(out, n.Entries[i].Key.Text), ':')
			out = appendValue(out, n.Entries[i].Value)
		}
		return append(out, '}')
	}
	return append(out, "null"...)
}

// digits writes a number without sign of plus, exponent or point at an end, which
// YAML allows and JSON or an API that expects an integer does not. A number that
// is written with plain digits stays as it is.
func digits(text string) string {
	value, err := money.ParseDecimal(text)
	if err != nil {
		return "null" // a number beyond the limits, for which an error was given
	}
	return money.Text(value)
}

// AppendText writes a text as a JSON string on one line. Control and format
// characters are written by their code, so that what is shown is what is sent
// and no text can hide in a script.
func AppendText(out []byte, text string) []byte {
	out = append(out, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r == '\n':
			out = append(out, `\n`...)
		case r == '\t':
			out = append(out, `\t`...)
		case r > 0xFFFF && unicode.Is(unicode.Cf, r):
			high, low := utf16.EncodeRune(r)
			out = appendCode(appendCode(out, high), low)
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			out = appendCode(out, r)
		default:
			out = append(out, string(r)...)
		}
	}
	return append(out, '"')
}

// appendCode writes a UTF-16 code unit as \uXXXX.
func appendCode(out []byte, unit rune) []byte {
	const hex = "0123456789abcdef"
	return append(out, '\\', 'u', hex[unit>>12&15], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
}
