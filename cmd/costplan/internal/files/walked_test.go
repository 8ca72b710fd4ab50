package files_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

func TestWalkable(t *testing.T) {
	for path, want := range map[string]bool{
		"a.yaml": true, "a/b/c.JSON": true, ".a.yml": true, "a.txt": false, "yaml": false, "": false,
		".git/a.yaml": false, "a/.b/c.yaml": false, "a/vendor/c.yaml": false, "node_modules/c.json": false, "vendor.yaml": true,
	} {
		if got := files.Walkable(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

func TestOurs(t *testing.T) {
	for text, want := range map[string]bool{
		"deployments:\n  - {model_name: a, plan: mu}\n": true,
		"- name: a\n  model_nmae: b\n  plan: mu\n":      true,
		"modelname: b\nplan: mu\n":                      true,
		"{\"modelName\": \"b\",\n\"plan\": \"mu\"}":     true,
		"deployment:\n  - model: b\n    plan: mu\n":     true,
		"kind: Deployment\nspec: {replicas: 2}\n":       false,
		"modelName: b\nsize: 3\n":                       false,
		"plan: 3\nname: model\n":                        false,
		"":                                              false,
	} {
		if got := files.Ours([]byte(text)); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// The names are those of the hooks.
func TestNamed(t *testing.T) {
	hooks, err := os.ReadFile("../../../../.pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, pattern, _ := strings.Cut(string(hooks), "files: &files '")
	pattern, _, _ = strings.Cut(pattern, "'")
	hook := regexp.MustCompile(pattern)
	for name, want := range map[string]bool{
		"costplan.yaml": true, "a/costplan-prod.yml": true, "chat.costplan.json": true, "costplan/a.yaml": true, "team/costplan/x/a.json": true,
		".costplan.yaml": false, "a.yaml": false, "costplans/a.yaml": false, "costplan/a.txt": false, "../costplan.yaml": true, "x.costplan.yaml": true, "costplan.json5": false,
	} {
		if hook.MatchString(name) != want {
			t.Errorf("the hooks match %s: %t", name, !want)
		}
		if files.Named(name) != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
	if files.Named("../costplan/package.json") {
		t.Error("a folder above that is called costplan counts")
	}
}

// A folder counts by its name where it was found below one that was asked for,
// however that one is written.
func TestNamedBelow(t *testing.T) {
	for _, test := range []struct {
		file files.File
		want bool
	}{
		{files.File{Name: "/r/costplan/a.yaml", Folders: []string{"/r"}}, true},
		{files.File{Name: "/r/costplan/a.yaml", Folders: []string{"/r/costplan"}}, false},
		{files.File{Name: "../r/costplan/a.yaml", Folders: []string{"../r"}}, true},
		{files.File{Name: "costplan/a.yaml", Folders: []string{"costplan"}}, true},
		{files.File{Name: "/r/a.yaml", Folders: []string{"/r"}}, false},
	} {
		if got := test.file.Named(); got != test.want {
			t.Errorf("%s below %s: %t", test.file.Name, test.file.Folders, got)
		}
	}
}
