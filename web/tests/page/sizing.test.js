// Sizing from traffic on the built page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { findingsInAllViews } from "../harness/accessibility.js";
import { picture } from "../harness/screenshots.js";
import { buildProgram } from "../schema/repository.js";
import { quiet, rest, startApp } from "./app-page.js";

let app;
const program = buildProgram();
before(async () => {
  app = await startApp();
});
after(async () => {
  await app.stop();
  program.remove();
});

/** An hour of minutes: the first half with 15,000 input tokens each, the second with 25,000; 900 output tokens in all of them. */
const hour = `timestamp,input_tokens,output_tokens\n${Array.from({ length: 60 }, (_, i) => `2026-06-01T09:${String(i).padStart(2, "0")}:00+08:00,${i < 30 ? 15000 : 25000},900`).join("\n")}\n`;

const model = "qwen3.6-plus-2026-04-02";

/** A tab with the sizing, for Singapore. */
async function open() {
  const tab = await app.open();
  await tab.page.getByRole("navigation", { name: "Sections" }).getByText("Size from traffic").click();
  await tab.page.selectOption("#sizing-region", "ap-southeast-1");
  await tab.page.selectOption("#sizing-model", model);
  return tab;
}

async function give(page, name, content) {
  await page.setInputFiles("#sizing-usage", { name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  await page.waitForFunction((name) => document.querySelector(".sizing-chosen").textContent.includes(name), name.replace(/\.gz$/, ""));
}

async function find(page) {
  await page.getByRole("button", { name: "Find the capacity" }).click();
}

/** The choices: payment, amount and capacity in a line each. */
const choices = (page) => page.locator(".sizing-choice").evaluateAll((all) => all.map((choice) => choice.innerText.replaceAll(/\s+/g, " ").trim()));

const complaint = (page) => page.locator(".sizing-complaint").innerText();

test("averages give a capacity, and it is taken over as a deployment", async () => {
  const tab = await open();
  const { page } = tab;
  await page.getByText("Averages", { exact: true }).click();
  await page.fill("#sizing-rpm", "60");
  await page.fill("#sizing-input", "2k");
  await page.fill("#sizing-output", "500");
  await page.keyboard.press("Enter");
  await page.locator("#sizing-answer-title").waitFor();
  // 60 × 2,000 = 120,000 and 60 × 500 = 30,000 TPM; by the hour 720 × (12 × 1.2 + 30 × 0.72), by the day 30 × (12 × 14.4 + 30 × 8.64).
  assert.deepEqual(await choices(page), [
    "pay-as-you-go 25,920.00 USD 120,000/30,000 TPM for these averages Use this",
    "subscription cheapest 12,960.00 USD 120,000/30,000 TPM for these averages Use this",
  ]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "sizing-answer-title");
  await quiet(tab);
  await page.getByRole("button", { name: "Use this: 120,000/30,000 TPM, subscription" }).click();
  await rest(page);
  await page.locator("[data-row]", { hasText: "12,960.00" }).waitFor();
  await page.close();
});

test("a file of usage gives the capacity that covers it", async () => {
  const tab = await open();
  const { page } = tab;
  await give(page, "hour.csv", hour);
  await page.fill("#sizing-coverage", "100");
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  // 25,000 TPM need 30,000; 720 × (3 × 1.2 + 0.72) and 30 × (3 × 14.4 + 8.64).
  assert.deepEqual(await choices(page), [
    "pay-as-you-go 3,110.40 USD 30,000/1,000 TPM to cover 100% of the minutes Use this",
    "subscription cheapest 1,555.20 USD 30,000/1,000 TPM to cover 100% of the minutes Use this",
  ]);
  assert.equal(await page.locator(".sizing-answer .note").count(), 0);
  await page.locator(".sizing-chart svg").first().waitFor();
  await quiet(tab);
  await page.close();
});

test("what overflows without a price is tokens, never nothing", async () => {
  const { page } = await open();
  await give(page, "hour.csv", hour);
  await page.fill("#sizing-coverage", "50%");
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  // 20,000 TPM cover 30 of 60 minutes; 30 × 5,000 tokens overflow.
  const table = page.getByRole("table", { name: "Capacity to cover 50% of the minutes" });
  const row = await table.getByRole("row", { name: /subscription/ }).innerText();
  assert.match(row.replaceAll(/\s+/g, " "), /20,000\/1,000 TPM 50% .* 150,000 .* 1,123\.20/);
  assert.match(await page.locator(".sizing-answer .note").innerText(), /what they cost is not known here/);
  assert.ok(!(await table.innerText()).includes("0.00"), "no amount is said for it");
  await page.close();
});

test("with a price, overflow is paid for, and the least cost is found", async () => {
  const { page } = await open();
  await give(page, "hour.csv", hour);
  await page.getByText("Cost least, overflow included").click();
  await find(page);
  assert.match(await complaint(page), /least cost needs your own price/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "sizing-priceInput");
  await page.fill("#sizing-priceInput", "0.5");
  await page.fill("#sizing-priceOutput", "3");
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  // An hour has 1,200,000 input and 54,000 output tokens: 0.6 + 0.162 USD by the token, 720 hours of it 548.64; no capacity is as cheap.
  assert.match((await choices(page)).join(), /548\.64 USD none at the least cost/);
  assert.equal(await page.getByRole("button", { name: /^Use this/ }).count(), 0, "there is nothing to deploy");
  await page.close();
});

test("compressed files are unpacked, dropped ones are read", async () => {
  const { page } = await open();
  await give(page, "hour.csv.gz", gzipSync(hour));
  assert.match(await page.locator(".sizing-chosen").innerText(), /^hour\.csv, 2 KB of text$/);
  const dropped = await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(["timestamp,input_tokens,output_tokens\n2026-06-01T09:00:00Z,5,5\n"], "dropped.csv"));
    const box = document.querySelector(".sizing-drop");
    box.dispatchEvent(new DragEvent("dragover", { dataTransfer: data, bubbles: true, cancelable: true }));
    return box.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  });
  assert.equal(dropped, false, "the page does not take it for a document");
  await page.waitForFunction(() => document.querySelector(".sizing-chosen").textContent.includes("dropped.csv"));
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  await page.close();
});

