package files

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// errChanged says that a file is no longer what was read.
var errChanged = errors.New("it changed while it was being checked, so it is left as it is")

// Replace writes a new text in place of the one that was read, all of it or
// nothing: a new file is written beside the old one and takes its name. A
// symbolic link stays one and its target is replaced; permissions are kept, and
// the owner where the user may set it. A file whose text is no longer the one
// that was read is left alone.
func (f File) Replace(read, text []byte) error {
	if err := replace(f.path, read, text); err != nil {
		return fmt.Errorf("cannot write %s: %w", f.Name, reason(err))
	}
	return nil
}

func replace(path string, read, text []byte) (err error) {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	if err := writable(target); err != nil { // the folder alone would let it be replaced
		return err
	}
	beside, err := os.CreateTemp(filepath.Dir(target), ".costplan-*.tmp")
	if err != nil {
		return fmt.Errorf("no file can be made beside it: %w", reason(err))
	}
	defer func() {
		if err != nil {
			beside.Close()
			os.Remove(beside.Name())
		}
	}()
	if err := fill(beside, info, text); err != nil {
		return err
	}
	if err := unchanged(target, info, read); err != nil {
		return err
	}
	if err := os.Rename(beside.Name(), target); err != nil {
		return fmt.Errorf("the new text cannot take its place: %w", reason(err))
	}
	settle(filepath.Dir(target))
	return nil
}

// writable reports why a file may not be written.
func writable(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// fill writes the new file, to the disk, with the owner and the permissions of
// the old one. The owner comes first: changing it takes permissions away.
func fill(file *os.File, like os.FileInfo, text []byte) error {
	if _, err := file.Write(text); err != nil {
		return err
	}
	own(file, like)
	if err := file.Chmod(like.Mode()); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	return file.Close()
}

// unchanged reports whether a path still leads to the same file with the same text.
func unchanged(path string, before os.FileInfo, text []byte) error {
	now, err := os.Stat(path)
	if err != nil {
		return err
	}
	current, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if !os.SameFile(before, now) || !bytes.Equal(current, text) {
		return errChanged
	}
	return nil
}

// settle makes the new name last through a power cut, where folders can be synced.
func settle(folder string) {
	if dir, err := os.Open(folder); err == nil {
		dir.Sync() //nolint:errcheck // not every system can, and the text is safe by now
		dir.Close()
	}
}
