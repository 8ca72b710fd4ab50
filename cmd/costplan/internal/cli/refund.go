package cli

import (
	"github.com/spf13/cobra"
)

func newRefund(a *app) *cobra.Command {
	cmd := group(&cobra.Command{
		Use:   "refund",
		Short: "Work out what comes back when a subscription is made smaller or given up",
		Long: `Work out what comes back when a subscription is made smaller (downgrade, plan ptu) or
given up in its first month (cancel, plan mu), each step with its numbers.

A PTU subscription cannot be cancelled. What the console shows at the time of the
operation is what counts.`,
		Example: `  costplan refund downgrade --price 150 --new-price 120 --period-days 30 --used-days 24
  costplan refund cancel --model qwen3-8b --region beijing --spec MU5 --capacity 3`,
	})
	cmd.AddCommand(newDowngrade(a), newCancel(a))
	return cmd
}
