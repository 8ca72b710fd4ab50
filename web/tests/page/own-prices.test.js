// The visitor's own prices: typed, in force everywhere, carried by link, draft and exports.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { repository } from "../../build/paths.mjs";
import { findingsInAllViews } from "../harness/accessibility.js";
import { picture } from "../harness/screenshots.js";
import { linkTo, quiet, rest, startApp, total } from "./app-page.js";

let app;
let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "costplan-own-"));
  execFileSync("go", ["build", "-o", join(folder, "costplan"), "./cmd/costplan"], { cwd: repository, stdio: "inherit" });
  app = await startApp();
});
after(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

// 10 hours of one bundle of 4 units at 44 USD an hour: 440 USD.
const document_ = "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n";

const toPrices = (page) => page.getByRole("navigation", { name: "Sections" }).getByText("Prices").click();
const toEstimate = (page) => page.getByRole("navigation", { name: "Sections" }).getByText("Estimate").click();

/** Opens the forms, unless they are open. */
async function unfold(page) {
  const forms = page.locator(".own-add");
  await forms.waitFor();
  if (!(await forms.evaluate((e) => e.open))) await forms.locator("summary").first().click();
}

async function discount(page, percent) {
  await unfold(page);
  await page.fill("#own-discount-value", percent);
  await page.getByRole("button", { name: "Add the discount" }).click();
}

test("amounts beside the text follow own prices while it is open", async () => {
  const { page } = await app.open(document_);
  await toPrices(page);
  await discount(page, "10");
  await toEstimate(page);
  await page.click("#tab-yaml");
  const beside = (amount) => page.locator(".cm-hint", { hasText: `total ${amount} / 30d` }).waitFor();
  await beside("396.00 USD"); // 440 x 0.9
  await page.click("[data-key=undo]");
  await beside("440.00 USD");
  await page.click("[data-key=redo]");
  await beside("396.00 USD");
  await page.close();
});

test("a discount that is typed is in every amount, with the list price beside", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  assert.equal(await total(page), "440.00 USD");
  assert.equal(await page.locator("[data-own]").count(), 0);
  await toPrices(page);
  await unfold(page);
  await page.selectOption("#own-discount-plan", "mu");
  await discount(page, "10");
  await page.locator(".own-entries").getByText(/^10% off \d+ prices: plan mu$/).waitFor();
  await rest(page);
  assert.equal(await total(page), "396.00 USD"); // 440 x 0.9
  assert.equal(await page.locator("[data-own]").innerText(), "my prices");
  assert.equal(await page.locator(".at-list").innerText(), "list 440.00 USD");
  // 44 x 0.9
  await page.fill("#prices-text", "qwen3-32b mu1 singapore pay");
  await page.getByText("39.6", { exact: true }).waitFor();
  assert.match(await page.locator(".prices-table tbody td:nth-child(7)").innerText(), /39\.6 USD\s+list 44/);
  await toEstimate(page);
  assert.match(await page.locator('[data-row="0"] .amount').innerText(), /396\.00.*\n?list 440\.00/s);
  await page.locator("[data-own]").click();
  await page.locator(".own-entries").getByRole("button", { name: /^Remove: 10% off/ }).click();
  await page.getByText("List prices are in force").waitFor();
  await rest(page);
  assert.equal(await total(page), "440.00 USD");
  await page.locator("[data-notice=undo]").getByRole("button", { name: "Undo" }).click();
  await page.locator(".own-entries").waitFor();
  await rest(page);
  assert.equal(await total(page), "396.00 USD");
  await quiet(tab);
  await page.close();
});

test("a price is entered from its row of the list", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await toPrices(page);
  await page.fill("#prices-text", "qwen3-32b mu1 singapore pay");
  await page.getByRole("button", { name: "Enter your price of qwen3-32b model units" }).click();
  await page.waitForFunction(() => document.activeElement.id === "own-price-value");
  assert.match(await page.locator("label[for=own-price-value]").innerText(), /for 4 MU1 units an hour/);
  await page.keyboard.type("40.5");
  await page.keyboard.press("Enter");
  await page.getByText("qwen3-32b MU1 in Singapore: 44 → 40.5 USD per 4 MU1/hour").waitFor();
  await rest(page);
  assert.equal(await total(page), "405.00 USD");
  await quiet(tab);
  await page.close();
});

