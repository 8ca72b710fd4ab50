package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/costplan/costplan/cmd/costplan/internal/findings"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/lint"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/request"
	"github.com/costplan/costplan/engine/suggest"
)

// requestFormat is a way to write requests.
type requestFormat struct {
	name  string
	write func(w io.Writer, requests []request.Request) error
}

// requestFormats returns every format of requests, the default first.
func requestFormats() []requestFormat {
	return []requestFormat{
		{"json", report.RequestsJSON},
		{"ndjson", report.RequestsNDJSON},
		{"curl", report.RequestsCurl},
	}
}

func newRequest(a *app) *cobra.Command {
	var settings settingsFlags
	var names []string
	var format *choice
	cmd := &cobra.Command{
		Use:   "request [flags] FILE|FOLDER|-...",
		Short: "Write the API requests that create deployments",
		Long: `Write the API request that creates each deployment in files. Fields are in the order of
the provider's page, with the types and numbers of the file. Fields that are not part of
the API are left out: region, estimate, keys that begin with x-, and the settings at the
top of a file. Nothing is sent.

"json" is one object with the endpoint and the body of each request. "ndjson" is the
bodies alone, one per line. "curl" is a bash script that sends the requests in order with
the key from $DASHSCOPE_API_KEY and stops at the first refusal. Billing starts as soon as
a deployment runs.

If a deployment has an error, or exists already because it was read from an API answer,
nothing is written and the exit code is 1. --deployment selects deployments by name;
errors in others are then ignored.

` + configText,
		Example: `  costplan request deployments.yaml
  costplan request --deployment batch --format curl deployments.yaml > create.sh
  costplan request --format ndjson deployments.yaml | jq -r .model_name`,
		RunE: func(cmd *cobra.Command, args []string) error {
			w, err := settings.work(cmd)
			if err != nil {
				return err
			}
			if settings.config.print {
				return a.printConfig(cmd, args, w)
			}
			files, err := a.check(cmd, args, w)
			if err != nil || !files.reports() {
				return err
			}
			wanted, err := a.wanted(cmd, &files, w, names, settings.color.value)
			if err != nil || wanted == nil {
				return err
			}
			chosen := requestFormats()[slices.Index(format.allowed, format.value)]
			return chosen.write(a.stdout, wanted)
		},
	}
	settings.add(cmd)
	cmd.Flags().StringArrayVar(&names, "deployment", nil, "only the deployment of this `name`; repeatable")
	complete(cmd, "deployment", func() []string { return nil })
	var formats []string
	for _, f := range requestFormats() {
		formats = append(formats, f.name)
	}
	format = addChoice(cmd, "format", "`format` of the result", formats...)
	return cmd
}

// wanted returns the requests of the deployments that are asked for, or nil if
// something stands in their way, which it reports.
func (a *app) wanted(cmd *cobra.Command, files *checked, w *work, names []string, color string) ([]request.Request, error) {
	found := files.with(w.engine.Together(files.files, w.settings).Diagnostics)
	var all, refused []request.Request
	var passed []*lint.Item // not asked for
	known := map[string]bool{}
	list := []request.Request{}
	for _, file := range files.files {
		data := files.texts.of(file.Name)
		if data == nil && len(file.Deployments) > 0 {
			return nil, failed{fmt.Errorf("cannot read %s again: it changed while it was checked", file.Name)}
		}
		for i, r := range w.engine.Requests(engine.Input{Name: file.Name, Data: data}, file) {
			all = append(all, r)
			known[r.Name] = true
			switch {
			case len(names) > 0 && !slices.Contains(names, r.Name):
				passed = append(passed, &file.Deployments[i])
			case r.Refused != "":
				refused = append(refused, r)
			default:
				list = append(list, r)
			}
		}
	}
	for _, name := range names {
		if !known[name] {
			return nil, noSuchDeployment(name, all)
		}
	}
	shown := slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool {
		return d.Severity == diag.Info || slices.ContainsFunc(passed, func(item *lint.Item) bool { return speaksOf(&d, item) })
	})
	if err := a.findingsOf(files, shown, len(all), color); err != nil {
		return nil, err
	}
	unread := len(files.unread) > 0 || slices.ContainsFunc(files.files, func(f *engine.Checked) bool { return f.Unread })
	if len(refused) > 0 || hasError(shown) || unread {
		a.atLeast(exitFindings)
		a.complain(hint{fmt.Errorf("no request is written"), whyNone(refused, unread)})
		return nil, nil
	}
	return list, nil
}

// speaksOf reports whether a diagnostic stands in the text of a deployment.
func speaksOf(d *diag.Diagnostic, item *lint.Item) bool {
	return d.File == item.File && d.Start.Offset >= item.Span.Start.Offset && d.Start.Offset < item.Span.End.Offset
}

func whyNone(refused []request.Request, unread bool) string {
	var lines []string
	for _, r := range refused {
		lines = append(lines, fmt.Sprintf("%s:%d: %s: %s", r.File, r.Line, strconv.Quote(r.Name), r.Refused))
	}
	if unread {
		lines = append(lines, "something could not be read, so a deployment may be missing")
	}
	if len(lines) == 0 {
		lines = append(lines, "an error above speaks of all of the deployments")
	}
	return strings.Join(lines, "\n")
}

func noSuchDeployment(name string, all []request.Request) error {
	var names []string
	for _, r := range all {
		names = append(names, r.Name)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	err := fmt.Errorf("--deployment: no deployment is named %q", name)
	if near, ok := suggest.Nearest(name, names); ok {
		return hint{err, "did you mean: --deployment " + near}
	}
	if len(names) == 0 {
		return err
	}
	return hint{err, "the names are " + suggest.OneOf(names)}
}

// findingsOf writes findings to stderr.
func (a *app) findingsOf(files *checked, found []diag.Diagnostic, deployments int, color string) error {
	if len(found) == 0 {
		return nil
	}
	err := findings.Text(a.stderr, findings.Input{
		Findings: report.Findings{Diagnostics: found, Files: len(files.files) + files.settings, Deployments: deployments},
		Source:   files.texts.of,
		Screen:   show.ScreenOf(a.stderr, color),
	})
	if err != nil {
		return failed{err}
	}
	return nil
}
