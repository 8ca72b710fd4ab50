package lsp

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
	"github.com/costplan/costplan/engine/diag"
)

// How long it takes from a change to its diagnostics: so long without another
// change, and never longer than the second.
const (
	quiet   = 40 * time.Millisecond
	overdue = 250 * time.Millisecond
)

// publisher sends diagnostics that differ from those sent before.
type publisher struct {
	*session
	conn      *jsonrpc2.Conn
	sent      map[protocol.URI]string // what was sent last, as JSON; nothing for an empty list
	warned    string                  // what was said last that speaks of no file
	reloading int
}

// publish publishes diagnostics until the client leaves.
func (s *session) publish(ctx context.Context, conn *jsonrpc2.Conn) {
	p := &publisher{session: s, conn: conn, sent: map[protocol.URI]string{}}
	for {
		select {
		case <-ctx.Done():
			return
		case <-s.wake:
		}
		p.settle(ctx)
		_, err := guarded(s, "publishing", func() (any, error) { return nil, p.round(ctx) })
		if err != nil && err != jsonrpc2.ErrClosed {
			s.log.Printf("publishing: %v", err)
		}
	}
}

// settle waits until there are no more changes for a moment.
func (p *publisher) settle(ctx context.Context) {
	late := time.After(overdue)
	for {
		select {
		case <-ctx.Done():
			return
		case <-late:
			return
		case <-p.wake:
		case <-time.After(quiet):
			return
		}
	}
}

// round publishes what is new.
func (p *publisher) round(ctx context.Context) error {
	p.mutex.Lock()
	at, client, stage := p.snapshot, p.client, p.stage
	p.mutex.Unlock()
	if stage != initialized {
		return nil
	}
	current := map[protocol.URI]bool{}
	for name, found := range at.analysis().found {
		if name == "" {
			if err := p.warn(ctx, found); err != nil {
				return err
			}
			continue
		}
		params := at.published(name, found, client)
		current[params.URI] = true
		if err := p.send(ctx, params); err != nil {
			return err
		}
	}
	for uri := range p.sent {
		if !current[uri] {
			if err := p.send(ctx, protocol.PublishDiagnosticsParams{URI: uri, Diagnostics: []protocol.Diagnostic{}}); err != nil {
				return err
			}
		}
	}
	if at.reloading != p.reloading {
		p.reloading = at.reloading
		return p.refresh(ctx, client)
	}
	return nil
}

// send sends the diagnostics of a document unless the client has them.
func (p *publisher) send(ctx context.Context, params protocol.PublishDiagnosticsParams) error {
	data, err := json.Marshal(params.Diagnostics)
	if err != nil {
		return err
	}
	if p.sent[params.URI] == string(data) || len(params.Diagnostics) == 0 && p.sent[params.URI] == "" {
		return nil
	}
	if len(params.Diagnostics) == 0 {
		delete(p.sent, params.URI)
	} else {
		p.sent[params.URI] = string(data)
	}
	return p.conn.Notify(ctx, "textDocument/publishDiagnostics", params)
}

// warn says once what speaks of no file: that the prices are old.
func (p *publisher) warn(ctx context.Context, found []diag.Diagnostic) error {
	text := string(found[0].Code) + ": " + found[0].Message
	if text == p.warned {
		return nil
	}
	p.warned = text
	return p.conn.Notify(ctx, "window/showMessage", protocol.MessageParams{Type: protocol.WarningMessage, Message: text})
}

// refresh asks the client to ask for hints again: they have changed although no
// document has.
func (p *publisher) refresh(ctx context.Context, client client) error {
	if !client.Workspace.InlayHint.RefreshSupport {
		return nil
	}
	p.work.Go(func() {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		if err := p.conn.Call(ctx, "workspace/inlayHint/refresh", nil, nil); err != nil && ctx.Err() == nil && err != jsonrpc2.ErrClosed {
			p.log.Printf("the client does not refresh hints: %v", err)
		}
	})
	return nil
}

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
