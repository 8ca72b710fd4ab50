package cli

import (
	"errors"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/costplan/costplan/catalog"
	"github.com/costplan/costplan/cmd/costplan/internal/show"
	"github.com/costplan/costplan/engine/deployment"
	"github.com/costplan/costplan/engine/refund"
	"github.com/costplan/costplan/engine/report"
)

// downgrade is the state of one run of the command.
type downgrade struct {
	*app
	cmd     *cobra.Command
	catalog catalogFlags
	region  regionFlag
	model   modelFlag

	price, newPrice, originalPrice, beforePrice quantity
	periodDays, newDays, originalDays           quantity
	beforeDays, used, discount, paid            quantity
	from, at, currency                          string

	fromInput, fromOutput, fromThinking quantity
	toInput, toOutput, toThinking       quantity

	format, color *choice
}

func newDowngrade(a *app) *cobra.Command {
	d := &downgrade{app: a}
	d.cmd = &cobra.Command{
		Use:   "downgrade [flags] [ORDERS.yaml|-]",
		Short: "Calculate the refund for downgrading a PTU subscription",
		Long: `Calculate the refund for downgrading a PTU subscription, by the provider's refund rules
for downgrades:

  refund = (paid - list price / days x days used x discount) x price difference ratio
  ratio  = (original price - new price) / original price, in list prices of a day

Give the list prices in flags, or take them from the price list (--model, --region and
the throughput before and after), or give a file that lists the orders: the purchase and
each upgrade since. Their refunds add up.

  currency: USD
  orders:
    - {name: purchase, paid: 150, price: 150, days: 30, used_days: 24, new_price: 120, new_days: 30}

An order may also have discount, original_price and original_days (the configuration
before the downgrade), before_price and before_days (the configuration before an upgrade),
and the dates from and at instead of used_days. The discount is the share of the list
price that was paid: 0.9 for 10% off. A started day counts as a whole day.`,
		Example: `  costplan refund downgrade --price 150 --new-price 120 --period-days 30 --used-days 24
  costplan refund downgrade --price 150 --new-price 120 --period-days 30 --from 2026-09-01 --at 2026-09-24
  costplan refund downgrade --model qwen3.6-plus-2026-04-02 --region beijing --from-input-tpm 50k --from-output-tpm 5k --to-input-tpm 30k --to-output-tpm 3k --period-days 30 --used-days 10
  costplan refund downgrade --format json - < orders.yaml`,
		RunE: func(_ *cobra.Command, args []string) error { return d.run(args) },
	}
	d.flags()
	return d.cmd
}

func (d *downgrade) flags() {
	d.catalog.add(d.cmd)
	d.region.add(d.cmd, "`region` of --model")
	d.model.add(d.cmd, "`code` of a model on plan ptu, whose list prices are used")
	add := func(q *quantity, name, usage string) { addQuantity(d.cmd, q, name, usage) }
	add(&d.price, "price", "list price `n` of the order for --period-days")
	add(&d.newPrice, "new-price", "list price `n` of what is left, for --new-days")
	add(&d.originalPrice, "original-price", "list price `n` of what there is before the downgrade, if not --price")
	add(&d.beforePrice, "before-price", "list price `n` before the order, if the order was an upgrade")
	add(&d.periodDays, "period-days", "`n` days of the subscription")
	add(&d.newDays, "new-days", "`n` days that --new-price is for; --period-days by default")
	add(&d.originalDays, "original-days", "`n` days that --original-price is for; --period-days by default")
	add(&d.beforeDays, "before-days", "`n` days that --before-price is for; --period-days by default")
	add(&d.used, "used-days", "`n` days used so far; a started day counts as a whole day")
	add(&d.discount, "discount", "share `n` of the list price that was paid: 0.9 for 10% off")
	add(&d.paid, "paid", "amount paid `n`, without coupons; the list price with the discount by default")
	add(&d.fromInput, "from-input-tpm", "input TPM `n` before")
	add(&d.fromOutput, "from-output-tpm", "output TPM `n` before")
	add(&d.fromThinking, "from-thinking-output-tpm", "thinking output TPM `n` before")
	add(&d.toInput, "to-input-tpm", "input TPM `n` after")
	add(&d.toOutput, "to-output-tpm", "output TPM `n` after")
	add(&d.toThinking, "to-thinking-output-tpm", "thinking output TPM `n` after")
	d.cmd.Flags().StringVar(&d.from, "from", "", "`date` of the order, instead of --used-days")
	d.cmd.Flags().StringVar(&d.at, "at", "", "`date` of the downgrade")
	d.cmd.Flags().StringVar(&d.currency, "currency", "USD", "`code` of the currency of the prices in flags")
	for _, name := range [...]string{"from", "at", "currency"} {
		complete(d.cmd, name, func() []string { return nil })
	}
	d.format = addChoice(d.cmd, "format", "`format` of the result", "text", "json")
	d.color = addColor(d.cmd)
}

