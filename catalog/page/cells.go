package page

import (
	"strconv"
	"strings"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/catalog/money"
)

// maxCount is how many characters a whole number may have.
const maxCount = 18

// Forms of cells.
var (
	codeForm    = lazy(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	countForm   = lazy(`^([1-9][0-9]{0,2}(,[0-9]{3})+|[1-9][0-9]*)$`)
	priceForm   = lazy(`^\$((?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]+)?)$`)
	barePrice   = lazy(`^[$¥€][0-9]`)
	specForm    = lazy(`^(MU[0-9]+) x ([1-9][0-9]{0,8})(?: \(([^()]+)\))?$`)
	specStart   = lazy(`^MU[0-9]`)
	modeForm    = lazy(`^(Non-thinking|Thinking)(?: mode)?: (.*)$`)
	modeStart   = lazy(`^(Non-thinking|Thinking)\b`)
	dateForm    = lazy(`^Last Updated: ?(.*)$`)
	postForm    = lazy(`^POST (https?://\S+)$`)
	dateLayouts = [...]string{"Jan 02, 2006", "Jan 2, 2006"}
)

// row is a row of a table with all that the page says of it.
type row struct {
	line    int
	name    string
	code    string
	maximum string // input tokens of a call
	spec    string
	bundle  string
	remark  string
	prices  []price
}

// price is a price cell, or the part of it for one mode.
type price struct {
	payment catalog.Payment
	item    catalog.Item
	text    string // without currency and thousands separators
	line    int
}

// find is the text of a price.
func (w *row) find(payment catalog.Payment, item catalog.Item) (text string, ok bool) {
	for _, p := range w.prices {
		if p.payment == payment && p.item == item {
			return p.text, true
		}
	}
	return "", false
}

// cell reads a cell into its row. It is false if the cell was not understood,
// which is noted.
func (r *reader) cell(c *column, from *cell, w *row) bool {
	if len(from.lines) == 0 {
		return r.problem(from.line, "an empty cell%s: expected %q", ofModel(w), c.title)
	}
	if c.kind == priceColumn {
		return r.prices(c, from, w)
	}
	if len(from.lines) > 1 {
		return r.problem(from.lines[1].line, "%q is a second line in the cell %q%s: expected one", from.lines[1].text, c.title, ofModel(w))
	}
	text, line := from.lines[0].text, from.lines[0].line
	switch c.kind {
	case nameColumn:
		if barePrice().MatchString(text) || specStart().MatchString(text) && specForm().MatchString(text) {
			return r.problem(line, "%q is not the name of a model: expected %q", text, c.title)
		}
		w.name = text
	case codeColumn:
		if !codeForm().MatchString(text) {
			return r.problem(line, "%q is not a model code: expected %q%s, such as model-1.5-plus", text, c.title, ofModel(w))
		}
		if w.name != text && r.base.exact[w.name] && !r.base.accepted[w.name] {
			return r.problem(line, "the model code %q stands where a name is expected, above %q: expected the name first", w.name, text)
		}
		if known := r.base.codes[strings.ToLower(text)]; known != "" && !r.base.exact[text] && !r.base.accepted[text] {
			return r.problem(line, "the model code %q differs from %q of the base edition in its case: accept it if it is another model", text, known)
		}
		w.code = text
	case maximumColumn:
		if !countForm().MatchString(text) || len(text) > maxCount {
			return r.problem(line, "%q is not a whole number: expected %q%s, such as 128,000", text, c.title, ofModel(w))
		}
		w.maximum = strings.ReplaceAll(text, ",", "")
	case specColumn:
		return r.spec(c, from.lines[0], w)
	}
	return true
}

// spec reads "MU8 x 1 (model compression)".
func (r *reader) spec(c *column, from block, w *row) bool {
	parts := specForm().FindStringSubmatch(from.text)
	if parts == nil {
		return r.problem(from.line, "%q is not a spec: expected %q%s, such as MU1 x 8", from.text, c.title, ofModel(w))
	}
	w.spec, w.bundle, w.remark = parts[1], parts[2], parts[3]
	if w.remark != "" && !r.base.remarks[w.remark] {
		return r.problem(from.line, "%q%s is a spec that the base edition does not know: accept the remark %q if it does not change what the price covers", from.text, ofModel(w), w.remark)
	}
	return true
}

// prices reads a price cell: one price, or one for each mode.
func (r *reader) prices(c *column, from *cell, w *row) bool {
	first := from.lines[0]
	if !modeStart().MatchString(first.text) {
		if len(from.lines) > 1 {
			return r.problem(from.lines[1].line, "%q is a second line in the cell %q%s: expected one price", from.lines[1].text, c.title, ofModel(w))
		}
		return r.price(c, c.item, first.text, first.line, w)
	}
	want := [...]struct {
		mode string
		item catalog.Item
	}{{"Non-thinking", catalog.Output}, {"Thinking", catalog.ThinkingOutput}}
	if c.item != catalog.Output {
		return r.problem(first.line, "%q: prices by mode are understood for output only, this is %q%s", first.text, c.title, ofModel(w))
	}
	if len(from.lines) > len(want) {
		return r.problem(from.lines[len(want)].line, "%q is a third line in the cell %q%s: expected two modes", from.lines[len(want)].text, c.title, ofModel(w))
	}
	for i, mode := range want {
		if i >= len(from.lines) {
			return r.problem(from.lines[i-1].line, "the cell %q%s has no price for the mode %q: expected a line %q", c.title, ofModel(w), mode.mode, mode.mode+": $1.5")
		}
		parts := modeForm().FindStringSubmatch(from.lines[i].text)
		if parts == nil || parts[1] != mode.mode {
			return r.problem(from.lines[i].line, "%q in the cell %q%s: expected a line %q", from.lines[i].text, c.title, ofModel(w), mode.mode+": $1.5")
		}
		if !r.price(c, mode.item, parts[2], from.lines[i].line, w) {
			return false
		}
	}
	return true
}

// price reads "$1,234.5".
func (r *reader) price(c *column, item catalog.Item, text string, line int, w *row) bool {
	parts := priceForm().FindStringSubmatch(text)
	if parts == nil {
		return r.problem(line, "%q is not a price: expected %q%s, such as $1,234.5", text, c.title, ofModel(w))
	}
	digits := strings.ReplaceAll(parts[1], ",", "")
	if _, err := money.ParseDecimal(digits); err != nil {
		return r.problem(line, "%q%s: %s", c.title, ofModel(w), err)
	}
	w.prices = append(w.prices, price{c.payment, item, digits, line})
	return true
}

// quantity reads what the prices of a column cover, such as 10000 of TPM, and
// the currency, if the page names one there.
func (u *unit) quantity(text string) (quantity int64, currency string, ok bool) {
	parts := u.pattern().FindStringSubmatch(text)
	if parts == nil {
		return 0, "", false
	}
	digits := parts[2]
	if strings.Contains(digits, ",") && !countForm().MatchString(digits) {
		return 0, "", false
	}
	quantity, err := strconv.ParseInt(strings.ReplaceAll(digits, ",", ""), 10, 64)
	if err != nil {
		return 0, "", false
	}
	switch parts[3] {
	case "K":
		quantity *= 1_000
	case "M":
		quantity *= 1_000_000
	}
	return quantity, parts[1], true
}

// ofModel names the row at hand in a message.
func ofModel(w *row) string {
	switch {
	case w.code != "":
		return " of " + w.code
	case w.name != "":
		return " of " + w.name
	}
	return ""
}
