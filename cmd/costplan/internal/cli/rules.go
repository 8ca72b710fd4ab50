package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/rules"
	"github.com/costplan/costplan/engine/suggest"
)

func newRules(a *app) *cobra.Command {
	var format, color *choice
	cmd := &cobra.Command{
		Use:   "rules [flags] [CODE...]",
		Short: "List the rules, or explain some of them",
		Long: `List the rules, or explain those that you name by code or name: what is wrong, why it
matters, and a wrong and a right example.

A comment "# costplan:ignore CP308 reason" at the end of a line, or on a line of its own
above it, silences a code there. Set severities for a whole project in .costplan.yaml.`,
		Example: `  costplan rules
  costplan rules CP305
  costplan rules capacity-multiple partial-pricing-unit
  costplan rules --format json CP305
  costplan rules --format markdown > RULES.md`,
		ValidArgsFunction: completeRules,
		RunE: func(cmd *cobra.Command, args []string) error {
			chosen, err := chooseRules(args)
			if err != nil {
				return err
			}
			screen := show.ScreenOf(a.out, color.value)
			switch {
			case format.value == "json":
				return report.RulesJSON(a.stdout, chosen)
			case format.value == "markdown" && len(args) == 0:
				_, err := a.stdout.Write(rules.Markdown())
				return err
			case len(args) == 0:
				return show.Rules(a.stdout, chosen, screen)
			}
			return a.explain(chosen, format.value, screen)
		},
	}
	format = addChoice(cmd, "format", "`format` of the result", "table", "json", "markdown")
	color = addColor(cmd)
	return cmd
}

// explain writes the pages of rules.
func (a *app) explain(chosen []diag.Rule, format string, screen show.Screen) error {
	for i, rule := range chosen {
		if i > 0 {
			a.stdout.WriteByte('\n') //nolint:errcheck // a bufio.Writer keeps its error
		}
		page, _ := rules.PageOf(rule.Code)
		if format == "markdown" {
			a.stdout.WriteString(page.Text) //nolint:errcheck // as above
		} else if err := show.Page(a.stdout, page.Text, screen); err != nil {
			return err
		}
	}
	return nil
}

// chooseRules returns the rules that are named by code or slug, in any case;
// all if none is.
func chooseRules(names []string) ([]diag.Rule, error) {
	if len(names) == 0 {
		return diag.Rules(), nil
	}
	var chosen []diag.Rule
	for _, name := range names {
		rule, ok := ruleNamed(name)
		if !ok {
			err := fmt.Errorf("there is no rule %q", name)
			if near, ok := suggest.Nearest(name, ruleNames()); ok {
				return nil, hint{err, "did you mean: costplan rules " + near}
			}
			return nil, hint{err, "list them with: costplan rules"}
		}
		chosen = append(chosen, rule)
	}
	return chosen, nil
}

func ruleNamed(name string) (diag.Rule, bool) {
	for _, rule := range diag.Rules() {
		if strings.EqualFold(name, string(rule.Code)) || strings.EqualFold(name, rule.Slug) {
			return rule, true
		}
	}
	return diag.Rule{}, false
}

func ruleNames() []string {
	var names []string
	for _, rule := range diag.Rules() {
		names = append(names, string(rule.Code), rule.Slug)
	}
	return names
}

// completeRules offers codes, with what they say, and names to the shell.
func completeRules(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	var words []string
	for _, rule := range diag.Rules() {
		words = append(words, string(rule.Code)+"\t"+rule.Summary, rule.Slug+"\t"+rule.Summary)
	}
	return words, cobra.ShellCompDirectiveNoFileComp
}
