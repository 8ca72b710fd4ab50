// Package project is what a team wants of its deployment files: the settings in
// .costplan.yaml. It reads and checks them, and says what they ask of a
// diagnostic or a deployment. It does not look for files.
package project

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/shape"
	"github.com/costplan/costplan/engine/suggest"
)

// FileName is the name of a settings file.
const FileName = ".costplan.yaml"

// Misnamed is a name that people give a settings file and that is not read.
const Misnamed = ".costplan.yml"

// Project is the settings of one file. The zero Project asks for nothing.
type Project struct {
	File     string // where it was read from; "" if there is none
	Region   string
	Period   string                      // of documents that state none; "" for the default
	Edition  string                      // date or folder, relative to the file's; "" for the newest
	Overlays []string                    // files, relative to the file's folder
	FailOn   string                      // least severity that fails lint, or "never"; "" for the default
	Severity map[diag.Code]diag.Severity // Ignore for what is not reported
	Regions  []string                    // codes; nil for any
	Plans    []catalog.Plan              // nil for any
	Models   []string                    // patterns; nil for any
	Budgets  []Budget
	Exclude  []string // patterns relative to the file's folder
	MaxAge   *int64   // days; nil for any
}

// Budget is the most that deployments may cost, and where it is written.
type Budget struct {
	Limit  decimal.Decimal
	Region string // code of the deployments that it is for; "" for all
	Name   string // pattern of their names; "" for all
	File   string // that it is written in
	Span   diag.Span
	Path   string // JSON pointer of what it is reported at
}

// NewBudget resolves a limit on a part of a total, given the code of its region.
func NewBudget(src *document.Source, b deployment.Budget, region string) Budget {
	return Budget{
		Limit: b.Limit.Value, Region: region, Name: b.Name.Value,
		File: src.Name, Span: b.Limit.Node.Span(src), Path: b.Path + "/limit",
	}
}

// NewTotalBudget resolves a limit on the whole total.
func NewTotalBudget(src *document.Source, limit deployment.Number) Budget {
	return Budget{Limit: limit.Value, File: src.Name, Span: limit.Node.Span(src), Path: "/budget"}
}

// Ignore is the severity of a diagnostic that is not reported. It is not "off",
// which is a boolean to readers of YAML 1.1.
const Ignore diag.Severity = "ignore"

// Read reads a settings file. A file with a diagnostic is not to be used: the
// settings that were meant are not known.
func Read(name string, data []byte, cat *catalog.Catalog) (*Project, []diag.Diagnostic) {
	src := document.NewSource(name, data)
	r := reader{src: src, cat: cat, project: &Project{File: name}}
	var root *document.Node
	root, r.broken, r.found = shape.NewSettings().Read(src)
	if root != nil {
		r.read(root)
	}
	return r.project, diag.Sort(r.found)
}

// Prices are what settings say of the price list of a run, and of its period.
type Prices struct {
	Edition  string
	Overlays []string
	Period   string
}

// PricesOf reads what settings say of the price list: by it the catalog is chosen
// that Read checks the rest against. What is wrong there Read reports.
func PricesOf(name string, data []byte) Prices {
	src := document.NewSource(name, data)
	r := reader{src: src, project: &Project{}}
	root, broken, _ := shape.NewSettings().Read(src)
	if r.broken = broken; root != nil {
		r.prices(root)
	}
	return Prices{r.project.Edition, r.project.Overlays, r.project.Period}
}

func (r *reader) prices(n *document.Node) {
	if period := n.Get("period"); r.ok(period, "/period") {
		r.project.Period = period.Text
	}
	if edition := n.Get("edition"); r.ok(edition, "/edition") {
		r.project.Edition = edition.Text
	}
	for _, item := range r.items(n.Get("overlays"), "/overlays") {
		r.project.Overlays = append(r.project.Overlays, item.Text)
	}
}

type reader struct {
	src     *document.Source
	cat     *catalog.Catalog
	project *Project
	broken  deployment.Broken
	found   []diag.Diagnostic
}

func (r *reader) report(code diag.Code, at *document.Node, path, message, help string) {
	d := diag.New(code, r.src.Name, at.Span(r.src), path, message)
	d.Help = help
	r.found = append(r.found, d)
}

