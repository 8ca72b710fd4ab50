package catalog

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"
)

// embedded holds the released editions, a folder each.
//
//go:embed 2*/*.yaml
var embedded embed.FS

const (
	dateLayout = "2006-01-02"
	extension  = ".yaml"
)

// Editions are the dates of the embedded editions, newest last.
func Editions() []string {
	entries, err := embedded.ReadDir(".")
	if err != nil {
		return nil // an embedded root can always be read
	}
	editions := make([]string, 0, len(entries))
	for _, entry := range entries { // sorted by name, which for these dates is by time
		editions = append(editions, entry.Name())
	}
	return editions
}

// Released is the embedded editions, a folder each, as Read takes them.
func Released() fs.FS { return embedded }

// Load reads an embedded edition by its date; "" is the newest. An edition that
// is not there is an error that names those that are.
func Load(edition string) (*Catalog, error) {
	editions := Editions()
	if edition == "" {
		edition = editions[len(editions)-1]
	}
	if slices.Contains(editions, edition) {
		for _, known := range released() {
			if known.date == edition {
				return Read(embedded, edition, func([]string, [][]byte) string { return known.digest })
			}
		}
		return nil, fmt.Errorf("catalog %s: its digest is not among those of the released editions", edition)
	}
	return nil, fmt.Errorf("no catalog edition %q: the editions are %s", edition, strings.Join(editions, ", "))
}

// AsOf reads the newest embedded edition that is dated on or before a date,
// written YYYY-MM-DD.
func AsOf(date string) (*Catalog, error) {
	if err := checkDate(date); err != nil {
		return nil, err
	}
	editions := Editions()
	for i := len(editions) - 1; i >= 0; i-- {
		if editions[i] <= date { // as text: same layout, so same order
			return Load(editions[i])
		}
	}
	return nil, fmt.Errorf("no catalog edition is as old as %s: the oldest is %s", date, editions[0])
}

// Files is what an edition is read from, as embed.FS is: entries come sorted by name.
type Files interface {
	fs.ReadDirFS
	fs.ReadFileFS
}

// Read reads an edition from a folder that is named by its date and holds one YAML
// file per region, named by the region's code. Other files are ignored. The digest
// is that of the files' names and texts, see Catalog.Digest: package folders
// computes it.
func Read(files Files, dir string, digest func(names []string, texts [][]byte) string) (*Catalog, error) {
	edition := path.Base(dir)
	if err := checkDate(edition); err != nil {
		return nil, fmt.Errorf("catalog folder %q is not named by the date of its edition: %w", dir, err)
	}
	entries, err := files.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("catalog %s: %w", edition, err)
	}
	var names []string
	var texts [][]byte
	for _, entry := range entries { // sorted by name, so regions are sorted by code
		name := entry.Name()
		if entry.IsDir() || strings.HasPrefix(name, ".") || path.Ext(name) != extension {
			continue // as the shell reads *.yaml
		}
		data, err := files.ReadFile(path.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("catalog %s: %w", edition, err)
		}
		names, texts = append(names, name), append(texts, data)
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("catalog %s: no region file (*%s) in %s", edition, extension, dir)
	}
	regions, err := readRegions(edition, names, texts)
	if err != nil {
		return nil, fmt.Errorf("catalog %s: %w", edition, err)
	}
	c := &Catalog{Edition: edition, Digest: digest(names, texts), Regions: regions}
	c.writeReferences()
	return c, nil
}

// readRegions reads region files side by side: reading them is most of what a
// short run of the program does. The error holds the faults of all of them.
func readRegions(edition string, names []string, texts [][]byte) ([]*Region, error) {
	regions, faults := make([]*Region, len(names)), make([]error, len(names))
	var readers sync.WaitGroup
	for i := range names {
		readers.Go(func() { regions[i], faults[i] = readRegion(edition, names[i], texts[i]) })
	}
	readers.Wait()
	return regions, errors.Join(faults...)
}

func checkDate(text string) error {
	if _, err := time.Parse(dateLayout, text); err != nil {
		return fmt.Errorf("%q is not a date: write YYYY-MM-DD", text)
	}
	return nil
}
