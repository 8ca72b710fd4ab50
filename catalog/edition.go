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

const extension = ".yaml"

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
				files, err := Files(embedded, edition)
				if err != nil {
					return nil, err
				}
				c, err := Read(edition, files)
				if err != nil {
					return nil, err
				}
				c.Digest = known.digest
				return c, nil
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

// File is a region file of an edition, named by the region's code.
type File struct {
	Name string
	Data []byte
}

// Files reads the region files of an edition's folder: all its YAML files, but for
// hidden ones.
func Files(fsys fs.FS, dir string) ([]File, error) {
	edition := path.Base(dir)
	if err := checkDate(edition); err != nil {
		return nil, fmt.Errorf("catalog folder %q is not named by the date of its edition: %w", dir, err)
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("catalog %s: %w", edition, err)
	}
	var files []File
	for _, entry := range entries { // sorted by name, so regions are sorted by code
		name := entry.Name()
		if entry.IsDir() || strings.HasPrefix(name, ".") || path.Ext(name) != extension {
			continue // as the shell reads *.yaml
		}
		data, err := fs.ReadFile(fsys, path.Join(dir, name))
		if err != nil {
			return nil, fmt.Errorf("catalog %s: %w", edition, err)
		}
		files = append(files, File{name, data})
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("catalog %s: no region file (*%s) in %s", edition, extension, dir)
	}
	return files, nil
}

// Read reads an edition from its region files, sorted by name. It leaves the digest
// empty: package folders computes it, and those of released editions are recorded.
func Read(edition string, files []File) (*Catalog, error) {
	regions, err := readRegions(edition, files)
	if err != nil {
		return nil, fmt.Errorf("catalog %s: %w", edition, err)
	}
	c := &Catalog{Edition: edition, Regions: regions}
	c.writeReferences()
	return c, nil
}

// readRegions reads region files side by side: reading them is most of what a
// short run of the program does. The error holds the faults of all of them.
func readRegions(edition string, files []File) ([]*Region, error) {
	regions, faults := make([]*Region, len(files)), make([]error, len(files))
	var readers sync.WaitGroup
	for i, file := range files {
		readers.Go(func() { regions[i], faults[i] = readRegion(edition, file.Name, file.Data) })
	}
	readers.Wait()
	return regions, errors.Join(faults...)
}

func checkDate(text string) error {
	if _, err := ParseTime(text, time.UTC, time.DateOnly); err != nil {
		return fmt.Errorf("%q is not a date: write YYYY-MM-DD", text)
	}
	return nil
}

// released are the digests of the embedded editions, as Catalog.Digest has them,
// oldest first. They stand here because editions are never edited once they are
// released, which a test holds them to; so no program has to compute what is known.
func released() []releasedEdition {
	return []releasedEdition{
		{"2026-06-06", "b93135f830f35792cfbeecba68456ea94074e2b22e97bfbfe3ca501e14bbd7da"},
	}
}

type releasedEdition struct{ date, digest string }
