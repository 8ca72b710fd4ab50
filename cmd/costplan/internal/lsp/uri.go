package lsp

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/costplan/costplan/cmd/costplan/internal/lsp/protocol"
)

const fileScheme = "file"

// pathOf returns the absolute path of a file; ok is false for a document that is
// no file, such as one that was never saved.
func pathOf(uri protocol.URI) (path string, ok bool) {
	u, err := url.Parse(string(uri))
	if err != nil || u.Scheme != fileScheme || u.Path == "" {
		return "", false
	}
	path = u.Path
	if runtime.GOOS == "windows" {
		if len(path) > 2 && path[0] == '/' && path[2] == ':' { // "/c:/folder"
			path = strings.ToUpper(path[1:2]) + path[2:]
		} else if u.Host != "" {
			path = "//" + u.Host + path
		}
	}
	return filepath.Clean(filepath.FromSlash(path)), true
}

// uriOf names a file by its absolute path.
func uriOf(path string) protocol.URI {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	return protocol.URI((&url.URL{Scheme: fileScheme, Path: slashed}).String())
}
