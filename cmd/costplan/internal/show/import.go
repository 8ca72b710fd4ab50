package show

import (
	"fmt"
	"io"
	"strings"

	pages "github.com/costplan/costplan/catalog/page"
)

// Imported writes where an edition comes from. explain adds every line that no
// word of the page stands for, and every sentence that states no known rule.
func Imported(w io.Writer, name string, edition *pages.Edition, s Screen, explain bool) error {
	p := prose{screen: s}
	p.heading(Safe(fmt.Sprintf("Edition %s from %s, on the base of edition %s.", edition.Date, name, edition.Report.Base)))
	rows := map[string]int{} // prices by file
	for _, region := range edition.Catalog.Regions {
		for i := range region.Offers {
			rows[region.File] += len(region.Offers[i].Prices)
		}
	}
	for _, file := range edition.Files {
		p.item(Safe(fmt.Sprintf("%s: %d prices, %d lines", file.Name, rows[file.Name], strings.Count(string(file.Data), "\n"))))
	}
	carried, unread := carriedLines(&edition.Report), unreadSentences(&edition.Report)
	p.item(fmt.Sprintf("%d lines are carried over from the base without a word of them on the page", len(carried)))
	p.item(fmt.Sprintf("%d sentences near the prices state no known rule, and are worth reading", len(unread)))
	if explain {
		list(&p, "Carried over from the base", carried)
		list(&p, "Sentences to read", unread)
	}
	p.out.WriteString("\n")
	_, err := io.WriteString(w, p.text())
	return err
}

func list(p *prose, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	p.section(title)
	for _, line := range lines {
		p.item(Safe(line))
	}
}

// carriedLines are the lines of the base that nothing on the page stands for,
// comments aside.
func carriedLines(r *pages.Report) []string {
	var lines []string
	for _, c := range r.Carried {
		if c.Page == 0 && !strings.HasPrefix(strings.TrimSpace(c.Text), "#") {
			lines = append(lines, fmt.Sprintf("%s:%d: %s", c.File, c.Line, c.Text))
		}
	}
	return lines
}

// unreadSentences are the sentences that state no known rule.
func unreadSentences(r *pages.Report) []string {
	var lines []string
	for _, sentence := range r.Sentences {
		if len(sentence.States) == 0 {
			lines = append(lines, fmt.Sprintf("line %d: %s", sentence.Line, sentence.Text))
		}
	}
	return lines
}
