//go:build !js

package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	var out bytes.Buffer
	in := "{\"api\":1,\"call\":\"catalog\",\"what\":\"notes\"}\n\nx\r\n{\"api\":1,\"call\":\"hullo\"}" // the last line has no end
	if err := serve(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(out.String(), "\n")
	if len(lines) != 4 || lines[3] != "" {
		t.Fatalf("%d lines: %s", len(lines)-1, out.String())
	}
	for i, want := range []string{`{"api":1,"ok":true,"result":{"edition":"2026-06-06",`, `{"api":1,"ok":false,"error":{"kind":"request","message":"the request is not JSON`, `{"api":1,"ok":false,`} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %.100s, want %s", i+1, lines[i], want)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space") }

func TestServeSaysWhatFails(t *testing.T) {
	if err := serve(strings.NewReader("x\n"), full{}); err == nil || err.Error() != "write the response: no space" {
		t.Errorf("%v", err)
	}
}
