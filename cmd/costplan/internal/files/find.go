// Package files finds and reads what the arguments of a command name: files,
// folders and standard input. It knows nothing of what is in a file but the one
// word that makes it worth reading.
package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Stdin is the argument that stands for standard input, and StdinName how
// results call it.
const (
	Stdin     = "-"
	StdinName = "<stdin>"
)

// File is a file to read.
type File struct {
	Name    string   // as results call it: the argument, or the argument and the path below it
	Folders []string // arguments below which it was found
	Walked  bool     // only found in folders, so it counts only if it looks like ours
	path    string
	working string // the working directory; "" if it is to be asked for
	once    bool   // it can be read only once: standard input or a pipe
}

// Stdin reports whether a file is standard input.
func (f File) Stdin() bool { return f.path == Stdin }

// Once reports whether a file can be read only once.
func (f File) Once() bool { return f.once }

// Path is the absolute path of a file as it is named: symbolic links are not
// followed. Of standard input it is one in the working directory.
func (f File) Path() (string, error) {
	if f.Stdin() {
		return filepath.Abs(StdinName)
	}
	name := filepath.FromSlash(f.Name)
	if f.working == "" || filepath.IsAbs(name) {
		return filepath.Abs(name)
	}
	return filepath.Join(f.working, name), nil
}

// Found is what arguments name.
type Found struct {
	Files   []File
	Folders []string // arguments that are folders
	Faults  []error  // what cannot be read; the rest is found nevertheless
}

// Find resolves arguments in their order; the files of a folder follow each
// other sorted by path. A file that is named twice is found once.
func Find(args []string) Found {
	f := finder{seen: map[string]int{}}
	f.working, _ = os.Getwd() // else each file asks, and says what is wrong
	for _, arg := range args {
		f.argument(arg)
	}
	return f.found
}

type finder struct {
	found  Found
	seen   map[string]int // index into found.Files, by path without symbolic links
	folder string         // the argument that is being walked; empty for a file

	working string
}

func (f *finder) fault(name string, err error) {
	f.found.Faults = append(f.found.Faults, Fault(name, err))
}

// Fault says which file cannot be read, and why, without repeating its name.
func Fault(name string, err error) error {
	return fmt.Errorf("cannot read %s: %w", name, reason(err))
}

// reason takes the name of the file out of an error.
func reason(err error) error {
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.As(err, &pathError):
		return pathError.Err
	case errors.As(err, &linkError):
		return linkError.Err
	}
	return err
}

func (f *finder) argument(arg string) {
	if arg == Stdin {
		f.add(File{Name: StdinName, path: Stdin, once: true}, Stdin)
		return
	}
	info, err := os.Stat(arg)
	if err != nil {
		f.fault(arg, err)
		return
	}
	real, err := filepath.EvalSymlinks(arg)
	if err != nil {
		real = arg // such as /dev/fd/63, which names a pipe and not a path
	}
	if absolute, err := filepath.Abs(real); err == nil {
		real = absolute
	}
	if !info.IsDir() {
		f.add(File{Name: filepath.ToSlash(filepath.Clean(arg)), path: arg, once: !info.Mode().IsRegular()}, real)
		return
	}
	f.found.Folders = append(f.found.Folders, arg)
	f.folder = arg
	f.walk(filepath.Clean(arg), real)
	f.folder = ""
}

// walk finds the files of a folder and of those below it. Links to folders
// are not followed, so there are no loops.
func (f *finder) walk(name, real string) {
	entries, err := os.ReadDir(real) // sorted
	if err != nil {
		f.fault(name, err)
		return
	}
	for _, entry := range entries {
		child, childReal := below(name, entry.Name()), below(real, entry.Name())
		switch mode := entry.Type(); {
		case mode.IsDir():
			if !skipped(entry.Name()) {
				f.walk(child, childReal)
			}
		case !hasOurExtension(entry.Name()):
		case mode&fs.ModeSymlink != 0:
			f.link(child, childReal)
		case mode.IsRegular():
			f.add(File{Name: filepath.ToSlash(child), Walked: true, path: childReal}, childReal)
		}
	}
}

// below is the path of an entry of a folder, whose path is clean. filepath.Join
// would clean it once more, which takes time over many files.
func below(folder, entry string) string {
	switch {
	case folder == ".":
		return entry
	case os.IsPathSeparator(folder[len(folder)-1]): // a root
		return folder + entry
	}
	return folder + string(filepath.Separator) + entry
}

// link finds a symbolic link in a folder if it leads to a file.
func (f *finder) link(name, path string) {
	info, err := os.Stat(path)
	if err != nil {
		f.fault(name, err)
		return
	}
	if !info.Mode().IsRegular() {
		return
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		f.add(File{Name: filepath.ToSlash(name), Walked: true, path: path}, real)
	}
}

// add adds a file, or what is new of one that is there already.
func (f *finder) add(file File, real string) {
	i, seen := f.seen[real]
	if !seen {
		i = len(f.found.Files)
		file.working = f.working
		f.seen[real] = i
		f.found.Files = append(f.found.Files, file)
	}
	known := &f.found.Files[i]
	known.Walked = known.Walked && file.Walked
	if f.folder != "" {
		known.Folders = append(known.Folders, f.folder)
	}
}

// IsFolder reports whether a path leads to a folder.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// skipped tells folders that hold no deployments of the project: hidden ones
// and those of package managers.
func skipped(folder string) bool {
	return strings.HasPrefix(folder, ".") || slices.Contains([]string{"node_modules", "vendor"}, folder)
}

func hasOurExtension(name string) bool {
	return slices.Contains([]string{".yaml", ".yml", ".json"}, strings.ToLower(filepath.Ext(name)))
}
