// Package folders reads editions of the catalog from anywhere, with the digest of
// their files. It is apart from package catalog since a program that reads the
// released editions alone, whose digests are recorded, has no need of what
// computes them.
package folders

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"

	"github.com/costplan/costplan/catalog"
)

// Load reads an edition from a folder that is named by its date and holds one YAML
// file per region, named by the region's code. Other files are ignored.
func Load(fsys fs.FS, dir string) (*catalog.Catalog, error) {
	files, err := catalog.Files(fsys, dir)
	if err != nil {
		return nil, err
	}
	return Read(path.Base(dir), files)
}

// Read reads an edition from its files, as catalog.Read does.
func Read(edition string, files []catalog.File) (*catalog.Catalog, error) {
	c, err := catalog.Read(edition, files)
	if err != nil {
		return nil, err
	}
	c.Digest = digest(files)
	return c, nil
}

// digest is that of Catalog.Digest.
func digest(files []catalog.File) string {
	sums := sha256.New()
	for _, file := range files {
		sum := sha256.Sum256(file.Data)
		fmt.Fprintf(sums, "%s  %s\n", hex.EncodeToString(sum[:]), file.Name)
	}
	return hex.EncodeToString(sums.Sum(nil))
}
