// Package mutate makes wrong files out of right ones, for tests: one field left
// out, misspelt or mistyped at a time. It reads YAML by itself, so that the
// engine's own reader does not decide what is tried. Only tests import it.
package mutate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// Mutant is a text with one field changed.
type Mutant struct {
	Path string // JSON pointer of the field in its document
	What string // what was done to it
	Text []byte // YAML, or JSON that YAML writes in flow style
}

// Of returns every mutant of a YAML or JSON text of one or more documents. It
// gives nothing for a text that is not YAML.
func Of(text []byte) []Mutant {
	m := &maker{}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		doc := new(yaml.Node)
		if err := decoder.Decode(doc); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil
		}
		m.docs = append(m.docs, doc)
	}
	for _, doc := range m.docs {
		m.walk(doc.Content[0], "")
	}
	m.lines(string(text))
	return m.mutants
}

// lines spoils the layout of one line at a time.
func (m *maker) lines(text string) {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		bare := strings.TrimLeft(line, " ")
		if strings.TrimSpace(bare) == "" || bare[0] == '#' {
			continue
		}
		indent := line[:len(line)-len(bare)]
		for _, spoilt := range distinct(line, indent+" "+bare, indent+"  "+bare, strings.TrimPrefix(indent, "  ")+bare, "\t"+bare,
			indent+strings.TrimPrefix(bare, "- "), indent+"- "+bare, indent+strings.Replace(bare, "- ", "-", 1),
			strings.Replace(line, ": ", ":", 1), strings.Replace(line, ": ", " ", 1), strings.Replace(line, ": ", "： ", 1), strings.Replace(line, ": ", " = ", 1),
			strings.Replace(line, ": ", ":\u00a0", 1), strings.Replace(line, ",", "", 1), strings.Replace(line, "{", "", 1), strings.Replace(line, "}", "", 1)) {
			spoilt = strings.Join(lines[:i], "") + spoilt + strings.Join(lines[i+1:], "")
			m.mutants = append(m.mutants, Mutant{fmt.Sprintf("line %d", i+1), "spoilt", []byte(spoilt)})
		}
	}
}

const leftOut = "left out"

type maker struct {
	docs    []*yaml.Node
	mutants []Mutant
}

// keep writes the documents as they are now.
func (m *maker) keep(path, what string) {
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	for _, doc := range m.docs {
		if err := encoder.Encode(doc); err != nil {
			return // a tree that YAML cannot write is no file of anybody
		}
	}
	if encoder.Close() == nil {
		m.mutants = append(m.mutants, Mutant{path, what, out.Bytes()})
	}
}

func (m *maker) walk(node *yaml.Node, path string) {
	switch node.Kind {
	case yaml.MappingNode:
		for i := 0; i < len(node.Content); i += 2 {
			m.entry(node, i, path)
		}
	case yaml.SequenceNode:
		for i, item := range node.Content {
			at := fmt.Sprintf("%s/%d", path, i)
			m.values(item, at)
			m.walk(item, at)
		}
	}
}

// entry changes one entry of a mapping: its key, then its value.
func (m *maker) entry(mapping *yaml.Node, i int, path string) {
	key, value := mapping.Content[i], mapping.Content[i+1]
	path += "/" + key.Value
	all := mapping.Content
	mapping.Content = append(append([]*yaml.Node{}, all[:i]...), all[i+2:]...)
	m.keep(path, leftOut)
	mapping.Content = all

	name := key.Value
	for _, wrong := range misspelt(name) {
		key.Value = wrong
		m.keep(path, "misspelt as "+wrong)
	}
	key.Value = name
	m.values(value, path)
	m.walk(value, path)
}

// misspelt returns slips of a name: a letter forgotten or doubled, two swapped,
// another case, another way to join words.
func misspelt(name string) []string {
	last := len(name) - 1
	if last < 2 {
		return nil
	}
	return distinct(name, name[:last], name[:1]+name[2:], name+name[last:], name[:1]+name[2:3]+name[1:2]+name[3:],
		strings.ToUpper(name), strings.ReplaceAll(name, "_", ""), strings.ReplaceAll(name, "_", "-"))
}

func distinct(name string, others ...string) (list []string) {
	seen := map[string]bool{name: true}
	for _, other := range others {
		if !seen[other] {
			seen[other] = true
			list = append(list, other)
		}
	}
	return list
}

// values puts wrong values in the place of one.
func (m *maker) values(node *yaml.Node, path string) {
	right := *node
	try := func(what string, wrong yaml.Node) {
		if wrong.Kind == right.Kind && wrong.Value == right.Value && wrong.Tag == right.Tag && len(wrong.Content) == len(right.Content) {
			return
		}
		*node = wrong
		m.keep(path, what)
		*node = right
	}
	plain := func(value string) yaml.Node { return yaml.Node{Kind: yaml.ScalarNode, Value: value} }
	quoted := func(value string) yaml.Node {
		return yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: value}
	}
	for _, wrong := range []string{"null", "true", "yes", "-3", "0x1F", "12,5", "7.5.2", "abc"} {
		try(wrong, plain(wrong))
	}
	try(`""`, quoted(""))
	try("an empty list", yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"})
	try("an empty mapping", yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"})
	if right.Kind != yaml.ScalarNode {
		return
	}
	listed := right
	try("in a list", yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq", Content: []*yaml.Node{&listed}})
	if right.Tag == "!!int" || right.Tag == "!!float" {
		for _, unit := range []string{"k", "M", "h", "%", " TPM"} {
			try("with "+unit, plain(right.Value+unit))
		}
		try("quoted", quoted(right.Value))
		try("with a comma", plain(right.Value[:1]+","+right.Value[1:]))
		try("negative", plain("-"+right.Value))
		try("in full-width digits", plain(fullWidth(right.Value)))
		return
	}
	if unicode.IsLetter([]rune(right.Value + "0")[0]) { // of 10h any other digit is another right value
		for _, wrong := range misspelt(right.Value) {
			try("misspelt as "+wrong, plain(wrong))
		}
	}
}

// fullWidth writes ASCII as East Asian keyboards may.
func fullWidth(text string) string {
	return strings.Map(func(r rune) rune { return r - '!' + '！' }, text)
}
