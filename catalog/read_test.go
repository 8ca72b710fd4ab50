package catalog_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/folders"
)

// Each change of a good file is refused, naming the line it is on.
func TestLoadFaults(t *testing.T) {
	for _, test := range []struct {
		name, old, new string
		below          int // lines from the start of the change to the fault
		fault          string
	}{
		{"unknown key", "currency: USD", "curency: USD", 0, `unknown key "curency": the keys here are version, edition,`},
		{"unknown key in a row", "bundle: 8, hourly: 88", "bundel: 8, hourly: 88", 0, `unknown key "bundel": the keys here are code, name, spec,`},
		{"missing key", "name: Singapore\n", "", -3, `missing key "name"`},
		{"missing key in a row", "bundle: 8, hourly: 88", "hourly: 88", 0, `missing key "bundle"`},
		{"missing bundle quantity", "{quantity: 1000, unit: token}", "{unit: token}", 0, `missing key "quantity"`},
		{"key twice", "currency: USD\n", "currency: USD\ncurrency: CNY\n", 1, `key "currency" is here a second time`},
		{"key twice in a row", "hourly: 88,", "hourly: 88, hourly: 89,", 0, `key "hourly" is here a second time`},
		{"digit separator", "hourly: 88,", "hourly: 8_8,", 0, `"8_8": not a number in decimal notation`},
		{"hexadecimal", "hourly: 88,", "hourly: 0x58,", 0, `"0x58": not a number in decimal notation`},
		{"huge exponent", "hourly: 88,", "hourly: 1e999999999,", 0, `the exponent goes beyond 30`},
		{"tiny exponent", "hourly: 88,", "hourly: 1e-2147483648,", 0, `the exponent goes beyond 30`},
		{"too many digits", "hourly: 88,", "hourly: 0." + strings.Repeat("1", 40) + ",", 0, `has 41 digits`},
		{"infinity", "hourly: 88,", "hourly: .inf,", 0, `".inf": not a number in decimal notation`},
		{"thousands separator", "monthly: 41832", `monthly: "41,832"`, 0, `"41,832" has to be a plain number`},
		{"tagged price", "hourly: 88,", "hourly: !!float 88,", 0, `"88" has to be a plain number`},
		{"price missing after the key", "hourly: 88,", "hourly: ,", 0, `not a number in decimal notation`},
		{"price is a list", "hourly: 88,", "hourly: [88],", 0, `a list has to be a number`},
		{"price is an alias", "hourly: 88,", "hourly: &h 88, monthly: *h, remark: a}\n        - {code: x, name: x, spec: MU1, bundle: 8,", 0, `an alias has to be a number`},
		{"octal bundle", "bundle: 8, hourly: 88", "bundle: 010x, hourly: 88", 0, `"010x" has to be a whole number`},
		{"bundle with a sign", "bundle: 8, hourly: 88", "bundle: -8, hourly: 88", 0, `"-8" has to be a whole number`},
		{"bundle with a fraction", "bundle: 8, hourly: 88", "bundle: 8.0, hourly: 88", 0, `"8.0" has to be a whole number`},
		{"bundle in quotes", "bundle: 8, hourly: 88", `bundle: "8", hourly: 88`, 0, `"8" has to be a whole number`},
		{"bundle beyond int64", "bundle: 8, hourly: 88", "bundle: 9223372036854775808, hourly: 88", 0, `has to be a whole number`},
		{"number for a name", "name: Singapore", "name: 65", 0, `"65" has to be text: put it in quotes`},
		{"nothing for a name", "name: Singapore", "name:", 0, `an empty value has to be text`},
		{"boolean for a name", "name: Singapore", "name: true", 0, `"true" has to be text`},
		{"mapping for a name", "name: Singapore", "name: {a: b}", 0, `a mapping has to be text`},
		{"text for a list", "aliases: [singapore]", "aliases: singapore", 0, `"singapore" has to be a list`},
		{"text for a mapping", "  suffix_max_length: 8\n", "  suffix_max_length: 8\nptu: none\n", 1, `"none" has to be a mapping`},
		{"other version", "version: 1", "version: 2", 0, `version is "2", this program reads version 1`},
		{"other edition", `edition: "2026-06-06"`, `edition: "2026-06-07"`, 0, `edition is "2026-06-07", the folder is "2026-06-06"`},
		{"date without quotes", `edition: "2026-06-06"`, `edition: 2026-06-06`, 0, `"2026-06-06" has to be text`},
		{"other region", "region: ap-southeast-1", "region: ap-southeast-5", 0, `so the file has to be named ap-southeast-5.yaml`},
		{"offset", `"+08:00"`, `"8"`, 0, `"8" is not an offset from UTC`},
		{"offset of no clock", `"+08:00"`, `"+24:00"`, 0, `"+24:00" is not an offset from UTC`},
		{"clock", `"23:59"`, `"24:00"`, 0, `"24:00" is not a time of day`},
		{"unit", "unit: token", "unit: tokens", 0, `unit is "tokens", this table is priced by "token"`},
		{"quantity", "quantity: 10000", "quantity: 0", 0, `a price has to cover at least 1 TPM`},
		{"plan", "- plan: lora", "- plan: laura", 0, `plan is "laura": the plans are ptu, mu, lora and cu`},
		{"merge key", "{quantity: 1000, unit: token}", "{<<: {quantity: 1000}, unit: token}", 0, `unknown key "<<"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, line := change(t, source(t, singapore), test.old, test.new)
			_, err := folders.Load(folder(t, map[string]string{singapore: text}), edition)
			if err == nil {
				t.Fatal("it is accepted")
			}
			if want := fmt.Sprintf("%s:%d: ", singapore, line+test.below); !hasLine(err, want, test.fault) {
				t.Errorf("got:\n%v\nwant a line with %q and %q", err, want, test.fault)
			}
		})
	}
}

func hasLine(err error, parts ...string) bool {
lines:
	for line := range strings.SplitSeq(err.Error(), "\n") {
		for _, part := range parts {
			if !strings.Contains(line, part) {
				continue lines
			}
		}
		return true
	}
	return false
}

func TestLoadFaultsOfTheWholeFile(t *testing.T) {
	good := source(t, singapore)
	lines := strings.Count(good, "\n")
	for _, test := range []struct{ name, text, fault string }{
		{"second document", good + "---\nversion: 1\n", fmt.Sprintf("%s:%d: a second document", singapore, lines+1)},
		{"empty second document", good + "---\n", "a second document"},
		{"broken second document", good + "---\n}\n", singapore + ": yaml: "},
		{"comment only", "# nothing\n", "the file is empty"},
		{"null", "~\n", singapore + ":1: an empty value has to be a mapping"},
		{"list", "- 1\n", singapore + ":1: a list has to be a mapping"},
		{"text", "hello\n", singapore + `:1: "hello" has to be a mapping`},
		{"syntax", "a: [\n", singapore + ": yaml: "},
		{"not UTF-8", "a: \xff\n", singapore + ": yaml: "},
		{"key that is a list", "[a]: b\n", singapore + ":1: unknown key a list"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := folders.Load(folder(t, map[string]string{singapore: test.text}), edition)
			if err == nil || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("error %v, want %q", err, test.fault)
			}
		})
	}
}

// One reading finds all faults of all files, not only the first.
func TestLoadFindsAllFaults(t *testing.T) {
	first, _ := change(t, source(t, singapore), "hourly: 88,", "hourly: 8_8,")
	first, _ = change(t, first, "currency: USD", "money: USD")
	second, _ := change(t, source(t, beijing), "MU9, bundle: 2", "MU9, bundle: two")
	_, err := folders.Load(folder(t, map[string]string{singapore: first, beijing: second}), edition)
	for _, want := range []string{`"8_8"`, `unknown key "money"`, `missing key "currency"`, `"two"`} {
		if err == nil || !hasLine(err, want) {
			t.Errorf("%s is not in: %v", want, err)
		}
	}
}

// Amounts keep every digit that is written; a float would not.
func TestAmountsAreExact(t *testing.T) {
	const long = "12345678901234567890.1234567890123456789"
	text, _ := change(t, source(t, singapore), "hourly: 88,", "hourly: "+long+",")
	c, err := folders.Load(folder(t, map[string]string{singapore: text}), edition)
	if err != nil {
		t.Fatal(err)
	}
	offer := region(t, c, "singapore").Find(catalog.MU, "qwen3.6-plus-2026-04-02")[0]
	if price, _ := offer.Price(catalog.PayAsYouGo, catalog.ModelUnit); price.Amount.String() != long {
		t.Errorf("got %s, want %s", price.Amount, long)
	}
}

// A region need not have every table.
func TestTablesMayBeLeftOut(t *testing.T) {
	text := source(t, beijing)
	head, rest, _ := strings.Cut(text, "ptu:\n  per:")
	_, notes, _ := strings.Cut(rest, "\nnotes:")
	c, err := folders.Load(folder(t, map[string]string{beijing: head + "notes:" + notes}), edition)
	if err != nil {
		t.Fatal(err)
	}
	if r := region(t, c, "beijing"); len(r.Offers) != 0 || len(c.Check()) != 0 {
		t.Errorf("%d offers, problems %v", len(r.Offers), c.Check())
	}
}

// FuzzLoad starts from whole files, which take long to minimize: run it with
// -fuzzminimizetime 20x.
func FuzzLoad(f *testing.F) {
	f.Add(source(f, singapore))
	f.Add(source(f, beijing))
	f.Add("")
	f.Add("---\n---\n")
	f.Add("a: &a [*a]\n")
	f.Add("version: 1\nptu: {per: {input: {quantity: 1}}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		fsys := fstest.MapFS{edition + "/" + singapore: {Data: []byte(text)}}
		c, err := folders.Load(fsys, edition)
		if (c == nil) == (err == nil) {
			t.Fatalf("catalog %v and error %v", c, err)
		}
		if err != nil {
			return
		}
		c.Check()
		lines := 1 + strings.Count(text, "\n") + strings.Count(text, "\r")
		for _, rate := range region(t, c, "ap-southeast-1").Offers {
			for _, price := range rate.Prices {
				if price.Line < 1 || price.Line > lines || rate.Line > lines {
					t.Errorf("line %d of %d", price.Line, lines)
				}
			}
		}
	})
}
