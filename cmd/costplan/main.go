// Command costplan prices and checks model deployments on Alibaba Cloud Model
// Studio. See package cli.
package main

import (
	"os"
	"runtime/debug"

	"github.com/costplan/costplan/cmd/costplan/internal/cli"
)

// gcPercent lets the heap grow to five times of what is in use before garbage is
// collected: runs are short and hold little, and time counts in a hook.
const gcPercent = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
