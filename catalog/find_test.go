package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/costplan/costplan/catalog"
)

func TestFind(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		region string
		plan   catalog.Plan
		model  string
		want   string // spec x bundle of each offer, "-" for no spec
	}{
		{"ap-southeast-1", catalog.MU, "qwen3-32b", "MU1x4 MU2x8"},
		{"cn-beijing", catalog.MU, "qwen3-32b", "MU1x4 MU6x4"},
		{"cn-beijing", catalog.MU, "qwen3-8b", "MU1x2 MU2x2 MU5x1"},
		{"cn-beijing", catalog.MU, "MiniMax-M2.5", "MU1x8"},
		{"cn-beijing", catalog.MU, "minimax-m2.5", ""},
		{"cn-beijing", catalog.PTU, "qwen-plus-2025-12-01", "-x1"},
		{"ap-southeast-1", catalog.PTU, "qwen-plus-2025-12-01", ""},
		{"ap-southeast-1", catalog.LoRA, "qwen3-14b", "-x1"},
		{"cn-beijing", catalog.LoRA, "qwen3-14b", ""},
		{"cn-beijing", catalog.LoRA, "qwen3-8b", "-x1"},
		{"ap-southeast-1", catalog.MU, "cosyvoice-v3-flash-ft-202603-ab12", "-x1 -x8"},
		{"ap-southeast-1", catalog.MU, "cosyvoic", ""},
		{"ap-southeast-1", catalog.CU, "anything", "-x1"},
		{"ap-southeast-1", catalog.PTU, "*", ""},
		{"ap-southeast-1", "tpm", "qwen3-32b", ""},
	} {
		var got []string
		for _, o := range region(t, c, test.region).Find(test.plan, test.model) {
			spec := o.Spec
			if spec == "" {
				spec = "-"
			}
			got = append(got, fmt.Sprintf("%sx%d", spec, o.Bundle))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s %s %s: got %q, want %q", test.region, test.plan, test.model, got, test.want)
		}
	}
}

// An exact code goes before any prefix, a longer prefix before a shorter one.
func TestFindPrefersTheClosest(t *testing.T) {
	r := &catalog.Region{Offers: []catalog.Offer{
		{Plan: catalog.CU, Model: "*"}, {Plan: catalog.CU, Model: "qwen*"}, {Plan: catalog.CU, Model: "qwen3-8b"},
	}}
	for model, want := range map[string]string{"qwen3-8b": "qwen3-8b", "qwen3-9b": "qwen*", "qwen": "qwen*", "glm-5": "*"} {
		if found := r.Find(catalog.CU, model); len(found) != 1 || found[0].Model != want {
			t.Errorf("%s: found %v, want %s", model, found, want)
		}
	}
}

func TestPlans(t *testing.T) {
	c := load(t)
	for _, test := range []struct{ region, model, want string }{
		{"ap-southeast-1", "qwen3.6-plus-2026-04-02", "ptu mu"},
		{"ap-southeast-1", "qwen3-14b", "mu lora"},
		{"ap-southeast-1", "qwen3-8b", "lora"},
		{"cn-beijing", "qwen3-8b", "mu lora"},
		{"cn-beijing", "deepseek-v4-pro", "ptu"},
		{"cn-beijing", "nothing", ""},
	} {
		var got []string
		for _, plan := range region(t, c, test.region).Plans(test.model) {
			got = append(got, string(plan))
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s %s: got %q, want %q", test.region, test.model, got, test.want)
		}
	}
}

func TestModels(t *testing.T) {
	models := load(t).Models()
	if !slices.IsSorted(models) || len(slices.Compact(slices.Clone(models))) != len(models) {
		t.Errorf("not sorted or not distinct: %q", models)
	}
	for _, model := range []string{"MiniMax-M2.5", "qwen3-14b", "qwen3-8b", "deepseek-v4-pro", "qwen3-vl-plus-2025-09-23"} {
		if !slices.Contains(models, model) {
			t.Errorf("%s is missing", model)
		}
	}
	for _, model := range models {
		if strings.Contains(model, "*") {
			t.Errorf("%s is not a code", model)
		}
	}
}

func TestFoundation(t *testing.T) {
	c := load(t)
	for model, want := range map[string]string{
		"qwen3-14b-ft-202511132025-0260":   "qwen3-14b",
		"qwen3-8b-ft-202511132025-0260":    "qwen3-8b",
		"qwen3-30b-a3b-instruct-2507-ft-1": "qwen3-30b-a3b-instruct-2507", // not qwen3-30b-a3b
		"qwen3-14b-ft-":                    "qwen3-14b",
		"qwen3-14b-ft-1-ft-2":              "qwen3-14b",
		"qwen3-14b-ft-ft-1":                "qwen3-14b",
		"MiniMax-M2.5-ft-1":                "MiniMax-M2.5",
		"minimax-m2.5-ft-1":                "",
		"qwen3-14b":                        "",
		"qwen3-14b-tuned":                  "",
		"qwen3-14-ft-1":                    "",
		"my-qwen3-14b-ft-1":                "",
		"-ft-1":                            "",
		"qwen3-30b-a3b-instruct-2507-extra-ft-202511132025-": "",
		"": "",
	} {
		if code, ok := c.Foundation(model); code != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", model, code, ok, want)
		}
	}
}

func TestRegionLookup(t *testing.T) {
	c := load(t)
	for name, want := range map[string]string{
		"ap-southeast-1": "ap-southeast-1", "Singapore": "ap-southeast-1", "SINGAPORE": "ap-southeast-1",
		"cn-beijing": "cn-beijing", "CN-Beijing": "cn-beijing", "beijing": "cn-beijing", "china (beijing)": "cn-beijing",
	} {
		if r, ok := c.Region(name); !ok || r.Code != want {
			t.Errorf("%q: got %v, want %s", name, r, want)
		}
	}
	for _, name := range []string{"", "tokyo", " beijing", "china"} {
		if r, ok := c.Region(name); ok {
			t.Errorf("%q finds %s", name, r.Code)
		}
	}
}

// The index of a loaded region finds what looking at every offer finds.
func TestFindByIndex(t *testing.T) {
	for _, r := range load(t).Regions {
		plain := *r
		plain.Offers = slices.Clone(r.Offers) // a copy has no index
		for _, plan := range []catalog.Plan{catalog.PTU, catalog.MU, catalog.LoRA, catalog.CU} {
			models := []string{"cosyvoice-v3", "nothing", ""}
			for i := range r.Offers {
				models = append(models, r.Offers[i].Model)
			}
			for _, model := range models {
				got, want := r.Find(plan, model), plain.Find(plan, model)
				if len(got) != len(want) {
					t.Fatalf("%s %s %s: %d offers, want %d", r.Code, plan, model, len(got), len(want))
				}
				for at := range got {
					if got[at].Line != want[at].Line {
						t.Errorf("%s %s %s: the row of line %d, want %d", r.Code, plan, model, got[at].Line, want[at].Line)
					}
				}
			}
		}
	}
}
