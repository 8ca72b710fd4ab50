package catalog

import (
	"errors"

	"gopkg.in/yaml.v3"
)

// formatVersion is the layout of a region file, described by
// schema/catalog.schema.json.
const formatVersion = 1

// readRegion reads one region file of an edition. The error holds every fault
// found, a line each: "cn-beijing.yaml:34: missing key "bundle"".
func readRegion(edition, file string, data []byte) (*Region, error) {
	r := &reader{file: file}
	root := r.parse(data)
	f := r.fields(root, "version", "edition", "region", "name", "aliases", "currency", "utc_offset",
		"endpoint", "source", "billing", "ptu", "mu", "lora", "unpriced", "quota_weights", "notes")
	region := &Region{
		Code:      r.text(f.need("region")),
		Name:      r.text(f.need("name")),
		Aliases:   r.texts(f.need("aliases")),
		File:      file,
		Currency:  r.text(f.need("currency")),
		UTCOffset: r.text(f.need("utc_offset")),
		Endpoint:  r.text(f.need("endpoint")),
		Source:    r.source(f.need("source")),
		Billing:   r.billing(f.need("billing")),
		Notes:     r.notes(f.need("notes")),
	}
	r.header(f, region, edition)
	r.ptu(f.may("ptu"), region)
	r.mu(f.may("mu"), region)
	r.lora(f.may("lora"), region)
	r.unpriced(f.may("unpriced"), region)
	r.quotaWeights(f.may("quota_weights"), region)
	if len(r.faults) > 0 {
		return nil, errors.Join(r.faults...)
	}
	region.makeIndex()
	return region, nil
}

// header checks what the file says of itself.
func (r *reader) header(f fields, region *Region, edition string) {
	if n := f.need("version"); n != nil && r.integer(n) != formatVersion {
		r.fault(n.Line, "version is %s, this program reads version %d", printed(n), formatVersion)
	}
	if n := f.need("edition"); n != nil && r.text(n) != edition {
		r.fault(n.Line, "edition is %s, the folder is %q", printed(n), edition)
	}
	if n := f.may("region"); n != nil && region.Code+extension != r.file {
		r.fault(n.Line, "region is %s, so the file has to be named %s", printed(n), region.Code+extension)
	}
	if n := f.may("utc_offset"); n != nil && region.UTCOffset != "" {
		if _, err := ParseZone(region.UTCOffset); err != nil {
			r.fault(n.Line, "%q is not an offset from UTC: write +08:00", region.UTCOffset)
		}
	}
}

func (r *reader) source(node *yaml.Node) Source {
	f := r.fields(node, "title", "updated", "url")
	return Source{Title: r.text(f.need("title")), Updated: r.text(f.need("updated")), URL: r.text(f.may("url"))}
}

// billing reads the numbers of the billing rules. The TPM that a PTU price
// covers stand with the PTU prices.
func (r *reader) billing(node *yaml.Node) Billing {
	f := r.fields(node, "ptu", "mu", "suffix_max_length")
	ptu := r.fields(f.need("ptu"), "default_input_tpm", "default_output_tpm", "subscription_ends",
		"extend_after", "grace_hours", "retention_hours", "overdue_hours")
	mu := r.fields(f.need("mu"), "capacity_below", "cancel_rate", "cancel_within_days", "month_days", "billing_methods")
	return Billing{
		PTU: PTUBilling{
			DefaultInputTPM:  r.integer(ptu.need("default_input_tpm")),
			DefaultOutputTPM: r.integer(ptu.need("default_output_tpm")),
			SubscriptionEnds: r.clock(ptu.need("subscription_ends")),
			ExtendAfter:      r.clock(ptu.need("extend_after")),
			GraceHours:       r.integer(ptu.need("grace_hours")),
			RetentionHours:   r.integer(ptu.need("retention_hours")),
			OverdueHours:     r.integer(ptu.need("overdue_hours")),
		},
		MU: MUBilling{
			CapacityBelow:    r.integer(mu.need("capacity_below")),
			CancelRate:       r.decimal(mu.need("cancel_rate")),
			CancelWithinDays: r.integer(mu.need("cancel_within_days")),
			MonthDays:        r.integer(mu.need("month_days")),
			BillingMethods:   r.texts(mu.need("billing_methods")),
		},
		SuffixMaxLength: int(r.integer(f.need("suffix_max_length"))),
	}
}

func (r *reader) notes(node *yaml.Node) []Note {
	var notes []Note
	for _, element := range r.list(node) {
		f := r.fields(element, "id", "title", "text", "reading")
		notes = append(notes, Note{
			ID:      r.text(f.need("id")),
			Title:   r.text(f.need("title")),
			Text:    r.text(f.need("text")),
			Reading: r.text(f.need("reading")),
		})
	}
	return notes
}
