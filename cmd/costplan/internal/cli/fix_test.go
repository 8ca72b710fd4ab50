package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mistakes has four problems with a safe fix (the case of the model, the plan
// and the spec, and a missing billing_method), and one with an unsafe one: the
// capacity, which is not a multiple of 4.
const mistakes = "\ufeff# who: team-a\r\n" +
	"region: singapore\r\n" +
	"deployments:\r\n" +
	"  - name: batch   # keep me\r\n" +
	"    model_name: Qwen3-32B\r\n" +
	"    plan: MU\r\n" +
	"    deploy_spec: mu1\r\n" +
	"    capacity: 6\r\n" +
	"    estimate: {hours: 10}"

// fixed is what is left of mistakes after the safe fixes.
const fixed = "\ufeff# who: team-a\r\n" +
	"region: singapore\r\n" +
	"deployments:\r\n" +
	"  - name: batch   # keep me\r\n" +
	"    model_name: qwen3-32b\r\n" +
	"    plan: mu\r\n" +
	"    deploy_spec: MU1\r\n" +
	"    capacity: 6\r\n" +
	"    billing_method: POST_PAY\r\n" +
	"    estimate: {hours: 10}"

// content reads a file of the current folder.
func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// only checks which files a folder has.
func only(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if got := strings.Join(names, " "); got != strings.Join(want, " ") {
		t.Errorf("the files are %s, want %s", got, strings.Join(want, " "))
	}
}

// TestFix: what has one right answer is written, every other byte stays, and the
// exit code is of what is left.
func TestFix(t *testing.T) {
	tree(t, map[string]string{"a.yaml": mistakes, "b.yaml": flash("b")})
	if err := os.Chmod("a.yaml", 0o640); err != nil {
		t.Fatal(err)
	}
	r := run(t, "", "lint", "--fix", ".").want(t, 1)
	if got := content(t, "a.yaml"); got != fixed {
		t.Errorf("fixed to\n%q\nwant\n%q", got, fixed)
	}
	if !strings.Contains(r.stdout, "a.yaml:8:15: error CP305") || !strings.Contains(r.stdout, "    8 |     capacity: 6\n") || strings.Contains(r.stdout, "CP301") {
		t.Errorf("what is left is\n%s", r.stdout)
	}
	if r.stderr != "fixed 4 problems in 1 file\n" {
		t.Errorf("stderr: %q", r.stderr)
	}
	if info, err := os.Stat("a.yaml"); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions are %v (%v)", info.Mode(), err)
	}
	if content(t, "b.yaml") != flash("b") {
		t.Error("a file without a problem was changed")
	}
	r = run(t, "", "lint", "--fix", "--unsafe-fixes", ".").want(t, 0)
	if got := content(t, "a.yaml"); got != strings.Replace(fixed, "6", "8", 1) && got != strings.Replace(fixed, "6", "4", 1) {
		t.Errorf("fixed to\n%q", got)
	}
	if r := run(t, "", "lint", "--fix", "--unsafe-fixes", ".").want(t, 0); r.stderr != "" {
		t.Errorf("there was more to fix: %s", r.stderr)
	}
	only(t, ".", "a.yaml", "b.yaml")
}

// TestFixLink: a link stays one, and what it leads to is fixed once.
func TestFixLink(t *testing.T) {
	tree(t, map[string]string{"real/a.yaml": mistakes, "other.txt": ""})
	if err := os.Symlink(filepath.Join("real", "a.yaml"), "link.yaml"); err != nil {
		t.Skip(err)
	}
	r := run(t, "", "lint", "--fix", "link.yaml", "real/a.yaml").want(t, 1)
	if info, err := os.Lstat("link.yaml"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v (%v)", info.Mode(), err)
	}
	if got := content(t, filepath.Join("real", "a.yaml")); got != fixed || !strings.Contains(r.stderr, "fixed 4 problems in 1 file") {
		t.Errorf("fixed to\n%q\n%s", got, r.stderr)
	}
	only(t, "real", "a.yaml")
}

