package document

import "runtime"

// rest lets the program's other work go on. On WebAssembly that also empties the
// call stack of the host, which the parser fills by recursion: a text of a few
// thousand brackets would be more than it holds, and the end of the module. A
// reader that rests every few hundred bytes keeps the parser from getting there,
// so that its own limit holds, as it does natively.
func rest() { runtime.Gosched() }
