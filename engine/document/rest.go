//go:build !js

package document

// rest does nothing: stacks grow as they have to.
func rest() {}
