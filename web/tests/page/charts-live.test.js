// The chart of hours on the page: "you are here" changes the hours of the deployment.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { quiet, rest, startApp, textOf, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

const document = `region: singapore
deployments:
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220} # office
`;

test("dragging you are here sets the hours, keeps comments, and is one step to undo", async () => {
  const tab = await app.open(document);
  const { page } = tab;
  const handle = page.getByRole("slider");
  await handle.waitFor();
  assert.equal(await handle.getAttribute("aria-valuenow"), "220");
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  const picture = await page.locator(".chart-picture", { has: handle }).boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(picture.x + picture.width, y, { steps: 6 });
  await page.mouse.up();
  await page.waitForFunction(() => /63,360\.00/.test(globalThis.document.querySelector(".total-amount").textContent)); // 720 x 8 x 44 / 4
  assert.match(await textOf(page), /hours: 720\} # office/);
  await page.click("[data-key=undo]");
  await rest(page);
  assert.equal(await textOf(page), document);
  assert.equal(await total(page), "19,360.00 USD"); // 220 x 8 x 44 / 4

  await page.waitForFunction(() => globalThis.document.querySelector("[role=slider]")?.getAttribute("aria-valuenow") === "220");
  await handle.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /21,120\.00/.test(globalThis.document.querySelector(".total-amount").textContent)); // 240 hours
  await page.waitForFunction(() => globalThis.document.querySelector("[role=slider]").getAttribute("aria-valuetext") === "you are here: 8 hours a day");
  assert.equal(await handle.evaluate((e) => e === globalThis.document.activeElement), true, "the focus stays when the chart is drawn anew");
  await quiet(tab);
  await page.close();
});

test("a subscription has no hours to move", async () => {
  const { page } = await app.open(document.replace("hours: 220", "payment: subscription, months: 1"));
  await page.waitForSelector(".chart-picture > svg");
  await page.waitForSelector('figure[data-kind="lines"] .chart-readout', { state: "attached" });
  assert.equal(await page.getByRole("slider").count(), 0);
  await page.close();
});
