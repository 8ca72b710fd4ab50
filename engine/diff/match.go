package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/quote"
)

// Match says by what a deployment was found again on the other side.
type Match string

// The steps of matching, each among what the steps before it left over.
//
//  1. File and name, and for one without a name file, model and suffix.
//     Deployments that are alike in these are told apart by all the rest: equal
//     ones first, then those of the same model and suffix, then in the order of
//     their lines.
//  2. File alone, for one without a name whose model or suffix changed, if each
//     side has one such left in the file.
//  3. Name, model and suffix, for one that moved to another file or whose file
//     was renamed, if that is unique on both sides.
//  4. File, model and suffix, for one that got another name, if that is unique
//     on both sides.
//
// Where each side is a single file, the names of the two files do not count.
const (
	ByFileAndName  Match = "file_name"
	ByFile         Match = "file"
	ByNameAndModel Match = "name_model_suffix"
	ByFileAndModel Match = "file_model_suffix"
)

// entry is a deployment with all that it is matched by.
type entry struct {
	*quote.Deployment
	file   string // Deployment.File, or empty if the files do not count
	suffix string
	period *deployment.Period // nil if it is not known
	values []value
	print  string // of the values: equal for equal ones
}

// pairing is a deployment found on both sides, or on one: then the other is nil.
type pairing struct {
	old, new *entry
	by       Match
}

// entries lists the deployments of a side by file and line. Where each side is a
// single file, their names do not count.
func entries(s Side, single bool) []entry {
	all := make([]entry, len(s.Quote.Deployments))
	for i := range all {
		d := &s.Quote.Deployments[i]
		e := entry{Deployment: d, file: d.File, period: s.period(i)}
		if single {
			e.file = ""
		}
		if len(s.Suffixes) == len(all) {
			e.suffix = s.Suffixes[i]
		}
		e.values = valuesOf(d, e.suffix)
		e.print = printOf(e.values)
		all[i] = e
	}
	slices.SortStableFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return all
}

// filesOf returns the names of a side's files, sorted.
func filesOf(s Side) []string {
	files := slices.Clone(s.Unread)
	for i := range s.Quote.Deployments {
		files = append(files, s.Quote.Deployments[i].File)
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// unreadIn returns the unread files of a side, named as its entries name them.
func unreadIn(s Side, single bool) map[string]bool {
	names := map[string]bool{}
	for _, file := range s.Unread {
		if single {
			file = ""
		}
		names[file] = true
	}
	return names
}

// identity is what entries are matched by; a step leaves out what it does not
// look at.
type identity struct{ file, name, model, suffix, print string }

// matcher pairs the entries of two sides step by step.
type matcher struct {
	old, new       []entry
	oldUsed, found []bool // of old, and of new
	pairs          []pairing
}

// match pairs the entries of two sides. What is left is on one side only.
func match(old, new []entry) []pairing {
	m := matcher{old: old, new: new, oldUsed: make([]bool, len(old)), found: make([]bool, len(new))}
	whole := func(e *entry) (identity, bool) {
		return identity{e.file, e.Name, e.ModelName, e.suffix, e.print}, true
	}
	full := func(e *entry) (identity, bool) {
		return identity{e.file, e.Name, e.ModelName, e.suffix, ""}, true
	}
	named := func(e *entry) (identity, bool) { return identity{file: e.file, name: e.Name}, e.Name != "" }
	unnamed := func(e *entry) (identity, bool) { return identity{file: e.file}, e.Name == "" }
	moved := func(e *entry) (identity, bool) {
		return identity{name: e.Name, model: e.ModelName, suffix: e.suffix}, true
	}
	renamed := func(e *entry) (identity, bool) {
		return identity{file: e.file, model: e.ModelName, suffix: e.suffix}, true
	}
	m.step(ByFileAndName, whole, false)
	m.step(ByFileAndName, full, false)
	m.step(ByFileAndName, named, false)
	m.step(ByFile, unnamed, true)
	m.step(ByNameAndModel, moved, true)
	m.step(ByFileAndModel, renamed, true)
	for i := range old {
		if !m.oldUsed[i] {
			m.pairs = append(m.pairs, pairing{old: &old[i]})
		}
	}
	for i := range new {
		if !m.found[i] {
			m.pairs = append(m.pairs, pairing{new: &new[i]})
		}
	}
	return m.pairs
}

// step pairs what is left and has the same key, in order; if it has to be
// unique, only where one is left on each side.
func (m *matcher) step(by Match, key func(*entry) (identity, bool), unique bool) {
	waiting := map[identity][]int{} // of new
	for i := range m.new {
		if id, ok := key(&m.new[i]); ok && !m.found[i] {
			waiting[id] = append(waiting[id], i)
		}
	}
	left := map[identity]int{} // of old
	for i := range m.old {
		if id, ok := key(&m.old[i]); ok && !m.oldUsed[i] {
			left[id]++
		}
	}
	for i := range m.old {
		id, ok := key(&m.old[i])
		if !ok || m.oldUsed[i] || len(waiting[id]) == 0 || unique && (left[id] > 1 || len(waiting[id]) > 1) {
			continue
		}
		j := waiting[id][0]
		waiting[id] = waiting[id][1:]
		m.oldUsed[i], m.found[j] = true, true
		pair := pairing{old: &m.old[i], new: &m.new[j], by: by}
		if by == ByFileAndName && pair.new.Name == "" {
			pair.by = ByFileAndModel
		}
		m.pairs = append(m.pairs, pair)
	}
}

// printOf writes values as one text, equal for equal values only.
func printOf(values []value) string {
	var out strings.Builder
	for _, v := range values {
		if v.set {
			out.WriteString(v.name + "=" + v.text)
		}
		out.WriteByte(0)
	}
	return out.String()
}
