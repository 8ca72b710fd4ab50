package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/plot"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
)

// plotFlags choose where a drawing goes.
type plotFlags struct {
	path  string
	size  string
	force bool
}

// plotHere is the argument that draws in the terminal.
const plotHere = "-"

func (f *plotFlags) add(cmd *cobra.Command, what string) {
	cmd.Flags().StringVar(&f.path, "plot", "", "draw "+what+" into `FILE.svg`, or below the result with -")
	cmd.Flags().StringVar(&f.size, "plot-size", "960x540", "`size` of the drawing in pixels")
	cmd.Flags().BoolVar(&f.force, "force", false, "overwrite the file of --plot")
	complete(cmd, "plot-size", func() []string { return []string{"640x400", "960x540", "1280x720"} })
	if err := cmd.MarkFlagFilename("plot", "svg"); err != nil {
		panic(err) // a flag that is not there: a defect of the program
	}
}

// check refuses wrong flags before anything is read. text says that the result
// is one that a drawing can stand below.
func (f *plotFlags) check(cmd *cobra.Command, text bool) (plot.Size, error) {
	size, err := f.pixels(cmd)
	switch {
	case err != nil || f.path == "":
		return size, err
	case f.path == plotHere && !text:
		return size, hint{errors.New("--plot - draws below a text, and this --format is not one"), "write the drawing to a file: --plot plot.svg"}
	case f.path == plotHere:
		return size, nil
	case !strings.EqualFold(filepath.Ext(f.path), ".svg"):
		return size, hint{fmt.Errorf("--plot: %s does not end in .svg, the only form that is drawn", f.path), "write --plot plot.svg, or --plot - for the terminal"}
	}
	if _, err := os.Lstat(f.path); err == nil && !f.force {
		return size, f.exists()
	}
	return size, nil
}

func (f *plotFlags) exists() error {
	return hint{fmt.Errorf("--plot: there is a file %s already, which is left as it is", f.path), "overwrite it with --force, or choose another name"}
}

func (f *plotFlags) pixels(cmd *cobra.Command) (plot.Size, error) {
	var size plot.Size
	var rest string
	n, _ := fmt.Sscanf(f.size+" ", "%dx%d%s", &size.Width, &size.Height, &rest)
	if n != 2 || size.Width < plot.MinWidth || size.Height < plot.MinHeight || size.Width > plot.MaxPixels || size.Height > plot.MaxPixels {
		return size, wrong(cmd, "--plot-size: %q is not a size: write 960x540, from %dx%d to %dx%d",
			f.size, plot.MinWidth, plot.MinHeight, plot.MaxPixels, plot.MaxPixels)
	}
	return size, nil
}

// toFile reports whether a file is to be written.
func (f *plotFlags) toFile() bool { return f.path != "" && f.path != plotHere }

// here draws below the result if that is asked for.
func (a *app) here(f *plotFlags, drawing plot.Chart, color string) error {
	if f.path != plotHere {
		return nil
	}
	screen := show.ScreenOf(a.out, color)
	fmt.Fprintln(a.stdout)
	return drawing.Text(a.stdout, plot.Screen{Width: screen.Width, Color: screen.Color})
}

// draw writes drawings to their file, below each other. A file that has come to be there in the
// meantime is left alone too.
func (a *app) draw(f *plotFlags, size plot.Size, drawings ...plot.Chart) error {
	var out bytes.Buffer
	if err := plot.SVG(&out, size, drawings...); err != nil {
		return failed{err}
	}
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if f.force {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(f.path, mode, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return f.exists()
	}
	if err == nil {
		_, err = file.Write(out.Bytes())
		err = errors.Join(err, file.Close())
	}
	if err != nil {
		var where *fs.PathError
		if errors.As(err, &where) {
			err = where.Err
		}
		return failed{fmt.Errorf("cannot write the plot to %s: %w", f.path, err)}
	}
	a.note("plot written to " + f.path)
	return nil
}
