package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestBlocks holds the fenced blocks of the guides against what they speak of.
// Each kind has its check; a kind without one is an error.
func TestBlocks(t *testing.T) {
	checks := map[string]func(t *testing.T, g guide, b block) error{
		"console": func(*testing.T, guide, block) error { return nil }, // TestConsole
		"":        func(*testing.T, guide, block) error { return nil }, // a drawing
		"sh":      checkCommands,
		"yaml":    checkData,
		"json":    checkData,
		"go":      checkExample,
		"js":      checkModuleExample,
		"text":    checkModuleExample,
		"csv":     func(*testing.T, guide, block) error { return nil }, // TestConsole reads it
		// Of other programs; TestNeovimGuide runs those in Lua.
		"lua":  func(*testing.T, guide, block) error { return nil },
		"toml": func(*testing.T, guide, block) error { return nil },
		"sql":  func(*testing.T, guide, block) error { return nil },
	}
	for _, g := range guides(t) {
		for _, b := range g.blocks {
			check, ok := checks[b.kind]
			if !ok {
				t.Errorf("%s:%d: nothing checks blocks of the kind %q", g.name, b.line, b.kind)
				continue
			}
			if err := check(t, g, b); err != nil {
				t.Errorf("%s:%d: %v", g.name, b.line, err)
			}
		}
	}
}

// checkData reads a block of YAML or JSON. One that holds deployments has no
// error, and one that holds settings or an overlay is sound.
func checkData(t *testing.T, _ guide, b block) error {
	var document any
	read := yaml.Unmarshal
	if b.kind == "json" {
		read = json.Unmarshal
	}
	if err := read([]byte(b.contents), &document); err != nil {
		return err
	}
	path := filepath.Join(t.TempDir(), "block."+b.kind)
	if b.name != "" {
		path = filepath.Join(t.TempDir(), b.name)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, []byte(b.contents), 0o644); err != nil {
		return err
	}
	var args []string
	switch {
	case strings.Contains(b.contents, "model_name:") || strings.Contains(b.contents, `"model_name":`):
		args = []string{"lint", "--no-config", path}
	case strings.Contains(b.name, ".costplan.yaml"):
		args = []string{"lint", "--config", path, "--print-config"}
	case b.name == "prices.yaml":
		args = []string{"overlay", "check", path}
	default:
		return nil
	}
	if code, stdout, stderr := run(t, nil, args...); code != 0 {
		return fmt.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	return nil
}

// checkExample wants a block of Go to be part of an example beside the guide,
// which the tests of its package run.
func checkExample(t *testing.T, g guide, b block) error {
	files, err := filepath.Glob(filepath.Join(root(t), filepath.Dir(g.name), "*example_test.go"))
	if err != nil {
		return err
	}
	var body strings.Builder
	for line := range strings.Lines(b.contents) {
		if line != "\n" {
			body.WriteString("\t")
		}
		body.WriteString(line)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if strings.Contains(string(text), body.String()) {
			return nil
		}
	}
	return fmt.Errorf("no example in %v is\n%s", files, b.contents)
}

// checkModuleExample wants JavaScript and what it prints only where the test of
// the npm package runs it: web/tests/module/npm.test.js.
func checkModuleExample(_ *testing.T, g guide, _ block) error {
	if g.name != "wasm/README.md" && g.name != "wasm/npm/README.md" {
		return fmt.Errorf("no test runs the JavaScript of this guide")
	}
	return nil
}

// checkCommands wants the commands of a block to exist: ours with their flags,
// folders, scripts, targets of the Makefile.
func checkCommands(t *testing.T, _ guide, b block) error {
	contents := strings.ReplaceAll(b.contents, "\\\n", " ")
	for line := range strings.Lines(contents) {
		line, _, _ = strings.Cut(line, " #")
		for _, command := range regexp.MustCompile(`\||&&|;`).Split(line, -1) {
			if err := checkCommand(t, strings.Fields(command)); err != nil {
				return fmt.Errorf("%s: %w", strings.TrimSpace(command), err)
			}
		}
	}
	return nil
}

func checkCommand(t *testing.T, words []string) error {
	at := slices.Index(words, "costplan")
	if at < 0 {
		at = slices.Index(words, "ghcr.io/costplan/costplan")
	}
	if at >= 0 && (at == 0 || slices.Contains([]string{"parallel", "docker"}, words[0])) {
		return checkOurs(t, words[at+1:])
	}
	if len(words) < 2 {
		return nil
	}
	here := func(name string) error {
		_, err := os.Stat(filepath.Join(root(t), name))
		return err
	}
	switch words[0] {
	case "bash", "node":
		return here(words[1])
	case "make":
		text := shell{folder: root(t)}.read(t, "Makefile")
		if !regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(words[1]) + `:`).MatchString(text) {
			return fmt.Errorf("the Makefile has no target %s", words[1])
		}
	case "go":
		for _, word := range words[2:] {
			if folder, ok := strings.CutPrefix(word, "github.com/costplan/costplan/"); ok {
				folder, _, _ = strings.Cut(folder, "@")
				return here(folder)
			}
			if strings.HasPrefix(word, "./") && !strings.HasSuffix(word, "...") {
				if err := here(word); err != nil {
					return err
				}
				if words[1] == "run" {
					return nil // what follows is for the program
				}
			}
		}
	case "npm":
		if at := slices.Index(words, "run"); at > 0 && at+1 < len(words) {
			var manifest struct {
				Scripts map[string]string `json:"scripts"`
			}
			if err := json.Unmarshal([]byte(shell{folder: root(t)}.read(t, "web/package.json")), &manifest); err != nil {
				return err
			}
			if _, ok := manifest.Scripts[words[at+1]]; !ok {
				return fmt.Errorf("web/package.json has no script %s", words[at+1])
			}
		}
	}
	return nil
}

