package page

import (
	"fmt"
	"io/fs"
)

// folder is an edition's folder in memory, to load it from: a file system with
// no more than that takes.
type folder struct {
	name  string
	files []File
}

// Open refuses: the files are listed and read as a whole.
func (f folder) Open(name string) (fs.File, error) {
	return nil, fmt.Errorf("open %s: %w", name, fs.ErrInvalid)
}

// ReadDir lists the folder.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	if name != f.name {
		return nil, fmt.Errorf("list %s: %w", name, fs.ErrNotExist)
	}
	var entries []fs.DirEntry
	for _, file := range f.files {
		entries = append(entries, entry(file.Name))
	}
	return entries, nil
}

// ReadFile reads a file of the folder.
func (f folder) ReadFile(name string) ([]byte, error) {
	for _, file := range f.files {
		if name == f.name+"/"+file.Name {
			return file.Data, nil
		}
	}
	return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
}

// entry is a file by its name.
type entry string

func (e entry) Name() string             { return string(e) }
func (entry) IsDir() bool                { return false }
func (entry) Type() fs.FileMode          { return 0 }
func (entry) Info() (fs.FileInfo, error) { return nil, fs.ErrInvalid }
