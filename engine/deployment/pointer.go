package deployment

import "strings"

// Pointer extends a JSON pointer (RFC 6901) by one step.
func Pointer(parent, step string) string {
	if strings.ContainsAny(step, "~/") {
		step = strings.NewReplacer("~", "~0", "/", "~1").Replace(step)
	}
	return parent + "/" + step
}
