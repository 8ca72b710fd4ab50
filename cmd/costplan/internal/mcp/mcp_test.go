package mcp_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/costplan/costplan/cmd/costplan/internal/mcp"
	"github.com/costplan/costplan/schema"
	"github.com/costplan/costplan/wasm/answer"
)

// connect starts the server and returns a client of it. The client grants folders
// if there are any.
func connect(t *testing.T, granted []string, options mcp.Options) *sdk.ClientSession {
	t.Helper()
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- mcp.Run(t.Context(), toServer, fromServer, options) }()

	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, &sdk.ClientOptions{Capabilities: &sdk.ClientCapabilities{}})
	if granted != nil {
		client = sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	}
	for _, folder := range granted {
		//lint:ignore SA1019 clients grant folders this way
		client.AddRoots(&sdk.Root{URI: (&url.URL{Scheme: "file", Path: filepath.ToSlash(folder)}).String()})
	}
	session, err := client.Connect(t.Context(), &sdk.IOTransport{Reader: toClient, Writer: fromClient, MaxLineLength: answer.MaxRequest}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		session.Close()
		if err := <-done; err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, context.Canceled) {
			t.Errorf("the server ended with %v", err)
		}
	})
	return session
}

// call calls a tool.
func call(t *testing.T, session *sdk.ClientSession, tool string, arguments any) *sdk.CallToolResult {
	t.Helper()
	result, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func textOf(t *testing.T, result *sdk.CallToolResult) string {
	t.Helper()
	if len(result.Content) != 1 {
		t.Fatalf("%d contents", len(result.Content))
	}
	return result.Content[0].(*sdk.TextContent).Text
}

type question struct {
	Question  string
	Tool      string
	Arguments json.RawMessage
	Answer    map[string]any
}

func questions(t *testing.T) []question {
	t.Helper()
	data, err := os.ReadFile("../../../../testdata/agents/questions.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []question
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// TestQuestions: each question has the answer that was worked out by hand, and each
// result is what the tool's schema says.
func TestQuestions(t *testing.T) {
	session := connect(t, nil, mcp.Options{Version: "1"})
	outputs := map[string]*jsonschema.Schema{}
	for tool, err := range session.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(tool.OutputSchema)
		if err != nil {
			t.Fatal(err)
		}
		if outputs[tool.Name], err = jsonschema.CompileString("output.json", string(text)); err != nil {
			t.Fatalf("%s: %v", tool.Name, err)
		}
		if a := tool.Annotations; a == nil || !a.ReadOnlyHint {
			t.Errorf("%s does not say that it only reads", tool.Name)
		}
	}
	asked := map[string]bool{}
	for _, q := range questions(t) {
		t.Run(q.Question, func(t *testing.T) {
			asked[q.Tool] = true
			result := call(t, session, q.Tool, q.Arguments)
			if result.IsError {
				t.Fatal(textOf(t, result))
			}
			for path, want := range q.Answer {
				if got := at(result.StructuredContent, path); got != want {
					t.Errorf("%s is %v, want %v", path, got, want)
				}
			}
			if err := outputs[q.Tool].Validate(result.StructuredContent); err != nil {
				t.Errorf("%#v", err)
			}
			if text := textOf(t, result); text == "" || len(text) > mcp.MaxText+200 {
				t.Errorf("a text of %d bytes", len(text))
			}
		})
	}
	for tool := range outputs {
		if !asked[tool] {
			t.Errorf("no question is for %s", tool)
		}
	}
}

// at is the value at a path such as totals.0.amount, or nil.
func at(value any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch of := value.(type) {
		case map[string]any:
			value = of[key]
		case []any:
			i, err := strconv.Atoi(key)
			if err != nil || i >= len(of) {
				return nil
			}
			value = of[i]
		default:
			return nil
		}
	}
	if n, ok := value.(json.Number); ok {
		f, _ := n.Float64()
		return f
	}
	return value
}

const batch = "region: singapore\ndeployments: [{name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}]\n"

func TestFiles(t *testing.T) {
	folder, other := t.TempDir(), t.TempDir()
	write := func(path, text string) string {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	inside := write(filepath.Join(folder, "a.yaml"), batch)
	outside := write(filepath.Join(other, "b.yaml"), batch)
	if err := os.Symlink(outside, filepath.Join(folder, "link.yaml")); err != nil {
		t.Skip(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "infra"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, session := range map[string]*sdk.ClientSession{
		"granted by the client": connect(t, []string{folder}, mcp.Options{}),
		"granted by a flag":     connect(t, nil, mcp.Options{Roots: []string{folder}}),
	} {
		t.Run(name, func(t *testing.T) {
			for _, path := range []string{"a.yaml", "infra/../a.yaml", inside} {
				result := call(t, session, "price", map[string]any{"files": []any{map[string]any{"path": path}}})
				if result.IsError || at(result.StructuredContent, "totals.0.amount") != "440" {
					t.Errorf("%s: %s", path, textOf(t, result))
				}
				if file := at(result.StructuredContent, "deployments.0.file"); file != path {
					t.Errorf("the file is named %v", file)
				}
			}
			for path, want := range map[string]string{
				outside:        "it is outside of the folders of this session",
				"../b.yaml":    "it is outside of the folders of this session",
				"/etc/passwd":  "it is outside of the folders of this session",
				"link.yaml":    "path escapes from parent",
				"none.yaml":    "there is no such file",
				"infra":        "it is a folder: name its files",
				"a.yaml/below": "",
			} {
				result := call(t, session, "lint", map[string]any{"files": []any{map[string]any{"path": path}}})
				if !result.IsError || !strings.HasPrefix(textOf(t, result), path+" was not read: "+want) {
					t.Errorf("%s: %s", path, textOf(t, result))
				}
			}
		})
	}
	session := connect(t, nil, mcp.Options{})
	result := call(t, session, "price", map[string]any{"files": []any{map[string]any{"path": inside}}})
	if !result.IsError || !strings.Contains(textOf(t, result), "no folder is granted") {
		t.Error(textOf(t, result))
	}
}

// TestMistakes: what is wrong in a call is said to the agent, and the session goes on.
func TestMistakes(t *testing.T) {
	session := connect(t, nil, mcp.Options{})
	file := map[string]any{"name": "a.yaml", "text": batch}
	for _, test := range []struct {
		tool      string
		arguments map[string]any
		want      string
	}{
		{"price", nil, "files is missing"},
		{"price", map[string]any{"file": file}, "file: there is no such argument; price takes files, settings, overlays, edition"},
		{"price", map[string]any{"files": []any{map[string]any{"name": "a.yaml"}}}, `the file "a.yaml" has no text`},
		{"price", map[string]any{"files": []any{map[string]any{"path": "a", "text": "b"}}}, "files: a has a path and text: leave one out"},
		{"price", map[string]any{"files": []any{map[string]any{"path": 1}}}, "files: path has to be the path of a file"},
		{"price", map[string]any{"files": []any{file}, "settings": map[string]any{"regoin": "beijing"}}, "settings.regoin: there is no such field\ndid you mean region?"},
		{"price", map[string]any{"files": []any{file}, "edition": "2020-01-01"}, "edition"},
		{"price", map[string]any{"files": "a.yaml"}, "files has to be a list"},
		{"size", map[string]any{"model": "glm-5.1", "region": "beijing"}, "traffic or rates: one of them is what is sized"},
		{"size", map[string]any{"model": "glm-5.1", "region": "beijing", "rates": map[string]any{"rpm": "many"}}, "rates.rpm: "},
		{"refund", map[string]any{}, "cancel, downgrade or orders: 0 of them are given"},
		{"explain_rule", map[string]any{"code": "CP999"}, `code: there is no rule "CP999"`},
		{"find_price", map[string]any{"model": "qwen3-14bb"}, "model: there is no model \"qwen3-14bb\" in the price list\ndid you mean qwen3-14b?"},
		{"compare", map[string]any{"files": []any{file}, "deployment": 7}, "deployment"},
	} {
		result := call(t, session, test.tool, test.arguments)
		if text := textOf(t, result); !result.IsError || !strings.HasPrefix(text, test.want) {
			t.Errorf("%s %v: %v %s", test.tool, test.arguments, result.IsError, text)
		}
	}
	if _, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: "delete"}); err == nil {
		t.Error("a tool that does not exist is called")
	}
	if result := call(t, session, "price", map[string]any{"files": []any{file}}); result.IsError {
		t.Error(textOf(t, result))
	}
}

// TestCancelled: a call that the client gives up does not end the session.
func TestCancelled(t *testing.T) {
	session := connect(t, nil, mcp.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := session.CallTool(ctx, &sdk.CallToolParams{Name: "explain_rule", Arguments: map[string]any{"code": "CP305"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if result := call(t, session, "explain_rule", map[string]any{"code": "CP305"}); result.IsError {
		t.Error(textOf(t, result))
	}
}

// TestLong: a long text is cut off at a line and says so; the structured content is whole.
func TestLong(t *testing.T) {
	session := connect(t, nil, mcp.Options{})
	text := "region: singapore\ndeployments:\n"
	const many = 300
	for i := range many {
		text += fmt.Sprintf("  - {name: d%d, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, suffix: s%d, estimate: {hours: 1}}\n", i, i)
	}
	result := call(t, session, "price", map[string]any{"files": []any{map[string]any{"name": "a.yaml", "text": text}}})
	if text := textOf(t, result); len(text) > mcp.MaxText+200 || !strings.Contains(text, "the structured content is whole") {
		t.Errorf("%d bytes, %q", len(text), text[len(text)-100:])
	}
	if total := at(result.StructuredContent, "totals.0.amount"); total != "13200" { // 300 x 44
		t.Errorf("total %v", total)
	}
}

func TestResourcesAndPrompts(t *testing.T) {
	session := connect(t, nil, mcp.Options{})
	var uris []string
	for resource, err := range session.Resources(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		read, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: resource.URI})
		if err != nil {
			t.Fatal(err)
		}
		if len(read.Contents) != 1 || !json.Valid([]byte(read.Contents[0].Text)) {
			t.Errorf("%s is not JSON", resource.URI)
		}
		uris = append(uris, resource.URI)
	}
	read, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "costplan://schema/deployment"})
	if err != nil {
		t.Fatal(err)
	}
	if want, _ := schema.Text("deployment"); read.Contents[0].Text != string(want) {
		t.Error("the schema of deployments is another")
	}
	if !slices.Contains(uris, "costplan://catalog/rates") || !slices.Contains(uris, "costplan://rules") {
		t.Errorf("%v", uris)
	}
	if _, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "costplan://none"}); err == nil {
		t.Error("a resource that does not exist is read")
	}
	prompt, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: "review_pull_request", Arguments: map[string]string{"before": "{after}", "after": "new.yaml"}})
	if err != nil {
		t.Fatal(err)
	}
	if text := prompt.Messages[0].Content.(*sdk.TextContent).Text; !strings.HasPrefix(text, "Review a change of model deployments: before is {after}, after is new.yaml.") {
		t.Error(text)
	}
	if _, err := session.GetPrompt(t.Context(), &sdk.GetPromptParams{Name: "estimate"}); err == nil {
		t.Error("a prompt without its argument is filled in")
	}
}

