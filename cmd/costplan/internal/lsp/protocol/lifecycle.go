package protocol

// InitializeParams is what a client says of itself.
type InitializeParams struct {
	RootPath         *string            `json:"rootPath"` // of clients older than rootUri
	RootURI          *URI               `json:"rootUri"`  // of clients older than workspaceFolders
	WorkspaceFolders []WorkspaceFolder  `json:"workspaceFolders"`
	Capabilities     ClientCapabilities `json:"capabilities"`
}

// WorkspaceFolder is a folder that is open in the client.
type WorkspaceFolder struct {
	URI  URI    `json:"uri"`
	Name string `json:"name"`
}

// ClientCapabilities are those that the server asks after.
type ClientCapabilities struct {
	General struct {
		PositionEncodings []PositionEncoding `json:"positionEncodings"`
	} `json:"general"`
	Workspace struct {
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
		DidChangeWatchedFiles struct {
			DynamicRegistration bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
		InlayHint struct {
			RefreshSupport bool `json:"refreshSupport"`
		} `json:"inlayHint"`
	} `json:"workspace"`
	TextDocument struct {
		Completion struct {
			CompletionItem struct {
				SnippetSupport        bool     `json:"snippetSupport"`
				DocumentationFormat   []string `json:"documentationFormat"`
				InsertTextModeSupport *struct {
					ValueSet []int `json:"valueSet"`
				} `json:"insertTextModeSupport"`
			} `json:"completionItem"`
		} `json:"completion"`
		Hover struct {
			ContentFormat []string `json:"contentFormat"`
		} `json:"hover"`
		DocumentSymbol struct {
			HierarchicalDocumentSymbolSupport bool `json:"hierarchicalDocumentSymbolSupport"`
		} `json:"documentSymbol"`
		CodeAction struct {
			IsPreferredSupport bool `json:"isPreferredSupport"`
		} `json:"codeAction"`
		PublishDiagnostics struct {
			RelatedInformation     bool `json:"relatedInformation"`
			VersionSupport         bool `json:"versionSupport"`
			CodeDescriptionSupport bool `json:"codeDescriptionSupport"`
			TagSupport             *struct {
				ValueSet []DiagnosticTag `json:"valueSet"`
			} `json:"tagSupport"`
		} `json:"publishDiagnostics"`
	} `json:"textDocument"`
}

// InitializeResult is what the server says of itself.
type InitializeResult struct {
	Capabilities ServerCapabilities `json:"capabilities"`
	ServerInfo   ServerInfo         `json:"serverInfo"`
}

// ServerInfo names the server.
type ServerInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// ServerCapabilities are what the server can do.
type ServerCapabilities struct {
	PositionEncoding       PositionEncoding        `json:"positionEncoding"`
	TextDocumentSync       TextDocumentSyncOptions `json:"textDocumentSync"`
	CompletionProvider     CompletionOptions       `json:"completionProvider"`
	HoverProvider          bool                    `json:"hoverProvider"`
	DocumentSymbolProvider bool                    `json:"documentSymbolProvider"`
	CodeActionProvider     CodeActionOptions       `json:"codeActionProvider"`
	InlayHintProvider      bool                    `json:"inlayHintProvider"`
	Workspace              ServerWorkspace         `json:"workspace"`
}

// Incremental is the kind of synchronisation that sends what has changed.
const Incremental = 2

// TextDocumentSyncOptions say what the server is told of documents.
type TextDocumentSyncOptions struct {
	OpenClose bool `json:"openClose"`
	Change    int  `json:"change"`
}

// CompletionOptions say when completion is asked for.
type CompletionOptions struct {
	TriggerCharacters []string `json:"triggerCharacters"`
}

// CodeActionOptions list the kinds of actions that there are.
type CodeActionOptions struct {
	CodeActionKinds []CodeActionKind `json:"codeActionKinds"`
}

// ServerWorkspace says what the server wants to know of folders.
type ServerWorkspace struct {
	WorkspaceFolders WorkspaceFoldersOptions `json:"workspaceFolders"`
}

// WorkspaceFoldersOptions ask for several folders and their changes.
type WorkspaceFoldersOptions struct {
	Supported           bool `json:"supported"`
	ChangeNotifications bool `json:"changeNotifications"`
}

// RegistrationParams is what client/registerCapability takes.
type RegistrationParams struct {
	Registrations []Registration `json:"registrations"`
}

// Registration asks a client for notifications.
type Registration struct {
	ID              string          `json:"id"`
	Method          string          `json:"method"`
	RegisterOptions WatchersOptions `json:"registerOptions"`
}

// WatchersOptions name the files that a client is to watch.
type WatchersOptions struct {
	Watchers []FileSystemWatcher `json:"watchers"`
}

// FileSystemWatcher names files by a pattern.
type FileSystemWatcher struct {
	GlobPattern string `json:"globPattern"`
}
