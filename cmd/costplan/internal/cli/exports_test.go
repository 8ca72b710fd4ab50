package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/costplan/costplan/wasm/answer"
)

// printed is what a command writes to its standard output, in a folder.
func printed(t *testing.T, folder string, args ...string) string {
	t.Helper()
	t.Chdir(folder)
	defer t.Chdir(start)
	r := run(t, "", args...)
	if r.code > 2 {
		t.Fatalf("%v: %s", args, r.stderr)
	}
	return r.stdout
}

// input is files, in a folder for the command line and as part of a request.
type input struct {
	folder string
	names  []string
	files  []any
}

func inputOf(t *testing.T, files []txtar.File) input {
	t.Helper()
	in := input{folder: t.TempDir()}
	for _, file := range files {
		if err := os.WriteFile(filepath.Join(in.folder, file.Name), file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
		in.names = append(in.names, file.Name)
		in.files = append(in.files, map[string]any{"name": file.Name, "base64": file.Data})
	}
	return in
}

// corpus is every example, golden case and hostile input.
func corpus(t *testing.T) map[string][]txtar.File {
	t.Helper()
	cases := map[string][]txtar.File{}
	for _, pattern := range []string{"../../../../testdata/examples/*", "../../../../testdata/hostile/*", "../../../../testdata/golden/*.txtar"} {
		names, err := filepath.Glob(pattern)
		if err != nil || len(names) < 5 {
			t.Fatalf("%s: %d files, %v", pattern, len(names), err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(name) != ".txtar" {
				cases[filepath.Base(name)] = []txtar.File{{Name: filepath.Base(name), Data: data}}
				continue
			}
			for _, file := range txtar.Parse(data).Files {
				if !strings.HasPrefix(file.Name, "want/") {
					cases[filepath.Base(name)] = append(cases[filepath.Base(name)], file)
				}
			}
		}
	}
	return cases
}

// exported is the text of an export, and why there is none.
func exported(t *testing.T, s *answer.Service, request map[string]any) (text, refused string) {
	t.Helper()
	request["api"], request["call"] = 1, "export"
	written, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	var response struct {
		Result struct{ Name, Text string }
		Error  struct{ Kind, Message string }
	}
	if err := json.Unmarshal(s.Respond(written), &response); err != nil {
		t.Fatal(err)
	}
	if response.Error.Kind == "defect" {
		t.Fatal(response.Error.Message)
	}
	return response.Result.Text, response.Error.Message
}

// TestExportsOfFiles: an export of files is what the command line writes, byte for
// byte. Where the command line writes nothing, the export is refused.
func TestExportsOfFiles(t *testing.T) {
	s := answer.New()
	for name, files := range corpus(t) {
		in := inputOf(t, files)
		for _, form := range []struct{ kind, format, command string }{
			{"price", "json", "price"}, {"price", "csv", "price"}, {"price", "markdown", "price"}, {"price", "focus", "price"}, {"price", "ndjson", "price"},
			{"lint", "json", "lint"}, {"compare", "json", "compare"}, {"compare", "csv", "compare"}, {"compare", "markdown", "compare"},
			{"request", "json", "request"}, {"request", "ndjson", "request"}, {"request", "curl", "request"},
		} {
			if strings.HasPrefix(name, "cp10") && form.format != "json" {
				continue // what cannot be read says so in every form alike
			}
			want := printed(t, in.folder, append([]string{form.command, "--no-config", "--region", "beijing", "--format", form.format}, in.names...)...)
			got, refused := exported(t, s, map[string]any{"kind": form.kind, "format": form.format, "files": in.files, "settings": map[string]any{"region": "beijing"}})
			if got != want || want == "" && refused == "" {
				t.Errorf("%s of %s as %s is\n%.500s\n%s\nthe command line writes\n%.500s", form.kind, name, form.format, got, refused, want)
			}
		}
	}
}

// TestOtherExports: so is one with settings, of a part, of prices, of traffic and
// of a difference.
func TestOtherExports(t *testing.T) {
	s := answer.New()
	read := func(name string) []byte {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	traffic := []byte("timestamp,input_tokens,output_tokens\n2026-06-01T00:00:00Z,25000,900\n2026-06-01T00:01:00Z,5000,100\n2026-06-01T00:02:00Z,-1,100\n")
	in := inputOf(t, []txtar.File{
		{Name: "deployments.yaml", Data: read("../../../../testdata/examples/deployments.yaml")},
		{Name: "old.yaml", Data: read("../../../../testdata/change/old.yaml")}, {Name: "new.yaml", Data: read("../../../../testdata/change/new.yaml")},
		{Name: "t.csv", Data: traffic},
	})
	type request = map[string]any
	for _, test := range []struct {
		args    []string
		request request
	}{
		{[]string{"price", "--format", "json", "--period", "2026-12", "--bill-hours", "up", "deployments.yaml"},
			request{"kind": "price", "format": "json", "files": in.files[:1], "settings": request{"period": "2026-12", "bill_hours": "up"}}},
		{[]string{"compare", "--format", "json", "--only", "batch", "deployments.yaml"},
			request{"kind": "compare", "format": "json", "files": in.files[:1], "deployment": 3}},
		{[]string{"request", "--format", "curl", "--deployment", "batch", "deployments.yaml"},
			request{"kind": "request", "format": "curl", "files": in.files[:1], "deployment": 3}},
		{[]string{"compare", "--format", "markdown", "--model", "qwen3-32b", "--hours", "220", "--mu-capacity", "8", "--plans", "mu"},
			request{"kind": "compare", "format": "markdown", "need": request{"model": "qwen3-32b", "hours": "220", "mu_capacity": "8", "plans": []string{"mu"}}}},
		{[]string{"compare", "--format", "csv", "--model", "qwen3-14b-ft-202511132025-0260", "--tokens-in", "120M", "--tokens-out", "30M", "--input-tpm", "50k", "--output-tpm", "5k", "--regions", "beijing", "--period", "7d"},
			request{"kind": "compare", "format": "csv", "need": request{"model": "qwen3-14b-ft-202511132025-0260", "tokens_in": "120M", "tokens_out": "30M", "input_tpm": "50k", "output_tpm": "5k", "regions": []string{"beijing"}}, "settings": request{"period": "7d"}}},
		{[]string{"catalog", "rates", "--format", "json"}, request{"kind": "rates", "format": "json"}},
		{[]string{"catalog", "rates", "--format", "csv"}, request{"kind": "rates", "format": "csv"}},
		{[]string{"diff", "--format", "json", "old.yaml", "new.yaml"}, request{"kind": "diff", "format": "json", "before": in.files[1], "after": in.files[2]}},
		{[]string{"diff", "--format", "markdown", "old.yaml", "new.yaml"}, request{"kind": "diff", "format": "markdown", "before": in.files[1], "after": in.files[2]}},
		{[]string{"size", "--format", "json", "--model", "qwen3.6-plus-2026-04-02", "--region", "singapore", "--coverage", "99%", "--max-overflow", "1k", "--schedule", "t.csv"},
			request{"kind": "size", "format": "json", "size": request{"model": "qwen3.6-plus-2026-04-02", "region": "singapore", "coverage": []string{"99%"}, "max_overflow": "1k", "schedule": true, "traffic": in.files[3]}}},
		{[]string{"size", "--format", "json", "--model", "qwen3.6-plus-2026-04-02", "--region", "beijing", "--rpm", "60", "--input-per-request", "2k", "--output-per-request", "200"},
			request{"kind": "size", "format": "json", "size": request{"model": "qwen3.6-plus-2026-04-02", "region": "beijing", "rates": request{"rpm": "60", "input_per_request": "2k", "output_per_request": "200"}}}},
	} {
		want := printed(t, in.folder, test.args...)
		if got, refused := exported(t, s, test.request); got != want || got == "" {
			t.Errorf("%v: the export is\n%.800s\n%s\nthe command line writes\n%.800s", test.args, got, refused, want)
		}
	}
}
