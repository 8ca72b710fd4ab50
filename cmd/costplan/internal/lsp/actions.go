package lsp

import (
	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/diag"
)

// actions are the changes to offer for a range.
func (c *call) actions(p protocol.CodeActionParams) (any, error) {
	actions := []protocol.CodeAction{}
	d, ok := c.document(p.TextDocument.URI)
	if !ok {
		return actions, nil
	}
	desk := c.desk(d)
	if desk == nil {
		return actions, nil
	}
	found := c.at.analysis().found[d.name]
	span := diag.Span{Start: d.place(desk, p.Range.Start), End: d.place(desk, p.Range.End)}
	for _, a := range desk.Actions(span) {
		kind := protocol.QuickFix
		if a.Kind == assist.FixAll {
			kind = protocol.SourceFixAll
		}
		if !wants(p.Context.Only, kind) {
			continue
		}
		action := protocol.CodeAction{Title: a.Title, Kind: kind, Edit: d.edit(a.Edits)}
		action.IsPreferred = a.Preferred && d.client.TextDocument.CodeAction.IsPreferredSupport
		for i := range found {
			if a.Code != "" && string(found[i].Code) == a.Code && found[i].Start.Line >= span.Start.Line && found[i].Start.Line <= span.End.Line {
				action.Diagnostics = append(action.Diagnostics, c.at.diagnostic(&found[i], d.text, d.client))
			}
		}
		actions = append(actions, action)
	}
	return actions, nil
}

// edit is changes of the document in the form that the client takes.
func (d asked) edit(edits []diag.Edit) protocol.WorkspaceEdit {
	list := make([]protocol.TextEdit, 0, len(edits))
	for _, e := range edits {
		list = append(list, protocol.TextEdit{Range: d.span(e.Start, e.End), NewText: e.Text})
	}
	if d.client.Workspace.WorkspaceEdit.DocumentChanges {
		return protocol.WorkspaceEdit{DocumentChanges: []protocol.TextDocumentEdit{{
			TextDocument: protocol.VersionedTextDocumentIdentifier{URI: d.uri, Version: d.version}, Edits: list,
		}}}
	}
	return protocol.WorkspaceEdit{Changes: map[protocol.URI][]protocol.TextEdit{d.uri: list}}
}
