package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
	"gopkg.in/yaml.v3"
)

// TestSchemaStore: editors that use the catalog of JSON Schema Store find our schemas for
// the files that the hooks match, and for no others.
func TestSchemaStore(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root(t), "schema", "schemastore.json"))
	if err != nil {
		t.Fatal(err)
	}
	var entries []struct {
		Name, Description, URL string
		FileMatch              []string
	}
	if err := json.Unmarshal(data, &entries); err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		file := strings.TrimPrefix(entry.URL, "https://raw.githubusercontent.com/costplan/costplan/main/")
		if _, err := os.Stat(filepath.Join(root(t), file)); err != nil || entry.Name == "" || entry.Description == "" {
			t.Errorf("%s: %v", entry.Name, err)
		}
	}
	data, err = os.ReadFile(filepath.Join(root(t), hooksFile))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct{ Files string }
	if err := yaml.Unmarshal(data, &hooks); err != nil {
		t.Fatal(err)
	}
	matched := func(patterns []string, name string) bool {
		for _, pattern := range patterns {
			// A pattern without a slash is about the last part of a path.
			on := name
			if !strings.Contains(pattern, "/") {
				on = filepath.Base(name)
			}
			if ok, err := doublestar.Match(pattern, on); err != nil {
				t.Fatal(err)
			} else if ok {
				return true
			}
		}
		return false
	}
	hook := regexp.MustCompile(hooks[0].Files)
	for _, name := range []string{
		"costplan.yaml", "costplan-prod.yml", "infra/costplan_a.json", "chat.costplan.yaml", "a/chat.costplan.json", "costplan/any.yaml",
		"a/costplan/b/any.yml", "costplan.prod.yaml", "costplans.yaml", "deployment.yaml", ".costplan.yaml", "mycostplan.yaml", "costplan.txt", "a/costplan.d/x.yaml",
	} {
		if got, want := matched(entries[0].FileMatch, name), hook.MatchString(name); got != want {
			t.Errorf("%s: the schema is found %v, the hook matches %v", name, got, want)
		}
	}
	if !matched(entries[1].FileMatch, "team/.costplan.yaml") || matched(entries[1].FileMatch, "costplan.yaml") {
		t.Error("the schema of settings is for other files than .costplan.yaml")
	}
}
