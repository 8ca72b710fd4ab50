// The single file as a double click opens it: from a disk, without a host.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { dist } from "../../build/paths.mjs";
import { startBrowser, troubleOf } from "../harness/browser.js";
import { ready, total, walk } from "./delivery-walk.js";

let browser;
let folder;
let address;
before(async () => {
  browser = await startBrowser({ offline: true });
  folder = mkdtempSync(join(tmpdir(), "costplan single, a folder with spaces "));
  copyFileSync(join(dist, "costplan.html"), join(folder, "costplan.html"));
  address = pathToFileURL(join(folder, "costplan.html")).href;
});
after(async () => {
  await browser.stop();
  rmSync(folder, { recursive: true });
});

test("everything works from one file, and nothing is asked for", async () => {
  const tab = await browser.open(address);
  await walk(tab.page);
  assert.deepEqual(await troubleOf(tab), []);
  // The worker's script is made by the page itself.
  assert.deepEqual(
    tab.requests.filter((request) => !/^(blob|data):/.test(request)),
    [address],
  );
  await tab.page.close();
});

test("the example is there before any script has run", async () => {
  const context = await browser.context.browser()?.newContext({ javaScriptEnabled: false });
  assert.ok(context, "a context without scripts");
  try {
    const page = await context.newPage();
    await page.goto(address);
    assert.match(await total(page), /\d\.\d\d USD$/);
  } finally {
    await context.close();
  }
});

test("a link into the file keeps its document", async () => {
  const tab = await browser.open(address);
  await ready(tab.page);
  await tab.page.getByRole("tab", { name: "YAML" }).click();
  await tab.page.locator(".cm-content").click();
  await tab.page.keyboard.press("Control+a");
  await tab.page.keyboard.insertText("region: singapore\ndeployments:\n  - {name: one, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}\n");
  await ready(tab.page);
  await tab.page.waitForFunction(() => /19,360\.00/.test(document.querySelector(".total-amount").textContent)); // 220 hours x 8 units x 11 USD
  await tab.page.waitForFunction(() => location.hash.includes("doc="));
  const link = tab.page.url();
  await tab.page.close();
  const again = await browser.open(link);
  await ready(again.page);
  assert.equal(await total(again.page), "19,360.00 USD");
  assert.deepEqual(await troubleOf(again), []);
  await again.page.close();
});