func (r *reader) read(n *document.Node) {
	p := r.project
	if region := n.Get("region"); r.ok(region, "/region") {
		p.Region = r.region(region, "/region")
	}
	if period := n.Get("period"); r.ok(period, "/period") {
		if _, err := deployment.ParsePeriod(period.Text); err != nil {
			r.report(diag.NotAllowed, period, "/period", err.Error(), "write period: "+deployment.DefaultPeriod)
		}
	}
	r.prices(n)
	if failOn := n.Get("fail_on"); r.ok(failOn, "/fail_on") {
		p.FailOn = failOn.Text
	}
	if severity := n.Get("severity"); r.ok(severity, "/severity") {
		p.Severity = r.severities(severity)
	}
	allow := n.Get("allow")
	for i, item := range r.items(allow.Get("regions"), "/allow/regions") {
		p.Regions = append(p.Regions, r.region(item, fmt.Sprintf("/allow/regions/%d", i)))
	}
	for _, item := range r.items(allow.Get("plans"), "/allow/plans") {
		p.Plans = append(p.Plans, catalog.Plan(item.Text))
	}
	for _, item := range r.items(allow.Get("models"), "/allow/models") {
		p.Models = append(p.Models, item.Text)
	}
	for _, item := range r.items(n.Get("exclude"), "/exclude") {
		p.Exclude = append(p.Exclude, item.Text)
	}
	if budget := n.Get("budget"); r.ok(budget, "/budget") {
		if value, err := money.ParseDecimal(budget.Text); err == nil {
			p.Budgets = append(p.Budgets, NewTotalBudget(r.src, deployment.Number{Value: value, Set: true, Node: budget}))
		}
	}
	for _, b := range deployment.ReadBudgets(n, r.broken) {
		if !b.Limit.Set {
			continue
		}
		region := ""
		if b.Region.Set {
			region = r.region(b.Region.Node, b.Path+"/region")
		}
		p.Budgets = append(p.Budgets, NewBudget(r.src, b, region))
	}
	if age := n.Get("max_age"); r.ok(age, "/max_age") {
		if value, err := money.ParseDecimal(age.Text); err == nil {
			days := value.IntPart()
			p.MaxAge = &days
		}
	}
}

func (r *reader) ok(n *document.Node, path string) bool { return n != nil && !r.broken[path] }

// items returns the items of a list; of a list that is there and empty, a list
// that is not nil.
func (r *reader) items(n *document.Node, path string) []*document.Node {
	if !r.ok(n, path) {
		return nil
	}
	return n.Items
}

func (r *reader) region(n *document.Node, path string) string {
	region, ok := r.cat.Region(n.Text)
	if !ok {
		r.report(diag.NotAllowed, n, path, fmt.Sprintf("region %q is not in the catalog", n.Text), "use "+suggest.OneOf(r.cat.RegionCodes()))
		return n.Text
	}
	return region.Code
}

func (r *reader) severities(n *document.Node) map[diag.Code]diag.Severity {
	severities := map[diag.Code]diag.Severity{}
	for i := range n.Entries {
		key, code := n.Entries[i].Key, diag.Code(n.Entries[i].Key.Text)
		path := "/severity/" + key.Text
		switch _, known := diag.RuleOf(code); {
		case !known:
			help := "costplan rules lists the codes"
			if near, ok := suggest.Nearest(key.Text, diag.Codes()); ok {
				help = "did you mean " + near + "?"
			}
			r.report(diag.NotAllowed, key, path, fmt.Sprintf("%q is no code", key.Text), help)
		case code.Fixed():
			r.report(diag.NotAllowed, key, path, string(code)+" cannot be changed: without a right shape there is no right fee", "remove it")
		default:
			severities[code] = diag.Severity(n.Entries[i].Value.Text)
		}
	}
	return severities
}

// Adjust gives diagnostics the severities that the project wants, and takes out
// those that it ignores.
func (p *Project) Adjust(found []diag.Diagnostic) []diag.Diagnostic {
	if p == nil || len(p.Severity) == 0 {
		return found
	}
	kept := found[:0]
	for _, d := range found {
		if severity, ok := p.Severity[d.Code]; ok {
			d.Severity = severity
		}
		if d.Severity != Ignore {
			kept = append(kept, d)
		}
	}
	return kept
}

// AllowsRegion reports whether deployments may use a region, given its code.
func (p *Project) AllowsRegion(code string) bool {
	return p == nil || p.Regions == nil || slices.Contains(p.Regions, code)
}

// AllowsPlan reports whether deployments may use a plan.
func (p *Project) AllowsPlan(plan catalog.Plan) bool {
	return p == nil || p.Plans == nil || slices.Contains(p.Plans, plan)
}

// AllowsModel reports whether deployments may use a model, given its code.
func (p *Project) AllowsModel(code string) bool {
	return p == nil || p.Models == nil || slices.ContainsFunc(p.Models, func(pattern string) bool { return catalog.Match(pattern, code) })
}
