// Package mcp serves the engine to agents over the Model Context Protocol. Its tools
// are calls of the module, which answer with the same bytes as the command line;
// server.json says which tool is which call. The npm package reads the same file and asks
// the same calls, so that both servers answer alike. Nothing is ever written.
package mcp

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/costplan/costplan/schema"
	"github.com/costplan/costplan/wasm/answer"
)

//go:embed server.json
var table []byte

// MaxText is the most bytes of a tool's text; what is cut off is in its structured
// content.
const MaxText = 16_000

// Options are what a server needs to know.
type Options struct {
	Version string   // of the program
	Roots   []string // folders whose files may be read, beside those that the client grants
}

type server struct {
	spec  spec
	roots []string
	calls *answer.Service
}

// spec is server.json.
type spec struct {
	Title        string                     `json:"title"`
	Instructions string                     `json:"instructions"`
	Tools        []tool                     `json:"tools"`
	Properties   map[string]json.RawMessage `json:"properties"`
	Defs         json.RawMessage            `json:"$defs"`
	Outputs      map[string]json.RawMessage `json:"outputs"`
	Resources    []resource                 `json:"resources"`
	Prompts      []prompt                   `json:"prompts"`
}

// tool is a call of the module. Request are its fixed fields; the arguments stand
// beside them, or under the field Under. Text is the call that gives its text; without
// one the text is the result.
type tool struct {
	Name        string `json:"name"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Input       struct {
		Required   []string `json:"required"`
		Properties []string `json:"properties"`
	} `json:"input"`
	Request call   `json:"request"`
	Text    call   `json:"text"`
	Under   string `json:"under"`
	Output  string `json:"output"` // name of a schema, or of one of the outputs
}

// call is a request of the module by field.
type call map[string]any

type resource struct {
	URI         string `json:"uri"`
	Name        string `json:"name"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Request     call   `json:"request"`
	Schema      string `json:"schema"` // instead of a request
}

type prompt struct {
	Name        string                `json:"name"`
	Title       string                `json:"title"`
	Description string                `json:"description"`
	Arguments   []*mcp.PromptArgument `json:"arguments"`
	Text        string                `json:"text"` // with {NAME} for an argument
}

// Run serves one client until it leaves or the context ends.
func Run(ctx context.Context, in io.ReadCloser, out io.WriteCloser, options Options) error {
	s := &server{roots: options.Roots, calls: answer.New()}
	if err := json.Unmarshal(table, &s.spec); err != nil {
		return fmt.Errorf("the table of tools: %w", err)
	}
	m := mcp.NewServer(&mcp.Implementation{Name: "costplan", Title: s.spec.Title, Version: options.Version},
		&mcp.ServerOptions{Instructions: s.spec.Instructions, Capabilities: &mcp.ServerCapabilities{}})
	for i := range s.spec.Tools {
		t := &s.spec.Tools[i]
		output, err := s.output(t.Output)
		if err != nil {
			return err
		}
		m.AddTool(&mcp.Tool{
			Name: t.Name, Title: t.Title, Description: t.Description, InputSchema: s.input(t), OutputSchema: output,
			Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: new(bool)},
		}, func(_ context.Context, request *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
			return s.use(t, request), nil
		})
	}
	for _, r := range s.spec.Resources {
		m.AddResource(&mcp.Resource{URI: r.URI, Name: r.Name, Title: r.Title, Description: r.Description, MIMEType: "application/json"},
			func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) { return s.read(&r) })
	}
	for _, p := range s.spec.Prompts {
		m.AddPrompt(&mcp.Prompt{Name: p.Name, Title: p.Title, Description: p.Description, Arguments: p.Arguments},
			func(_ context.Context, request *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
				return p.filled(request)
			})
	}
	return m.Run(ctx, &mcp.IOTransport{Reader: in, Writer: out, MaxLineLength: answer.MaxRequest})
}

// input is the schema of a tool's arguments.
func (s *server) input(t *tool) any {
	properties := map[string]json.RawMessage{}
	for _, name := range t.Input.Properties {
		properties[name] = s.spec.Properties[name]
	}
	return map[string]any{
		"type": "object", "additionalProperties": false, "required": t.Input.Required, "properties": properties, "$defs": s.spec.Defs,
	}
}

// output is the schema of a tool's result, by itself. It names no dialect: some clients
// know only the one that they assume, and ours are valid in each.
func (s *server) output(name string) (json.RawMessage, error) {
	if own, ok := s.spec.Outputs[name]; ok {
		return own, nil
	}
	text, err := schema.Text(name)
	if err != nil {
		return nil, err
	}
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		return nil, fmt.Errorf("schema %s: %w", name, err)
	}
	delete(whole, "$schema")
	delete(whole, "$id")
	return json.Marshal(whole)
}

