package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/diff"
)

// DiffMarker is the first line of a comment, by which the next run finds the
// comment that it has to replace.
const DiffMarker = "<!-- costplan-diff -->"

const (
	// longestDiff is how many bytes a comment may have: GitHub takes 65,536
	// characters, and refuses a longer one as a whole.
	longestDiff = 65_000
	// longestCell is how many characters of one text of a user are shown.
	longestCell = 160
	// roomForNote is kept for saying what was left out of a part.
	roomForNote = 200
)

// DiffMarkdown writes what a change does to cost as Markdown for a comment on a
// pull request: a marker, one sentence, what changed, the totals, and folded what
// did not change and the findings. What does not fit a comment is counted. The
// verdict is nil if no limit was set.
func DiffMarkdown(w io.Writer, d *diff.Diff, verdict *diff.Verdict) error {
	head := DiffMarker + "\n**" + cut(DiffSummary(d), 10*longestCell) + "**\n"
	if verdict != nil {
		sign := "✅"
		if verdict.Exceeded {
			sign = "❌"
		}
		head += "\n" + sign + " " + cut(VerdictText(verdict), 10*longestCell) + "\n"
	}
	foot := diffFooter(d)
	room := longestDiff - len(head) - len(foot)
	parts := []part{changedPart(d), totalsPart(d), reasonsPart(d), unchangedPart(d), diffFindings(d.New.Quote.Diagnostics)}
	// The totals are short and come after a table that may be long.
	totals := parts[1].write(&room)
	var out strings.Builder
	out.WriteString(head)
	for i, p := range parts {
		if i == 1 {
			out.WriteString(totals)
			continue
		}
		out.WriteString(p.write(&room))
	}
	out.WriteString(foot)
	_, err := io.WriteString(w, out.String())
	return err
}

// part is a stretch of a comment: items between an opening and a closing.
type part struct {
	open, close string
	items       []string
	what        string // what an item is, in the singular
}

// write returns the part with as many items as there is room for, and takes up
// that room. What is left out is counted.
func (p part) write(room *int) string {
	if len(p.items) == 0 {
		return ""
	}
	left := *room - len(p.open) - len(p.close) - roomForNote
	n := 0
	for n < len(p.items) && len(p.items[n]) <= left {
		left -= len(p.items[n])
		n++
	}
	text := ""
	if n > 0 {
		text = p.open + strings.Join(p.items[:n], "") + p.close
	}
	if rest := len(p.items) - n; rest > 0 {
		what := p.what
		if rest > 1 {
			what += "s"
		}
		text += fmt.Sprintf("\n%d %s left out, since a comment has a limit: `costplan diff` shows all.\n", rest, what)
	}
	*room -= len(text)
	return text
}

// cut escapes a text and shortens a long one.
func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return plain(text)
}

func tableRow(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

func changedPart(d *diff.Diff) part {
	p := part{
		open: "\n| | Deployment | Region | What | Before | After | Difference | |\n|---|---|---|---|--:|--:|--:|--:|\n",
		what: "changed deployment",
	}
	for _, r := range DiffRows(d, diff.Added, diff.Removed, diff.Changed) {
		p.items = append(p.items, tableRow(string(r.Status), cut(r.Deployment, longestCell), cut(r.Region, longestCell),
			cut(r.Change, 2*longestCell), cut(r.Before, longestCell), cut(r.After, longestCell),
			cut(r.Difference, longestCell), r.Percent))
	}
	return p
}

func totalsPart(d *diff.Diff) part {
	p := part{
		open: fmt.Sprintf("\n| Total for %s | Before | After | Difference | |\n|---|--:|--:|--:|--:|\n", cut(DiffPeriod(d), longestCell)),
		what: "total",
	}
	for i := range d.Totals {
		t := &d.Totals[i]
		difference := "not known"
		if t.Difference != nil {
			difference = signed(*t.Difference, money.Cents) + " " + t.Currency
		}
		p.items = append(p.items, tableRow(plain(t.Currency), plain(SumText(t.Before)), plain(SumText(t.After)),
			"**"+plain(difference)+"**", percentText(t.Percent)))
	}
	return p
}

// reasonsPart says of each deployment without a difference why that is, and of each
// that changed whether it pays for another time than the period.
func reasonsPart(d *diff.Diff) part {
	p := part{open: "\n", what: "reason"}
	for i := range d.Deployments {
		c := &d.Deployments[i]
		texts := nonEmpty(c.Reason)
		if c.Status != diff.Unchanged {
			texts = append(texts, DiffCovers(c)...)
		}
		for _, text := range texts {
			p.items = append(p.items, fmt.Sprintf("- **%s** %s\n", cut(Name(c.Either()), longestCell), cut(text, 2*longestCell)))
		}
	}
	return p
}

func unchangedPart(d *diff.Diff) part {
	p := part{what: "unchanged deployment", close: "\n</details>\n"}
	for i := range d.Deployments {
		c := &d.Deployments[i]
		if c.Status != diff.Unchanged {
			continue
		}
		p.items = append(p.items, tableRow(cut(Name(c.New), longestCell), cut(RegionCode(c.New), longestCell), cut(c.New.ModelName, longestCell),
			cut(PlanText(c.New), longestCell), cut(BilledText(c.New), longestCell), cut(sideText(c.New), longestCell),
			cut(strings.Join(append(nonEmpty(ChangeText(c)), DiffCovers(c)...), ", "), 2*longestCell)))
	}
	p.open = fmt.Sprintf("\n<details><summary>%d unchanged</summary>\n\n"+
		"| Deployment | Region | Model | Plan | Billed | Amount | |\n|---|---|---|---|---|--:|---|\n", len(p.items))
	return p
}

// diffFindings lists what was found in the files after the change.
func diffFindings(found []diag.Diagnostic) part {
	p := part{what: "finding", close: "\n</details>\n"}
	for _, d := range found {
		item := fmt.Sprintf("- **%s** [%s](%s) ", d.Severity, d.Code, d.URL)
		if d.File != "" {
			item += fmt.Sprintf("%s:%d:%d: ", cut(d.File, longestCell), d.Start.Line, d.Start.Column)
		}
		item += cut(d.Message, 4*longestCell)
		if d.Help != "" {
			item += " *" + cut(d.Help, 4*longestCell) + "*"
		}
		p.items = append(p.items, item+"\n")
	}
	p.open = fmt.Sprintf("\n<details><summary>Findings: %d</summary>\n\n", len(p.items))
	return p
}

// diffFooter names the prices of both sides.
func diffFooter(d *diff.Diff) string {
	before, after := EditionText(d.Old.Quote.Catalog), EditionText(d.New.Quote.Catalog)
	text := plain(after)
	if before != after {
		text = plain(before) + " before, " + plain(after) + " after"
	}
	foot := "\n<sub>Prices: " + text
	if idle := IdleText(d.New.Quote.Deployments); idle != "" {
		foot += ". " + plain(idle)
	}
	return foot + "</sub>\n"
}
