// The table of prices on the built page, against the command line.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { findingsInAllViews } from "../harness/accessibility.js";
import { picture } from "../harness/screenshots.js";
import { buildProgram } from "../schema/repository.js";
import { quiet, startApp } from "./app-page.js";

let app;
const program = buildProgram();
before(async () => {
  app = await startApp();
});
after(async () => {
  await app.stop();
  program.remove();
});

/** A tab with the prices. */
async function open() {
  const tab = await app.open();
  await tab.page.getByRole("navigation", { name: "Sections" }).getByText("Prices").click();
  await tab.page.locator(".prices-table tbody tr").first().waitFor();
  return tab;
}

/** The cells of all rows, as texts in one line each. */
const cells = (page) =>
  page.locator(".prices-table tbody tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.replaceAll(/\s+/g, " ").trim())));

const count = (page) => page.locator(".prices-count").innerText();

test("every price of the catalog is there, as it is printed, with its source", async () => {
  const tab = await open();
  const { page } = tab;
  const { rates } = JSON.parse(program.run(["catalog", "rates", "--format", "json"]).stdout);
  const { offers } = JSON.parse(program.run(["catalog", "list", "--format", "json"]).stdout);
  const shown = await cells(page);
  assert.equal(rates.length, 225);
  assert.equal(await count(page), "All 225 prices, 8 offers without a price");
  const priced = shown.filter((row) => row.length === 12);
  assert.equal(priced.length, 225);
  for (const [i, rate] of rates.entries()) {
    const [model, region, plan, spec, payment, item, price, per, , input, remark, source] = priced[i];
    const line = `row ${i}: ${priced[i]}`;
    assert.equal(model, `${rate.model} ${rate.name}`, line);
    assert.equal(region, rate.region === "cn-beijing" ? "China (Beijing)" : "Singapore", line);
    assert.equal(plan, rate.plan, line);
    assert.equal(spec === "– none" || spec === "–none" ? "" : spec, rate.spec === "" ? "" : `${rate.spec} × ${rate.bundle}`, line);
    assert.equal(payment.replaceAll("-", "_"), rate.payment, line);
    assert.equal(item.replace("model units", "model_unit").replace(" ", "_"), rate.item, line);
    assert.equal(price.replaceAll(",", ""), `${rate.price} ${rate.currency}`, line);
    assert.ok(per.replaceAll(",", "").startsWith(`${rate.per.quantity} ${rate.per.unit}`) && per.includes(rate.per.time ?? "token"), line);
    assert.equal(input.replaceAll(/\D/g, ""), rate.max_input_tokens ?? "", line);
    assert.equal(/^– ?none$/.test(remark) ? "" : remark, rate.remark, line);
    const offer = offers.find((o) => o.region === rate.region && o.plan === rate.plan && o.model === rate.model);
    assert.ok(source.startsWith(offer.source_table[0].toUpperCase() + offer.source_table.slice(1)) && source.includes(`row ${rate.name}`), `${line}: ${source}`);
  }
  await quiet(tab);
  await page.close();
});

test("a price leads to its table on the provider's page, in a new tab and without a request of this one", async () => {
  const tab = await open();
  const { page } = tab;
  const address = "https://www.alibabacloud.com/help/en/model-studio/create-deployment-api";
  const links = await page.locator(".prices-table .prices-source a").evaluateAll((all) => all.map((a) => `${a.href} ${a.target} ${a.rel}`));
  assert.equal(links.length, 225 + 8);
  assert.deepEqual([...new Set(links)], [`${address} _blank noopener noreferrer`]);
  assert.match((await cells(page))[0].at(-1), /^Provisioned throughput, Qwen.* row Qwen3\.6-Plus-2026-04-02$/);
  await page.getByRole("navigation", { name: "Sections" }).getByText("Estimate").click();
  await page.click("#row-0-title");
  const why = page.locator("#why-0 .source a").first();
  assert.equal(await why.getAttribute("href"), address);
  assert.match(await why.innerText(), /Singapore, provisioned throughput, Qwen, row Qwen3\.6-Plus-2026-04-02 \(qwen3\.6-plus-2026-04-02\)/);
  await quiet(tab);
  await page.close();
});

test("what is offered without a price says so and why", async () => {
  const { page } = await open();
  const { offers } = JSON.parse(program.run(["catalog", "list", "--format", "json"]).stdout);
  const reasons = offers.filter(({ reason }) => reason !== null).map(({ reason }) => reason);
  await page.selectOption("#prices-priced", "no");
  assert.equal(await count(page), "0 of 225 prices, 8 offers without a price");
  const shown = await cells(page);
  assert.deepEqual(
    shown.map((row) => row[4]),
    reasons.map((reason) => `no price ${reason} Enter yours`),
  );
  await page.close();
});

test("the price of one model unit is that of its bundle, divided", async () => {
  const { page } = await open();
  await page.fill("#prices-text", "qwen3-32b mu1 singapore pay");
  // MU1 × 4 at 44 USD an hour: 11 USD a unit, which all models of the region agree on.
  const [row, ...more] = await cells(page);
  assert.deepEqual(more, []);
  assert.deepEqual([row[3], row[6], row[7], row[8]], ["MU1 × 4", "44 USD", "4 MU1 units an hour", "11 USD"]);
  await page.close();
});

test("search and filters narrow the table, and can be cleared", async () => {
  const { page } = await open();
  await page.selectOption("#prices-region", "cn-beijing");
  await page.selectOption("#prices-plan", "ptu");
  await page.selectOption("#prices-item", "thinking_output");
  const rows = await cells(page);
  assert.ok(rows.length > 0);
  assert.ok(rows.every(([, region, plan, , , item]) => region === "China (Beijing)" && plan === "ptu" && item === "thinking output"));
  await page.fill("#prices-text", "no such model");
  assert.equal(await page.locator(".prices-table").count(), 0);
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  assert.equal(await count(page), "All 225 prices, 8 offers without a price");
  assert.equal(await page.evaluate(() => document.activeElement.id), "prices-text");
  await page.close();
});

test("columns are sorted by keyboard, and say so", async () => {
  const { page } = await open();
  const header = page.getByRole("columnheader", { name: "Price", exact: true });
  const first = async () => (await cells(page))[0][6];
  const printed = await first();
  await header.getByRole("button").focus();
  await page.keyboard.press("Enter");
  assert.equal(await header.getAttribute("aria-sort"), "ascending");
  // Of all prices, the input of lora in Beijing is the lowest; of the units by the month, none is higher than the last.
  const { rates } = JSON.parse(program.run(["catalog", "rates", "--format", "json"]).stdout);
  const sorted = rates.map(({ price }) => Number(price)).sort((a, b) => a - b);
  assert.equal(Number((await first()).replace(" USD", "")), sorted[0]);
  await page.keyboard.press("Space");
  assert.equal(await header.getAttribute("aria-sort"), "descending");
  assert.equal(Number((await first()).replace(" USD", "").replaceAll(",", "")), sorted.at(-1));
  await page.keyboard.press("Enter");
  assert.equal(await header.getAttribute("aria-sort"), null);
  assert.equal(await first(), printed);
  await page.close();
});

test("downloads are the bytes of the command line, whatever the table shows", async () => {
  const tab = await open();
  const { page } = tab;
  await page.fill("#prices-text", "qwen3-32b");
  for (const format of ["csv", "json"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Download ${format.toUpperCase()}` }).click()]);
    assert.equal(await readFile(await download.path(), "utf8"), program.run(["catalog", "rates", "--format", format]).stdout);
    assert.equal(download.suggestedFilename(), `rates.${format}`);
  }
  await quiet(tab);
  await page.close();
});

test("the notes on the source are told in full", async () => {
  const { page } = await open();
  const { notes } = JSON.parse(program.run(["catalog", "notes", "--format", "json"]).stdout);
  const cards = await page.locator(".prices-card").evaluateAll((all) => all.map((card) => card.textContent));
  for (const { reading, region, text, title } of notes) {
    const name = region === "cn-beijing" ? "China (Beijing)" : "Singapore";
    assert.ok(
      cards.some((card) => [title, text, reading, name].every((part) => card.includes(part))),
      `${region}: ${title}`,
    );
  }
  await page.close();
});

test("head and first column stay in sight, and a phone does not scroll sideways", async () => {
  const { page } = await open();
  await page.setViewportSize({ width: 320, height: 700 });
  const scroll = page.locator(".prices-scroll");
  const places = () =>
    scroll.evaluate((box) => {
      const edge = box.getBoundingClientRect();
      const head = box.querySelector("thead th").getBoundingClientRect();
      const cell = box.querySelector("tbody tr:nth-child(40) th").getBoundingClientRect();
      return { top: Math.round(head.top - edge.top), left: Math.round(cell.left - edge.left), at: [box.scrollLeft, box.scrollTop] };
    });
  const before_ = await places();
  await scroll.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await page.waitForFunction(() => document.querySelector(".prices-scroll").scrollLeft > 60 && document.querySelector(".prices-scroll").scrollTop > 60);
  const after_ = await places();
  assert.deepEqual([after_.top, after_.left], [before_.top, before_.left]);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  await page.close();
});

test("without the engine the prices say so, and come when it runs", async () => {
  const { page } = await app.open(undefined, { before: (page) => page.context().route(/\.wasm/, (route) => route.fulfill({ status: 503, body: "no" })), wait: false });
  await page.locator("[data-notice=failed]").waitFor();
  await page.getByRole("navigation", { name: "Sections" }).getByText("Prices").click();
  await page.getByText("The prices could not be read").waitFor();
  assert.equal(await page.locator(".prices-table").count(), 0);
  await page.context().unroute(/\.wasm/);
  await page.locator("[data-notice=failed]").getByRole("button", { name: "Try again" }).click();
  await page.locator(".prices-table tbody tr").first().waitFor();
  await page.close();
});

test("the prices have no accessibility findings in any view", async () => {
  const { page } = await open();
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.selectOption("#prices-priced", "no");
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.fill("#prices-text", "no such model");
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.fill("#prices-text", "");
  await page.selectOption("#prices-priced", "");
  if (process.env.COSTPLAN_PICTURES) await picture(page, "prices");
  await page.close();
});
