package lint

import (
	"path"

	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/document"
	"github.com/costplan/costplan/engine/project"
)

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
