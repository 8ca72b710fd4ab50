package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/report"
)

// failNever is the value of --fail-on with which no finding counts.
const failNever = "never"

func newLint(a *app) *cobra.Command {
	var settings settingsFlags
	var format, failOn *choice
	cmd := &cobra.Command{
		Use:   "lint [flags] FILE|FOLDER|-...",
		Short: "Check deployments for what the API or the invoice would punish",
		Long: `Check the deployments of files: their form, and what they ask for against the price
list of their region. Each finding says where it is, what would be right, and what
the API would answer.

In a folder, every .yaml, .yml and .json file that has a field model_name counts;
hidden folders, node_modules and vendor are left out. "-" is standard input.

The exit code is 1 if there is a finding of the severity --fail-on, or a worse one.`,
		Example: `  costplan lint deployments.yaml
  costplan lint --fail-on warning .
  costplan lint --format json . | jq '.summary'
  costplan lint --region singapore - < request.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			eng, with, err := settings.engine(cmd)
			if err != nil {
				return err
			}
			files, err := a.check(cmd, args, eng, with, settings.jobs)
			if err != nil || len(files.files) == 0 {
				return err
			}
			found := report.Findings(eng.Together(files.files, with))
			if fails(found.Diagnostics, failOn.value) {
				a.atLeast(exitFindings)
			}
			chosen := findings.Formats()[slices.Index(format.allowed, format.value)]
			return chosen.Write(a.stdout, findings.Input{
				Findings: found,
				Source:   files.texts.of,
				Screen:   show.ScreenOf(a.out, settings.color.value),
			})
		},
	}
	settings.add(cmd)
	failOn = addChoice(cmd, "fail-on", "least severity that makes the exit code 1",
		string(diag.Error), string(diag.Warning), string(diag.Info), failNever)
	var names []string
	for _, f := range findings.Formats() {
		names = append(names, f.Name)
	}
	format = addChoice(cmd, "format", "form of the result", names...)
	return cmd
}

// fails reports whether a finding is as bad as a severity, or worse.
func fails(found []diag.Diagnostic, severity string) bool {
	least := diag.Severity(severity).Weight()
	return least > 0 && slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Severity.Weight() >= least })
}

func hasError(found []diag.Diagnostic) bool { return fails(found, string(diag.Error)) }
