//go:build race

package document

func init() { patience *= 5 } // the race detector makes the parser several times slower
