package lint

import (
	"fmt"
	"path"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
)

// Policy says what a project does not allow of a deployment.
func Policy(doc *deployment.Document, d *deployment.Deployment, t deployment.Terms, p *project.Project) []diag.Diagnostic {
	c := checker{doc: doc, d: d, t: t}
	if t.Region != nil && !p.AllowsRegion(t.Region.Code) {
		at, field := d.Region.Node, "region"
		if at == nil {
			at, field = d.Node, ""
		}
		c.notPermitted(p, at, field, "region "+t.Region.Code, p.Regions)
	}
	if d.Plan.Set && !p.AllowsPlan(t.Plan) {
		c.notPermitted(p, d.Plan.Node, "plan", "plan "+string(t.Plan), strings.Split(join(p.Plans, " "), " "))
	}
	if d.ModelName.Set && !p.AllowsModel(t.Model) {
		c.notPermitted(p, d.ModelName.Node, "model_name", "model "+t.Model, p.Models)
	}
	return c.found
}

func (c *checker) notPermitted(p *project.Project, at *document.Node, field, what string, allowed []string) {
	c.report(diag.NotPermitted, at, field, fmt.Sprintf("%s is not allowed by %s", what, p.File),
		"allowed there: "+strings.Join(allowed, ", "))
}

// SettingsAlone reports a document that has settings of a deployment file and no
// deployments.
func SettingsAlone(src *document.Source, node *document.Node) diag.Diagnostic {
	d := diag.New(diag.SettingsAlone, src.Name, node.Span(src), "",
		"this document has settings and no deployments: its period and its budget hold for nothing")
	d.Help = "write them above deployments:, in the same document; a budget for all files of a folder goes into " + project.FileName
	return d
}

// SettingsName reports a settings file under a name that is not read, given the
// path that it is called by.
func SettingsName(name string) diag.Diagnostic {
	start := diag.Position{Line: 1, Column: 1}
	d := diag.New(diag.SettingsName, name, diag.Span{Start: start, End: start}, "",
		path.Base(name)+" is not read: settings stand in "+project.FileName)
	d.Help = "rename it to " + project.FileName
	return d
}
