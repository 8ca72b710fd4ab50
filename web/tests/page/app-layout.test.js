// What is seen, and where: the layout at the widths that people have, the table of costs, the findings as the form words them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { quiet, rest, startApp, textOf, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

test("at 1280 x 720 the first field, the total and the first alternative are in sight, under one scroll", async () => {
  const tab = await app.open();
  const { page } = tab;
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.waitForSelector(".matrix-table");
  for (const selector of [".total-amount", '[data-card="0"] [role=combobox]', ".matrix-table tbody th"]) {
    const box = await page.locator(selector).first().boundingBox();
    assert.ok(box.y >= 0 && box.y + box.height <= 720, `${selector} is at ${box.y}`);
  }
  const scrolled = await page.evaluate(() =>
    [...document.querySelectorAll("main *")].filter((e) => e.scrollHeight > e.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(e).overflowY)).map((e) => e.className),
  );
  assert.deepEqual(scrolled, [], "nothing but the page scrolls up and down");
  await page.evaluate(() => scrollTo(0, 1e6));
  assert.ok((await page.locator(".total-amount").boundingBox()).y >= 0, "the total stays in sight");
  await quiet(tab);
  await page.close();
});

for (const width of [320, 360, 820, 1100, 1280, 1440, 1920]) {
  test(`at ${width} px nothing is wider than the window, and the header leaves the room to the page`, async () => {
    const { page } = await app.open();
    await page.setViewportSize({ width, height: 800 });
    await page.waitForSelector(".matrix-table");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    const bar = await page.locator(".bar").boundingBox();
    assert.ok(bar.y + bar.height <= 120, `the header ends at ${bar.y + bar.height}`);
    for (const input of await page.locator('[data-card="0"] .input').all()) {
      assert.equal(await input.evaluate((e) => e.scrollWidth > e.clientWidth), false, `${await input.inputValue()} is whole`);
    }
    if (width >= 1100) {
      const heights = await page.locator(".row > tr:first-child").evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
      assert.ok(heights.every((height) => height < 50), `a deployment is one line: ${heights}`);
    }
    await page.close();
  });
}

test("on a touch screen what is pressed is 44 px high", async () => {
  const touch = await startApp({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } });
  const { page } = await touch.open();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, select, input:not([type=radio]), .choice")]
      .filter((e) => e.checkVisibility() && e.getBoundingClientRect().width > 1 && !e.closest("p, .finding-head, .visually-hidden, .chart, .matrix"))
      .filter((e) => e.getBoundingClientRect().height < 43.5)
      .map((e) => `${e.className} ${e.textContent.trim()} ${e.getBoundingClientRect().height}`),
  );
  assert.deepEqual(small, []);
  await touch.stop();
});

// 720 hours of 4, 8, 12 and 4 units MU1 at 44 USD for 4: 31,680, 63,360, 95,040, 31,680.
const fleet = `region: singapore
deployments:
  - {name: one, model_name: qwen3-32b, plan: mu, suffix: a, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY}
  - {name: two, model_name: qwen3-32b, plan: mu, suffix: b, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY}
  - {name: three, model_name: qwen3-32b, plan: mu, suffix: c, deploy_spec: MU1, capacity: 12, billing_method: POST_PAY}
  - {name: far, model_name: qwen3-32b, plan: mu, region: beijing, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY}
`;

const names = (page) => page.locator(".row-title").allInnerTexts();

test("rows are sorted, searched and grouped with the subtotals of the engine", async () => {
  const tab = await app.open(fleet);
  const { page } = tab;
  await page.getByRole("button", { name: "Amount" }).click();
  assert.deepEqual((await names(page)).slice(0, 2), ["three", "two"]);
  assert.equal(await page.locator("[aria-sort=descending]").count(), 1);
  await page.getByRole("button", { name: "Amount" }).click();
  assert.equal((await names(page)).at(-1), "three");
  await page.getByRole("button", { name: "Amount" }).click();
  assert.deepEqual(await names(page), ["one", "two", "three", "far"], "as written again");
  await page.fill("#costs-search", "singapore two");
  assert.deepEqual(await names(page), ["two"]);
  await page.fill("#costs-search", "nothing like it");
  await page.getByRole("button", { name: "Show all" }).click();
  await page.selectOption("#costs-group", "region");
  const groups = await page.locator("[data-group]").allInnerTexts();
  assert.match(groups[0].replaceAll(/\s+/g, " "), /Singapore 3 190,080\.00 USD/); // 31,680 + 63,360 + 95,040
  assert.match(groups[1], /China \(Beijing\)/);
  await quiet(tab);
  await page.close();
});

