//go:build js && wasm

// Command wasm is the engine for a browser. Built for js and wasm it sets one
// global function, which takes a request and returns the response. Built for
// any other platform it reads one request a line from standard input and writes
// one response a line, so that both can be compared with each other.
//
// A page that wants to know when it may ask sets the global function
// costplanReady, which is called once.
package main

import (
	"runtime/debug"
	"syscall/js"

	"github.com/costplan/costplan/wasm/answer"
)

// garbage is how much of what is live may pile up before it is collected, in percent.
// The collector shares the only thread: with Go's 100, a keystroke in a document of
// 1,000 deployments takes 1.6 times as long.
const garbage = 300

func main() {
	debug.SetGCPercent(garbage)
	service := answer.New()
	respond := js.FuncOf(func(_ js.Value, args []js.Value) any {
		var request string
		if len(args) == 1 && args[0].Type() == js.TypeString {
			request = args[0].String()
		}
		return string(service.Respond([]byte(request)))
	})
	js.Global().Set("costplan", respond)
	if ready := js.Global().Get("costplanReady"); ready.Type() == js.TypeFunction {
		ready.Invoke()
	}
	select {} // the function is called from now on; it ends with the page
}