// TestFixStdin: the text goes to stdout, findings to stderr. What cannot be
// fixed comes out as it went in.
func TestFixStdin(t *testing.T) {
	r := run(t, mistakes, "lint", "--fix", "-").want(t, 1)
	if r.stdout != fixed || !strings.Contains(r.stderr, "<stdin>:8:15: error CP305") || !strings.Contains(r.stderr, "fixed 4 problems in 1 file") {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
	large := strings.Repeat("# model_name: padding\n", 5<<20/22)
	for _, text := range []string{"", flash("a"), "\x00", large} {
		if r := run(t, text, "lint", "--fix", "-"); r.stdout != text {
			t.Errorf("%d bytes came out of %d: %.200q", len(r.stdout), len(text), r.stdout)
		}
	}
}

func TestDiff(t *testing.T) {
	tree(t, map[string]string{"team-a/a.yaml": mistakes, "b.yaml": flash("b"), "c.yaml": strings.ReplaceAll(fixed, "6", "8")})
	r := run(t, "", "lint", "--diff", ".").want(t, 1)
	golden(t, "diff", strings.ReplaceAll(r.stdout, "\r\n", "<CR>\n"))
	if content(t, "team-a/a.yaml") != mistakes {
		t.Error("--diff writes")
	}
	if !strings.Contains(r.stderr, "error CP305") || !strings.HasSuffix(r.stderr, "would fix 4 problems in 1 file\n") {
		t.Errorf("stderr: %s", r.stderr)
	}
	// What would be left shows the text that would be there.
	if !strings.Contains(r.stderr, "    8 |     capacity: 6\n") {
		t.Errorf("stderr: %s", r.stderr)
	}
	if r := run(t, "", "lint", "--diff", "b.yaml", "c.yaml").want(t, 0); r.stdout != "" {
		t.Errorf("there is nothing to fix, and yet\n%s", r.stdout)
	}
	if r := run(t, wrongCapacity, "lint", "--diff", "-").want(t, 1); r.stdout != "" || !strings.Contains(r.stderr, "CP305") {
		t.Errorf("stdout %q, stderr %q", r.stdout, r.stderr)
	}
	if r := run(t, wrongCapacity, "lint", "--diff", "--unsafe-fixes", "-").want(t, 1); !strings.Contains(r.stdout, "-    capacity: 6\n+    capacity: ") {
		t.Errorf("stdout %q", r.stdout)
	}
}

// TestFixUnwritable: what cannot be written is said and left as it is, without a
// trace, and the findings are those of the text that is there.
func TestFixUnwritable(t *testing.T) {
	tree(t, map[string]string{"file/a.yaml": mistakes, "folder/b.yaml": mistakes, "c.yaml": mistakes})
	for path, mode := range map[string]os.FileMode{"file/a.yaml": 0o400, "folder": 0o500} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod("folder", 0o700) })
	if os.WriteFile("folder/probe", nil, 0o600) == nil {
		os.Remove("folder/probe")
		t.Skip("this user may write everywhere")
	}
	r := run(t, "", "lint", "--fix", "file", "folder", "c.yaml").want(t, 3)
	for _, want := range []string{"cannot write file/a.yaml: permission denied", "cannot write folder/b.yaml: ", "fixed 4 problems in 1 file"} {
		if !strings.Contains(r.stderr, want) {
			t.Errorf("no %q in %s", want, r.stderr)
		}
	}
	if content(t, "file/a.yaml") != mistakes || content(t, "folder/b.yaml") != mistakes || content(t, "c.yaml") != fixed {
		t.Error("the files are not as they should be")
	}
	if !strings.Contains(r.stdout, "file/a.yaml:5:17: error CP301") || strings.Contains(r.stdout, "c.yaml:5:17") {
		t.Errorf("stdout\n%s", r.stdout)
	}
	only(t, "file", "a.yaml")
	only(t, "folder", "b.yaml")
}

// TestFixPipe: a pipe can be read and not written.
func TestFixPipe(t *testing.T) {
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if _, err := writer.WriteString(mistakes); err != nil {
		t.Fatal(err)
	}
	writer.Close()
	name := "/dev/fd/" + string(rune('0'+reader.Fd()%10))
	if _, err := os.Stat(name); err != nil || reader.Fd() > 9 {
		t.Skip("no name for a pipe")
	}
	r := run(t, "", "lint", "--fix", name).want(t, 3)
	if !strings.Contains(r.stderr, "cannot write "+name+": it is not a regular file") || !strings.Contains(r.stdout, "model_name: Qwen3-32B") {
		t.Errorf("stdout\n%s\nstderr\n%s", r.stdout, r.stderr)
	}
}
