//go:build unix

package main

import (
	"bufio"
	"bytes"
	"errors"
	"os"
	"os/exec"
	ossignal "os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What goes wrong outside of the program: each fault is said in one sentence, the
// rest of the work is done, and no file is left half written.

// nobody is a user without rights, whom permissions hold back when the tests run
// as root.
const nobody = 65534

// faulty is a folder with the program to run in it.
type faulty struct{ folder string }

// newFaulty makes a folder that anybody may look into, as they may into the
// program's.
func newFaulty(t *testing.T) faulty {
	t.Helper()
	folder, err := os.MkdirTemp("", "costplan-faults-") // that of the test is inside one for its user alone
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		filepath.Walk(folder, func(path string, _ os.FileInfo, _ error) error { return os.Chmod(path, 0o700) }) //nolint:errcheck // links
		os.RemoveAll(folder)
	})
	for _, path := range []string{folder, filepath.Dir(binary)} {
		if err := os.Chmod(path, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return faulty{folder}
}

func (f faulty) write(t *testing.T, name, text string, mode os.FileMode) {
	t.Helper()
	path := filepath.Join(f.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil { // whatever the umask says
		t.Fatal(err)
	}
}

func (f faulty) read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(f.folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// files lists what is in the folder.
func (f faulty) files(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(f.folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return strings.Join(names, " ")
}

// shell runs a script of the shell as a user without rights; $costplan is the program.
func (f faulty) shell(t *testing.T, script string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command("sh", "-c", script)
	cmd.Dir, cmd.Stdout, cmd.Stderr = f.folder, &out, &errs
	cmd.Env = append(os.Environ(), "costplan="+binary, "HOME="+f.folder)
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if text := errs.String(); strings.Contains(text, "goroutine ") || strings.Contains(text, "panic") {
		t.Errorf("%s panics:\n%s", script, text)
	}
	return cmd.ProcessState.ExitCode(), out.String(), errs.String()
}

// flash is a deployment of 86.40 USD, fixable one whose capacity has one safe fix.
const (
	flash   = "region: beijing\ndeployments:\n  - {name: a, model_name: qwen-flash-2025-07-28, plan: ptu, ptu_capacity: {input_tpm: 10000, output_tpm: 1000}}\n"
	fixable = "region: beijing\ndeployments:\n  - {name: b, model_name: qwen3-8b, plan: mu, deploy_spec: mu5, capacity: 3, billing_method: POST_PAY}\n"
)

func TestUnreadableFiles(t *testing.T) {
	f := newFaulty(t)
	f.write(t, "good.yaml", flash, 0o644)
	f.write(t, "secret.yaml", flash, 0)
	f.write(t, "closed/c.yaml", flash, 0o644)
	if err := os.Chmod(filepath.Join(f.folder, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := f.shell(t, `"$costplan" price .`)
	if code != 3 || !strings.Contains(stdout, "86.40") {
		t.Errorf("exit code %d: what can be read is to be priced\n%s%s", code, stdout, stderr)
	}
	for _, want := range []string{"cannot read secret.yaml: permission denied", "cannot read closed: permission denied"} {
		if strings.Count(stderr, want) != 1 {
			t.Errorf("%q is to be said once:\n%s", want, stderr)
		}
	}
}

func TestLinkLoops(t *testing.T) {
	f := newFaulty(t)
	f.write(t, "a/good.yaml", flash, 0o644)
	for link, target := range map[string]string{"a/up": "..", "a/self.yaml": "self.yaml", "one.yaml": "two.yaml", "two.yaml": "one.yaml"} {
		if err := os.Symlink(target, filepath.Join(f.folder, link)); err != nil {
			t.Fatal(err)
		}
	}
	code, stdout, stderr := f.shell(t, `"$costplan" price .`)
	if code != 3 || strings.Count(stdout, "86.40") == 0 || strings.Count(stderr, "too many levels of symbolic links") != 3 {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := f.shell(t, `"$costplan" lint one.yaml`); code != 3 || !strings.Contains(stderr, "cannot read one.yaml: too many levels of symbolic links") {
		t.Errorf("exit code %d\n%s", code, stderr)
	}
}

// A disk that is full, for which a limit on the size of files stands here, leaves
// the file as it was and nothing beside it.
func TestFixOnFullDisk(t *testing.T) {
	f := newFaulty(t)
	long := fixable + strings.Repeat("# as long as that\n", 4000)
	f.write(t, "b.yaml", long, 0o666)
	code, stdout, stderr := f.shell(t, `ulimit -f 8; "$costplan" lint --fix b.yaml`)
	if code != 3 || !strings.Contains(stderr, "cannot write b.yaml: file too large") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	if f.read(t, "b.yaml") != long || f.files(t) != "b.yaml" {
		t.Errorf("the file changed, or something is left beside it: %s", f.files(t))
	}
	if code, _, stderr := f.shell(t, `"$costplan" lint --fix b.yaml`); code != 0 || !strings.Contains(f.read(t, "b.yaml"), "deploy_spec: MU5") {
		t.Errorf("with enough room it is not fixed either: exit code %d\n%s", code, stderr)
	}
}

func TestFixInReadOnlyFolder(t *testing.T) {
	f := newFaulty(t)
	f.write(t, "locked/b.yaml", fixable, 0o666)
	f.write(t, "locked.yaml", fixable, 0o444)
	if err := os.Chmod(filepath.Join(f.folder, "locked"), 0o555); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"locked/b.yaml": "cannot write locked/b.yaml: no file can be made beside it: permission denied",
		"locked.yaml":   "cannot write locked.yaml: permission denied",
	} {
		code, _, stderr := f.shell(t, `"$costplan" lint --fix `+name)
		if code != 3 || !strings.Contains(stderr, want) || f.read(t, name) != fixable {
			t.Errorf("%s: exit code %d, want %q\n%s", name, code, want, stderr)
		}
	}
}

// A result that cannot be written is no success.
func TestFullOutput(t *testing.T) {
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full")
	}
	f := newFaulty(t)
	f.write(t, "good.yaml", flash, 0o644)
	for _, command := range []string{"price good.yaml", "price --format ndjson good.yaml", "lint --format json good.yaml", "catalog rates", "schema quote"} {
		code, _, stderr := f.shell(t, `"$costplan" `+command+` >/dev/full`)
		if code != 3 || strings.Count(stderr, "cannot write the result: ") != 1 || !strings.Contains(stderr, "no space left on device") {
			t.Errorf("%s: exit code %d\n%s", command, code, stderr)
		}
	}
}

// Standard input that is closed is an empty file, which is said, not a fee of nothing.
func TestClosedInput(t *testing.T) {
	f := newFaulty(t)
	code, stdout, stderr := f.shell(t, `"$costplan" price - <&-`)
	if code != 1 || !strings.Contains(stderr, "CP105") || strings.Contains(stdout, "Total") {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := f.shell(t, `"$costplan" price - <.`); code != 3 || !strings.Contains(stderr, "is a directory") {
		t.Errorf("a folder as standard input: exit code %d\n%s", code, stderr)
	}
}

// A stream that ends within a line is priced up to there, and the piece reported.
func TestStreamBreaksOff(t *testing.T) {
	f := newFaulty(t)
	const line = `{"name": "a", "model_name": "qwen3-8b", "plan": "mu", "deploy_spec": "MU5", "capacity": 3, "billing_method": "POST_PAY", "region": "beijing"}`
	f.write(t, "fleet.ndjson", line+"\n"+line[:40], 0o644)
	code, stdout, stderr := f.shell(t, `"$costplan" price --format ndjson fleet.ndjson`)
	lines := strings.Split(strings.TrimSuffix(stdout, "\n"), "\n")
	if code != 1 || len(lines) != 2 || !strings.Contains(lines[0], `"complete":true`) || !strings.Contains(lines[1], `"code":"CP101"`) {
		t.Errorf("exit code %d\n%s%s", code, stdout, stderr)
	}
}

// TestSignals: a signal ends a stream at once; what came before it is whole.
func TestSignals(t *testing.T) {
	const line = `{"name": "a", "model_name": "qwen3-8b", "plan": "mu", "deploy_spec": "MU5", "capacity": 3, "billing_method": "POST_PAY", "region": "beijing"}` + "\n"
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		if ossignal.Ignored(signal) {
			continue // nohup asks for it, and programs that are started here keep to it
		}
		cmd := exec.Command(binary, "price", "--format", "ndjson", "-")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write([]byte(line + line)); err != nil {
			t.Fatal(err)
		}
		answers := bufio.NewReader(out)
		for range 2 {
			if answer, err := answers.ReadString('\n'); err != nil || !strings.HasPrefix(answer, `{"file":"<stdin>"`) {
				t.Fatalf("%q, %v", answer, err)
			}
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		killed := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() }) //nolint:errcheck // it may be gone
		rest, _ := answers.ReadString('\n')
		cmd.Wait() //nolint:errcheck // its status is looked at
		if !killed.Stop() || rest != "" {
			t.Errorf("%v does not end it, or half a line comes after it: %q", signal, rest)
		}
		if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || !status.Signaled() || status.Signal() != signal {
			t.Errorf("%v: the program says that it ended otherwise: %v", signal, cmd.ProcessState)
		}
	}
}
