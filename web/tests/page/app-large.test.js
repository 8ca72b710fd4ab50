// A file of 1,000 deployments, and how fast the page is.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { longestTask, quiet, rest, startApp, total, trace } from "./app-page.js";

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

/**
 * Fails if something blocks the page for more than 100 ms of processor time. What else the machine does takes from its caches,
 * which only adds to it: the best of three tries is what the page itself takes.
 */
async function blocksForLess(run) {
  const all = [];
  while (all.length < 3 && !all.some((longest) => longest <= 100)) all.push(await run());
  assert.ok(Math.min(...all) <= 100, `the main thread was blocked for ${all.join(", ")} ms`);
}

test("1,000 deployments: all of them count, a page of them is drawn, and nothing blocks for long", () => blocksForLess(async () => {
  const tab = await app.open();
  const { page } = tab;
  const text = many(1000);
  const longest = await longestTask(page, async () => {
    await open(page, text);
    assert.equal(await total(page), "440,000.00 USD"); // 1,000 × 10 × 44
    assert.equal(await page.locator("[data-row]").count(), 25);
    assert.match(await page.locator(".pane-costs .pager").first().innerText(), /1 to 25 of 1000/);
    await page.locator(".pane-costs").getByRole("button", { name: "Later deployments" }).click();
    await page.waitForSelector('[data-row="25"]');
    await page.waitForSelector('[data-card="25"] [data-field=capacity]');
    await page.locator('[data-card="25"] [data-field=capacity] input').fill("8");
    await page.waitForFunction(() => /440,440\.00/.test(document.querySelector(".total-amount").textContent));
    await page.locator('[data-row="26"]').getByRole("button", { name: "Delete d26" }).click();
    await page.waitForFunction(() => /440,000\.00/.test(document.querySelector(".total-amount").textContent));
    await page.click("#tab-yaml");
    await page.waitForSelector(".cm-content");
    await page.click("#tab-form");
    await page.waitForTimeout(1500);
  });
  await quiet(tab);
  await page.close();
  return longest;
}));

test("nothing blocks for long from the first paint to the last chart", () => blocksForLess(async () => {
  const { page } = await app.open();
  const longest = await longestTask(page, async () => {
    await page.reload();
    await rest(page);
    await page.waitForSelector(".chart-host svg");
    await page.waitForTimeout(1000);
  });
  await page.close();
  return longest;
}));

test("a keystroke to new amounts takes less than 50 ms for 20 deployments", async () => {
  const { page } = await app.open();
  await open(page, many(20));
  await page.locator('[data-card="0"] [data-field=capacity] input').focus();
  await page.waitForTimeout(1000);
  const { tasks, marks } = await trace(page, () =>
    page.evaluate(async () => {
      const input = document.querySelector('[data-card="0"] [data-field=capacity] input');
      const shown = document.querySelector('[data-row="0"] .amount .figure');
      for (let i = 0; i < 9; i++) {
        const before = shown.textContent;
        console.timeStamp("keystroke");
        input.value = String(8 + 4 * i);
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        await new Promise((done) => {
          const observer = new MutationObserver(() => {
            if (shown.textContent === before) return;
            observer.disconnect();
            done();
          });
          observer.observe(shown, { subtree: true, childList: true, characterData: true });
        });
        console.timeStamp("amount");
        await new Promise((done) => setTimeout(done, 600));
      }
    }),
  );
  // What page and engine did from each keystroke to its amount, one after the other.
  const begins = marks.filter((m) => m.name === "keystroke");
  const ends = marks.filter((m) => m.name === "amount");
  assert.equal(ends.length, 9);
  const times = begins.map(({ at }, i) => {
    const meanwhile = tasks.filter((task) => task.end >= at && task.start <= ends[i].at);
    assert.ok(meanwhile.some((task) => task.worker), "the engine was asked");
    return meanwhile.reduce((sum, task) => sum + task.time, 0);
  });
  const third = [...times].sort((a, b) => a - b)[2]; // see blocksForLess
  assert.ok(third < 50, `${times.map((t) => t.toFixed(1)).join(", ")} ms`);
  await page.close();
});
