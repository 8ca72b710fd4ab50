package catalog

import "io/fs"

// Released is the embedded editions, a folder each, as LoadFS takes them.
func Released() fs.FS { return embedded }
