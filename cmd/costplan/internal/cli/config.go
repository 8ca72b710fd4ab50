package cli

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/engine"
)

// configText is the part of a help text about settings files.
const configText = `Settings come from the nearest .costplan.yaml, in the folder of a file or above it, up to
the root of the repository (the folder with .git), else up to your home folder or the root
of the file system. Settings of several files are not merged. Standard input uses the
settings of the working directory; so do edition, overlays, fail_on and max_age, which
apply to a whole run. Flags override settings. If a settings file has an error, the files
that it applies to are not checked, and the exit code is at least 1.`

// configFlags choose the settings of projects.
type configFlags struct {
	file   string
	none   bool
	print  bool
	maxAge int64 // days; noMaxAge if it is not given
}

// noMaxAge stands for no limit on the age of prices.
const noMaxAge = -1

func (f *configFlags) add(cmd *cobra.Command) {
	f.addUse(cmd)
	cmd.Flags().BoolVar(&f.print, "print-config", false, "print the settings of the files, or of the working directory, and where they come from")
}

// addUse adds the flags that say which settings count.
func (f *configFlags) addUse(cmd *cobra.Command) {
	f.addFile(cmd)
	cmd.Flags().Int64Var(&f.maxAge, "max-age", noMaxAge, "report prices that are older than this many `days`")
	cmd.Flags().Lookup("max-age").DefValue = "0" // so that the help shows no default
	complete(cmd, "max-age", func() []string { return nil })
}

// addFile adds the flags that choose the settings file.
func (f *configFlags) addFile(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "config", "", "settings `file` for all files, instead of the nearest .costplan.yaml")
	cmd.Flags().BoolVar(&f.none, "no-config", false, "ignore settings files")
}

// check refuses flags that contradict each other.
func (f *configFlags) check(cmd *cobra.Command) error {
	if f.file == "" && cmd.Flags().Changed("config") {
		return wrong(cmd, "--config: the name of the file is empty; --no-config uses none")
	}
	if f.file != "" && f.none {
		return wrong(cmd, "--config chooses a settings file and --no-config none: leave one out")
	}
	if f.maxAge < 0 && cmd.Flags().Changed("max-age") {
		return wrong(cmd, "--max-age: %d is not a number of days: use 0 or more", f.maxAge)
	}
	return nil
}

// use says which settings files count.
func (f *configFlags) use() projects.Use { return projects.Use{File: f.file, None: f.none} }

// apply completes the settings of a run: those of the working directory, and
// what depends on the day.
func (f *configFlags) apply(settings *engine.Settings, held *projects.Projects) {
	settings.Project = held.InFolder(held.Here()).Used()
	settings.Today = time.Now().UTC()
	if f.maxAge >= 0 {
		settings.MaxAge = &f.maxAge
	}
}