test("savings of one kind are one line with their sum, and one press and one undo for all", async () => {
  const tab = await app.open(fleet);
  const { page } = tab;
  const group = page.locator("[data-codes=CP502]");
  assert.match(await group.innerText(), /4 deployments cost less with the other payment: save [\d,.]+ USD in all/);
  await group.locator("[data-key=apply-all]").click();
  await rest(page);
  assert.equal((await textOf(page)).match(/payment: subscription/g).length, 4);
  await page.click("[data-key=undo]");
  await rest(page);
  assert.equal(await textOf(page), fleet);
  await group.locator("summary").click();
  await group.locator("[data-key=apply]").first().click();
  await rest(page);
  assert.equal((await textOf(page)).match(/payment: subscription/g).length, 1);
  await quiet(tab);
  await page.close();
});

test("what does not cover the period is marked at its row and at the total", async () => {
  const { page } = await app.open(`period: 1y
region: singapore
deployments:
  - {name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 50000, output_tpm: 5000}, estimate: {payment: subscription, days: 30}}
`);
  assert.match(await page.locator("[data-covers]").innerText(), /Pays for 30 days, and the period has \d+ days/);
  assert.match(await page.locator(".total .qualifier").innerText(), /does not cover the whole period/);
  await page.close();
});

test("the budget stands at the total", async () => {
  for (const [budget, state] of [["1000", "over"], ["1000000", "within"]]) {
    const { page } = await app.open(`budget: ${budget}\n${fleet}`);
    await page.locator(`[data-budget=${state}]`).waitFor();
    await page.close();
  }
});

test("beside the form no sentence has the words of the text", async () => {
  const { page } = await app.open(`region: singapore
budget: 100
deployments:
  - {name: a, model_name: qwen3.6-plus-2026-04-02, plan: ptu, ptu_capacity: {input_tpm: 55000, output_tpm: 5000}}
  - {name: b, model_name: qwen-nope, plan: ptu}
  - {name: c, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6}
  - {name: d, model_name: qwen3-14b, plan: lora, capacity: 1}
  - {name: e, model_name: my-own, plan: cu}
`);
  const text = await page.locator(".findings").innerText();
  assert.doesNotMatch(text, /costplan |\b[a-z]+_[a-z]+\b|--[a-z]|estimate\.|plan (ptu|mu|lora|cu)\b/);
  await page.close();
});

test("a model that only another region has switches the region", async () => {
  const tab = await app.open();
  const { page } = tab;
  const box = page.locator('[data-card="0"] [role=combobox]');
  await box.fill("qwen-flash-2025-07-28");
  const option = page.getByRole("option").first();
  assert.match(await option.innerText(), /switches the region to China \(Beijing\)/);
  await option.click();
  await rest(page);
  const text = await textOf(page);
  assert.match(text, /region: cn-beijing/);
  assert.match(text, /model_name: qwen-flash-2025-07-28/);
  assert.doesNotMatch(await total(page), /at least/);
  await quiet(tab);
  await page.close();
});

test("views have addresses: Back leads out of them, and reload stays", async () => {
  const tab = await app.open(fleet);
  const { page } = tab;
  await page.getByRole("button", { name: "Prices", exact: true }).click();
  await page.waitForSelector(".prices-table");
  assert.match(page.url(), /#\/prices\?.*doc=/);
  await page.reload();
  await page.waitForSelector(".prices-table");
  await rest(page);
  await page.getByRole("button", { name: "Size from traffic" }).click();
  assert.match(page.url(), /#\/size\?/);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#prices")?.checkVisibility());
  await page.goBack();
  await page.waitForSelector("#costs");
  assert.equal((await names(page)).length, 4, "with the document that was there");
  assert.equal(await page.locator("[data-notice]").count(), 0);
  await quiet(tab);
  await page.close();
});

test("where the page contradicts itself is one press from the total", async () => {
  const { page } = await app.open();
  await page.click("[data-key=contradictions]");
  await page.waitForFunction(() => document.activeElement?.id === "prices-notes");
  await page.close();
});
