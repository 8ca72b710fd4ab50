// Command costplan prices and checks model deployments on Alibaba Cloud Model
// Studio. See package cli.
package main

import (
	"os"

	"github.com/costplan/costplan/cmd/costplan/internal/cli"
)

func main() {
	os.Exit(cli.Run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
