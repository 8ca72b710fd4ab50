package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/compare"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/report"
)

// needFlags say what is needed of a model.
type needFlags struct {
	model                               modelFlag
	baseModel                           string
	inputTPM, outputTPM, thinkingTPM    quantity
	tokensIn, tokensOut, tokensThinking quantity
	hours, muCapacity                   quantity
	regions, plans                      []string
}

func (f *needFlags) add(cmd *cobra.Command) {
	f.model.add(cmd, "`code` of the model, or name of a fine-tuned one, instead of files")
	cmd.Flags().StringVar(&f.baseModel, "base-model", "", "`code` of the model that --model was fine-tuned from")
	complete(cmd, "base-model", modelCodes)
	addQuantity(cmd, &f.inputTPM, "input-tpm", "input tokens per minute, `n` such as 50k")
	addQuantity(cmd, &f.outputTPM, "output-tpm", "output tokens per minute, `n`")
	addQuantity(cmd, &f.thinkingTPM, "thinking-output-tpm", "thinking output tokens per minute, `n`")
	addQuantity(cmd, &f.tokensIn, "tokens-in", "input tokens in the period, `n` such as 120M")
	addQuantity(cmd, &f.tokensOut, "tokens-out", "output tokens in the period, `n`")
	addQuantity(cmd, &f.tokensThinking, "tokens-thinking", "thinking output tokens in the period, `n`")
	addQuantity(cmd, &f.hours, "hours", "billed hours in the period, `n`; the whole period by default")
	addQuantity(cmd, &f.muCapacity, "mu-capacity", "model units on plan mu, `n`; the smallest capacity by default")
	cmd.Flags().StringSliceVar(&f.regions, "regions", nil, "compare only these `regions`, separated by commas")
	cmd.Flags().StringSliceVar(&f.plans, "plans", nil, "compare only these `plans`: ptu, mu, lora, cu")
	completeList(cmd, "regions", regionNames)
	completeList(cmd, "plans", func() []string { return []string{"ptu", "mu", "lora", "cu"} })
}

// completeList offers values of a flag that takes several, separated by commas.
func completeList(cmd *cobra.Command, name string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(name, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		var offered []string
		for _, value := range values() {
			offered = append(offered, before+value)
		}
		return offered, cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // a flag that is not there, or registered twice: a defect of the program
	}
}

// check refuses flags that do not go together.
func (f *needFlags) check(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		if f.model.name == "" && f.baseModel == "" {
			return hint{fmt.Errorf("nothing to compare: name files or folders, - for standard input, or a model with --model"),
				"try: costplan compare --model qwen3.6-plus-2026-04-02 --input-tpm 50k --output-tpm 5k"}
		}
		if typed := given(cmd, "region", "only", "config", "no-config", "print-config"); len(typed) > 0 {
			way := "leave it out"
			if typed[0] == "--region" {
				way = "compare fewer regions with --regions"
			}
			return hint{fmt.Errorf("%s is for files, and --model names what is needed", typed[0]), way}
		}
		return nil
	}
	if typed := given(cmd, "model", "base-model", "hours"); len(typed) > 0 {
		return hint{fmt.Errorf("%s is in the files: leave it out, or leave out the files", typed[0]), "see: " + cmd.CommandPath() + " --help"}
	}
	return nil
}

// stated is what the flags say.
func (f *needFlags) stated() *compare.Stated {
	trimmed := func(list []string) []string {
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
		return list
	}
	return &compare.Stated{
		Model: f.model.name, BaseModel: f.baseModel,
		InputTPM: f.inputTPM.optional(), OutputTPM: f.outputTPM.optional(), ThinkingTPM: f.thinkingTPM.optional(),
		TokensIn: f.tokensIn.optional(), TokensOut: f.tokensOut.optional(), TokensThinking: f.tokensThinking.optional(),
		Hours: f.hours.optional(), MUCapacity: f.muCapacity.optional(),
		Regions: trimmed(f.regions), Plans: trimmed(f.plans),
	}
}

// compared compares what the flags ask for.
func (f *needFlags) compared(cmd *cobra.Command, cat *catalog.Catalog, period string, up bool) (report.Compared, error) {
	need, err := f.stated().Need(cat, period, up)
	if err != nil {
		return report.Compared{}, hint{err, "list models with: costplan catalog list; see: " + cmd.CommandPath() + " --help"}
	}
	c := compare.Compare(cat, need)
	return report.Compared{Comparison: &c}, nil
}

// ofFiles compares each deployment of files that has no error.
func (c *comparison) ofFiles(read *checked, cat *catalog.Catalog) ([]report.Compared, error) {
	needs := []report.Compared{}
	stated := c.need.stated()
	names := 0
	for _, file := range read.files {
		for i := range file.Deployments {
			item := &file.Deployments[i]
			if c.only != "" && item.Name.Value != c.only {
				continue
			}
			names++
			if item.HasError {
				c.pass(item, "it has an error")
				c.atLeast(exitFindings)
			} else if of, err := report.CompareItem(cat, item, stated); err != nil {
				c.pass(item, err.Error())
			} else {
				needs = append(needs, of)
			}
		}
	}
	if c.only != "" && names == 0 {
		return nil, hint{fmt.Errorf("--only: no deployment is named %q", c.only), "see: " + c.cmd.CommandPath() + " --help"}
	}
	if len(needs)+len(c.not) == 0 {
		c.atLeast(exitFindings)
	}
	return needs, nil
}

// pass lists a deployment that is not compared.
func (c *comparison) pass(item *lint.Item, reason string) {
	c.not = append(c.not, report.NotComparedOf(item, reason))
	c.complain(fmt.Errorf("%s is not compared: %s", called(item), reason))
}

// called names a deployment for a message.
func called(item *lint.Item) string {
	name := item.Name.Value
	if name == "" {
		name = item.ModelName.Value
	}
	where := fmt.Sprintf("%s:%d", item.File, item.Span.Start.Line)
	if name == "" {
		return "the deployment at " + where
	}
	return fmt.Sprintf("%s (%s)", name, where)
}
