package deployment

import "strings"

// Pointer extends a JSON pointer (RFC 6901) by one step.
func Pointer(parent, step string) string {
	if strings.ContainsAny(step, "~/") {
		step = strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
	}
	return parent + "/" + step
}

// Around returns the JSON pointer of the value around another one; that of the
// document has none around it, and is its own.
func Around(pointer string) string { return pointer[:max(strings.LastIndexByte(pointer, '/'), 0)] }
