package cli

import (
	"github.com/costplan/costplan/cmd/costplan/internal/files"
	"github.com/costplan/costplan/engine/refund"
)

// fromFile computes the refund of the orders of a file.
func (d *downgrade) fromFile(path string) (refund.Downgrade, error) {
	found := files.Find([]string{path})
	if len(found.Faults) > 0 {
		return refund.Downgrade{}, failed{found.Faults[0]}
	}
	if len(found.Folders) > 0 || len(found.Files) != 1 {
		return refund.Downgrade{}, wrong(d.cmd, "%s is a folder: name a file of orders", path)
	}
	data, _, err := found.Files[0].Read(d.stdin)
	if err != nil {
		return refund.Downgrade{}, failed{err}
	}
	orders, currency, err := refund.ReadOrders(data)
	if err != nil {
		return refund.Downgrade{}, wrong(d.cmd, "%s: %w", found.Files[0].Name, err)
	}
	return d.wrongly(refund.Of(currency, orders...))
}
