package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/costplan/costplan/engine/suggest"
)

// newRoot builds the whole command.
func newRoot(a *app) *cobra.Command {
	root := group(&cobra.Command{
		Use:   "costplan",
		Short: "Price and check model deployments before you pay for them",
		Long: `costplan prices and checks deployments on Alibaba Cloud Model Studio: provisioned
throughput (ptu), model units (mu) and fine-tuned models billed by token (lora).

Amounts are exact, and each names the line of the price list that it comes from. A
missing price is never counted as zero. It works offline.

Exit codes: 0 success; 1 a finding, or a deployment that could not be priced; 2 wrong
usage; 3 a failure, such as a file that cannot be read.`,
		Example: `  costplan price deployments.yaml
  costplan lint .
  costplan diff --git HEAD
  costplan compare --model qwen3.6-plus-2026-04-02 --input-tpm 50k --output-tpm 5k
  costplan rules CP305
  costplan catalog show qwen3-32b`,
		SilenceErrors: true,
		SilenceUsage:  true,
	})
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(
		newPrice(a), newLint(a), newDiff(a), newCompare(a), newRefund(a), newRequest(a), newSize(a), newRules(a), newCatalog(a), newOverlay(a), newSchema(a), newLSP(a), newMCP(a), newVersion(a),
	)
	addCompletion(root)
	addVersion(root)
	return root
}

// addVersion makes --version do what the command version does.
func addVersion(root *cobra.Command) {
	help, asked := root.RunE, false
	root.Flags().BoolVar(&asked, "version", false, "print the version of the program and of its price list")
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if !asked {
			return help(cmd, args)
		}
		version, _, err := root.Find([]string{"version"})
		if err != nil {
			return err
		}
		return version.RunE(version, nil)
	}
}

// addCompletion adds the command of the command-line library that writes
// completion scripts, and makes it refuse an unknown shell.
func addCompletion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		if cmd.Name() == "completion" {
			cmd.Short = "Write the script that lets a shell complete commands, flags and values"
			cmd.Example = "  source <(costplan completion bash)\n  costplan completion zsh > \"${fpath[1]}/_costplan\""
			group(cmd)
		}
	}
}

// group makes a command that only has others below it.
func group(cmd *cobra.Command) *cobra.Command {
	cmd.DisableFlagsInUseLine = true
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		var names []string
		for _, below := range cmd.Commands() {
			if below.IsAvailableCommand() {
				names = append(names, below.Name())
			}
		}
		err := fmt.Errorf("unknown command %q for %q", args[0], cmd.CommandPath())
		if near, ok := suggest.Nearest(args[0], names); ok {
			return hint{err, "did you mean: " + cmd.CommandPath() + " " + near}
		}
		return hint{err, "the commands are " + suggest.OneOf(names) + "; see: " + cmd.CommandPath() + " --help"}
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	return cmd
}

// flagError adds the way out to what the command-line library says of flags.
func flagError(cmd *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	if errors.As(err, &invalid) && errors.As(err, &number) { // whose words are those of Go
		err = fmt.Errorf("--%s: %q is not a whole number that is allowed", invalid.GetFlag().Name, invalid.GetValue())
	}
	if !errors.As(err, &missing) {
		return hint{err, "see: " + cmd.CommandPath() + " --help"}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	typed := missing.GetSpecifiedName()
	if near, ok := suggest.Nearest(typed, names); ok && len(typed) > 1 {
		return hint{err, "did you mean: --" + near}
	}
	return hint{err, "the flags are --" + strings.Join(names, ", --") + "; see: " + cmd.CommandPath() + " --help"}
}
