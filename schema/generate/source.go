package generate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"github.com/invopop/jsonschema"
)

// source is what the text of a package says of its types.
type source struct {
	comments map[string]string   // of a type, or of a field as "type.Field"
	rules    map[string][]string // "pattern ^[A-Z]{3}$", by type: lines "//schema:..." of its comment
	values   map[string][]any    // constants, by type
}

// of reads a package; one that is not ours says nothing.
func (s *schema) of(path string) *source {
	if known := s.packages[path]; known != nil {
		return known
	}
	out := &source{comments: map[string]string{}, rules: map[string][]string{}, values: map[string][]any{}}
	s.packages[path] = out
	folder, ok := strings.CutPrefix(path, s.Module+"/")
	if !ok {
		return out
	}
	names, err := fs.Glob(s.Root, folder+"/*.go")
	if err != nil || len(names) == 0 {
		s.fail("package %s is not found: %w", path, err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(s.Root, name)
		if err != nil {
			s.fail("%w", err)
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			s.fail("%w", err)
			continue
		}
		for _, declaration := range file.Decls {
			if group, ok := declaration.(*ast.GenDecl); ok {
				for _, spec := range group.Specs {
					out.add(group, spec)
				}
			}
		}
	}
	return out
}

func (s *source) add(group *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		comment := spec.Doc
		if comment == nil {
			comment = group.Doc
		}
		s.addType(spec, comment)
	case *ast.ValueSpec:
		t, ok := spec.Type.(*ast.Ident)
		if group.Tok != token.CONST || !ok {
			return
		}
		for _, value := range spec.Values {
			if literal, ok := value.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if text, err := strconv.Unquote(literal.Value); err == nil && text != "" {
					s.values[t.Name] = append(s.values[t.Name], text)
				}
			}
		}
	}
}

func (s *source) addType(spec *ast.TypeSpec, comment *ast.CommentGroup) {
	name := spec.Name.Name
	if comment != nil {
		for _, line := range comment.List {
			if rule, ok := strings.CutPrefix(line.Text, "//schema:"); ok {
				s.rules[name] = append(s.rules[name], rule)
			}
		}
	}
	s.comments[name] = sentence(name, comment)
	fields, ok := spec.Type.(*ast.StructType)
	if !ok {
		return
	}
	for _, field := range fields.Fields.List {
		comment := field.Doc
		if comment == nil {
			comment = field.Comment
		}
		for _, ident := range field.Names {
			s.comments[name+"."+ident.Name] = sentence(ident.Name, comment)
		}
	}
}

// sentence writes the first paragraph of a comment as a description, without "NAME
// is" at its begin. A comment at the end of a line has no capital and no full stop.
func sentence(name string, comment *ast.CommentGroup) string {
	paragraph, _, _ := strings.Cut(comment.Text(), "\n\n")
	for _, verb := range [...]string{" is ", " are "} {
		paragraph = strings.TrimPrefix(paragraph, name+verb)
	}
	text := []rune(strings.Join(strings.Fields(paragraph), " "))
	if len(text) == 0 {
		return ""
	}
	text[0] = unicode.ToUpper(text[0])
	if !strings.ContainsRune(".!?", text[len(text)-1]) {
		text = append(text, '.')
	}
	return string(text)
}

// describe adds to a definition what the text says of a type's values.
func (s *source) describe(definition *jsonschema.Schema, name string) {
	for _, rule := range s.rules[name] {
		keyword, value, _ := strings.Cut(rule, " ")
		switch keyword {
		case "pattern":
			definition.Pattern = value
		case "enum":
			for allowed := range strings.FieldsSeq(value) {
				definition.Enum = append(definition.Enum, allowed)
			}
		case "examples":
			for example := range strings.FieldsSeq(value) {
				definition.Examples = append(definition.Examples, example)
			}
		}
	}
	if len(s.rules[name]) == 0 {
		definition.Enum = s.values[name]
	}
}

// comment is the description of a type, or of a field of it.
func (s *schema) comment(t reflect.Type, field string) string {
	if t.PkgPath() == "" {
		return ""
	}
	name := t.Name()
	if field != "" {
		name += "." + field
	}
	return s.of(t.PkgPath()).comments[name]
}
