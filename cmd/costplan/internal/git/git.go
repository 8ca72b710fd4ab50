// Package git reads the files of a revision from a git repository, by running
// git. It changes nothing, and knows nothing of what is in the files.
package git

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// UnknownError is a revision that the repository does not have.
type UnknownError struct{ Revision string }

func (e UnknownError) Error() string {
	return fmt.Sprintf("there is no revision %q in this repository", e.Revision)
}

// Tree is what a revision holds.
type Tree struct {
	folder string // that paths are relative to
	id     string
}

// At finds a revision in the repository of a folder.
func At(folder, revision string) (*Tree, error) {
	if strings.HasPrefix(revision, "-") || strings.ContainsAny(revision, "\n\x00") {
		return nil, UnknownError{revision}
	}
	if _, err := output(folder, nil, "rev-parse", "--git-dir"); err != nil {
		return nil, err
	}
	id, err := output(folder, nil, "rev-parse", "--verify", "--quiet", revision+"^{tree}")
	if err != nil {
		return nil, UnknownError{revision}
	}
	return &Tree{folder, strings.TrimSpace(string(id))}, nil
}

// Entry is a file of a revision.
type Entry struct {
	Path string // from the folder, with slashes
	id   string
	link bool
}

// List returns the files of a revision at and below paths, which are from the
// folder, in git's order. What is neither a file nor a link is left out.
func (t *Tree) List(paths []string) ([]Entry, error) {
	args := append([]string{"ls-tree", "-r", "-z", t.id, "--"}, paths...)
	out, err := output(t.folder, nil, args...)
	if err != nil {
		return nil, err
	}
	var entries []Entry
	for record := range strings.SplitSeq(string(out), "\x00") {
		about, path, _ := strings.Cut(record, "\t")
		switch fields := strings.Fields(about); {
		case len(fields) != 3 || fields[1] != "blob":
		default:
			entries = append(entries, Entry{Path: path, id: fields[2], link: fields[0] == linkMode})
		}
	}
	return entries, nil
}

// linkMode is how git marks a symbolic link.
const linkMode = "120000"

// command is git with arguments, which are never patterns.
func command(folder string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"--literal-pathspecs"}, args...)...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "LC_ALL=C") // for what it says
	return cmd
}

func output(folder string, stdin io.Reader, args ...string) ([]byte, error) {
	cmd := command(folder, args...)
	cmd.Stdin = stdin
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	return out, explain(err, complaint.String())
}

// explain turns the failure of git into what it says.
func explain(err error, complaint string) error {
	line, _, _ := strings.Cut(strings.TrimSpace(complaint), "\n")
	switch {
	case err == nil:
		return nil
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("git is not installed, or not in the PATH")
	case line != "":
		return fmt.Errorf("git says: %s", strings.TrimPrefix(line, "fatal: "))
	}
	return fmt.Errorf("git: %w", err)
}
