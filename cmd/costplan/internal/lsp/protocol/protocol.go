// Package protocol is the part of the Language Server Protocol 3.17 that the
// server speaks: the messages as types, named as the specification names them.
// It knows no deployment files.
package protocol

import "encoding/json"

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
