package lsp

import (
	"slices"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/engine/assist"
)

// complete proposes what may be typed at a place. It asks for no other file, so
// it answers while those are still being read.
func (c *call) complete(p protocol.TextDocumentPositionParams) (any, error) {
	list := protocol.CompletionList{Items: []protocol.CompletionItem{}}
	d, ok := c.document(p.TextDocument.URI)
	if !ok || !d.likely() && !d.ours() {
		return list, nil
	}
	desk := d.alone()
	completion := desk.Complete(d.place(desk, p.Position))
	span := d.span(completion.Start, completion.End)
	able := &d.client.TextDocument.Completion.CompletionItem
	for _, item := range completion.Items {
		out := protocol.CompletionItem{
			Label: item.Label, Kind: itemKind(item.Kind), Detail: item.Detail, SortText: item.Sort, FilterText: item.Label,
			InsertTextFormat: protocol.PlainTextFormat, TextEdit: protocol.TextEdit{Range: span, NewText: item.Insert},
		}
		if item.Documentation != "" {
			out.Documentation = &protocol.MarkupContent{Kind: markup(able.DocumentationFormat), Value: item.Documentation}
		}
		if item.Caret != nil && able.SnippetSupport {
			out.InsertTextFormat, out.TextEdit.NewText = protocol.SnippetFormat, snippet(item.Insert, *item.Caret)
		}
		if able.InsertTextModeSupport != nil && slices.Contains(able.InsertTextModeSupport.ValueSet, protocol.AsIs) {
			out.InsertTextMode = protocol.AsIs
		}
		list.IsIncomplete = list.IsIncomplete || item.Kind == assist.CapacityItem // more of them once a digit is typed
		list.Items = append(list.Items, out)
	}
	return list, nil
}

// snippet is a text with the place for the caret marked.
func snippet(text string, caret int) string {
	escape := strings.NewReplacer(`\`, `\\`, `$`, `\$`, `}`, `\}`)
	runes := []rune(text)
	return escape.Replace(string(runes[:caret])) + "$0" + escape.Replace(string(runes[caret:]))
}

func itemKind(k assist.Kind) protocol.CompletionItemKind {
	switch k {
	case assist.KeyItem:
		return protocol.PropertyKind
	case assist.ModelItem:
		return protocol.ModuleKind
	case assist.RegionItem:
		return protocol.EnumKind
	case assist.PlanItem, assist.PaymentItem:
		return protocol.EnumMemberKind
	case assist.SpecItem, assist.CapacityItem:
		return protocol.UnitKind
	case assist.DeploymentItem:
		return protocol.SnippetKind
	case assist.CodeItem:
		return protocol.ReferenceKind
	}
	return protocol.ValueKind
}
