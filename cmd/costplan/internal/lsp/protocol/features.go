package protocol

// CompletionList is what may be typed at a place.
type CompletionList struct {
	IsIncomplete bool             `json:"isIncomplete"`
	Items        []CompletionItem `json:"items"`
}

// CompletionItem is one thing that may be typed.
type CompletionItem struct {
	Label            string             `json:"label"`
	Kind             CompletionItemKind `json:"kind"`
	Detail           string             `json:"detail,omitempty"`
	Documentation    *MarkupContent     `json:"documentation,omitempty"`
	SortText         string             `json:"sortText"`
	FilterText       string             `json:"filterText"`
	InsertTextFormat InsertTextFormat   `json:"insertTextFormat"`
	InsertTextMode   int                `json:"insertTextMode,omitempty"`
	TextEdit         TextEdit           `json:"textEdit"`
}

// InsertTextFormat says whether a text has places to fill in.
type InsertTextFormat int

// The formats.
const (
	PlainTextFormat InsertTextFormat = 1
	SnippetFormat   InsertTextFormat = 2
)

// AsIs is the mode in which a client leaves the indentation of a text alone.
const AsIs = 1

// CompletionItemKind chooses the picture beside an item.
type CompletionItemKind int

// The kinds that are used.
const (
	ModuleKind     CompletionItemKind = 9
	PropertyKind   CompletionItemKind = 10
	UnitKind       CompletionItemKind = 11
	ValueKind      CompletionItemKind = 12
	EnumKind       CompletionItemKind = 13
	SnippetKind    CompletionItemKind = 15
	ReferenceKind  CompletionItemKind = 18
	EnumMemberKind CompletionItemKind = 20
)

// Hover is what there is to say about a range.
type Hover struct {
	Contents MarkupContent `json:"contents"`
	Range    Range         `json:"range"`
}

// DocumentSymbolParams names the document whose symbols are asked for.
type DocumentSymbolParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
}

// DocumentSymbol is a part of a document.
type DocumentSymbol struct {
	Name           string     `json:"name"`
	Detail         string     `json:"detail"`
	Kind           SymbolKind `json:"kind"`
	Range          Range      `json:"range"`
	SelectionRange Range      `json:"selectionRange"`
}

// SymbolInformation is a part of a document for clients that know no
// DocumentSymbol.
type SymbolInformation struct {
	Name     string     `json:"name"`
	Kind     SymbolKind `json:"kind"`
	Location Location   `json:"location"`
}

// SymbolKind chooses the picture beside a symbol.
type SymbolKind int

// ObjectSymbol is the kind of a deployment.
const ObjectSymbol SymbolKind = 19

// CodeActionParams ask for actions on a range.
type CodeActionParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
	Range        Range                  `json:"range"`
	Context      struct {
		Only []CodeActionKind `json:"only"`
	} `json:"context"`
}

// CodeActionKind says what an action is for. A kind is part of another one that
// it begins with, up to a dot.
type CodeActionKind string

// The kinds of actions that the server has.
const (
	QuickFix     CodeActionKind = "quickfix"
	SourceFixAll CodeActionKind = "source.fixAll.costplan"
)

// CodeAction is a change to offer.
type CodeAction struct {
	Title       string         `json:"title"`
	Kind        CodeActionKind `json:"kind"`
	Diagnostics []Diagnostic   `json:"diagnostics,omitempty"`
	IsPreferred bool           `json:"isPreferred,omitempty"`
	Edit        WorkspaceEdit  `json:"edit"`
}

// WorkspaceEdit is changes of documents, in one of two forms.
type WorkspaceEdit struct {
	Changes         map[URI][]TextEdit `json:"changes,omitempty"`
	DocumentChanges []TextDocumentEdit `json:"documentChanges,omitempty"`
}

// TextDocumentEdit is changes of one version of a document.
type TextDocumentEdit struct {
	TextDocument VersionedTextDocumentIdentifier `json:"textDocument"`
	Edits        []TextEdit                      `json:"edits"`
}

// InlayHintParams ask for the hints of a range.
type InlayHintParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
	Range        Range                  `json:"range"`
}

// InlayHint is a text beside a place that is not in the document.
type InlayHint struct {
	Position    Position `json:"position"`
	Label       string   `json:"label"`
	Tooltip     string   `json:"tooltip,omitempty"`
	PaddingLeft bool     `json:"paddingLeft"`
}
