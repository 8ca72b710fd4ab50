// A file of 1,000 deployments.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { quiet, rest, startApp, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

const many = (n) =>
  `region: singapore\ndeployments:\n${Array.from({ length: n }, (_, i) => `  - {name: d${i}, model_name: qwen3-32b, plan: mu, suffix: s${i}, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n`).join("")}`;

async function open(page, text) {
  await page.evaluate((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], "fleet.yaml"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, text);
  await page.waitForFunction(() => document.querySelector(".file-name").textContent === "fleet.yaml");
  await rest(page);
}

test("1,000 deployments: all of them count, and a page of them is drawn", async () => {
  const tab = await app.open();
  const { page } = tab;
  const text = many(1000);
  await open(page, text);
  assert.equal(await total(page), "440,000.00 USD"); // 1,000 × 10 × 44
  assert.equal(await page.locator("[data-row]").count(), 25);
  assert.match(await page.locator(".pane-costs .pager").first().innerText(), /1 to 25 of 1000/);
  await page.locator(".pane-costs").getByRole("button", { name: "Later deployments" }).click();
  await page.waitForSelector('[data-row="25"]');
  await page.waitForSelector('[data-card="25"] [data-field=capacity]');
  await page.locator('[data-card="25"] [data-field=capacity] input').fill("8");
  await page.waitForFunction(() => /440,440\.00/.test(document.querySelector(".total-amount").textContent));
  await page.click("#row-26-title");
  await page.locator('[data-row="26"]').getByRole("button", { name: "Delete d26" }).click();
  await page.waitForFunction(() => /440,000\.00/.test(document.querySelector(".total-amount").textContent));
  await page.click("#tab-yaml");
  await page.waitForSelector(".cm-content");
  await page.click("#tab-form");
  await quiet(tab);
  await page.close();
});
