package answer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/suggest"
)

// members are the members of an object by name.
type members map[string]json.RawMessage

// decode reads an object into a struct, strictly: an unknown field, a field in another
// case, a missing one that is not optional (omitempty) and a value of another
// type are faults of the request, with the path of the field in them. Only what
// a pointer points to may be null.
func (m members) decode(into any) error { return m.decodeInto(reflect.ValueOf(into).Elem(), "") }

func decodeValue(raw []byte, v reflect.Value, path string) error {
	switch {
	case v.Kind() == reflect.Pointer:
		if string(raw) == "null" {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return decodeValue(raw, v.Elem(), path)
	case v.Kind() == reflect.Struct:
		return decodeStruct(raw, v, path)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() != reflect.Uint8:
		return decodeList(raw, v, path)
	}
	var wrong *json.UnmarshalTypeError
	err := json.Unmarshal(raw, v.Addr().Interface())
	switch {
	case string(raw) == "null" || errors.As(err, &wrong):
		return mistyped(path, typeText(v.Type()), raw)
	case err != nil: // base64 that is none
		return refused("", "%s: %v", path, err)
	}
	return nil
}

func decodeList(raw []byte, v reflect.Value, path string) error {
	if raw[0] != '[' {
		return mistyped(path, "a list", raw)
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		return notJSON(err)
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items)))
	for i, item := range items {
		if err := decodeValue(item, v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

func decodeStruct(raw []byte, v reflect.Value, path string) error {
	object, err := membersOf(raw, path)
	if err != nil {
		return err
	}
	return object.decodeInto(v, path)
}

func (m members) decodeInto(v reflect.Value, path string) error {
	fields := fieldsOf(v)
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			return unknown(name, path, fields)
		}
	}
	for _, f := range fields {
		member, there := m[f.name]
		switch {
		case there:
			if err := decodeValue(member, f.value, within(path, f.name)); err != nil {
				return err
			}
		case !f.optional:
			return refused("", "%s is missing", within(path, f.name))
		}
	}
	return nil
}

// membersOf reads an object.
func membersOf(raw []byte, path string) (members, error) {
	raw = bytes.TrimSpace(raw)
	var object members
	err := json.Unmarshal(raw, &object)
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) || err == nil && object == nil:
		return nil, mistyped(path, "an object", raw)
	case err != nil:
		return nil, notJSON(err)
	}
	return object, nil
}

func notJSON(err error) error { return refused("", "the request is not JSON: %v", err) }

// field is a place of a struct for a member of an object.
type field struct {
	name     string
	optional bool
	value    reflect.Value
}

// fieldsOf are the fields of a struct, with those of the structs embedded in it.
func fieldsOf(v reflect.Value) []field {
	var fields []field
	for i := range v.NumField() {
		if v.Type().Field(i).Anonymous {
			fields = append(fields, fieldsOf(v.Field(i))...)
			continue
		}
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name != "-" {
			fields = append(fields, field{name, options == "omitempty", v.Field(i)})
		}
	}
	return fields
}

func unknown(name, path string, fields []field) error {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	slices.Sort(names)
	help := meant(name, names)
	if help == "" {
		help = "the fields are " + suggest.OneOf(names)
	}
	return refused(help, "%s: there is no such field", within(path, name))
}

func mistyped(path, want string, raw []byte) error {
	if path == "" {
		path = "the request"
	}
	return refused("", "%s has to be %s, not %s", path, want, kindOf(raw))
}

// kindOf says what a JSON value is.
func kindOf(raw []byte) string {
	switch raw[0] {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	const most = 20
	if len(raw) > most {
		return "a number"
	}
	return "the number " + string(raw)
}

func typeText(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Slice:
		return "bytes in base64"
	}
	return "a text"
}

func within(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
