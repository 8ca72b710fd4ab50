package lsp

import (
	"slices"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/engine/diag"
)

// source names the server beside each diagnostic.
const source = "costplan"

// published are the diagnostics of a file as a client takes them.
func (s *snapshot) published(name string, found []diag.Diagnostic, c client) protocol.PublishDiagnosticsParams {
	params := protocol.PublishDiagnosticsParams{URI: s.uriOf(name), Diagnostics: make([]protocol.Diagnostic, 0, len(found))}
	if f := s.files[name]; f != nil && f.open && c.TextDocument.PublishDiagnostics.VersionSupport {
		params.Version = &f.version
	}
	text := s.textOf(name)
	if text == nil {
		return params
	}
	for i := range found {
		params.Diagnostics = append(params.Diagnostics, s.diagnostic(&found[i], text, c))
	}
	return params
}

// uriOf is the URI of a file by its name: the client's own if it is open.
func (s *snapshot) uriOf(name string) protocol.URI {
	if f := s.files[name]; f != nil {
		return f.uri
	}
	return uriOf(name)
}

// diagnostic translates a diagnostic of a text.
func (s *snapshot) diagnostic(d *diag.Diagnostic, text *text, c client) protocol.Diagnostic {
	able := &c.TextDocument.PublishDiagnostics
	out := protocol.Diagnostic{
		Range: text.span(d.Start.Offset, d.End.Offset, c.encoding), Severity: severity(d.Severity),
		Code: string(d.Code), Source: source, Message: d.Message,
	}
	if d.Help != "" {
		out.Message += "\n" + d.Help
	}
	if d.APIError != nil {
		out.Message += "\nThe API: " + d.APIError.Code + ": " + d.APIError.Message
	}
	if able.CodeDescriptionSupport {
		out.CodeDescription = &protocol.CodeDescription{Href: protocol.URI(d.URL)}
	}
	if d.Code == diag.UnusedSuppression && able.TagSupport != nil && slices.Contains(able.TagSupport.ValueSet, protocol.Unnecessary) {
		out.Tags = []protocol.DiagnosticTag{protocol.Unnecessary}
	}
	if able.RelatedInformation {
		for _, r := range d.Related {
			if there := s.textOf(r.File); there != nil {
				out.RelatedInformation = append(out.RelatedInformation, protocol.DiagnosticRelatedInformation{
					Location: protocol.Location{URI: s.uriOf(r.File), Range: there.span(r.Start.Offset, r.End.Offset, c.encoding)},
					Message:  r.Message,
				})
			}
		}
	}
	return out
}

func severity(s diag.Severity) protocol.DiagnosticSeverity {
	switch s {
	case diag.Error:
		return protocol.SeverityError
	case diag.Warning:
		return protocol.SeverityWarning
	}
	return protocol.SeverityInformation
}
