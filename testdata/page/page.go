// Package page is the figures of the provider's page for tests: read from
// rates.tsv by itself, so that the loader of the catalog is not its own witness.
// Only tests import it.
package page

import (
	_ "embed" // for the figures
	"encoding/csv"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

//go:embed rates.tsv
var rates string

// Cell is one price of the page.
type Cell struct {
	Region, Plan, Model, Spec, Payment, Item string
	Bundle                                   int64    // model units that the price covers; 1 on the other plans
	Price                                    *big.Rat // as printed
}

// Cells returns every price in the order of the page. It panics on a table that
// cannot be read: that is a defect of the tests.
func Cells() []Cell {
	r := csv.NewReader(strings.NewReader(rates))
	r.Comma, r.Comment = '\t', '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("rates.tsv: %v", err))
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var cells []Cell
	for _, row := range rows[1:] {
		field := func(name string) string { return row[column[name]] }
		bundle, err := strconv.ParseInt(field("bundle"), 10, 64)
		price, ok := new(big.Rat).SetString(field("price"))
		if err != nil || !ok {
			panic(fmt.Sprintf("rates.tsv: %q", row))
		}
		cells = append(cells, Cell{
			field("region"), field("plan"), field("model"), field("spec"), field("payment"), field("item"), bundle, price,
		})
	}
	return cells
}
