package cli

import (
	"github.com/spf13/cobra"
)

func newRefund(a *app) *cobra.Command {
	cmd := group(&cobra.Command{
		Use:   "refund",
		Short: "Calculate refunds for downgrades and cancellations",
		Long: `Calculate the refund when a PTU subscription is downgraded (downgrade) or a model unit
subscription is cancelled in its first month (cancel). Each step shows its numbers.

A PTU subscription cannot be cancelled. The amount that the console shows at the time of
the operation is binding.`,
		Example: `  costplan refund downgrade --price 150 --new-price 120 --period-days 30 --used-days 24
  costplan refund cancel --model qwen3-8b --region beijing --spec MU5 --capacity 3`,
	})
	cmd.AddCommand(newDowngrade(a), newCancel(a))
	return cmd
}
