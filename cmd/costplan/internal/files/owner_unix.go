//go:build unix

package files

import (
	"os"
	"syscall"
)

// own gives a file the owner and the group of another, as far as the user may.
func own(file *os.File, like os.FileInfo) {
	if stat, ok := like.Sys().(*syscall.Stat_t); ok {
		if file.Chown(int(stat.Uid), int(stat.Gid)) != nil {
			file.Chown(-1, int(stat.Gid)) //nolint:errcheck // the user keeps it then
		}
	}
}