// use answers a call of a tool. What is wrong with the arguments is said in the
// result, so that the agent reads it and tries again.
func (s *server) use(t *tool, request *mcp.CallToolRequest) *mcp.CallToolResult {
	var arguments map[string]any
	decoder := json.NewDecoder(strings.NewReader(string(request.Params.Arguments)))
	decoder.UseNumber()
	if err := decoder.Decode(&arguments); err != nil && len(request.Params.Arguments) > 0 {
		return failed("the arguments are not a JSON object")
	}
	if err := known(t, arguments); err != nil {
		return failed(err.Error())
	}
	files, err := paths(arguments)
	if err != nil {
		return failed(err.Error())
	}
	if len(files) > 0 && request.Params.InputResponses == nil && grants(request) {
		//lint:ignore SA1019 see grants
		return &mcp.CallToolResult{InputRequests: mcp.InputRequestMap{rootsRequest: &mcp.ListRootsParams{}}} // and it calls again
	}
	if err := load(files, append(granted(request), s.roots...)); err != nil {
		return failed(err.Error())
	}
	result, err := s.ask(t.Request, t.Under, arguments)
	if err != nil {
		return failed(err.Error())
	}
	text := string(result)
	if t.Text != nil {
		shown, err := s.ask(t.Text, t.Under, arguments)
		if err != nil {
			return failed(err.Error())
		}
		text = string(shown)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: short(text)}}, StructuredContent: json.RawMessage(result)}
}

// known refuses an argument that the tool does not have, and says which one is missing.
func known(t *tool, arguments map[string]any) error {
	for name := range arguments {
		if !slices.Contains(t.Input.Properties, name) {
			return fmt.Errorf("%s: there is no such argument; %s takes %s", name, t.Name, strings.Join(t.Input.Properties, ", "))
		}
	}
	for _, name := range t.Input.Required {
		if _, ok := arguments[name]; !ok {
			return fmt.Errorf("%s is missing", name)
		}
	}
	return nil
}

// ask sends a request to the module. Of an export the result is what it holds.
func (s *server) ask(fixed call, under string, arguments map[string]any) ([]byte, error) {
	request := maps.Clone(map[string]any(fixed))
	request["api"] = answer.API
	into := request
	if under != "" {
		into = map[string]any{}
		request[under] = into
	}
	for name, value := range arguments {
		if name == "overlays" || name == "edition" {
			request[name] = value
		} else {
			into[name] = value
		}
	}
	line, err := json.Marshal(request)
	if err != nil {
		return nil, err
	}
	var response struct {
		OK     bool            `json:"ok"`
		Result json.RawMessage `json:"result"`
		Error  struct{ Message, Help string }
	}
	if err := json.Unmarshal(s.calls.Respond(line), &response); err != nil {
		return nil, err
	}
	if !response.OK {
		return nil, fmt.Errorf("%s", strings.TrimSpace(response.Error.Message+"\n"+response.Error.Help))
	}
	if fixed["call"] != "export" {
		return response.Result, nil
	}
	var file struct{ Text string }
	if err := json.Unmarshal(response.Result, &file); err != nil {
		return nil, err
	}
	if fixed["format"] != "json" {
		return []byte(strings.TrimSuffix(file.Text, "\n")), nil
	}
	var compact bytes.Buffer
	err = json.Compact(&compact, []byte(file.Text))
	return compact.Bytes(), err
}

// short is a text with its end cut off, at a line, where it is long.
func short(text string) string {
	if len(text) <= MaxText {
		return text
	}
	kept := strings.ToValidUTF8(text[:MaxText], "")
	if i := strings.LastIndexByte(kept, '\n'); i > 0 {
		kept = kept[:i]
	}
	return fmt.Sprintf("%s\n\n(cut off: these are %d of %d bytes; the structured content is whole)", kept, len(kept), len(text))
}

func failed(message string) *mcp.CallToolResult {
	return &mcp.CallToolResult{IsError: true, Content: []mcp.Content{&mcp.TextContent{Text: message}}}
}

func (s *server) read(r *resource) (*mcp.ReadResourceResult, error) {
	var text []byte
	var err error
	if r.Schema != "" {
		text, err = schema.Text(r.Schema)
	} else {
		text, err = s.ask(r.Request, "", nil)
	}
	if err != nil {
		return nil, err
	}
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.URI, MIMEType: "application/json", Text: string(text)}}}, nil
}

// filled replaces all arguments at once, so that a value is never read as a place for another.
func (p *prompt) filled(request *mcp.GetPromptRequest) (*mcp.GetPromptResult, error) {
	var places []string
	for _, argument := range p.Arguments {
		value := request.Params.Arguments[argument.Name]
		if value == "" {
			return nil, fmt.Errorf("the argument %s is missing: %s", argument.Name, argument.Description)
		}
		places = append(places, "{"+argument.Name+"}", value)
	}
	text := strings.NewReplacer(places...).Replace(p.Text)
	return &mcp.GetPromptResult{Description: p.Description, Messages: []*mcp.PromptMessage{{Role: "user", Content: &mcp.TextContent{Text: text}}}}, nil
}
