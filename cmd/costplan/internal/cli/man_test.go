package cli

import (
	"bufio"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/costplan/costplan/catalog"
)

var manFolder = flag.String("man", "", "a `folder` to write the man pages into")

// TestManPages: every command has a man page. With -man it writes them for packages,
// so that the program need not carry what makes them.
func TestManPages(t *testing.T) {
	folder := *manFolder
	if folder == "" {
		folder = t.TempDir()
	} else if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	cat, err := catalog.Load("")
	if err != nil {
		t.Fatal(err)
	}
	date, err := time.Parse(time.DateOnly, cat.Edition) // not today's: the same commands give the same bytes
	if err != nil {
		t.Fatal(err)
	}
	root := newRoot(&app{stdin: strings.NewReader(""), stdout: bufio.NewWriter(io.Discard), stderr: io.Discard, out: io.Discard})
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "costplan", Manual: "costplan", Date: &date}, folder); err != nil {
		t.Fatal(err)
	}
	var pages func(cmd *cobra.Command)
	pages = func(cmd *cobra.Command) {
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-")
		text, err := os.ReadFile(filepath.Join(folder, name+".1"))
		switch {
		case err != nil:
			t.Error(err)
		case !strings.Contains(string(text), `.TH "`+strings.ToUpper(name)+`" "1"`) || !strings.Contains(string(text), ".SH SYNOPSIS"):
			t.Errorf("the page of %s begins with %.80q", name, text)
		}
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
				pages(sub)
			}
		}
	}
	pages(root)
}