test("what is wrong is said at the form, and changes nothing", async () => {
  const { page } = await app.open(document_);
  await toPrices(page);
  for (const [percent, said] of [["much", "no percentage"], ["101", "100"], ["", "no percentage"]]) {
    await discount(page, percent);
    await page.locator(".own-form .own-error").getByText(said).waitFor();
  }
  await page.getByText("The same as text, or from a file").click();
  await page.fill("#own-text", "source: s\nprices: [{region: singapore, plan: mu, model: qwen3-32B, spec: MU1, hourly: 1}]\n");
  await page.getByRole("button", { name: "Use this text" }).click();
  await page.locator(".own-text .own-error").getByText("did you mean qwen3-32b?").waitFor();
  assert.equal(await total(page), "440.00 USD");
  assert.equal(await page.locator("[data-own]").count(), 0);
  await page.close();
});

test("a deployment without a price leads to the form for just that price", async () => {
  const tab = await app.open("region: beijing\ndeployments:\n  - {name: a, model_name: mine, plan: cu, capacity: 3, estimate: {hours: 100}}\n");
  const { page } = tab;
  assert.equal(await total(page), "no total");
  await page.locator("[data-code=CP310] [data-key=set-price]").click();
  await page.locator("#own-price-value").waitFor();
  assert.equal(await page.inputValue("#own-price-model"), "mine");
  assert.equal(await page.inputValue("#own-price-plan"), "cu");
  assert.equal(await page.inputValue("#own-price-region"), "cn-beijing");
  await page.fill("#own-price-value", "1.25");
  await page.getByRole("button", { name: "Set the price" }).click();
  await page.locator(".own-entries").waitFor();
  await rest(page);
  assert.equal(await total(page), "375.00 USD"); // 100 h x 3 x 1.25
  await quiet(tab);
  await page.close();
});

test("own prices travel in the link, stay after a reload, and are in exports", async () => {
  const { page } = await app.open(document_, { keep: false });
  await toPrices(page);
  await discount(page, "25");
  await page.locator(".own-entries").waitFor();
  await rest(page);
  await page.click("[data-key=share]");
  const link = await page.locator("#share-link").inputValue();
  await page.keyboard.press("Escape");
  await page.click("[data-key=export]");
  const saved = async (id) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`[data-export=${id}]`)]);
    return readFile(await file.path(), "utf8");
  };
  await writeFile(join(folder, "my-prices.yaml"), await saved("own"));
  await writeFile(join(folder, "deployments.yaml"), document_);
  const printed = execFileSync(join(folder, "costplan"), ["price", "--format", "json", "--overlay", "my-prices.yaml", "deployments.yaml"], { cwd: folder, encoding: "utf8" });
  assert.equal(await saved("price-json"), printed);
  assert.match(printed, /"amount": "330"/); // 440 x 0.75
  await page.waitForTimeout(500);
  await page.reload();
  await rest(page);
  assert.equal(await total(page), "330.00 USD");
  await page.close();
  const other = await app.open(undefined, { fragment: new URL(link).hash });
  assert.equal(await total(other.page), "330.00 USD");
  assert.equal(await other.page.locator("[data-notice]").count(), 0);
  await other.page.close();
});

test("the example keeps own prices over a reload", async () => {
  const { page } = await app.open();
  const shown = await total(page);
  await toPrices(page);
  await discount(page, "50");
  await page.locator(".own-entries").waitFor();
  await page.waitForTimeout(500);
  await page.goto(app.server.address);
  await page.reload();
  await rest(page);
  await page.locator("[data-own]").waitFor();
  assert.notEqual(await total(page), shown);
  assert.equal(await page.locator(".total-note").getByText("Example").count(), 1);
  await page.close();
});

test("own prices of a link that the list does not know are left out, and it is said", async () => {
  const { deflateRawSync } = await import("node:zlib");
  const own = deflateRawSync("source: s\ndiscounts: [{percent: 5, models: [gone*]}]\n").toString("base64url");
  const { page } = await app.open(undefined, { fragment: linkTo(document_, { own }) });
  await page.locator("[data-notice=own]").waitFor();
  assert.equal(await total(page), "440.00 USD");
  assert.match(await page.locator("[data-notice=own]").innerText(), /gone\*/);
  assert.equal(await page.locator("[data-own]").count(), 0);
  await page.close();
});

test("the form of own prices has no accessibility findings", async () => {
  const { page } = await app.open(document_);
  await toPrices(page);
  await discount(page, "12.5");
  await page.locator(".own-entries").waitFor();
  await page.getByText("The same as text, or from a file").click();
  await discount(page, "x");
  await page.locator(".own-error").waitFor();
  assert.deepEqual(await findingsInAllViews(page), []);
  if (process.env.COSTPLAN_PICTURES) await picture(page, "own");
  await page.close();
});
