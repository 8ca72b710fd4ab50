package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
	"github.com/costplan/costplan/catalog/page"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/report"
)

// pageImport is the state of one run of the command.
type pageImport struct {
	*app
	cmd     *cobra.Command
	base    string
	into    string
	accept  []string
	explain bool
	format  *choice
	color   *choice
}

func newCatalogImport(a *app) *cobra.Command {
	i := &pageImport{app: a}
	i.cmd = &cobra.Command{
		Use:   "import [flags] PAGE|-",
		Short: "Convert a saved copy of the provider's page into an edition",
		Long: `Convert a saved copy of the provider's page, as text or as HTML, into an edition of the
price list: a folder named by the date of the page, with a file for each region. What the
page does not say in its tables, such as time zones and notes, comes from a base edition.

Nothing is guessed. A page that is not understood is refused, with its lines and what was
expected there, and the exit code is 1. Unknown words that could change the meaning are
refused too; confirm one with --accept.

Without --out nothing is written: the result shows the differences from the base. With
--out FOLDER the edition is written to a new folder in it. An existing edition is never
overwritten. Read --explain before you use the edition: it lists what came from the base
without being on the page, and the sentences that match no known rule.`,
		Example: `  costplan catalog import page.html
  costplan catalog import --explain page.txt
  costplan catalog import --out ./editions page.txt
  costplan catalog import --base ./editions/2026-09-01 --accept "Video generation" page.html
  costplan catalog import --format json - < page.html | jq '.prices'`,
		RunE: func(_ *cobra.Command, args []string) error { return i.run(args) },
	}
	editions := catalog.Editions()
	i.cmd.Flags().StringVar(&i.base, "base", editions[len(editions)-1], "`edition` that comes before, by its date or folder")
	complete(i.cmd, "base", catalog.Editions)
	i.cmd.Flags().StringVar(&i.into, "out", "", "write the edition to a new folder in this `folder`")
	i.cmd.Flags().StringArrayVar(&i.accept, "accept", nil, "take this new `word` of the page as it is: a heading, a remark or a model code; repeatable")
	complete(i.cmd, "accept", func() []string { return nil })
	i.cmd.Flags().BoolVar(&i.explain, "explain", false, "list what does not come from the tables of the page")
	i.format = addChoice(i.cmd, "format", "`format` of the result", "table", "json")
	i.color = addColor(i.cmd)
	return i.cmd
}

func (i *pageImport) run(args []string) error {
	if len(args) != 1 {
		return wrong(i.cmd, "name one page, or - for standard input: %d are given", len(args))
	}
	if i.into == "" && i.cmd.Flags().Changed("out") {
		return wrong(i.cmd, "--out: the name of the folder is empty")
	}
	root, folder, err := editionFolder(i.cmd, "--base", i.base)
	if err != nil {
		return err
	}
	base, err := folders.Load(root, folder)
	if err != nil {
		return failed{fmt.Errorf("--base: %w", err)}
	}
	name, data, err := i.read(args[0])
	if err != nil {
		return failed{err}
	}
	edition, problems := page.Import(name, data, page.Base{FS: root, Dir: folder}, i.accept...)
	if len(problems) > 0 {
		i.refuse(problems)
		return nil
	}
	if i.into != "" {
		if err := i.write(&edition); err != nil {
			return err
		}
	}
	return i.say(name, base, &edition)
}

// read reads the page, of one that is too large only as much as shows that it is.
func (i *pageImport) read(arg string) (name string, data []byte, err error) {
	if arg == files.Stdin {
		data, err = io.ReadAll(io.LimitReader(i.stdin, page.MaxBytes+1))
		if err != nil {
			err = files.Fault(files.StdinName, err)
		}
		return files.StdinName, data, err
	}
	file, err := os.Open(arg)
	if err == nil {
		defer file.Close()
		data, err = io.ReadAll(io.LimitReader(file, page.MaxBytes+1))
	}
	if err != nil {
		err = files.Fault(arg, err)
	}
	return filepath.ToSlash(arg), data, err
}

// refuse reports why a page gives no edition.
func (i *pageImport) refuse(problems []catalog.Problem) {
	for _, problem := range problems {
		fmt.Fprintln(i.stderr, show.Safe(problem.String()))
	}
	i.complain(hint{fmt.Errorf("no edition was made: the page has %s", show.Counted(len(problems), "problem")),
		"where a new word is right, --accept takes it; where a billing rule or the title has changed, copy the base edition\n" +
			"(its files are in catalog/ of the source), make the change in the copy, and import with --base COPY/" + filepath.Base(filepath.ToSlash(i.base))})
	i.atLeast(exitFindings)
}

// say writes what the edition changes, and what to do next.
func (i *pageImport) say(name string, base *catalog.Catalog, edition *page.Edition) error {
	change := diff.Catalogs(base, edition.Catalog)
	target := filepath.ToSlash(filepath.Join(i.into, edition.Date))
	next := []string{"Nothing was written: --out FOLDER writes the edition to FOLDER/" + edition.Date}
	if i.into != "" {
		next = []string{"Written to " + target, "Next: costplan catalog check " + target,
			"      costplan catalog diff " + i.base + " " + target + " FILE..."}
	}
	if i.format.value == "json" {
		if err := report.CatalogDiffJSON(i.stdout, &change, nil); err != nil {
			return err
		}
		for _, line := range next {
			i.note(line)
		}
		return nil
	}
	screen := show.ScreenOf(i.out, i.color.value)
	if err := show.Imported(i.stdout, name, edition, screen, i.explain); err != nil {
		return err
	}
	if err := show.CatalogDiff(i.stdout, &change, nil, screen, show.CostDiffOptions{}); err != nil {
		return err
	}
	fmt.Fprintln(i.stdout)
	for _, line := range next {
		fmt.Fprintln(i.stdout, show.Safe(line))
	}
	return nil
}

// write writes an edition to a new folder: all of it or nothing.
func (i *pageImport) write(edition *page.Edition) (err error) {
	if err := os.MkdirAll(i.into, 0o755); err != nil {
		return failed{cannotWrite(i.into, err)}
	}
	folder := filepath.Join(i.into, edition.Date)
	if err := os.Mkdir(folder, 0o755); errors.Is(err, os.ErrExist) {
		return hint{fmt.Errorf("--out: %s is there already, and an edition is never written over", filepath.ToSlash(folder)),
			"choose another folder, or see what is new: costplan catalog import PAGE --base " + filepath.ToSlash(folder)}
	} else if err != nil {
		return failed{cannotWrite(folder, err)}
	}
	defer func() {
		if err != nil {
			os.RemoveAll(folder) //nolint:errcheck // it is ours, and what went wrong is reported
		}
	}()
	for _, file := range edition.Files {
		path := filepath.Join(folder, file.Name)
		if err := os.WriteFile(path, file.Data, 0o644); err != nil {
			return failed{cannotWrite(path, err)}
		}
	}
	return nil
}

// cannotWrite says what cannot be written, and why, without repeating its name.
func cannotWrite(name string, err error) error {
	var pathError *os.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return fmt.Errorf("cannot write %s: %w", filepath.ToSlash(name), err)
}
