package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
)

// versionResult is the JSON of the command.
type versionResult struct {
	Version  string `json:"version"`  // of the module; "(devel)" if it was built from a working copy
	Revision string `json:"revision"` // of the source; empty if it is not known
	Modified bool   `json:"modified"` // the working copy differed from the revision
	Go       string `json:"go"`
	Edition  string `json:"edition"` // newest edition of the price list in the program
	Digest   string `json:"digest"`
}

func newVersion(a *app) *cobra.Command {
	var format *choice
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of the program and of its price list",
		Long: `Print the version of the program, the revision that it was built from, and the newest
edition of its price list with the digest of its files.`,
		Example: `  costplan version
  costplan version --format json`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			cat, err := newest()
			if err != nil {
				return err
			}
			result := versionOf(cat)
			if format.value == "json" {
				encoder := json.NewEncoder(a.stdout)
				encoder.SetIndent("", "  ")
				return encoder.Encode(result)
			}
			build := result.Go
			if result.Revision != "" {
				build = result.Revision + ", " + build
			}
			if result.Modified {
				build += ", modified"
			}
			_, err = fmt.Fprintf(a.stdout, "costplan %s (%s)\nprices   edition %s (digest %s)\n",
				result.Version, build, result.Edition, result.Digest)
			return err
		},
	}
	format = addChoice(cmd, "format", "`format` of the result", "text", "json")
	return cmd
}

func versionOf(cat *catalog.Catalog) versionResult {
	result := versionResult{Version: "(devel)", Edition: cat.Edition, Digest: cat.Digest}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return result
	}
	result.Version, result.Go = cmp.Or(info.Main.Version, result.Version), info.GoVersion
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			result.Revision = setting.Value
		case "vcs.modified":
			result.Modified = setting.Value == "true"
		}
	}
	return result
}

// noArguments refuses arguments.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrong(cmd, "%s takes no arguments: what is %q for?", cmd.CommandPath(), args[0])
	}
	return nil
}
