package files

import (
	"os"
	"path/filepath"
	"sync"
)

// repository is what marks the root of a repository: a folder, or a file in a
// worktree or a submodule.
const repository = ".git"

// Above finds the nearest file of one name in a folder or above it. It goes up
// to the root of the repository; outside of one up to the home folder, or to the
// root of the file system where the home folder is not above. It may be used by
// several goroutines, and looks into each folder once.
type Above struct {
	names []string // the first one that is there counts
	home  string   // "" if there is none
	mutex sync.Mutex
	found map[string]string // path of the file by folder; "" for none
}

// NewAbove returns a finder of files of a name; in each folder, of the first of
// several.
func NewAbove(names ...string) *Above {
	home, err := os.UserHomeDir()
	if err == nil {
		home = filepath.Clean(home)
	}
	return &Above{names: names, home: home, found: map[string]string{}}
}

// Of returns the path of the file that is nearest to a folder, given by its
// absolute path, or "".
func (a *Above) Of(folder string) string {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	return a.of(folder)
}

func (a *Above) of(folder string) string {
	if path, known := a.found[folder]; known {
		return path
	}
	path := ""
	for _, name := range a.names {
		if file := filepath.Join(folder, name); path == "" && exists(file) {
			path = file
		}
	}
	if path == "" {
		if parent := filepath.Dir(folder); parent != folder && folder != a.home && !exists(filepath.Join(folder, repository)) {
			path = a.of(parent)
		}
	}
	a.found[folder] = path
	return path
}

// exists reports whether something is there. What may not be looked at is taken
// to be there: reading it says why it cannot be read.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil || !os.IsNotExist(err)
}
