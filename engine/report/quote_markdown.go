package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/costplan/costplan/catalog/money"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/quote"
)

// QuoteMarkdown writes a quote as Markdown for a comment on a pull request: a
// table of the deployments, the totals, how each amount comes about (folded),
// and the findings.
func QuoteMarkdown(w io.Writer, q *quote.Quote) error {
	var out strings.Builder
	fmt.Fprintf(&out, "### Cost of deployments for %s\n", plain(q.Period.Label))
	if len(q.Deployments) > 0 {
		out.WriteString("\n| Deployment | Region | Model | Plan | Payment | Billed | Amount |\n|---|---|---|---|---|---|--:|\n")
	}
	for i := range q.Deployments {
		d := &q.Deployments[i]
		cells := []string{Name(d), RegionCode(d), d.ModelName, PlanText(d), PaymentText(d.Terms.Payment), BilledText(d)}
		for j := range cells {
			cells[j] = plain(cells[j])
		}
		fmt.Fprintf(&out, "| %s | %s |\n", strings.Join(cells, " | "), markdownAmount(d))
	}
	markdownTotals(&out, q)
	markdownFormulas(&out, q.Deployments)
	markdownFindings(&out, q.Diagnostics)
	fmt.Fprintf(&out, "\n<sub>Prices: %s", plain(EditionText(q.Catalog)))
	if idle := IdleText(q.Deployments); idle != "" {
		out.WriteString(" " + idle)
	}
	out.WriteString("</sub>\n")
	_, err := io.WriteString(w, out.String())
	return err
}

func markdownAmount(d *quote.Deployment) string {
	if !d.Fee.Known {
		return "**" + NoAmount(d) + "**"
	}
	return money.Grouped(d.Fee.Amount.Value, money.Cents) + " " + plain(d.Fee.Amount.Currency)
}

func markdownTotals(out *strings.Builder, q *quote.Quote) {
	if none := NoTotalText(q, ByFlag); none != "" {
		fmt.Fprintf(out, "\n**%s**\n", plain(none))
	}
	for _, t := range q.Totals {
		fmt.Fprintf(out, "\n**Total for %s: %s**\n", plain(q.Period.Label), plain(TotalText(t)))
	}
	separator := "\n"
	for i := range q.Deployments {
		d := &q.Deployments[i]
		remark := CoversText(d)
		if !d.Fee.Whole() {
			remark = Incomplete(&d.Fee)
		}
		if remark != "" {
			fmt.Fprintf(out, "%s- **%s** %s\n", separator, plain(Name(d)), plain(remark))
			separator = ""
		}
	}
}

func markdownFormulas(out *strings.Builder, deployments []quote.Deployment) {
	var rows strings.Builder
	for i := range deployments {
		d := &deployments[i]
		for _, l := range d.Fee.Lines {
			fmt.Fprintf(&rows, "| %s | %s | %s | %s | %s |\n", plain(Name(d)), l.Item, plain(l.Formula()),
				money.Grouped(l.Amount, money.Cents), plain(l.Source))
		}
	}
	if rows.Len() > 0 {
		fmt.Fprintf(out, "\n<details><summary>How each amount comes about</summary>\n\n"+
			"| Deployment | Item | Formula | Amount | Price from |\n|---|---|---|--:|---|\n%s\n</details>\n", rows.String())
	}
}

func markdownFindings(out *strings.Builder, found []diag.Diagnostic) {
	if len(found) == 0 {
		return
	}
	out.WriteString("\n#### Findings\n\n")
	for _, d := range found {
		fmt.Fprintf(out, "- **%s** [%s](%s) %s:%d:%d: %s", d.Severity, d.Code, d.URL, plain(d.File), d.Start.Line, d.Start.Column, plain(d.Message))
		if d.Help != "" {
			out.WriteString(" *" + plain(d.Help) + "*")
		}
		out.WriteByte('\n')
	}
}

// plain escapes a text so that Markdown shows it as it is, in a table cell too.
func plain(text string) string {
	return markdownEscapes.Replace(strings.Join(strings.Fields(text), " "))
}

// markdownEscapes also breaks "@name", which would notify a person.
var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "|", `\|`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`,
	"#", `\#`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "@&#8203;", "://", "&#58;//",
)
