// Rows of the table of prices: what is searched, filtered, sorted and written in them. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importSource } from "./editor-source.js";

const { cardsOf, everything, filterRows, grouped, perText, rowsOf, sortRows, sourceOf, specText, unitText } = await importSource("prices/rows.ts", "prices/notes.ts");

const price = (payment, item, amount, per, unit_price = amount) => ({ payment, item, price: amount, currency: "USD", per, unit_price, exact: true, source: "2026-06-06/x.yaml:7" });
const perHour = { quantity: "10000", unit: "TPM", time: "hour" };
const bundleHour = { quantity: "8", unit: "MU1", time: "hour" };
const offer = (rest) => ({
  region: "ap-southeast-1",
  plan: "ptu",
  model: "m",
  name: "M",
  category: "",
  family: "",
  spec: "",
  bundle: "1",
  max_input_tokens: null,
  remark: "",
  payments: [],
  prices: [],
  reason: null,
  source: "2026-06-06/x.yaml:5",
  ...rest,
});

const offers = [
  offer({ model: "beta-10", family: "Beta", max_input_tokens: "128000", prices: [price("pay_as_you_go", "input", "9.5", perHour), price("subscription", "input", "10", { ...perHour, time: "day" })] }),
  offer({ model: "beta-9", plan: "mu", spec: "MU1", bundle: "8", remark: "model compression", prices: [price("pay_as_you_go", "model_unit", "88", bundleHour, "11")] }),
  offer({ model: "alpha*", region: "cn-beijing", reason: "the page lists no price for it" }),
];
const rows = rowsOf(offers, (code) => (code === "cn-beijing" ? "China (Beijing)" : "Singapore"));
const shown = (list) => list.map(({ offer, price }) => `${offer.model} ${price?.price ?? "none"}`);

test("each price and each offer without one is a row", () => {
  assert.deepEqual(shown(rows), ["beta-10 9.5", "beta-10 10", "beta-9 88", "alpha* none"]);
});

test("every word that is looked for has to be in a row", () => {
  const find = (text) => shown(filterRows(rows, { ...everything, text }));
  assert.deepEqual(find("  BETA  sub"), ["beta-10 10"]);
  assert.deepEqual(find("mu1 compression"), ["beta-9 88"]);
  assert.deepEqual(find("beijing"), ["alpha* none"]);
  assert.deepEqual(find("no price lists"), ["alpha* none"]);
  assert.deepEqual(find("beta alpha"), []);
  assert.equal(find("").length, 4);
});

test("filters hold together", () => {
  const find = (change) => shown(filterRows(rows, { ...everything, ...change }));
  assert.deepEqual(find({ plan: "ptu", payment: "pay_as_you_go" }), ["beta-10 9.5"]);
  assert.deepEqual(find({ item: "model_unit" }), ["beta-9 88"]);
  assert.deepEqual(find({ priced: "no" }), ["alpha* none"]);
  assert.deepEqual(find({ priced: "yes", region: "cn-beijing" }), []);
  // What has no price is for no payment.
  assert.deepEqual(find({ payment: "subscription" }), ["beta-10 10"]);
});

test("prices are sorted by number, names by the numbers in them, and what has no value comes last", () => {
  const sort = (column, descending = false) => shown(sortRows(rows, { column, descending }));
  assert.deepEqual(sort("price"), ["beta-10 9.5", "beta-10 10", "beta-9 88", "alpha* none"]);
  assert.deepEqual(sort("price", true), ["beta-9 88", "beta-10 10", "beta-10 9.5", "alpha* none"]);
  assert.deepEqual(sort("model"), ["alpha* none", "beta-9 88", "beta-10 9.5", "beta-10 10"]);
  assert.deepEqual(sort("input", true), ["beta-10 9.5", "beta-10 10", "beta-9 88", "alpha* none"]);
  assert.deepEqual(shown(sortRows(sortRows(rows, { column: "price", descending: true }), null)), shown(rows));
});

test("what a price is for is said in words", () => {
  const [hour, day, bundle] = rows;
  assert.equal(perText(hour.price, hour.offer), "10,000 TPM an hour");
  assert.equal(perText(day.price, day.offer), "10,000 TPM a day");
  assert.equal(perText(bundle.price, bundle.offer), "8 MU1 units an hour");
  assert.equal(perText({ per: { quantity: "1000", unit: "token", time: null } }, offer({ plan: "lora" })), "1,000 tokens");
  assert.equal(unitText(bundle.offer, bundle.price), "11 USD");
  assert.equal(unitText(hour.offer, hour.price), "");
  assert.equal(specText(bundle.offer), "MU1 × 8");
  assert.equal(specText(hour.offer), "");
});

test("digits stay as they are printed", () => {
  assert.equal(grouped("14367.128"), "14,367.128");
  assert.equal(grouped("0.00035"), "0.00035");
  assert.equal(grouped("1234567.1234567"), "1,234,567.1234567");
  assert.equal(grouped("999"), "999");
  assert.deepEqual(sourceOf("2026-06-06/ap-southeast-1.yaml:40"), { file: "ap-southeast-1.yaml", line: "40" });
});

test("notes that say the same of several regions are one card", () => {
  const note = (region, id, text) => ({ region, id, title: id, text, reading: "so" });
  const cards = cardsOf([note("a", "x", "same"), note("a", "y", "one"), note("b", "x", "same"), note("b", "y", "other")]);
  assert.deepEqual(
    cards.map(({ id, regions, text }) => [id, text, regions.join()]),
    [
      ["x", "same", "a,b"],
      ["y", "one", "a"],
      ["y", "other", "b"],
    ],
  );
});
