package page

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
)

// base is the edition before the new one: what it says, and its text.
type base struct {
	catalog    *catalog.Catalog
	files      map[string]*baseFile // by name
	headings   map[string]bool      // of families and categories, and accepted ones
	categories map[string]bool      // of categories only
	remarks    map[string]bool      // on specs, and accepted ones
	codes      map[string]string    // of models, by their lower case
	exact      map[string]bool      // codes of models
	accepted   map[string]bool      // words that are right although they are new
}

// baseFile is the text of a region file around its tables.
type baseFile struct {
	head []fileLine        // all before the tables
	tail []fileLine        // all after them
	keys map[int]string    // what stands in a line: "billing.ptu.grace_hours"
	date map[int]runeRange // where the edition's date stands in a line
}

// runeRange is a part of a line, in code points from 0.
type runeRange struct{ from, to int }

func loadBase(from Base, accept []string) (*base, []catalog.Problem) {
	loaded, err := folders.Load(from.FS, from.Dir)
	if err != nil {
		return nil, []catalog.Problem{{File: from.Dir, Message: fmt.Sprintf("the base edition: %s", err)}}
	}
	b := &base{
		catalog: loaded, files: map[string]*baseFile{},
		headings: map[string]bool{}, categories: map[string]bool{}, remarks: map[string]bool{},
		codes: map[string]string{}, exact: map[string]bool{}, accepted: map[string]bool{},
	}
	var problems []catalog.Problem
	for _, region := range loaded.Regions {
		data, err := fs.ReadFile(from.FS, path.Join(from.Dir, region.File))
		if err != nil {
			return nil, []catalog.Problem{{File: from.Dir, Message: err.Error()}}
		}
		file, faults := cut(region.File, string(data))
		b.files[region.File] = file
		problems = append(problems, faults...)
		if region.Currency != "USD" {
			problems = append(problems, catalog.Problem{File: region.File, Message: fmt.Sprintf("prices in %s: the page is read with prices in USD only", region.Currency)})
		}
		for _, offer := range region.Offers {
			b.headings[offer.Family], b.headings[offer.Category] = true, true
			b.categories[offer.Category] = true
			b.remarks[offer.Remark] = true
			b.exact[offer.Model], b.codes[strings.ToLower(offer.Model)] = true, offer.Model
		}
	}
	delete(b.headings, "")
	delete(b.categories, "")
	for _, text := range accept {
		b.headings[text], b.remarks[text], b.accepted[text] = true, true, true
	}
	return b, problems
}

// region finds a region of the base by the name that the page prints.
func (b *base) region(name string) *catalog.Region {
	for _, r := range b.catalog.Regions {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// regionNames are the names that the page may print.
func (b *base) regionNames() string { return b.each(func(r *catalog.Region) string { return r.Name }) }

// endpoints are the URLs that the page may post to.
func (b *base) endpoints() string {
	return b.each(func(r *catalog.Region) string { return r.Endpoint })
}

func (b *base) each(of func(*catalog.Region) string) string {
	var all []string
	for _, r := range b.catalog.Regions {
		all = append(all, of(r))
	}
	return strings.Join(all, ", ")
}

// cut takes a region file apart at its tables. What stands between the tables
// is written anew, so a comment there would be lost and is a problem.
func cut(name, text string) (*baseFile, []catalog.Problem) {
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, []catalog.Problem{{File: name, Message: err.Error()}}
	}
	root := document.Content[0] // a mapping, since it loaded
	f := &baseFile{keys: map[int]string{}, date: map[int]runeRange{}}
	f.index(root, "")

	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	start, end := len(lines), len(lines) // of the tables, 0-based
	var problems []catalog.Problem
	tables := false
	for i := 0; i < len(root.Content); i += 2 {
		key := root.Content[i]
		switch key.Value {
		case "ptu", "mu", "lora":
			if !tables {
				start, tables = key.Line-1, true
			} else if end < len(lines) {
				problems = append(problems, catalog.Problem{File: name, Line: key.Line, Message: fmt.Sprintf("%s has to follow the other tables", key.Value)})
			}
		case "unpriced", "quota_weights", "notes":
			end = min(end, key.Line-1)
		default:
			if tables {
				problems = append(problems, catalog.Problem{File: name, Line: key.Line, Message: fmt.Sprintf("%s has to stand before the tables", key.Value)})
			}
		}
	}
	for end > 0 && strings.HasPrefix(lines[end-1], "#") && !isTableComment(lines[end-1]) {
		end--
	}
	start = min(start, end)
	for start > 0 && (strings.TrimSpace(lines[start-1]) == "" || isTableComment(lines[start-1])) {
		start--
	}
	for i := start; i < end; i++ {
		if line := strings.TrimSpace(lines[i]); (strings.HasPrefix(line, "#") || strings.Contains(line, " #")) && !isTableComment(line) {
			problems = append(problems, catalog.Problem{File: name, Line: i + 1, Message: "this comment would be lost: move it above the tables or below them"})
		}
	}
	f.head, f.tail = numbered(lines[:start], 1), numbered(lines[end:], end+1)
	return f, problems
}

// index notes what stands in which line, and where the date of the edition is.
func (f *baseFile) index(node *yaml.Node, under string) {
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		name := strings.TrimPrefix(under+"."+key.Value, ".")
		switch {
		case name == "edition" || name == "source.updated":
			from := value.Column - 1
			f.date[value.Line] = runeRange{from, from + len(value.Value)}
			if value.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
				f.date[value.Line] = runeRange{from + 1, from + 1 + len(value.Value)}
			}
		case value.Kind == yaml.MappingNode:
			f.index(value, name)
			continue
		}
		f.keys[value.Line] = name
	}
}

// numbered gives lines their numbers in the base.
func numbered(lines []string, first int) []fileLine {
	var all []fileLine
	for i, text := range lines {
		all = append(all, fileLine{text: text, base: first + i})
	}
	return all
}

func isTableComment(line string) bool {
	return slices.ContainsFunc(sections[:], func(s section) bool { return line == s.comment(true) || line == s.comment(false) })
}
