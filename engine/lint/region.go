package lint

import (
	"fmt"
	"strings"

	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/suggest"
)

func (c *checker) period() {
	period := c.doc.Period
	if !period.Set {
		return
	}
	if _, err := deployment.ParsePeriod(period.Value); err != nil {
		c.report(diag.NotAllowed, period.Node, "period", err.Error(), "write period: "+deployment.DefaultPeriod)
	}
}

// deployments reports a deployment file whose list is empty.
func (c *checker) deployments() {
	list := c.doc.Node.Get("deployments")
	if c.doc.Shape == deployment.File && list != nil && list.Kind == document.Sequence && len(list.Items) == 0 {
		c.report(diag.NoDeployment, list, "deployments", "the list of deployments is empty", "write a deployment: - {name: ..., model_name: ..., plan: ...}")
	}
}

// budgets checks the regions that budgets are for.
func (c *checker) budgets() {
	for _, b := range c.doc.Budgets {
		if b.Region.Set {
			c.regionName(b.Region, strings.TrimPrefix(b.Path, "/")+"/region")
		}
	}
}

// documentRegion checks the region that holds for a document, and says once if
// there is none for some of its deployments.
func (c *checker) documentRegion() {
	if c.doc.Region.Node != nil {
		c.regionName(c.doc.Region, "region")
		return
	}
	if c.settings.Region != "" || c.doc.Broken["/region"] {
		return
	}
	for i := range c.doc.Deployments {
		d := &c.doc.Deployments[i]
		if d.Region.Node != nil || c.doc.Broken[d.Path] || c.doc.Broken[d.Path+"/region"] {
			continue
		}
		at, message := c.doc.Node, "region is missing: there is no price without one"
		if len(c.doc.Deployments) > 1 {
			message = fmt.Sprintf("region is missing, for all deployments or for each: there is no price without one (first at %s)", label(d))
		}
		help := "add region: " + c.cat.Regions[0].Code + ", or use --region"
		if c.running() {
			help = "an answer of the API does not tell it: use --region, for one file --region FILE=REGION, or region in " + project.FileName
		}
		c.report(diag.MissingField, at, "", message, help)
		return
	}
}

// label names a deployment as its author does.
func label(d *deployment.Deployment) string {
	for _, name := range [...]deployment.Text{d.Name, d.ModelName} {
		if name.Set {
			return name.Value
		}
	}
	return d.Path
}

func (c *checker) deploymentRegion() {
	if c.d.Region.Node != nil {
		c.regionName(c.d.Region, "region")
	}
}

func (c *checker) regionName(name deployment.Text, field string) {
	if !name.Set {
		return
	}
	if _, ok := c.cat.Region(name.Value); ok {
		return
	}
	var names, choices []string
	for _, r := range c.cat.Regions {
		names = append(append(names, r.Code), r.Aliases...)
		choices = append(choices, fmt.Sprintf("%s (%s)", r.Code, strings.Join(r.Aliases, ", ")))
	}
	d := c.report(diag.NotAllowed, name.Node, field,
		fmt.Sprintf("region %q is not in the catalog: use %s", name.Value, suggest.OneOf(choices)), "")
	if near, ok := suggest.Nearest(name.Value, names); ok {
		d.Help = "did you mean " + near + "?"
		c.replace(d, name.Node, near, false)
	}
}
