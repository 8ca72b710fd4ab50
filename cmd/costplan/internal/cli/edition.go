package cli

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine/suggest"
)

// editionFolder finds an edition by its date, or by the path of a folder that is
// named by its date. What names it in errors is a flag or an argument.
func editionFolder(cmd *cobra.Command, what, name string) (root fs.FS, folder string, err error) {
	switch {
	case slices.Contains(catalog.Editions(), name):
		return catalog.Released(), name, nil
	case !files.IsFolder(name):
		return nil, "", wrong(cmd, "%s: there is no edition and no folder %q: the editions are %s", what, name, suggest.OneOf(catalog.Editions()))
	}
	path, err := filepath.Abs(name)
	if err != nil {
		return nil, "", failed{err}
	}
	return os.DirFS(filepath.Dir(path)), filepath.Base(path), nil
}

// editionAt reads the edition that editionFolder finds.
func editionAt(cmd *cobra.Command, what, name string) (*catalog.Catalog, error) {
	root, folder, err := editionFolder(cmd, what, name)
	if err != nil {
		return nil, err
	}
	cat, err := folders.Load(root, folder)
	if err != nil {
		return nil, failed{fmt.Errorf("%s: %w", what, err)}
	}
	return cat, nil
}
