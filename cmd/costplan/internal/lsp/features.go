package lsp

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/assist"
	"github.com/costplan/costplan/engine/diag"
)

// asked is an open document that a request asks about.
type asked struct {
	*file
	client client
}

// document returns the document that is asked about; ok is false if it is not
// open or is none of ours.
func (c *call) document(uri protocol.URI) (d asked, ok bool) {
	f := c.at.opened(uri)
	if f == nil || f.passed {
		return asked{}, false
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return asked{f, c.client}, true
}

// desk serves the document with what all files say of it; nil if it is none of ours.
func (c *call) desk(d asked) *engine.Desk {
	if desk := c.at.analysis().desks[d.name]; desk != nil {
		return desk()
	}
	return nil
}

// place is where a position is, as the engine counts.
func (d asked) place(desk *engine.Desk, p protocol.Position) diag.Position {
	return desk.Source().Position(d.text.offset(p, d.client.encoding))
}

func (d asked) span(start, end diag.Position) protocol.Range {
	return d.text.span(start.Offset, end.Offset, d.client.encoding)
}

// hover says what there is to say about a place, or null.
func (c *call) hover(p protocol.TextDocumentPositionParams) (any, error) {
	d, ok := c.document(p.TextDocument.URI)
	if !ok {
		return nil, nil
	}
	desk := c.desk(d)
	if desk == nil {
		if !d.likely() {
			return nil, nil
		}
		desk = d.alone()
	}
	h, ok := desk.Hover(d.place(desk, p.Position))
	if !ok {
		return nil, nil
	}
	kind := markup(d.client.TextDocument.Hover.ContentFormat)
	return protocol.Hover{Contents: protocol.MarkupContent{Kind: kind, Value: h.Markdown}, Range: d.span(h.Start, h.End)}, nil
}

// hints are the amounts beside the lines of a range.
func (c *call) hints(p protocol.InlayHintParams) (any, error) {
	hints := []protocol.InlayHint{}
	d, ok := c.document(p.TextDocument.URI)
	if !ok {
		return hints, nil
	}
	desk := c.desk(d)
	if desk == nil {
		return hints, nil
	}
	start, end := d.text.offset(p.Range.Start, d.client.encoding), d.text.offset(p.Range.End, d.client.encoding)
	for _, h := range desk.Hints() {
		if h.Offset >= start && h.Offset <= end {
			at := d.text.position(h.Offset, d.client.encoding)
			hints = append(hints, protocol.InlayHint{Position: at, Label: h.Label, Tooltip: h.Tooltip, PaddingLeft: true})
		}
	}
	return hints, nil
}

// symbols are the deployments of a document.
func (c *call) symbols(p protocol.DocumentSymbolParams) (any, error) {
	list := []protocol.DocumentSymbol{}
	d, ok := c.document(p.TextDocument.URI)
	if !ok {
		return list, nil
	}
	desk := c.desk(d)
	if desk == nil {
		return list, nil
	}
	for _, s := range desk.Symbols() {
		list = append(list, protocol.DocumentSymbol{
			Name: s.Name, Detail: s.Detail, Kind: protocol.ObjectSymbol,
			Range: d.span(s.Span.Start, s.Span.End), SelectionRange: d.span(s.Select.Start, s.Select.End),
		})
	}
	if d.client.TextDocument.DocumentSymbol.HierarchicalDocumentSymbolSupport {
		return list, nil
	}
	flat := []protocol.SymbolInformation{}
	for _, s := range list {
		flat = append(flat, protocol.SymbolInformation{Name: s.Name, Kind: s.Kind, Location: protocol.Location{URI: d.uri, Range: s.Range}})
	}
	return flat, nil
}

// wants reports whether a client asks for a kind of actions.
func wants(only []protocol.CodeActionKind, kind protocol.CodeActionKind) bool {
	return len(only) == 0 || slices.ContainsFunc(only, func(k protocol.CodeActionKind) bool {
		return k == kind || k == "" || strings.HasPrefix(string(kind), string(k)+".")
	})
}

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