func (d *downgrade) run(args []string) error {
	result, err := d.result(args)
	if err != nil {
		return err
	}
	if !result.Amount.Value.IsPositive() {
		d.note("there is no refund")
	}
	if d.format.value == "json" {
		return report.DowngradeJSON(d.stdout, &result)
	}
	return show.Downgrade(d.stdout, &result, show.ScreenOf(d.out, d.color.value))
}

// result computes the refund from the file, the price list or the flags.
func (d *downgrade) result(args []string) (refund.Downgrade, error) {
	prices := given(d.cmd, "price", "new-price", "original-price", "before-price")
	switch {
	case d.discount.set && d.discount.value.IsZero():
		return refund.Downgrade{}, wrong(d.cmd, "--discount: 0 would mean that nothing was paid: it is the share of the list price that was, 0.9 for 10%% off")
	case len(args) > 1:
		return refund.Downgrade{}, wrong(d.cmd, "one file of orders at a time: %d are named", len(args))
	case len(args) == 1 && (len(prices) > 0 || d.model.name != ""):
		return refund.Downgrade{}, wrong(d.cmd, "the orders are in the file: leave out the flags, or the file")
	case len(args) == 1:
		return d.fromFile(args[0])
	case d.model.name != "" && len(prices) > 0:
		return refund.Downgrade{}, wrong(d.cmd, "%s is of an order, and --model takes the prices of the price list: leave one out", prices[0])
	case d.model.name != "":
		return d.fromCatalog()
	case !d.price.set || !d.newPrice.set || !d.periodDays.set:
		return refund.Downgrade{}, hint{errors.New("what was bought is not known: state --price, --new-price and --period-days, or --model, or a file of orders"),
			"try: costplan refund downgrade --price 150 --new-price 120 --period-days 30 --used-days 24"}
	}
	used, err := d.usedDays()
	if err != nil {
		return refund.Downgrade{}, err
	}
	rate := func(price, days quantity) refund.StatedRate {
		return refund.StatedRate{Price: price.optional(), Days: days.optional()}
	}
	order := refund.StatedOrder{
		Used: used, Discount: d.discount.optional(), Paid: d.paid.optional(), List: refund.Rate{Price: d.price.value, Days: d.periodDays.value},
		Original: rate(d.originalPrice, d.originalDays), New: rate(d.newPrice, d.newDays), Before: rate(d.beforePrice, d.beforeDays),
	}
	return d.wrongly(refund.Of(d.currency, order.Order()))
}

// wrongly takes an error for one of usage.
func (d *downgrade) wrongly(result refund.Downgrade, err error) (refund.Downgrade, error) {
	if err != nil {
		err = wrong(d.cmd, "%w", err)
	}
	return result, err
}

// usedDays are the days used, as stated or counted from two dates.
func (d *downgrade) usedDays() (decimal.Decimal, error) {
	switch {
	case d.used.set && (d.from != "" || d.at != ""):
		return decimal.Decimal{}, wrong(d.cmd, "--used-days and --from and --at say the same: leave one out")
	case d.used.set:
		return d.used.value, nil
	case d.from == "" || d.at == "":
		return decimal.Decimal{}, hint{errors.New("how long it was used is not known"), "state --used-days, or the dates --from and --at"}
	}
	days, err := refund.Between(d.from, d.at)
	if err != nil {
		return decimal.Decimal{}, wrong(d.cmd, "%w", err)
	}
	return days, nil
}

// fromCatalog computes the refund of a smaller throughput at list prices.
func (d *downgrade) fromCatalog() (refund.Downgrade, error) {
	cat, err := d.catalog.load(d.cmd)
	if err != nil {
		return refund.Downgrade{}, err
	}
	region, err := d.region.find(d.cmd, cat)
	if err != nil {
		return refund.Downgrade{}, err
	}
	if region == nil {
		return refund.Downgrade{}, hint{errors.New("the region of --model is not known"), "name it with --region, such as --region singapore"}
	}
	if d.fromThinking.set && !d.toThinking.set {
		return refund.Downgrade{}, wrong(d.cmd, "--to-thinking-output-tpm is not given: state it, also if it stays as it is; 0 is none")
	}
	if !d.periodDays.set {
		return refund.Downgrade{}, wrong(d.cmd, "how many days the subscription has is not known: state --period-days")
	}
	used, err := d.usedDays()
	if err != nil {
		return refund.Downgrade{}, err
	}
	terms := func(input, output, thinking quantity) deployment.Terms {
		return deployment.Terms{
			Region: region, Plan: catalog.PTU, Payment: catalog.Subscription, Model: d.model.code(cat), Days: d.periodDays.value,
			InputTPM: input.value, OutputTPM: output.value, ThinkingTPM: thinking.value,
		}
	}
	p := refund.Purchase{Used: used, Discount: d.discount.value, Paid: d.paid.pointer()}
	return d.wrongly(refund.FromTerms(cat, terms(d.fromInput, d.fromOutput, d.fromThinking), terms(d.toInput, d.toOutput, d.toThinking), p))
}
