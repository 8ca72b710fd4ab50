package answer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"time"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/suggest"
)

// common are the fields that every request has.
type common struct {
	envelope
	Edition string `json:"edition,omitempty"` // of the prices; the newest by default
	// Your own prices on top of the edition, each as text of an overlay
	// (urn:costplan:schema:overlay:1), the last one uppermost. A request whose overlays are wrong is
	// refused; the call overlay says what is wrong.
	Overlays []file   `json:"overlays,omitempty"`
	Settings settings `json:"settings,omitempty"` // what holds for all deployments
}

// settings are what holds for all deployments of a request.
type settings struct {
	Region    string `json:"region,omitempty"`                                        // of deployments that name none
	Period    string `json:"period,omitempty"`                                        // instead of the files' own
	BillHours string `json:"bill_hours,omitempty" jsonschema:"enum=pro-rata,enum=up"` // how part hours are billed; pro-rata by default
	Today     string `json:"today,omitempty"`                                         // the day that the age of the prices is reckoned on, YYYY-MM-DD; without it they have none
	MaxAge    *int64 `json:"max_age,omitempty" jsonschema:"nullable"`                 // days that the prices may be old; any if null
}

// Values of settings.bill_hours.
const (
	billProRata = "pro-rata"
	billUp      = "up"
)

// file is a named text: as text, or in base64 where it is not UTF-8 or is
// compressed. One of the two is there.
type file struct {
	Name   string  `json:"name"`             // its name, as findings cite it
	Text   *string `json:"text,omitempty"`   // what it holds
	Base64 *[]byte `json:"base64,omitempty"` // what it holds, in base64
	Region string  `json:"region,omitempty"` // of its deployments that name none, instead of the settings'
}

// input is the file for the engine.
func (f *file) input() (engine.Input, error) {
	switch {
	case f.Text != nil && f.Base64 != nil:
		return engine.Input{}, refused("leave one of them out", "the file %q has both text and base64", f.Name)
	case f.Text != nil:
		return engine.Input{Name: f.Name, Data: []byte(*f.Text), Region: f.Region}, nil
	case f.Base64 != nil:
		return engine.Input{Name: f.Name, Data: *f.Base64, Region: f.Region}, nil
	}
	return engine.Input{}, refused("put what it holds into text", "the file %q has no text", f.Name)
}

// inputs are files for the engine.
func inputs(files []file) ([]engine.Input, error) {
	list := make([]engine.Input, len(files))
	named := map[string]bool{}
	for i := range files {
		input, err := files[i].input()
		if err != nil {
			return nil, err
		}
		if named[input.Name] {
			return nil, refused("give each file a name of its own", "two files are named %q", input.Name)
		}
		named[input.Name] = true
		list[i] = input
	}
	return list, nil
}

// inputs are deployment files for the engine, whose regions have to be known.
func (w *work) inputs(files []file) ([]engine.Input, error) {
	for i := range files {
		if err := w.regionOf(fmt.Sprintf("files[%d]", i), &files[i]); err != nil {
			return nil, err
		}
	}
	return inputs(files)
}

// regionOf refuses a file whose region is not known.
func (w *work) regionOf(field string, of *file) error {
	if of.Region == "" {
		return nil
	}
	_, err := w.region(field+".region", of.Region)
	return err
}

// work is what a call answers from.
type work struct {
	service  *Service
	engine   *engine.Engine
	catalog  *catalog.Catalog
	settings engine.Settings
}

// work returns what a request states for every call.
func (s *Service) work(c common) (*work, error) {
	e, err := s.engineOf(c.Edition)
	if err != nil {
		return nil, err
	}
	if len(c.Overlays) > 0 {
		if e, err = s.withOverlays(e, c.Overlays); err != nil {
			return nil, err
		}
	}
	w := &work{service: s, engine: e, catalog: e.Catalog()}
	w.settings, err = w.settingsOf(c.Settings)
	return w, err
}

// withOverlays returns an engine with overlays, the same one for the same overlays
// in a row.
func (s *Service) withOverlays(e *engine.Engine, overlays []file) (*engine.Engine, error) {
	s.mutex.Lock()
	known := s.laid
	s.mutex.Unlock()
	if known.of == e && reflect.DeepEqual(known.overlays, overlays) {
		return known.engine, nil
	}
	cat, err := layOverlays(e.Catalog(), overlays)
	if err != nil {
		return nil, err
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.laid = laid{of: e, overlays: overlays, engine: engine.New(cat)}
	return s.laid.engine, nil
}

func (w *work) settingsOf(from settings) (engine.Settings, error) {
	s := engine.Settings{Region: from.Region, Period: from.Period, RoundHoursUp: from.BillHours == billUp, MaxAge: from.MaxAge}
	if from.Region != "" {
		if _, err := w.region("settings.region", from.Region); err != nil {
			return s, err
		}
	}
	if from.Period != "" {
		if _, err := deployment.ParsePeriod(from.Period); err != nil {
			return s, refused("", "settings.period: %v", err)
		}
	}
	if err := oneOf("settings.bill_hours", from.BillHours, []string{billProRata, billUp, ""}); err != nil {
		return s, err
	}
	if from.MaxAge != nil && *from.MaxAge < 0 {
		return s, refused("", "settings.max_age: %d days cannot be", *from.MaxAge)
	}
	if from.Today != "" {
		day, err := catalog.ParseTime(from.Today, time.UTC, time.DateOnly)
		if err != nil {
			return s, refused("", "settings.today: %q is not a date: write 2026-06-06", from.Today)
		}
		s.Today = day
	}
	return s, nil
}

// region finds a region that a field names.
func (w *work) region(field, name string) (*catalog.Region, error) {
	if region, ok := w.catalog.Region(name); ok {
		return region, nil
	}
	var names []string
	for _, r := range w.catalog.Regions {
		names = append(append(append(names, r.Code), r.Name), r.Aliases...)
	}
	return nil, refused(meant(name, names), "%s: there is no region %q: use %s", field, name, suggest.OneOf(w.catalog.RegionCodes()))
}

// check checks files, each by itself.
func (w *work) check(files []file) ([]engine.Input, []*engine.Checked, error) {
	list, err := w.inputs(files)
	if err != nil {
		return nil, nil, err
	}
	checked := make([]*engine.Checked, len(list))
	for i := range list {
		checked[i] = w.engine.CheckRead(w.service.read(list[i]), w.settings)
	}
	return list, checked, nil
}

// workOn is the work of a call that takes one file, with that file.
func (s *Service) workOn(args filesArgs) (*work, engine.Input, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, engine.Input{}, err
	}
	if n := len(args.Files); n != 1 {
		return nil, engine.Input{}, refused("send the file that it is about", "files: this call takes one file, and %d are given", n)
	}
	if err := w.regionOf("files[0]", &args.Files[0]); err != nil {
		return nil, engine.Input{}, err
	}
	input, err := args.Files[0].input()
	return w, input, err
}

// embedded is what a writer of results writes, to be part of a response.
func embedded(write func(w io.Writer) error) (json.RawMessage, error) {
	var out bytes.Buffer
	if err := write(&out); err != nil {
		return nil, fmt.Errorf("a result cannot be written: %w", err)
	}
	return json.RawMessage(out.Bytes()), nil
}
