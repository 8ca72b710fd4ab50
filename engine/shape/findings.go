package shape

import (
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
	"github.com/costplan/costplan/engine/suggest"
)

// findings turns the violations of one document into diagnostics.
type findings struct {
	src     *document.Source
	root    *document.Node
	request *jsonschema.Schema      // of a request body; empty if the schema has none
	right   map[*document.Node]bool // deployments that are known to be right
	rest    []int                   // the others, as indices; nil if all are checked

	leaves []leaf
	yesNo  map[string]*document.Node // YAML 1.1 booleans by path
	found  []diag.Diagnostic
	broken deployment.Broken
}

// report says each leaf once. Unknown keys come first: one that was meant for a
// missing field answers for both.
func (f *findings) report() {
	for _, l := range f.leaves {
		if l.keyword == "additionalProperties" {
			f.unknownFields(l)
		}
	}
	for _, l := range f.leaves {
		if f.broken[l.path] && l.keyword != "required" {
			continue // one mistake, one diagnostic
		}
		switch l.keyword {
		case "additionalProperties":
		case "required":
			f.missingFields(l)
		case "type":
			f.wrongType(l)
		case "enum", "const":
			f.notAllowed(l)
		case "":
			f.notHere(l)
		default:
			f.outOfRange(l)
		}
	}
}

// add reports a bad value and takes it out of all further checks.
func (f *findings) add(code diag.Code, l leaf, message, help string, fixes ...diag.Fix) {
	d := diag.New(code, f.src.Name, l.node.Span(f.src), l.path, message)
	d.Help = help
	d.Fixes = append(d.Fixes, fixes...)
	f.found = append(f.found, d)
	f.broken[l.path] = true
}

// name is the field that a leaf speaks of.
func (l leaf) name() string {
	for i, step := range slices.Backward(l.steps) {
		if !l.isItem(i) {
			if i < len(l.steps)-1 {
				return "an item of " + step
			}
			return step
		}
	}
	return "the document"
}

// isItem reports whether a step is into a list.
func (l leaf) isItem(step int) bool { return l.parents[step].Kind == document.Sequence }

// write is a help that shows what to type for the value.
func (f *findings) write(l leaf, text string) string {
	if len(l.steps) == 0 || l.isItem(len(l.steps)-1) {
		return "write " + text
	}
	return "write " + l.name() + ": " + text
}

// replace is a fix that writes a value anew.
func (f *findings) replace(l leaf, text string) diag.Fix {
	return diag.Fix{
		Title: "write " + text, Safe: true,
		Edits: []diag.Edit{{Span: l.node.Span(f.src), Text: text}},
	}
}

func (f *findings) unknownFields(l leaf) {
	known := propertyNames(l.schema)
	for i := range l.node.Entries {
		key := l.node.Entries[i].Key
		if knows(l.schema, key.Text) {
			continue
		}
		d := diag.New(diag.UnknownField, f.src.Name, key.Span(f.src), deployment.Pointer(l.path, key.Text),
			"unknown field "+strconv.Quote(key.Text))
		home := homeOf(key.Text, l.schema)
		near, sure, isNear := meant(key.Text, known)
		switch {
		case home != "":
			d.Help = key.Text + " goes under " + home
			f.broken[deployment.Pointer(deployment.Pointer(l.path, home), key.Text)] = true
			if l.node.Entry(home) == nil {
				f.broken[deployment.Pointer(l.path, home)] = true // its default is not what is meant
			}
		case isNear && l.node.Entry(near) != nil:
			d.Help = "remove it: " + near + " is already there"
		case isNear && f.broken[deployment.Pointer(l.path, near)]: // another key was meant for it too
			d.Help = "did you mean " + near + "?"
		case isNear:
			d.Help = "did you mean " + near + "?"
			d.Fixes = append(d.Fixes, diag.Fix{
				Title: "rename to " + near, Safe: sure,
				Edits: []diag.Edit{{Span: key.Span(f.src), Text: edit.Rewrite(f.src, key, near)}},
			})
			f.broken[deployment.Pointer(l.path, near)] = true
		default:
			d.Help = "the fields here are " + strings.Join(known, ", ")
			if len(l.schema.PatternProperties) > 0 {
				d.Help += "; a key of your own starts with x-"
			}
		}
		f.found = append(f.found, d)
		f.broken[d.Path] = true
	}
}

// meant finds the field that an unknown key was meant for: the one that is spelt
// nearly so, or the only one that has the key as one of its words (model of
// model_name). sure is set where no other is near enough to be meant as well.
func meant(key string, known []string) (near string, sure, ok bool) {
	if near, sure, ok = suggest.Near(key, known); ok {
		return near, sure, true
	}
	for _, name := range known {
		if slices.Contains(strings.Split(name, "_"), strings.ToLower(key)) {
			if near != "" {
				return "", false, false
			}
			near = name
		}
	}
	return near, false, near != ""
}

// homeOf returns the field under which a misplaced key belongs, or "".
func homeOf(key string, s *jsonschema.Schema) string {
	for _, name := range propertyNames(s) {
		if target(s.Properties[name]).Properties[key] != nil {
			return name
		}
	}
	return ""
}

func (f *findings) missingFields(l leaf) {
	for _, name := range l.schema.Required {
		at := deployment.Pointer(l.path, name)
		if l.node.Entry(name) != nil || f.broken[at] {
			continue
		}
		message := name + " is missing"
		if strings.Contains(l.schema.Location, "/$defs/plan-") {
			message += ": " + f.contextOf(l).planText() + " requires it"
		}
		d := diag.New(diag.MissingField, f.src.Name, l.node.Span(f.src), l.path, message)
		d.Help = "add " + name + ", such as " + name + ": " + f.exampleOf(l, name)
		f.found = append(f.found, d)
		f.broken[at] = true
	}
}
