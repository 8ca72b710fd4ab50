package cli

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/cmd/costplan/internal/projects"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/suggest"
)

// choice is a flag that takes one of a few values.
type choice struct {
	value   string
	allowed []string
}

// String returns the value.
func (c *choice) String() string { return c.value }

// Set takes one of the allowed values.
func (c *choice) Set(value string) error {
	if !slices.Contains(c.allowed, value) {
		return fmt.Errorf("use %s", suggest.OneOf(c.allowed))
	}
	c.value = value
	return nil
}

// Type is the word for the value in the help; the backquoted one in the usage goes before it.
func (c *choice) Type() string { return "word" }

// addChoice adds a flag that takes one of a few values, the first by default,
// and completes them. The word for the value is backquoted in the usage.
func addChoice(cmd *cobra.Command, name, usage string, allowed ...string) *choice {
	c := &choice{value: allowed[0], allowed: allowed}
	cmd.Flags().Var(c, name, usage+": "+strings.Join(allowed, ", "))
	complete(cmd, name, func() []string { return allowed })
	return c
}

// complete offers values of a flag to the shell.
func complete(cmd *cobra.Command, name string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(name, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic(err) // a flag that is not there, or registered twice: a defect of the program
	}
}

// catalogFlags choose an edition of the catalog, and prices on top of it. What
// they leave out comes from the settings of the working directory.
type catalogFlags struct {
	edition, asOf string
	overlays      []string
	config        *configFlags // which settings; added with these flags if it is nil

	alone                   bool            // nothing else reads the settings
	held                    projects.Prices // of the settings
	completed               bool
	anyEdition, anyOverlays bool // the flags choose, whatever settings say
}

func (f *catalogFlags) add(cmd *cobra.Command) {
	if f.config == nil {
		f.config, f.alone = &configFlags{}, true
		f.config.addFile(cmd)
	}
	cmd.Flags().StringVar(&f.edition, "edition", "", "edition of the price list, by `date` or folder; the newest by default")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "use the edition that was valid on a `date`, YYYY-MM-DD")
	cmd.Flags().StringArrayVar(&f.overlays, "overlay", nil, "`file` of your own prices, see costplan overlay; repeatable, the last one wins")
	complete(cmd, "edition", catalog.Editions)
	complete(cmd, "as-of", func() []string { return nil })
}

// load reads the edition, with the overlays on top.
func (f *catalogFlags) load(cmd *cobra.Command) (*catalog.Catalog, error) {
	cat, err := f.editionOf(cmd)
	if err != nil {
		return nil, err
	}
	return layOverlays(cmd, cat, f.overlays, nil)
}

// complete takes over what the settings of the working directory say of prices
// and the flags do not.
func (f *catalogFlags) complete(cmd *cobra.Command) error {
	if f.completed {
		return nil
	}
	if err := f.config.check(cmd); err != nil {
		return err
	}
	f.completed, f.anyEdition, f.anyOverlays = true, f.edition != "" || f.asOf != "", len(f.overlays) > 0
	held, err := projects.PricesHere(f.config.use())
	if err != nil && f.alone {
		return failed{err}
	}
	f.held = held
	if !f.anyEdition && held.Edition != "" {
		if f.edition = held.Edition; !slices.Contains(catalog.Editions(), f.edition) && !files.IsFolder(f.edition) {
			return failed{fmt.Errorf("%s: edition %q is neither a date of an edition nor a folder", held.File, held.Edition)}
		}
	}
	if !f.anyOverlays {
		f.overlays = held.Overlays
	}
	return nil
}

// editionOf reads the edition alone.
func (f *catalogFlags) editionOf(cmd *cobra.Command) (*catalog.Catalog, error) {
	cat, err := f.chosen(cmd)
	if err != nil || !f.alone {
		return cat, err
	}
	use := f.config.use()
	use.AnyEdition, use.AnyOverlays = true, true
	all, err := projects.New(cat, use)
	if err != nil {
		return nil, failed{err}
	}
	if s := all.InFolder(all.Here()); s.Broken() {
		err := writeBroken(cmd.ErrOrStderr(), s)
		return nil, failed{errors.Join(err, fmt.Errorf("the settings are wrong, so the prices that they ask for are not known: --no-config goes without"))}
	}
	return cat, nil
}

// chosen reads the edition that flags or settings choose.
func (f *catalogFlags) chosen(cmd *cobra.Command) (*catalog.Catalog, error) {
	if err := f.complete(cmd); err != nil {
		return nil, err
	}
	if f.asOf != "" && f.edition != "" {
		return nil, wrong(cmd, "--edition and --as-of both choose an edition: leave one out")
	}
	if f.asOf != "" {
		cat, err := catalog.AsOf(f.asOf)
		if _, broken := catalog.Load(""); err != nil && broken == nil {
			return nil, wrong(cmd, "--as-of: %w", err) // the date, not the catalog
		} else if err != nil {
			return nil, failed{err}
		}
		return cat, nil
	}
	if f.edition != "" {
		return editionAt(cmd, "--edition", f.edition)
	}
	return newest()
}

func newest() (*catalog.Catalog, error) {
	cat, err := catalog.Load("")
	if err != nil {
		return nil, failed{err}
	}
	return cat, nil
}

// regionFlag names a region, and with perFile also one for each of some files.
type regionFlag struct {
	name    string
	perFile bool              // the command reads files, so FILE=REGION is understood
	files   map[string]string // region by the name of the file, as results call it
}

