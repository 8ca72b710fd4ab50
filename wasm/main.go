//go:build !js

// Command wasm is the engine for a browser. Built for js and wasm it sets one
// global function, which takes a request and returns the response. Built for
// any other platform it reads one request a line from standard input and writes
// one response a line, so that both can be compared with each other.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/costplan/costplan/wasm/answer"
)

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "wasm:", err)
		os.Exit(1)
	}
}

// serve answers requests until there are none. Empty lines are skipped.
func serve(in io.Reader, out io.Writer) error {
	service := answer.New()
	reader := bufio.NewReaderSize(in, 1<<20)
	for {
		line, err := reader.ReadBytes('\n')
		if line = bytes.TrimSuffix(line, []byte("\n")); len(line) > 0 {
			if _, err := out.Write(append(service.Respond(line), '\n')); err != nil {
				return fmt.Errorf("write the response: %w", err)
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read a request: %w", err)
		}
	}
}
