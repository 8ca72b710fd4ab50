package findings

import (
	"regexp"
	"strings"
	"testing"

	"github.com/costplan/costplan/engine/diag"
)

func TestGitHubEscapes(t *testing.T) {
	for _, c := range []struct{ text, data, property string }{
		{"plain", "plain", "plain"},
		{"100%", "100%25", "100%25"},
		{"%0A::error", "%250A::error", "%250A%3A%3Aerror"},
		{"a\nb\rc", "a%0Ab%0Dc", "a%0Ab%0Dc"},
		{"\r\n\r\n", "%0D%0A%0D%0A", "%0D%0A%0D%0A"},
		{"C:/a,b", "C:/a,b", "C%3A/a%2Cb"},
		{"模型", "模型", "模型"},
		{"\x1b[31m", `\u001b[31m`, `\u001b[31m`},
		{"\xff", "\ufffd", "\ufffd"},
		{"", "", ""},
	} {
		if got := commandData(c.text); got != c.data {
			t.Errorf("data %q: %q, want %q", c.text, got, c.data)
		}
		if got := commandProperty(c.text); got != c.property {
			t.Errorf("property %q: %q, want %q", c.text, got, c.property)
		}
	}
}

// command is a workflow command as GitHub's runner reads it.
type command struct {
	name, data string
	properties map[string]string
}

// commandsOf reads the workflow commands of a log.
func commandsOf(t *testing.T, log string) []command {
	t.Helper()
	pattern := regexp.MustCompile(`^::(\w+) ([^:]*)::(.*)$`)
	unescape := strings.NewReplacer("%25", "%", "%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",")
	var commands []command
	for line := range strings.Lines(log) {
		if !strings.HasPrefix(strings.TrimSpace(line), "::") {
			continue
		}
		parts := pattern.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if parts == nil {
			t.Fatalf("not a command: %q", line)
		}
		c := command{name: parts[1], data: unescape.Replace(parts[3]), properties: map[string]string{}}
		for property := range strings.SplitSeq(parts[2], ",") {
			name, value, ok := strings.Cut(property, "=")
			if !ok {
				t.Fatalf("not a property: %q in %q", property, line)
			}
			c.properties[name] = unescape.Replace(value)
		}
		commands = append(commands, c)
	}
	return commands
}

// TestGitHubCommands: each finding is one command, whatever is in it.
func TestGitHubCommands(t *testing.T) {
	found := attacks()
	commands := commandsOf(t, written(t, "github", only(found...)))
	if len(commands) != len(found) {
		t.Fatalf("%d commands for %d findings", len(commands), len(found))
	}
	for i, c := range commands {
		if want := strings.ReplaceAll(withoutControls(found[i].File), "\x00", ""); c.name != "error" || c.properties["file"] != want {
			t.Errorf("%s for %q, want %q", c.name, c.properties["file"], want)
		}
		if c.properties["line"] != "2" || c.properties["endLine"] != "2" || c.properties["col"] != "3" || c.properties["endColumn"] != "5" {
			t.Errorf("the place is %v", c.properties)
		}
		if len(c.properties) != 6 || c.properties["title"] != "CP201 unknown-field" {
			t.Errorf("properties %v", c.properties)
		}
	}
}

// TestGitHubPlaces: a property that GitHub cannot use is left out, and the place
// is in the message where GitHub has no file to show it in.
func TestGitHubPlaces(t *testing.T) {
	at := func(line, column, endLine, endColumn int) diag.Span {
		return diag.Span{Start: diag.Position{Line: line, Column: column}, End: diag.Position{Line: endLine, Column: endColumn}}
	}
	for _, c := range []struct {
		file string
		span diag.Span
		want string
	}{
		{"", diag.Span{}, "::error title=CP101 syntax::wrong"},
		{"<stdin>", at(7, 2, 7, 3), "::error title=CP101 syntax::<stdin>:7:2: wrong"},
		{"a.yaml", diag.Span{}, "::error file=a.yaml,title=CP101 syntax::wrong"},
		{"a.yaml", at(1, 2, 1, 4), "::error file=a.yaml,line=1,endLine=1,col=2,endColumn=4,title=CP101 syntax::wrong"},
		{"a.yaml", at(1, 2, 3, 1), "::error file=a.yaml,line=1,endLine=3,title=CP101 syntax::wrong"},
	} {
		got := written(t, "github", only(diag.New(diag.Syntax, c.file, c.span, "", "wrong")))
		if !strings.HasPrefix(got, c.want+"%0A") {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
