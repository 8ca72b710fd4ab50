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

	"github.com/costplan/costplan/catalog"
)

// Load reads an edition from a folder, as catalog.Read does.
func Load(fsys fs.FS, dir string) (*catalog.Catalog, error) {
	return catalog.Read(files{fsys}, dir, digest)
}

// files has what any file system can do as methods.
type files struct{ fs.FS }

func (f files) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }

func (f files) ReadFile(name string) ([]byte, error) { return fs.ReadFile(f.FS, name) }

// digest is that of Catalog.Digest.
func digest(names []string, texts [][]byte) string {
	sums := sha256.New()
	for i, text := range texts {
		sum := sha256.Sum256(text)
		fmt.Fprintf(sums, "%s  %s\n", hex.EncodeToString(sum[:]), names[i])
	}
	return hex.EncodeToString(sums.Sum(nil))
}