// TestInputs: whatever a tool's schema names, the module knows.
func TestInputs(t *testing.T) {
	text, err := schema.Text("module")
	if err != nil {
		t.Fatal(err)
	}
	session := connect(t, nil, mcp.Options{})
	for tool, err := range session.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		input := tool.InputSchema.(map[string]any)
		for name := range names(input["properties"]) {
			if name != "path" && !strings.Contains(string(text), strconv.Quote(name)+":") && !inOrders[name] {
				t.Errorf("%s: the module does not know %s", tool.Name, name)
			}
		}
	}
}

// inOrders are the fields of a file of orders, which the schema of the module leaves open.
var inOrders = map[string]bool{
	"currency": true, "price": true, "days": true, "at": true, "original_price": true, "original_days": true,
	"new_price": true, "new_days": true, "before_price": true, "before_days": true,
}

// names are the names of properties at any depth.
func names(properties any) map[string]bool {
	found := map[string]bool{}
	of, _ := properties.(map[string]any)
	for name, value := range of {
		found[name] = true
		sub, _ := value.(map[string]any)
		items, _ := sub["items"].(map[string]any)
		for _, inner := range []any{sub["properties"], items["properties"]} {
			for name := range names(inner) {
				found[name] = true
			}
		}
	}
	return found
}
