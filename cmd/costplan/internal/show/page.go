package show

import (
	"io"
	"strings"
)

// Page writes the Markdown of a rule's page for people: headings set off,
// paragraphs fitted to the terminal, examples indented under the name of their
// file. It knows the Markdown that the pages use, and no more.
func Page(w io.Writer, markdown string, s Screen) error {
	p := page{screen: s}
	for line := range strings.Lines(markdown) {
		p.line(strings.TrimRight(line, "\n"))
	}
	p.paragraph()
	_, err := io.WriteString(w, p.out.String())
	return err
}

// page is a page being laid out.
type page struct {
	screen  Screen
	out     strings.Builder
	text    []string // lines of the paragraph so far
	example bool     // within a block
}

const fence = "```"

func (p *page) line(line string) {
	info, isFence := strings.CutPrefix(line, fence)
	switch {
	case isFence:
		p.paragraph()
		p.example = !p.example
		if label := labelOf(strings.Fields(info)); label != "" {
			p.out.WriteString(indent + p.screen.Paint(Dim, label) + "\n")
		}
	case p.example:
		p.out.WriteString(strings.TrimRight(indent+p.screen.Paint(Dim, line), " ") + "\n")
	case strings.HasPrefix(line, "#"):
		p.paragraph()
		p.out.WriteString(p.screen.Paint(Bold, strings.TrimLeft(line, "# ")) + "\n")
	case line == "":
		p.paragraph()
		p.out.WriteByte('\n')
	default:
		p.text = append(p.text, line)
	}
}

// paragraph writes the paragraph so far, anew for a terminal, as it stands elsewhere.
func (p *page) paragraph() {
	const comfortable = 100 // columns that are easy to read
	if p.screen.Width > 0 && len(p.text) > 0 {
		p.text = Wrap(strings.Join(p.text, " "), min(p.screen.Width, comfortable), "")
	}
	for _, line := range p.text {
		p.out.WriteString(line + "\n")
	}
	p.text = nil
}

// labelOf says what a block is from the words after its fence: see the package of the pages.
func labelOf(info []string) string {
	var parts []string
	for _, word := range info {
		switch key, value, _ := strings.Cut(word, "="); key {
		case "name":
			parts = append(parts, value)
		case "project":
			parts = append(parts, ".costplan.yaml")
		case "max-age":
			parts = append(parts, "with --max-age "+value)
		case "today":
			parts = append(parts, "on "+value)
		}
	}
	return strings.Join(parts, ", ")
}
