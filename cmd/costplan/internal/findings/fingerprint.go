package findings

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/costplan/costplan/engine/diag"
)

// fingerprintName ends in the version of how a fingerprint is computed.
const fingerprintName = "costplanFinding/v1"

// fingerprints tells findings apart over the changes of a file. The same finding
// keeps its fingerprint when lines are added above it, when deployments are
// added before it, and when the numbers in its message change.
type fingerprints struct {
	seen map[string]int // how often each came up in this run
}

func newFingerprints() fingerprints { return fingerprints{map[string]int{}} }

// of returns the fingerprint of the next finding: of its file, code, path and
// message without their numbers, and of how many before it are alike.
func (f fingerprints) of(d diag.Diagnostic) string {
	alike := strings.Join([]string{d.File, string(d.Code), withoutDigits(d.Path), withoutDigits(d.Message)}, "\x00")
	f.seen[alike]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", alike, f.seen[alike]))
	return hex.EncodeToString(sum[:16])
}

func withoutDigits(text string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return -1
		}
		return r
	}, text)
}