// String returns the region that holds for all files.
func (f *regionFlag) String() string { return f.name }

// Type is the word for the value in the help; the backquoted one in the usage goes before it.
func (f *regionFlag) Type() string { return "region" }

// Set takes a region, or FILE=REGION. The last "=" counts, since a region has none.
func (f *regionFlag) Set(value string) error {
	at := strings.LastIndex(value, "=")
	if !f.perFile || at < 0 {
		f.name = value
		return nil
	}
	file := filepath.ToSlash(filepath.Clean(value[:at]))
	if value[:at] == files.Stdin {
		file = files.StdinName
	}
	if f.files == nil {
		f.files = map[string]string{}
	}
	f.files[file] = value[at+1:]
	return nil
}

func (f *regionFlag) add(cmd *cobra.Command, usage string) {
	if f.perFile {
		usage += "; FILE=REGION for one of several files, repeatable"
	}
	cmd.Flags().Var(f, "region", usage)
	complete(cmd, "region", regionNames)
}

// find returns the region that is named, or nil if none is.
func (f *regionFlag) find(cmd *cobra.Command, cat *catalog.Catalog) (*catalog.Region, error) {
	for _, file := range slices.Sorted(maps.Keys(f.files)) {
		if _, err := findRegion(cat, f.files[file]); err != nil {
			return nil, err
		}
	}
	if f.name == "" {
		return nil, nil
	}
	return findRegion(cat, f.name)
}

// findRegion returns a region that --region names.
func findRegion(cat *catalog.Catalog, name string) (*catalog.Region, error) {
	if region, ok := cat.Region(name); ok {
		return region, nil
	}
	var names, choices []string
	for _, r := range cat.Regions {
		names = append(append(append(names, r.Code), r.Name), r.Aliases...)
		choices = append(choices, r.Code+" ("+strings.Join(r.Aliases, ", ")+")")
	}
	err := fmt.Errorf("--region: there is no region %q: use %s", name, suggest.OneOf(choices))
	if near, ok := suggest.Nearest(name, names); ok {
		return nil, hint{err, "did you mean: --region " + near}
	}
	return nil, err
}

// settingsFlags are what holds for all deployments of a run.
type settingsFlags struct {
	catalog   catalogFlags
	region    regionFlag
	period    string
	billHours *choice
	jobs      int
	color     *choice
	config    configFlags
}

func (f *settingsFlags) add(cmd *cobra.Command) {
	f.addCatalog(cmd)
	f.addOthers(cmd)
}

// addCatalog adds the flags that choose an edition.
func (f *settingsFlags) addCatalog(cmd *cobra.Command) {
	f.catalog.config = &f.config
	f.catalog.add(cmd)
}

// addOthers adds the flags that do not choose an edition.
func (f *settingsFlags) addOthers(cmd *cobra.Command) {
	f.region.perFile = true
	f.addTerms(cmd)
	cmd.Flags().IntVar(&f.jobs, "jobs", runtime.GOMAXPROCS(0), "read up to `n` files at a time")
	complete(cmd, "jobs", func() []string { return nil })
	f.color = addColor(cmd)
	f.config.add(cmd)
}

// addTerms adds the flags that say what deployments leave out.
func (f *settingsFlags) addTerms(cmd *cobra.Command) {
	f.region.add(cmd, "`region` of deployments that name none, such as singapore or cn-beijing")
	cmd.Flags().StringVar(&f.period, "period", "",
		"`period` that is added up, instead of the files' own: 30d, 720h, 1mo or 2026-12")
	complete(cmd, "period", func() []string { return []string{"30d", "720h", "1mo"} })
}

func addColor(cmd *cobra.Command) *choice {
	return addChoice(cmd, "color", "`when` to use colours", show.Auto, show.Always, show.Never)
}

// work returns what the flags ask for. It refuses wrong flags before it reads
// anything.
func (f *settingsFlags) work(cmd *cobra.Command) (*work, error) {
	return f.workOn(cmd, f.catalog.load)
}

// workOn is work with the edition that load returns.
func (f *settingsFlags) workOn(cmd *cobra.Command, load func(*cobra.Command) (*catalog.Catalog, error)) (*work, error) {
	settings := engine.Settings{Region: f.region.name, Period: f.period}
	if f.billHours != nil {
		settings.RoundHoursUp = f.billHours.value == billUp
	}
	if f.jobs < 1 {
		return nil, wrong(cmd, "--jobs: %d is not a number of files: use 1 or more", f.jobs)
	}
	if f.period != "" {
		if _, err := deployment.ParsePeriod(f.period); err != nil {
			return nil, wrong(cmd, "--period: %w", err)
		}
	}
	if err := f.config.check(cmd); err != nil {
		return nil, err
	}
	cat, err := load(cmd)
	if err != nil {
		return nil, err
	}
	if _, err := f.region.find(cmd, cat); err != nil {
		return nil, err
	}
	use := f.config.use()
	use.Edition, use.Overlays = f.catalog.edition, f.catalog.overlays
	// Where load does not ask the flags, arguments choose the prices.
	use.AnyEdition, use.AnyOverlays = f.catalog.anyEdition || !f.catalog.completed, f.catalog.anyOverlays || !f.catalog.completed
	held, err := projects.New(cat, use)
	if err != nil {
		return nil, failed{err}
	}
	f.config.apply(&settings, held)
	return &work{engine: engine.New(cat), settings: settings, regions: f.region.files, projects: held, use: use, jobs: f.jobs}, nil
}
