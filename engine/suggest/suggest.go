// Package suggest finds the name that somebody most likely meant. It offers
// only near ones: a wrong guess costs more than none.
package suggest

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate nearest to a name: the same but for case, else
// the first, in sorted order, that continues the name after a dash
// ("qwen3.6-plus" of "qwen3.6-plus-2026-04-02"), else the one at the smallest
// edit distance, if that is at most a third of the name and at most 3.
func Nearest(name string, candidates []string) (string, bool) {
	const mostEdits = 3
	if name == "" || len(name) > 200 { // beyond any name: not a slip of the finger
		return "", false
	}
	sorted := slices.Sorted(slices.Values(candidates))
	lower := strings.ToLower(name)
	best, bestDistance, continued := "", min(mostEdits, max(1, len(name)/3))+1, ""
	for _, candidate := range sorted {
		lowerCandidate := strings.ToLower(candidate)
		if lowerCandidate == lower {
			return candidate, true
		}
		if continued == "" && len(name) >= 4 && strings.HasPrefix(lowerCandidate, lower+"-") {
			continued = candidate
		}
		if d := levenshtein.ComputeDistance(lower, lowerCandidate); d < bestDistance {
			best, bestDistance = candidate, d
		}
	}
	if continued != "" {
		return continued, true
	}
	return best, best != ""
}

// Near returns the candidate nearest to a name, as Nearest does. sure is set where
// one slip explains the difference better than it explains any other candidate:
// the two are the same but for case, dashes and underscores, or at most two edits
// apart and every other candidate is at least two edits farther.
func Near(name string, candidates []string) (near string, sure, ok bool) {
	plain := bare(name)
	for _, candidate := range candidates {
		if bare(candidate) == plain {
			return candidate, true, true
		}
	}
	near, ok = Nearest(name, candidates)
	if !ok {
		return "", false, false
	}
	const mostSure = 2
	lower := strings.ToLower(name)
	distance := levenshtein.ComputeDistance(lower, strings.ToLower(near))
	sure = distance <= mostSure && !slices.ContainsFunc(candidates, func(other string) bool {
		return other != near && levenshtein.ComputeDistance(lower, strings.ToLower(other)) < distance+2
	})
	return near, sure, true
}

// bare is a name without what people write differently: case, dashes, underscores
// and spaces.
func bare(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, name))
}

// SameButForCase returns the candidate that differs from a name only in case.
func SameButForCase(name string, candidates []string) (string, bool) {
	for _, candidate := range candidates {
		if strings.EqualFold(candidate, name) {
			return candidate, true
		}
	}
	return "", false
}

// Code returns a name as it is listed, if it is there but for its case; else the name.
func Code(name string, codes []string) string {
	if same, ok := SameButForCase(name, codes); ok && !slices.Contains(codes, name) {
		return same
	}
	return name
}

// OneOf writes a list of choices: "a", "a or b", "a, b or c".
func OneOf(choices []string) string {
	if len(choices) < 2 {
		return strings.Join(choices, "")
	}
	last := len(choices) - 1
	return strings.Join(choices[:last], ", ") + " or " + choices[last]
}
