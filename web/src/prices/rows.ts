// The rows of the table of prices: one a price cell of the provider's page, and one an offer that has no price. What to show of
// them and in which order is decided here; no amount is computed.

import type { OffersOffer as Offer, OffersPrice as OfferPrice } from "../generated/module";

export type { Offer, OfferPrice };

/** A row: an offer with one of its prices, or with none. */
export interface Row {
  /** Place in the order of the page. */
  readonly order: number;
  readonly offer: Offer;
  readonly price: OfferPrice | null;
  /** What the search looks at, in lower case. */
  readonly words: string;
}

export type Column = "model" | "region" | "plan" | "spec" | "payment" | "item" | "price" | "per" | "unit" | "input" | "remark" | "source";

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** What is looked for; "" is anything. */
export interface Filter {
  readonly text: string;
  readonly region: string;
  readonly plan: string;
  readonly payment: string;
  readonly item: string;
  readonly priced: "" | "yes" | "no";
}

export const everything: Filter = { text: "", region: "", plan: "", payment: "", item: "", priced: "" };

/** The rows of all offers, in the order of the page. */
export function rowsOf(offers: readonly Offer[], regionName: (code: string) => string): Row[] {
  const rows: Row[] = [];
  for (const offer of offers) {
    const prices = offer.prices.length > 0 ? offer.prices : [null];
    for (const price of prices) rows.push({ order: rows.length, offer, price, words: wordsOf(offer, price, regionName(offer.region)) });
  }
  return rows;
}

function wordsOf(offer: Offer, price: OfferPrice | null, regionName: string): string {
  const { category, family, model, name, plan, remark, reason, region } = offer;
  const parts = [model, name, category, family, region, regionName, plan, specText(offer), remark];
  if (price) parts.push(paymentText(price.payment), itemText(price.item), price.price, price.currency);
  else parts.push("no price", reason ?? "");
  return parts.join(" ").toLowerCase();
}

/** The rows that a filter lets through. Each word of its text has to be somewhere in the row. */
export function filterRows(rows: readonly Row[], filter: Filter): Row[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (wanted: string, value: string | undefined) => wanted === "" || wanted === value;
  return rows.filter(
    ({ offer, price, words: text }) =>
      fits(filter.region, offer.region) &&
      fits(filter.plan, offer.plan) &&
      fits(filter.payment, price?.payment) &&
      fits(filter.item, price?.item) &&
      (filter.priced === "" || (filter.priced === "yes") === (price !== null)) &&
      words.every((word) => text.includes(word)),
  );
}

const collator = new Intl.Collator("en", { numeric: true });

/** The rows in an order; those that are equal in it, and all without one, stay in the order of the page. What has no value in
 *  a column comes last either way. */
export function sortRows(rows: readonly Row[], order: Order | null): Row[] {
  if (!order) return [...rows].sort((a, b) => a.order - b.order);
  const way = order.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, keys: keysOf(row, order.column) }));
  keyed.sort((a, b) => {
    if (!a.keys || !b.keys) return Number(!a.keys) - Number(!b.keys) || a.row.order - b.row.order;
    return way * compareKeys(a.keys, b.keys) || a.row.order - b.row.order;
  });
  return keyed.map(({ row }) => row);
}

type Key = string | number;

function compareKeys(a: readonly Key[], b: readonly Key[]): number {
  for (const [i, key] of a.entries()) {
    const other = b[i] ?? "";
    const way = typeof key === "number" && typeof other === "number" ? key - other : collator.compare(String(key), String(other));
    if (way !== 0) return way;
  }
  return 0;
}

// Prices of different currencies are not compared by their numbers; those of different units follow each other by number, as
// they do on paper.
function keysOf({ offer, price }: Row, column: Column): Key[] | null {
  switch (column) {
    case "model":
      return [offer.model];
    case "region":
      return [offer.region];
    case "plan":
      return [offer.plan];
    case "spec":
      return offer.spec === "" ? null : [offer.spec, Number(offer.bundle)];
    case "payment":
      return price && [price.payment];
    case "item":
      return price && [price.item];
    case "price":
      return price && [price.currency, Number(price.net_price ?? price.price)];
    case "per":
      return price && [price.per.time ?? "", price.per.unit, Number(price.per.quantity)];
    case "unit":
      return price && unitText(offer, price) !== "" ? [price.currency, price.per.time ?? "", Number(price.unit_price)] : null;
    case "input":
      return offer.max_input_tokens === null ? null : [Number(offer.max_input_tokens)];
    case "remark":
      return offer.remark === "" ? null : [offer.remark];
    case "source":
      return sourceKeys(price?.source ?? offer.source);
  }
}

function sourceKeys(source: string): Key[] {
  const { file, line } = sourceOf(source);
  return [file, Number(line)];
}

/** A model unit specification with its bundle: "MU1 × 8". */
export function specText(offer: Offer): string {
  if (offer.spec !== "") return `${offer.spec} × ${offer.bundle}`;
  return offer.bundle === "1" ? "" : `× ${offer.bundle}`;
}

/** What a price covers: "10,000 TPM an hour". */
export function perText({ per }: OfferPrice, offer: Offer): string {
  const quantity = grouped(per.quantity);
  if (offer.plan === "mu") return `${quantity} ${per.unit} ${per.quantity === "1" ? "unit" : "units"}${during(per.time)}`;
  const unit = per.unit === "token" && per.quantity !== "1" ? "tokens" : per.unit;
  return `${quantity} ${unit}${during(per.time)}`;
}

/** What is paid where own prices change a price, and what the list has: "42" and "list 44"; "" where it has none. */
export function paidText(price: OfferPrice): { paid: string; list: string } {
  if (price.net_price === null) return { paid: grouped(price.price), list: "" };
  return { paid: grouped(price.net_price), list: price.list_price === null ? "not in the list" : `list ${grouped(price.list_price)}` };
}

/** The price of one model unit for as long as the price of its bundle is for; "" on other plans. */
export function unitText(offer: Offer, price: OfferPrice): string {
  return offer.plan === "mu" ? `${grouped(price.unit_price)} ${price.currency}` : "";
}

function during(time: string | null): string {
  return time === null ? "" : time === "hour" ? " an hour" : ` a ${time}`;
}

const payments: Readonly<Record<string, string>> = { pay_as_you_go: "pay-as-you-go", subscription: "subscription" };
const items: Readonly<Record<string, string>> = { input: "input", output: "output", thinking_output: "thinking output", model_unit: "model units" };

export function paymentText(payment: string): string {
  return payments[payment] ?? payment;
}

export function itemText(item: string): string {
  return items[item] ?? item;
}

/** A decimal with thousands separators, its digits unchanged. */
export function grouped(decimal: string): string {
  const [whole = "", fraction] = decimal.split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** The parts of a source such as "2026-06-06/ap-southeast-1.yaml:40". */
export function sourceOf(source: string): { file: string; line: string } {
  const found = /^(?:.*\/)?([^/]+):(\d+)$/.exec(source);
  return { file: found?.[1] ?? source, line: found?.[2] ?? "" };
}
