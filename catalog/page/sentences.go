package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// checkRules holds what the sentences of the page say against the base. A
// number of a section that no rule accounts for is a problem too.
func (r *reader) checkRules() {
	found := [len(rules)]bool{}
	var strange [scopes][]block // with numbers that are not accounted for
	for scope := range r.prose {
		for _, b := range r.prose[scope] {
			sentence := Sentence{Line: b.line, Text: b.text}
			rest := []byte(b.text)
			for i := range rules {
				rule := &rules[i]
				if rule.scope != scope {
					continue
				}
				for _, match := range rule.pattern().FindAllStringSubmatchIndex(b.text, -1) {
					if !slices.Contains(sentence.States, rule.states) {
						sentence.States = append(sentence.States, rule.states)
					}
					found[i] = true
					r.compare(rule, b, match)
					for group := 2; group < len(match); group += 2 {
						if match[group] >= 0 {
							copy(rest[match[group]:match[group+1]], strings.Repeat("_", match[group+1]-match[group]))
						}
					}
				}
			}
			if scope == wholePage || b.text == "Note" {
				continue
			}
			r.sentences = append(r.sentences, sentence)
			if hasNumber(string(rest)) {
				strange[scope] = append(strange[scope], b)
			}
		}
	}
	for scope := range strange {
		r.unsaid(scope, found[:], strange[scope])
	}
}

// unsaid reports the rules of a scope that the page does not state. Where the
// scope has sentences that are not understood, they are the likely reason.
func (r *reader) unsaid(scope int, found []bool, strange []block) {
	if scope < len(sections) && r.lines[scope] == 0 {
		return // the section is missing, which is noted
	}
	var missing []string
	for i := range rules {
		if rules[i].scope == scope && !found[i] {
			missing = append(missing, rules[i].describe(r.base))
		}
	}
	for _, b := range strange {
		if len(missing) == 0 {
			r.problem(b.line, "%q has a number that no billing rule accounts for: expected no other rule than those of the base edition", b.text)
			continue
		}
		r.problem(b.line, "%q has a number that no billing rule accounts for: expected a sentence that states %s", b.text, strings.Join(missing, ", or "))
	}
	if len(strange) > 0 {
		return
	}
	for _, rule := range missing {
		if scope == wholePage {
			r.problem(0, "no sentence of the page states %s", rule)
		} else {
			r.problem(r.lines[scope], "no sentence of the section %q states %s", sections[scope].title, rule)
		}
	}
}

// describe says what a rule states, with the numbers of the base.
func (rule *rule) describe(b *base) string {
	var values []string
	for _, number := range rule.numbers {
		values = append(values, number.value(&b.catalog.Regions[0].Billing))
	}
	if len(values) == 0 {
		return rule.states
	}
	return fmt.Sprintf("%s (%s in the base edition)", rule.states, strings.Join(values, ", "))
}

// compare holds the numbers of a match against those of every region of the base.
func (r *reader) compare(rule *rule, b block, match []int) {
	for i, number := range rule.numbers {
		text := b.text[match[2+2*i]:match[3+2*i]]
		for _, region := range r.base.catalog.Regions {
			want := number.value(&region.Billing)
			if sameNumber(text, want) {
				r.confirm(region, number.key, b.line)
				continue
			}
			r.problem(b.line, "the page states %s as %s: the base edition says %s%s", rule.states, text, want, inFile(number.key, region.File))
		}
	}
}

// confirm notes that the page says what the base does, once for each key.
func (r *reader) confirm(region *catalog.Region, key string, line int) {
	at := place{region.File, key}
	if key != "" && r.confirmed[at] == 0 {
		r.confirmed[at] = line
	}
}

// place is a key of a region file, "billing.ptu.grace_hours".
type place struct{ file, key string }

func inFile(key, file string) string {
	if key == "" {
		return ""
	}
	return fmt.Sprintf(" (%s in %s)", key, file)
}

// sameNumber compares by value, or else by text.
func sameNumber(a, b string) bool {
	a = strings.ReplaceAll(a, ",", "")
	if a == b {
		return true
	}
	x, errX := money.ParseDecimal(a)
	y, errY := money.ParseDecimal(b)
	if errX == nil && errY == nil {
		return x.Equal(y)
	}
	// Times of day may leave out a zero in front.
	return strings.Contains(a, ":") && "0"+a == b
}

// hasNumber reports whether a word of a sentence begins with a digit. Digits
// inside of a word, such as the name of a model, are no number.
func hasNumber(text string) bool {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(" /()[]\"'“”‘’≈~", r) }) {
		word = strings.TrimLeft(word, "$¥€+-")
		if word != "" && '0' <= word[0] && word[0] <= '9' {
			return true
		}
	}
	return false
}
