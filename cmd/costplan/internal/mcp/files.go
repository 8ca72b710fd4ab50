package mcp

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// MaxFile is the most bytes of a file that is read.
const MaxFile = 32 << 20

// paths are the files of the arguments that are named by their path.
func paths(arguments map[string]any) ([]map[string]any, error) {
	var found []map[string]any
	for name, value := range arguments {
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}
		for _, item := range list {
			file, ok := item.(map[string]any)
			if !ok || file["path"] == nil {
				continue
			}
			path, ok := file["path"].(string)
			switch {
			case !ok || path == "":
				return nil, fmt.Errorf("%s: path has to be the path of a file", name)
			case file["text"] != nil:
				return nil, fmt.Errorf("%s: %s has a path and text: leave one out", name, path)
			}
			found = append(found, file)
		}
	}
	return found, nil
}

// load puts the text of files beside the names of their paths.
func load(list []map[string]any, roots []string) error {
	for _, file := range list {
		path := file["path"].(string)
		data, err := read(roots, path)
		if err != nil {
			return err
		}
		delete(file, "path")
		if file["name"] == nil {
			file["name"] = path
		}
		if utf8.Valid(data) {
			file["text"] = string(data)
		} else {
			file["base64"] = base64.StdEncoding.EncodeToString(data)
		}
	}
	return nil
}

// grants reports whether the client lets its servers read folders. The protocol of
// 2026-07-28 deprecates that in favour of configuration, which is --root; clients go on
// doing it.
func grants(request *mcp.CallToolRequest) bool {
	client := request.ClientCapabilities()
	return client != nil && client.RootsV2 != nil //lint:ignore SA1019 see above
}

// granted are the folders that the client lets its servers read.
func granted(request *mcp.CallToolRequest) []string {
	list, ok := request.Params.InputResponses[rootsRequest].(*mcp.ListRootsResult) //lint:ignore SA1019 see grants
	if !ok {
		return nil
	}
	var folders []string
	for _, root := range list.Roots {
		if u, err := url.Parse(root.URI); err == nil && u.Scheme == "file" {
			folders = append(folders, folderOf(u.Path))
		}
	}
	return folders
}

// rootsRequest is the name of our question for the folders.
const rootsRequest = "roots"

// folderOf is the path in a file URI. A drive has a slash before it there.
func folderOf(path string) string {
	if local := strings.TrimPrefix(path, "/"); filepath.VolumeName(local) != "" {
		path = local
	}
	return filepath.FromSlash(path)
}

// read reads a file of one of the folders. A link that leads out of the folder is not
// followed.
func read(roots []string, path string) ([]byte, error) {
	if len(roots) == 0 {
		return nil, fmt.Errorf("%s was not read: no folder is granted; send its text, or start the server with --root FOLDER", path)
	}
	var last error
	for _, folder := range roots {
		inside := path
		if filepath.IsAbs(path) {
			relative, err := filepath.Rel(folder, path)
			if err != nil {
				continue
			}
			inside = relative
		}
		if !filepath.IsLocal(inside) {
			continue
		}
		data, err := readIn(folder, inside)
		if err == nil {
			return data, nil
		}
		last = err
	}
	if last == nil {
		return nil, fmt.Errorf("%s was not read: it is outside of the folders of this session: %s", path, strings.Join(roots, ", "))
	}
	return nil, fmt.Errorf("%s was not read: %w", path, last)
}

func readIn(folder, path string) ([]byte, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, plain(err)
	}
	defer root.Close()
	file, err := root.Open(path)
	if err != nil {
		return nil, plain(err)
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, plain(err)
	case info.IsDir():
		return nil, errors.New("it is a folder: name its files")
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a file")
	}
	data, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return nil, plain(err)
	}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("it is larger than %d MiB", MaxFile>>20)
	}
	return data, nil
}

// plain is what a failure of the system says, without the path.
func plain(err error) error {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return errors.New("there is no such file")
	case errors.Is(err, os.ErrPermission):
		return errors.New("permission is denied")
	}
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
