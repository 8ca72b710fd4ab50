package page

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
)

// fileLine is a line of a region file and where it comes from.
type fileLine struct {
	text string
	base int // line of the base's file that is carried over; 0 if it is not
	page int // line of the page with the row; 0 if it is not a row
}

// pageFile is a region file in the making.
type pageFile struct {
	region *catalog.Region // of the base
	lines  []fileLine
}

func (f *pageFile) add(format string, args ...any) {
	f.lines = append(f.lines, fileLine{text: fmt.Sprintf(format, args...)})
}

func (f *pageFile) bytes() []byte {
	var out bytes.Buffer
	for _, line := range f.lines {
		out.WriteString(line.text)
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// write makes the file of a region: what the base says above and below its
// tables, with the page's date, and the tables of the page.
func (r *reader) write(region *catalog.Region) pageFile {
	f := pageFile{region: region}
	from := r.base.files[region.File]
	for _, line := range from.head {
		if date, ok := from.date[line.base]; ok {
			runes := []rune(line.text)
			line = fileLine{text: string(runes[:date.from]) + r.date + string(runes[date.to:])}
		}
		f.lines = append(f.lines, line)
	}
	for i := range sections {
		f.add("")
		f.section(&sections[i], r.regions[region.Code].tables[i], r.regions[region.Code].per[i])
	}
	if len(from.tail) > 0 {
		f.add("")
	}
	f.lines = append(f.lines, from.tail...)
	return f
}

// section writes the tables of a section.
func (f *pageFile) section(s *section, tables []table, per map[catalog.Item]quantity) {
	f.add("%s", s.comment(len(tables) > 0))
	if len(tables) == 0 {
		return
	}
	f.add("%s:", s.plan)
	switch s.plan {
	case catalog.PTU:
		f.add("  per:")
		f.add("    input: {quantity: %d, unit: TPM}", per[catalog.Input].amount)
		f.add("    output: {quantity: %d, unit: TPM}", per[catalog.Output].amount)
	case catalog.LoRA:
		f.add("  per: {quantity: %d, unit: token}", per[catalog.Input].amount)
	}
	if !s.families() {
		f.add("  offers:")
		f.rows("    ", s, tables[0].rows)
		return
	}
	f.add("  families:")
	for _, t := range tables {
		f.add("    - family: %s", scalar(t.family))
		if t.category != "" {
			f.add("      category: %s", scalar(t.category))
		}
		f.add("      offers:")
		f.rows("        ", s, t.rows)
	}
}

// rows writes the rows of a table, a line each.
func (f *pageFile) rows(indent string, s *section, rows []row) {
	for i := range rows {
		w := &rows[i]
		fields := []string{"code: " + scalar(w.code), "name: " + scalar(w.name)}
		switch s.plan {
		case catalog.PTU:
			fields = append(fields, "max_input_tokens: "+w.maximum,
				"hourly: "+w.items(catalog.PayAsYouGo), "daily: "+w.items(catalog.Subscription))
		case catalog.MU:
			hourly, _ := w.find(catalog.PayAsYouGo, catalog.ModelUnit)
			monthly, _ := w.find(catalog.Subscription, catalog.ModelUnit)
			fields = append(fields, "spec: "+w.spec, "bundle: "+w.bundle, "hourly: "+hourly, "monthly: "+monthly)
		case catalog.LoRA:
			fields = append(fields, "tokens: "+w.items(catalog.PayAsYouGo))
		}
		if w.remark != "" {
			fields = append(fields, "remark: "+scalar(w.remark))
		}
		f.lines = append(f.lines, fileLine{text: indent + "- {" + strings.Join(fields, ", ") + "}", page: w.line})
	}
}

// items writes the prices of a row under a payment: "{input: 1.2, output: 0.72}".
func (w *row) items(payment catalog.Payment) string {
	var fields []string
	for _, item := range [...]catalog.Item{catalog.Input, catalog.Output, catalog.ThinkingOutput} {
		if text, ok := w.find(payment, item); ok {
			fields = append(fields, string(item)+": "+text)
		}
	}
	return "{" + strings.Join(fields, ", ") + "}"
}

// plainForm is text that YAML may read without quotes, if it is not a number,
// a date or the like.
var plainForm = lazy(`^[A-Za-z0-9][A-Za-z0-9._/()+-]*( [A-Za-z0-9._/()+-]+)*$`)

// scalar writes a text as YAML, in quotes if it needs them.
func scalar(text string) string {
	if plainForm().MatchString(text) {
		var node yaml.Node
		if err := yaml.Unmarshal([]byte(text), &node); err == nil && len(node.Content) == 1 &&
			node.Content[0].ShortTag() == "!!str" && node.Content[0].Value == text {
			return text
		}
	}
	return strconv.Quote(text)
}

// edition writes the files of all regions, and loads and checks them.
func (r *reader) edition() (Edition, []catalog.Problem) {
	e := Edition{Date: r.date}
	var files []pageFile
	for _, region := range r.base.catalog.Regions { // sorted by code, so files by name
		if r.regions[region.Code] == nil {
			continue
		}
		file := r.write(region)
		files = append(files, file)
		e.Files = append(e.Files, catalog.File{Name: region.File, Data: file.bytes()})
	}
	var err error
	if e.Catalog, err = folders.Read(r.date, e.Files); err != nil {
		return Edition{}, []catalog.Problem{{File: r.file, Message: fmt.Sprintf("the new edition: %s", err)}}
	}
	var problems []catalog.Problem
	for _, p := range e.Catalog.Check() {
		problems = append(problems, r.locate(p, files))
	}
	e.Report = r.report(e.Catalog, files)
	return e, problems
}

// locate turns a problem of a new file into one of the page, where the line
// comes from there.
func (r *reader) locate(p catalog.Problem, files []pageFile) catalog.Problem {
	located := catalog.Problem{File: r.file, Message: "the new " + p.String()}
	for i := range files {
		if files[i].region.File == p.File && 0 < p.Line && p.Line <= len(files[i].lines) {
			located.Line = files[i].lines[p.Line-1].page
		}
	}
	return located
}
