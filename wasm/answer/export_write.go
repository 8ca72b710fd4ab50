package answer

import (
	"io"
	"slices"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/diff"
	"github.com/costplan/costplan/engine/quote"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/request"
)

// writer writes one result.
type writer = func(w *work, args *exportArgs, out io.Writer) error

func ofQuote(write func(io.Writer, *quote.Quote) error) writer {
	return func(w *work, args *exportArgs, out io.Writer) error {
		_, checked, err := w.check(args.Files)
		if err != nil {
			return err
		}
		q := w.engine.Quote(checked, w.settings)
		return write(out, &q)
	}
}

// exportLines writes each deployment by itself.
func exportLines(w *work, args *exportArgs, out io.Writer) error {
	_, checked, err := w.check(args.Files)
	if err != nil {
		return err
	}
	lines := report.NewQuoteLines(out, w.catalog)
	for _, file := range checked {
		for _, one := range w.engine.Each(file, w.settings) {
			if err := lines.Write(&one); err != nil {
				return err
			}
		}
	}
	return nil
}

func exportLint(w *work, args *exportArgs, out io.Writer) error {
	_, checked, err := w.check(args.Files)
	if err != nil {
		return err
	}
	return report.LintJSON(out, report.Findings(w.engine.Together(checked, w.settings)))
}

// ofCompared compares one deployment or a need, or every deployment that can be.
func ofCompared(write func(io.Writer, *catalog.Catalog, []report.Compared, []report.NotCompared, []diag.Diagnostic) error) writer {
	return func(w *work, args *exportArgs, out io.Writer) error {
		if args.Need != nil || args.Deployment != nil {
			of, found, err := w.compared(args.compareArgs)
			if err != nil {
				return err
			}
			return write(out, w.catalog, []report.Compared{of}, nil, found)
		}
		_, checked, err := w.check(args.Files)
		if err != nil {
			return err
		}
		q := w.engine.Quote(checked, w.settings)
		list, not := []report.Compared{}, []report.NotCompared{}
		for _, file := range checked {
			for i := range file.Deployments {
				item := &file.Deployments[i]
				if item.HasError {
					not = append(not, report.NotComparedOf(item, "it has an error"))
					continue
				}
				of, err := report.CompareItem(w.catalog, item, nil)
				if err != nil {
					not = append(not, report.NotComparedOf(item, err.Error()))
					continue
				}
				list = append(list, of)
			}
		}
		return write(out, w.catalog, list, not, q.Diagnostics)
	}
}

func compareCSV(out io.Writer, _ *catalog.Catalog, list []report.Compared, _ []report.NotCompared, _ []diag.Diagnostic) error {
	return report.CompareCSV(out, list)
}

func compareMarkdown(out io.Writer, cat *catalog.Catalog, list []report.Compared, _ []report.NotCompared, found []diag.Diagnostic) error {
	return report.CompareMarkdown(out, cat, list, found)
}

// ofRequests writes the requests of all deployments, or of one. Where one of
// them is refused nothing is written.
func ofRequests(write func(io.Writer, []request.Request) error) writer {
	return func(w *work, args *exportArgs, out io.Writer) error {
		inputs, checked, err := w.check(args.Files)
		if err != nil {
			return err
		}
		var list []request.Request
		found := w.engine.Together(checked, w.settings).Diagnostics
		unread := false
		for i, file := range checked {
			list = append(list, w.engine.Requests(inputs[i], file)...)
			unread = unread || file.Unread
		}
		if args.Deployment != nil {
			item, err := at(checked, *args.Deployment)
			if err != nil {
				return err
			}
			list = list[*args.Deployment : *args.Deployment+1]
			found = slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool {
				return d.Start.Offset < item.Span.Start.Offset || d.Start.Offset >= item.Span.End.Offset
			})
		}
		for i := range list {
			if list[i].Refused != "" {
				return refused("fix it first: the findings say how", "there is no request for %q: %s", list[i].Name, list[i].Refused)
			}
		}
		switch {
		case unread:
			return refused("", "something could not be read, so a deployment may be missing: no request is written")
		case diag.Count(found, diag.Error) > 0:
			return refused("", "an error speaks of all of the deployments: no request is written")
		}
		return write(out, list)
	}
}

func exportRates(w *work, _ *exportArgs, out io.Writer) error {
	return report.RatesJSON(out, w.catalog, w.catalog.Rates())
}

func exportRatesCSV(w *work, _ *exportArgs, out io.Writer) error {
	return report.RatesCSV(out, w.catalog.Rates())
}

func exportSize(w *work, args *exportArgs, out io.Writer) error {
	if args.Size == nil {
		return refused("send what the call size takes", "size is missing")
	}
	size, err := w.sized(args.Size)
	if err != nil {
		return err
	}
	return size.json(out)
}

func ofDiff(write func(io.Writer, *diff.Diff, *diff.Verdict) error) writer {
	return func(w *work, args *exportArgs, out io.Writer) error {
		change, err := w.changed(&diffOf{args.Before, args.After})
		if err != nil {
			return err
		}
		return write(out, change, nil)
	}
}
