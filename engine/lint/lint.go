// Package lint says what is wrong with deployments whose shape is right: by the
// catalog, by the provider's rules, and against each other. Each rule of the
// provider is taken from its page "Create deployment"; the numbers in the rules
// come from the catalog.
package lint

import (
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/edit"
)

// Document checks what holds for all deployments of a document.
func Document(cat *catalog.Catalog, doc *deployment.Document, s deployment.Settings) []diag.Diagnostic {
	c := checker{cat: cat, doc: doc, settings: s}
	c.period()
	c.documentRegion()
	c.deployments()
	c.budgets()
	return c.found
}

// Deployment checks one deployment by itself.
func Deployment(cat *catalog.Catalog, doc *deployment.Document, d *deployment.Deployment, t deployment.Terms, s deployment.Settings) []diag.Diagnostic {
	c := checker{cat: cat, doc: doc, d: d, t: t, settings: s}
	if doc.Broken[d.Path] {
		return nil // it is no mapping
	}
	for _, check := range perDeployment {
		check(&c)
	}
	return c.found
}

// perDeployment is every check of one deployment, in the order of their work:
// what is bought, how much of it, for how long.
var perDeployment = [...]func(*checker){
	(*checker).deploymentRegion,
	(*checker).model,
	(*checker).thinking,
	(*checker).payment,
	(*checker).charge,
	(*checker).answered,
	(*checker).unpriced,
	(*checker).spec,
	(*checker).units,
	(*checker).billingMethod,
	(*checker).throughput,
	(*checker).loraCapacity,
	(*checker).usage,
	(*checker).order,
	(*checker).withoutEffect,
}

// checker carries one deployment through its checks.
type checker struct {
	cat      *catalog.Catalog
	doc      *deployment.Document
	d        *deployment.Deployment // nil while the document itself is checked
	t        deployment.Terms
	settings deployment.Settings

	offers []*catalog.Offer // of the model on the plan in the region
	offer  *catalog.Offer   // the one of them that is bought; nil if that is not known
	found  []diag.Diagnostic
}

// report adds a diagnostic at a node and returns it for its caller to complete.
// field is the pointer of the node below the deployment, "" for the deployment.
func (c *checker) report(code diag.Code, at *document.Node, field, message, help string) *diag.Diagnostic {
	path := ""
	if c.d != nil {
		path = c.d.Path
	}
	if field != "" {
		path += "/" + field
	}
	d := diag.New(code, c.doc.Source.Name, at.Span(c.doc.Source), path, message)
	d.Help = help
	c.found = append(c.found, d)
	return &c.found[len(c.found)-1]
}

// said reports whether a field of the deployment is there, or has been reported
// in a way that answers for it.
func (c *checker) said(field string) bool {
	return c.d.Node.Entry(field) != nil || c.doc.Broken[c.d.Path+"/"+field]
}

// replace offers to write the value at a node anew.
func (c *checker) replace(d *diag.Diagnostic, at *document.Node, text string, safe bool) {
	d.Fixes = append(d.Fixes, diag.Fix{
		Title: "write " + text, Safe: safe,
		Edits: []diag.Edit{{Span: at.Span(c.doc.Source), Text: edit.Rewrite(c.doc.Source, at, text)}},
	})
}

// insert offers to put a field into a mapping, after fields it goes with. It does
// not where something else in the deployment is wrong: a default beside a field
// that is misspelt or in the wrong place is not what was meant.
func (c *checker) insert(d *diag.Diagnostic, into *document.Node, after []string, key string, value edit.Value) {
	if c.brokenBelow("") {
		return
	}
	if edits, ok := edit.Insert(c.doc.Source, into, after, edit.Field{Key: key, Value: value}); ok {
		d.Fixes = append(d.Fixes, diag.Fix{Title: "add " + key, Safe: true, Edits: edits})
	}
}

// running reports whether the deployment was read from an answer of the API:
// then it exists, and rules on what to send do not apply.
func (c *checker) running() bool { return c.doc.Shape == deployment.Answer }

// place names a region by its code and its name: "cn-beijing (China, Beijing)".
func place(r *catalog.Region) string {
	return r.Code + " (" + strings.ReplaceAll(strings.ReplaceAll(r.Name, " (", ", "), ")", "") + ")"
}

func join[T ~string](list []T, separator string) string {
	texts := make([]string, len(list))
	for i := range list {
		texts[i] = string(list[i])
	}
	return strings.Join(texts, separator)
}
