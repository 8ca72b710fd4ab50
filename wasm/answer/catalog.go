package answer

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/engine/diag"
	"github.com/costplan/costplan/engine/report"
	"github.com/costplan/costplan/engine/suggest"
)

// catalogArgs are which part of the price list is wanted.
type catalogArgs struct {
	common
	What   string `json:"what" jsonschema:"enum=rates,enum=offers,enum=notes"` // every price cell, what is offered, or the notes on the provider's page
	Model  string `json:"model,omitempty"`                                     // for rates: only those of a model, by its code in any case
	Region string `json:"region,omitempty"`                                    // for rates: only those of a region, by its code, name or a short name
}

// prices answers what the catalog holds, as the command line's catalog rates,
// list and notes --format json do.
func prices(s *Service, args catalogArgs) (json.RawMessage, error) {
	w, err := s.work(args.common)
	if err != nil {
		return nil, err
	}
	if err := oneOf("what", args.What, []string{"rates", "offers", "notes"}); err != nil {
		return nil, err
	}
	rates, err := w.rates(&args)
	if err != nil {
		return nil, err
	}
	return embedded(func(out io.Writer) error {
		switch args.What {
		case "rates":
			return report.RatesJSON(out, w.catalog, rates)
		case "offers":
			return report.OffersJSON(out, w.catalog, w.offers())
		}
		return report.NotesJSON(out, w.catalog, w.catalog.Regions)
	})
}

// rates are the price cells that are wanted. A model or region that does not exist is
// refused.
func (w *work) rates(args *catalogArgs) ([]catalog.Rate, error) {
	rates := w.catalog.Rates()
	if args.Region != "" {
		region, err := w.region("region", args.Region)
		if err != nil {
			return nil, err
		}
		rates = slices.DeleteFunc(rates, func(r catalog.Rate) bool { return r.Region != region.Code })
	}
	if args.Model == "" {
		return rates, nil
	}
	model := suggest.Code(args.Model, w.catalog.Models())
	if !slices.Contains(w.catalog.Models(), model) {
		return nil, refused(meant(model, w.catalog.Models()), "model: there is no model %q in the price list", args.Model)
	}
	return slices.DeleteFunc(rates, func(r catalog.Rate) bool { return r.Model != model }), nil
}

// offers are all offers, in page order.
func (w *work) offers() []report.Offered {
	var list []report.Offered
	for _, region := range w.catalog.Regions {
		for i := range region.Offers {
			list = append(list, report.Offered{Region: region, Offer: &region.Offers[i]})
		}
	}
	return list
}

// rulesArgs are which code is wanted.
type rulesArgs struct {
	common
	Code string `json:"code,omitempty"` // or its name; all rules without
}

// explained answers what codes mean, as the command line's rules --format json.
func explained(s *Service, args rulesArgs) (json.RawMessage, error) {
	if _, err := s.work(args.common); err != nil {
		return nil, err
	}
	chosen := diag.Rules()
	if args.Code != "" {
		var names []string
		found := false
		for _, rule := range diag.Rules() {
			names = append(names, string(rule.Code), rule.Slug)
			if strings.EqualFold(args.Code, string(rule.Code)) || strings.EqualFold(args.Code, rule.Slug) {
				chosen, found = []diag.Rule{rule}, true
			}
		}
		if !found {
			return nil, refused(meant(args.Code, names), "code: there is no rule %q", args.Code)
		}
	}
	return embedded(func(out io.Writer) error { return report.RulesJSON(out, chosen) })
}
