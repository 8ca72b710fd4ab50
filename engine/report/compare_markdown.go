package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
)

// CompareMarkdown writes comparisons as Markdown for a comment on a pull request:
// for each need the answer in sentences, the ranked options, and folded what
// cannot be had and why.
func CompareMarkdown(w io.Writer, cat *catalog.Catalog, compared []Compared, found []diag.Diagnostic) error {
	var out strings.Builder
	for i, of := range compared {
		if i > 0 {
			out.WriteByte('\n')
		}
		markdownNeed(&out, of)
	}
	markdownFindings(&out, found)
	fmt.Fprintf(&out, "\n<sub>Prices: %s</sub>\n", plain(EditionText(cat)))
	_, err := io.WriteString(w, out.String())
	return err
}

func markdownNeed(out *strings.Builder, of Compared) {
	c := of.Comparison
	fmt.Fprintf(out, "### %s\n\n", plain(NeedText(of)))
	for _, sentence := range c.Summary {
		fmt.Fprintf(out, "- %s\n", plain(sentence))
	}
	if len(c.Ranked()) > 0 {
		fmt.Fprintf(out, "\n| Rank | Region | Plan | Payment | Amount | %s |\n|--:|---|---|---|--:|--:|\n", titleCase(ComparedTitle(c)))
	}
	for i := range c.Ranked() {
		o := &c.Options[i]
		rank := fmt.Sprint(o.Rank)
		if o.Today {
			rank = "**today** " + rank
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s %s | %s |\n", rank, plain(o.Terms.Region.Code), plain(OptionText(o)),
			PaymentText(o.Terms.Payment), money.Grouped(o.Fee.Amount.Value, money.Cents), plain(o.Fee.Amount.Currency), ComparedDifference(c, o))
	}
	readings, _ := BreakEvenReadings(c, false)
	markdownFolded(out, "Where one becomes cheaper than another", readings)
	var reasons []string
	for _, r := range Refusals(c) {
		reasons = append(reasons, r.Text)
	}
	markdownFolded(out, fmt.Sprintf("Why %d options cannot be had", len(c.Refused())), reasons)
	for _, note := range append(append([]string(nil), c.Notes...), OptionNotes(c)...) {
		fmt.Fprintf(out, "\n<sub>%s</sub>\n", plain(note))
	}
}

// markdownFolded writes a list that a reader opens.
func markdownFolded(out *strings.Builder, title string, items []string) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintf(out, "\n<details><summary>%s</summary>\n\n", plain(title))
	for _, item := range items {
		fmt.Fprintf(out, "- %s\n", plain(item))
	}
	out.WriteString("\n</details>\n")
}

// titleCase writes "TO TODAY" as "To today".
func titleCase(title string) string { return title[:1] + strings.ToLower(title[1:]) }
