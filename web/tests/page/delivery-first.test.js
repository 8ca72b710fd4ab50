// What is there before anything of the application has come.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

test("the first paint shows the example's answer, before any script of the application has come", async () => {
  const waiting = await startServer({ handler: (request) => request.url.endsWith(".js") }); // never answered
  const page = await browser.context.newPage();
  try {
    await page.goto(waiting.address, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length === 1);
    assert.match(await page.locator(".total-amount").innerText(), /\d\.\d\d\s+USD/);
    assert.ok(await page.locator("[data-engine]").count() <= 1);
  } finally {
    await page.close();
    await waiting.stop();
  }
});