test("a file without the columns says which it needs", async () => {
  const { page } = await open();
  await find(page);
  assert.match(await complaint(page), /Choose a file/);
  await give(page, "wrong.csv", "when,tokens\n2026-06-01,5\n");
  await find(page);
  await page.waitForFunction(() => /timestamp, input_tokens, output_tokens/.test(document.querySelector(".sizing-complaint")?.textContent));
  assert.match(await complaint(page), /^Line 1: no column for timestamp, input_tokens, output_tokens/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "sizing-usage");
  await page.setInputFiles("#sizing-usage", { name: "sheet.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("PK\x03\x04rest") });
  await page.waitForFunction(() => /spreadsheet/.test(document.querySelector(".sizing-complaint")?.textContent));
  await page.close();
});

test("the example of the format can be sized", async () => {
  const { page } = await open();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download an example of the format" }).click()]);
  const text = await readFile(await download.path(), "utf8");
  assert.match(download.suggestedFilename(), /example/);
  assert.ok(text.trim().split("\n").slice(1).every((line) => line.includes("made-up example")));
  await give(page, "example-usage.csv", text);
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  assert.equal(await page.locator(".sizing-refused").count(), 0);
  await page.close();
});

test("rows that can't be counted are told by line, and the need is a lower bound", async () => {
  const { page } = await open();
  await give(page, "hour.csv", `${hour}not a time,1,2\n2026-06-01T10:00:00+08:00,many,2\n`);
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  const refused = page.locator(".sizing-refused");
  assert.match(await refused.innerText(), /2 rows could not be counted: the need is a lower bound/);
  await refused.getByText("Which, and why").click();
  // A header, 60 rows: the first wrong one is in line 62.
  assert.match(await refused.innerText(), /line 62: .*not a time[\s\S]*line 63: .*many/);
  await page.close();
});

test("a file with rows of several models asks for one of them", async () => {
  const { page } = await open();
  const rows = Array.from({ length: 60 }, (_, i) => `2026-06-01T09:${String(i).padStart(2, "0")}:00+08:00,${i % 2 ? "small,20000" : "large,40000"},900`);
  await give(page, "models.csv", `timestamp,model,input_tokens,output_tokens\n${rows.join("\n")}\n`);
  await find(page);
  await page.locator("#sizing-trafficModel-complaint").waitFor();
  assert.match(await complaint(page), /one model is sized at a time.*"large", "small"/i);
  assert.equal(await page.evaluate(() => document.activeElement.id), "sizing-trafficModel");
  await page.fill("#sizing-trafficModel", "small");
  await page.fill("#sizing-coverage", "100");
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  // 20,000 TPM; 720 × (2 × 1.2 + 0.72) and 30 × (2 × 14.4 + 8.64).
  assert.deepEqual(await choices(page), [
    "pay-as-you-go 2,246.40 USD 20,000/1,000 TPM to cover 100% of the minutes Use this",
    "subscription cheapest 1,123.20 USD 20,000/1,000 TPM to cover 100% of the minutes Use this",
  ]);
  await page.close();
});

test("an answer to other inputs says so", async () => {
  const { page } = await open();
  await give(page, "hour.csv", hour);
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  await page.selectOption("#sizing-region", "cn-beijing");
  await page.getByText("This answers the inputs before your last change").waitFor();
  await find(page);
  await page.getByText("This answers the inputs before your last change").waitFor({ state: "detached" });
  assert.match(await page.locator("#sizing-answer-title").innerText(), /Beijing/);
  await page.close();
});

test("the download is the bytes of the command line", async () => {
  const { page } = await open();
  await give(page, "hour.csv", hour);
  await page.fill("#sizing-coverage", "95%");
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".sizing-foot").getByRole("button", { name: "Download JSON" }).click()]);
  const { stdout } = program.run(["size", "--model", model, "--region", "singapore", "--coverage", "95%", "--format", "json", "-"], hour);
  assert.ok(stdout.length > 1000);
  assert.equal(await readFile(await download.path(), "utf8"), stdout);
  await page.close();
});

test("the sizing has no accessibility findings in any view", async () => {
  const { page } = await open();
  assert.deepEqual(await findingsInAllViews(page), []);
  await find(page);
  assert.deepEqual(await findingsInAllViews(page), []);
  await give(page, "hour.csv", `${hour}not a time,1,2\n`);
  await page.fill("#sizing-coverage", "50%");
  await page.getByText("How the file is read").click();
  await find(page);
  await page.locator("#sizing-answer-title").waitFor();
  await page.locator(".sizing-chart svg").first().waitFor();
  await page.getByText("Which, and why").click();
  assert.deepEqual(await findingsInAllViews(page), []);
  if (process.env.COSTPLAN_PICTURES) await picture(page, "sizing");
  await page.getByText("Averages", { exact: true }).click();
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.close();
});
