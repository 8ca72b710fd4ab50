package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pages is where the made-up page and its editions are, from this folder.
const pages = "../../../../testdata/page"

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestImport: either form of the page gives the edition that was written by hand,
// byte for byte, and it passes the check.
func TestImport(t *testing.T) {
	t.Chdir(filepath.Join(start, pages))
	for _, name := range []string{"small.txt", "small.html", "-"} {
		out := filepath.Join(t.TempDir(), "new", "editions")
		stdin := ""
		if name == "-" {
			stdin = read(t, "small.html")
		}
		r := run(t, stdin, "catalog", "import", "--base", "2031-02-03", "--out", out, name).want(t, 0)
		written := filepath.Join(out, "2031-04-05")
		if !strings.Contains(r.stdout, "costplan catalog check "+filepath.ToSlash(written)) || r.stderr != "" {
			t.Errorf("%s:\n%s%s", name, r.stdout, r.stderr)
		}
		entries, err := os.ReadDir(written)
		if err != nil || len(entries) != 2 {
			t.Fatalf("%s: %v, %v", name, entries, err)
		}
		for _, entry := range entries {
			if read(t, filepath.Join(written, entry.Name())) != read(t, filepath.Join("2031-04-05", entry.Name())) {
				t.Errorf("%s: %s is another", name, entry.Name())
			}
		}
		run(t, "", "catalog", "check", written).want(t, 0)
	}
}

// TestImportGolden shows what people see where nothing is written.
func TestImportGolden(t *testing.T) {
	t.Chdir(filepath.Join(start, pages))
	before, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "import", run(t, "", "catalog", "import", "--explain", "--base", "2031-02-03", "small.txt").want(t, 0).stdout)
	r := run(t, "", "catalog", "import", "--format", "json", "--base", "2031-02-03", "small.txt").want(t, 0)
	d := decode(t, "catalog-diff", r.stdout)
	if after := d["after"].(map[string]any); after["edition"] != "2031-04-05" || !strings.Contains(r.stderr, "Nothing was written") {
		t.Errorf("%v\n%s", after, r.stderr)
	}
	if after, err := os.ReadDir("."); err != nil || len(after) != len(before) {
		t.Errorf("%d files, there were %d (%v)", len(after), len(before), err)
	}
}

// TestImportKeeps: an edition that is there is never written over.
func TestImportKeeps(t *testing.T) {
	out := t.TempDir()
	mine := filepath.Join(out, "2031-04-05")
	if err := os.Mkdir(mine, 0o700); err != nil {
		t.Fatal(err)
	}
	t.Chdir(filepath.Join(start, pages))
	r := run(t, "", "catalog", "import", "--base", "2031-02-03", "--out", out, "small.txt").want(t, 2)
	if entries, err := os.ReadDir(mine); err != nil || len(entries) > 0 || r.stdout != "" || !strings.Contains(r.stderr, "never written over") {
		t.Errorf("%v, %v\n%s%s", entries, err, r.stdout, r.stderr)
	}
}

// TestImportRefuses: a page that is not understood gives nothing but its lines.
func TestImportRefuses(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	t.Chdir(filepath.Join(start, pages))
	for name, page := range map[string]string{
		"no section": strings.Replace(read(t, "small.txt"), "Billed by usage", "Bild by usage", 1),
		"no page":    "hello\n",
		"empty":      "",
	} {
		r := run(t, page, "catalog", "import", "--base", "2031-02-03", "--out", out, "-").want(t, 1)
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: something was written", name)
		}
		if r.stdout != "" || !strings.HasPrefix(r.stderr, "<stdin>:") || !strings.Contains(r.stderr, "no edition was made") {
			t.Errorf("%s:\n%s%s", name, r.stdout, r.stderr)
		}
	}
	run(t, "", "catalog", "import", "nowhere.txt").want(t, 3)
}
