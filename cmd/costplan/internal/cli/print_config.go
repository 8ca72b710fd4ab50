package cli

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/project"
	"github.com/costplan/costplan/engine/report"
)

// printConfig writes the settings that hold for files, or for the working
// directory if none is named: a YAML document each, which is a settings file.
func (a *app) printConfig(cmd *cobra.Command, args []string, w *work) error {
	if len(args) == 0 {
		return a.printSettings(cmd, w, "the working directory", "", w.projects.InFolder(w.projects.Here()))
	}
	for i, arg := range args {
		if i > 0 {
			fmt.Fprintln(a.stdout, "---")
		}
		name, path, folder, err := place(arg, w.projects.Here())
		if err != nil {
			return failed{err}
		}
		if err := a.printSettings(cmd, w, name, path, w.projects.InFolder(folder)); err != nil {
			return err
		}
	}
	return nil
}

// place resolves an argument, which need not exist, to a name for people, an
// absolute path ("" for standard input) and the folder whose settings hold.
func place(arg, here string) (name, path, folder string, err error) {
	if arg == files.Stdin {
		return files.StdinName, "", here, nil
	}
	if path, err = filepath.Abs(arg); err != nil {
		return "", "", "", err
	}
	folder = filepath.Dir(path)
	if files.IsFolder(path) {
		folder = path
	}
	return filepath.ToSlash(filepath.Clean(arg)), path, folder, nil
}

// printSettings writes the settings of one file or folder.
func (a *app) printSettings(cmd *cobra.Command, w *work, name, path string, s *projects.File) error {
	switch {
	case s != nil && s.Fault != nil:
		return failed{s.Fault}
	case s.Broken():
		return a.printBroken(s)
	}
	head := []string{"Settings of " + name + "."}
	switch {
	case s != nil:
		head = append(head, "From "+s.Name+".")
	case w.projects.Looks():
		head = append(head, "No "+project.FileName+" holds for it.")
	default:
		head = append(head, "No settings file is used (--no-config).")
	}
	if pattern, ok := s.Excludes(path); ok && path != "" {
		head = append(head, fmt.Sprintf("It is skipped: %q excludes it.", pattern))
	}
	for _, line := range head {
		fmt.Fprintln(a.stdout, "# "+show.Safe(line))
	}
	text, err := settingsYAML(effective(cmd, w, s))
	if err != nil {
		return failed{err}
	}
	_, err = a.stdout.Write(text)
	return err
}

// printBroken says on stderr what is wrong with a settings file.
func (a *app) printBroken(s *projects.File) error {
	a.atLeast(exitFindings)
	return writeBroken(a.stderr, s)
}

func writeBroken(w io.Writer, s *projects.File) error {
	return findings.Text(w, findings.Input{
		Findings: report.Findings{Diagnostics: s.Found, Files: 1},
		Source:   func(string) []byte { return s.Data },
		Screen:   show.ScreenOf(w, show.Auto),
	})
}
