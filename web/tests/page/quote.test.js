// The quote to hand over: on paper one page with the rows, the total and the source, and nothing of the page around it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { repository } from "../../build/paths.mjs";
import { join } from "node:path";
import { findingsInAllViews } from "../harness/accessibility.js";
import { quiet, rest, startApp, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

async function open() {
  const tab = await app.open(await readFile(join(repository, "testdata/examples/deployments.yaml"), "utf8"));
  await tab.page.click("[data-key=export]");
  await tab.page.click("[data-key=quote]");
  await tab.page.locator(".quote").waitFor();
  return tab;
}

test("the quote has every row, the total of the page, the period and the source", async () => {
  const tab = await open();
  const { page } = tab;
  const text = (await page.locator(".quote").innerText()).replaceAll(/\s+/g, " ");
  assert.equal(await page.locator(".quote-rows tbody tr").count(), 7);
  assert.ok(text.includes(await total(page)));
  for (const part of ["37,671.31 USD", "2026-06-20", "edition 2026-06-06", "Create deployment", "chat-peak", "19,360.00"]) assert.ok(text.includes(part), part);
  await quiet(tab);
  await page.close();
});

test("printed, it is alone, and fits a page of A4 and of Letter", async () => {
  const { page } = await open();
  await page.fill("#quote-title", "Assistant in production");
  await page.fill("#quote-for", "Finance");
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() => [...document.querySelectorAll("#app > *")].filter((e) => getComputedStyle(e).display !== "none").map((e) => e.tagName));
  assert.deepEqual(shown, ["DIALOG"]);
  assert.equal(await page.locator("#quote-notes").isVisible(), false, "an empty line is not printed");
  for (const format of ["A4", "Letter"]) {
    const pdf = (await page.pdf({ format })).toString("latin1");
    assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g).length, 1, format);
  }
  await page.close();
});

test("a value that was refused marks the total as of before", async () => {
  const { page } = await app.open("region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n");
  const hours = page.locator('[data-card="0"] [data-field=hours] input');
  await hours.fill("50.000");
  await page.locator('[data-field=hours] .problem-error').getByText("50.000 can mean 50000 or 50").waitFor();
  assert.equal(await total(page), "440.00 USD");
  assert.match(await page.locator(".total-note").innerText(), /from before the value that was refused/);
  await hours.fill("２０");
  await page.waitForFunction(() => document.querySelector(".total-amount").textContent.includes("880.00"));
  await rest(page);
  assert.doesNotMatch(await page.locator(".total-note").innerText(), /refused/);
  await page.close();
});

test("the quote has no accessibility findings", async () => {
  const { page } = await open();
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.close();
});