var subcommand = regexp.MustCompile(`^[a-z]+$`)

// checkOurs wants a command of ours to have the flags that it is given.
func checkOurs(t *testing.T, args []string) error {
	depth := 0
	for depth < len(args) && depth < 2 && subcommand.MatchString(args[depth]) {
		depth++
	}
	if depth == 2 && !slices.Contains([]string{"catalog", "overlay", "refund", "help"}, args[0]) {
		depth = 1 // the second word is an argument
	}
	code, help, stderr := run(t, nil, append(slices.Clone(args[:depth]), "--help")...)
	if code != 0 {
		return fmt.Errorf("exit code %d: %s", code, stderr)
	}
	if depth > 0 && !strings.Contains(help, "costplan "+strings.Join(args[:depth], " ")) {
		return fmt.Errorf("there is no command %s", strings.Join(args[:depth], " "))
	}
	for _, arg := range args[depth:] {
		flag, _, _ := strings.Cut(arg, "=")
		if strings.HasPrefix(flag, "--") && flag != "--" && !regexp.MustCompile(regexp.QuoteMeta(flag)+`[ \n]`).MatchString(help) {
			return fmt.Errorf("there is no flag %s", flag)
		}
	}
	return nil
}

// TestCheckCommands: the check of commands finds what is not there.
func TestCheckCommands(t *testing.T) {
	for command, right := range map[string]bool{
		"costplan price --explain deployments.yaml":                         true,
		"costplan prise deployments.yaml":                                   false,
		"costplan price --explian deployments.yaml":                         false,
		"costplan catalog rates --format csv":                               true,
		"costplan catalog rites":                                            false,
		"cat x | costplan price --format ndjson -":                          true,
		"cat x | costplan price --formt ndjson -":                           false,
		"docker run --rm -v x:/work ghcr.io/costplan/costplan lint .":       true,
		"docker run --rm -v x:/work ghcr.io/costplan/costplan lint --fox .": false,
		"parallel --pipe costplan price --jobs 1 - < fleet.ndjson":          true,
		"make serve":                              true,
		"make tea":                                false,
		"npm --prefix web run serve":              true,
		"npm --prefix web run away":               false,
		"go run ./cmd/costplan price --explain x": true,
		"go run ./cmd/costplann price":            false,
		"go install github.com/costplan/costplan/cmd/costplan@latest":  true,
		"go install github.com/costplan/costplan/cmd/costplans@latest": false,
		"bash .ci/check": true,
		"bash .ci/chick": false,
		"git clone https://github.com/costplan/costplan && cd costplan && make": true,
	} {
		if err := checkCommands(t, guide{}, block{contents: command + "\n"}); (err == nil) != right {
			t.Errorf("%s: %v", command, err)
		}
	}
}
