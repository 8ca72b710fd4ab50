package findings

import (
	"net/url"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/costplan/costplan/cmd/costplan/internal/files"
)

// sourceRoot stands for the root of the repository, from which the tool runs.
const sourceRoot = "%SRCROOT%"

// artifactOf names a file by a URI: relative to the root of the repository as it
// was given, or absolute. Names have forward slashes on every system.
func artifactOf(file string) *sarif.ArtifactLocation {
	address := url.URL{Path: file}
	switch {
	case file == files.StdinName:
		return sarif.NewSimpleArtifactLocation(address.String())
	case strings.HasPrefix(file, "/"):
		address.Scheme = "file"
		return sarif.NewSimpleArtifactLocation(address.String())
	case hasDrive(file):
		address.Scheme, address.Path = "file", "/"+file
		return sarif.NewSimpleArtifactLocation(address.String())
	}
	return sarif.NewSimpleArtifactLocation(address.String()).WithUriBaseId(sourceRoot)
}

// hasDrive tells an absolute path of Windows: "C:/deployments.yaml".
func hasDrive(file string) bool {
	return len(file) > 2 && file[1:3] == ":/" && strings.ContainsRune("abcdefghijklmnopqrstuvwxyz", rune(file[0]|0x20))
}
