// Package protocol is the part of the Language Server Protocol 3.17 that the
// server speaks: the messages as types, named as the specification names them.
// It knows no deployment files.
package protocol

import (
	"encoding/json"
)

// Codes of errors that the specification adds to those of JSON-RPC.
const (
	InvalidRequest       = -32600
	MethodNotFound       = -32601
	InvalidParams        = -32602
	InternalError        = -32603
	ServerNotInitialized = -32002
	RequestCancelled     = -32800
)

// URI names a document, "file:///home/a/b.yaml".
type URI string

// Position is a place in a document: Line counts from 0, Character in the units
// of the position encoding that was agreed on.
type Position struct {
	Line      uint32 `json:"line"`
	Character uint32 `json:"character"`
}

// Range is a half-open range of a document.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Location is a range of a document.
type Location struct {
	URI   URI   `json:"uri"`
	Range Range `json:"range"`
}

// TextEdit replaces a range by a text.
type TextEdit struct {
	Range   Range  `json:"range"`
	NewText string `json:"newText"`
}

// PositionEncoding says what Character of a Position counts.
type PositionEncoding string

// The position encodings.
const (
	UTF8  PositionEncoding = "utf-8"  // bytes
	UTF16 PositionEncoding = "utf-16" // code units, what every client knows
	UTF32 PositionEncoding = "utf-32" // code points
)

// MarkupContent is a text for people.
type MarkupContent struct {
	Kind  string `json:"kind"` // Markdown or PlainText
	Value string `json:"value"`
}

// The kinds of MarkupContent.
const (
	Markdown  = "markdown"
	PlainText = "plaintext"
)

// TextDocumentIdentifier names a document.
type TextDocumentIdentifier struct {
	URI URI `json:"uri"`
}

// VersionedTextDocumentIdentifier names one version of a document.
type VersionedTextDocumentIdentifier struct {
	URI     URI   `json:"uri"`
	Version int32 `json:"version"`
}

// TextDocumentPositionParams names a place.
type TextDocumentPositionParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
	Position     Position               `json:"position"`
}

// CancelParams is what $/cancelRequest takes. The ID is a number or a string.
type CancelParams struct {
	ID json.RawMessage `json:"id"`
}

// MessageType says how bad a message to the user is.
type MessageType int

// The types of messages.
const (
	ErrorMessage   MessageType = 1
	WarningMessage MessageType = 2
	InfoMessage    MessageType = 3
)

// MessageParams is what window/showMessage and window/logMessage take.
type MessageParams struct {
	Type    MessageType `json:"type"`
	Message string      `json:"message"`
}

// DidOpenTextDocumentParams is a document that the client shows from now on.
type DidOpenTextDocumentParams struct {
	TextDocument TextDocumentItem `json:"textDocument"`
}

// TextDocumentItem is a document with its text.
type TextDocumentItem struct {
	URI        URI    `json:"uri"`
	LanguageID string `json:"languageId"`
	Version    int32  `json:"version"`
	Text       string `json:"text"`
}

// DidChangeTextDocumentParams are changes of a document, each on the result of
// the one before.
type DidChangeTextDocumentParams struct {
	TextDocument   VersionedTextDocumentIdentifier  `json:"textDocument"`
	ContentChanges []TextDocumentContentChangeEvent `json:"contentChanges"`
}

// TextDocumentContentChangeEvent replaces a range, or the whole text without one.
type TextDocumentContentChangeEvent struct {
	Range *Range `json:"range"`
	Text  string `json:"text"`
}

// DidCloseTextDocumentParams is a document that the client does not show any more.
type DidCloseTextDocumentParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
}

// DidChangeWatchedFilesParams are files that have changed on disk.
type DidChangeWatchedFilesParams struct {
	Changes []FileEvent `json:"changes"`
}

// FileEvent is what became of one file: created, changed or deleted.
type FileEvent struct {
	URI URI `json:"uri"`
}

// DidChangeWorkspaceFoldersParams are folders that come and go.
type DidChangeWorkspaceFoldersParams struct {
	Event struct {
		Added   []WorkspaceFolder `json:"added"`
		Removed []WorkspaceFolder `json:"removed"`
	} `json:"event"`
}

// PublishDiagnosticsParams are all diagnostics of a document.
type PublishDiagnosticsParams struct {
	URI         URI          `json:"uri"`
	Version     *int32       `json:"version,omitempty"`
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// Diagnostic is a mistake or a remark at a range.
type Diagnostic struct {
	Range              Range                          `json:"range"`
	Severity           DiagnosticSeverity             `json:"severity"`
	Code               string                         `json:"code"`
	CodeDescription    *CodeDescription               `json:"codeDescription,omitempty"`
	Source             string                         `json:"source"`
	Message            string                         `json:"message"`
	Tags               []DiagnosticTag                `json:"tags,omitempty"`
	RelatedInformation []DiagnosticRelatedInformation `json:"relatedInformation,omitempty"`
}

// DiagnosticSeverity says how bad a diagnostic is.
type DiagnosticSeverity int

// The severities.
const (
	SeverityError       DiagnosticSeverity = 1
	SeverityWarning     DiagnosticSeverity = 2
	SeverityInformation DiagnosticSeverity = 3
)

// DiagnosticTag says how to show a range.
type DiagnosticTag int

// Unnecessary is the tag of what can be removed.
const Unnecessary DiagnosticTag = 1

// CodeDescription leads to a page on a code.
type CodeDescription struct {
	Href URI `json:"href"`
}

// DiagnosticRelatedInformation is a second place that a diagnostic speaks of.
type DiagnosticRelatedInformation struct {
	Location Location `json:"location"`
	Message  string   `json:"message"`
}
