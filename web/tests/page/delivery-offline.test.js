// The page without a network after the first visit, and what it says when a newer build has been stored.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { dist } from "../../build/paths.mjs";
import { startBrowser, troubleOf } from "../harness/browser.js";
import { startServer } from "../harness/server.js";
import { ready, total, walk } from "./delivery-walk.js";

let browser;
let folder;
let server;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "costplan-offline-"));
  cpSync(dist, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
  server = await startServer({ folder, base: "/page/" });
  browser = await startBrowser();
});
afterEach(async () => {
  await browser.stop();
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function stored(page) {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    while (active.state !== "activated") {
      await new Promise((done) => active.addEventListener("statechange", done, { once: true }));
    }
  });
}

const caches = (page) => page.evaluate(() => globalThis.caches.keys());

/** Another build with prices of another date, as far as the service worker can tell. */
function publish({ edition, build }) {
  for (const name of ["index.html", "sw.js"]) {
    const file = join(folder, name);
    const text = readFileSync(file, "utf8");
    const changed = name === "sw.js" ? text.replaceAll(/"\d{4}-\d\d-\d\d"/g, `"${edition}"`).replaceAll(/"[0-9a-f]{16}-[0-9A-Z]{8}"/g, `"${build}"`) : text.replace("<html", `<html data-build="${build}"`);
    assert.notEqual(changed, text, name);
    writeFileSync(file, changed);
  }
}

const buildOf = (page) => page.evaluate(() => document.documentElement.dataset.build);
const lookForUpdate = (page) => page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));

test("after the first visit everything works without a network", async () => {
  const first = await browser.open(server.address);
  await ready(first.page);
  const before = await total(first.page);
  await stored(first.page);
  assert.deepEqual(await troubleOf(first), []);
  await first.page.close();

  await server.stop();
  await browser.context.setOffline(true);
  for (const address of [server.address, `${server.address}index.html?from=bookmark`]) {
    const tab = await browser.open(address);
    await walk(tab.page);
    assert.equal(await total(tab.page), before);
    assert.deepEqual(await troubleOf(tab), []);
    await tab.page.evaluate(() => localStorage.clear());
    await tab.page.close();
  }
});

test("new prices are announced, taken on request, and the old store goes", async () => {
  const tab = await browser.open(server.address);
  await ready(tab.page);
  await stored(tab.page);
  const [old, ...rest] = await caches(tab.page);
  assert.deepEqual(rest, []);

  publish({ edition: "2031-01-02", build: "second" });
  await lookForUpdate(tab.page);
  const notice = tab.page.getByText("Prices of 2031-01-02 are ready.");
  await notice.waitFor();
  assert.deepEqual((await caches(tab.page)).toSorted(), [old, "costplan /page/ second"].toSorted());
  assert.equal(await buildOf(tab.page), undefined);

  await Promise.all([tab.page.waitForNavigation(), tab.page.getByRole("button", { name: /reload/i }).click()]);
  await ready(tab.page);
  assert.equal(await buildOf(tab.page), "second");
  await tab.page.waitForFunction(async () => (await globalThis.caches.keys()).length === 1);
  assert.deepEqual(await caches(tab.page), ["costplan /page/ second"]);
  assert.equal(await notice.count(), 0);
  assert.deepEqual(await troubleOf(tab), []);
});

test("a newer build with the same prices says so", async () => {
  const tab = await browser.open(server.address);
  await ready(tab.page);
  await stored(tab.page);
  const { edition } = await tab.page.evaluate(() => JSON.parse(document.getElementById("build").textContent));
  publish({ edition, build: "second" });
  await lookForUpdate(tab.page);
  await tab.page.getByText("A newer version of this page is ready.").waitFor();
});

test("a newer build that was stored on an earlier visit is announced on the next", async () => {
  const first = await browser.open(server.address);
  await stored(first.page);
  const second = await browser.open(server.address);
  await ready(second.page);
  publish({ edition: "2031-01-02", build: "second" });
  await lookForUpdate(first.page);
  await first.page.getByText("Prices of 2031-01-02 are ready.").waitFor();
  await first.page.close();
  await second.page.reload();
  await second.page.getByText("Prices of 2031-01-02 are ready.").waitFor();
});

test("while the host still sends the page of the build before, nothing is announced", async () => {
  const tab = await browser.open(server.address);
  await ready(tab.page);
  await stored(tab.page);
  const [old] = await caches(tab.page);
  publish({ edition: "2031-01-02", build: "second" });
  const file = join(folder, "sw.js");
  const { version } = await tab.page.evaluate(() => JSON.parse(document.getElementById("build").textContent));
  writeFileSync(file, readFileSync(file, "utf8").replaceAll(`"${version}"`, '"not yet there"'));
  await lookForUpdate(tab.page).catch(() => undefined); // some browsers say here that it could not be installed
  const states = () => tab.page.evaluate(async () => Object.values((({ installing, waiting, active }) => ({ installing, waiting, active }))(await navigator.serviceWorker.ready)).map((worker) => worker?.state ?? null));
  while ((await states())[0] !== null) {
    await tab.page.waitForTimeout(50);
  }
  assert.deepEqual(await states(), [null, null, "activated"]);
  assert.equal(await tab.page.getByText("are ready").count(), 0);
  await tab.page.reload();
  await ready(tab.page);
  assert.equal(await buildOf(tab.page), undefined);
  assert.ok((await caches(tab.page)).includes(old));
});

test("a window that still shows the older build can load its parts", async () => {
  const [asking, other] = [await browser.open(server.address), await browser.open(server.address)];
  await ready(asking.page);
  await ready(other.page);
  await stored(asking.page);
  publish({ edition: "2031-01-02", build: "second" });
  await lookForUpdate(asking.page);
  const notice = asking.page.getByText("Prices of 2031-01-02 are ready.");
  await notice.waitFor();
  await Promise.all([asking.page.waitForNavigation(), asking.page.getByRole("button", { name: /reload/i }).click()]);
  await server.stop();
  await other.page.getByRole("tab", { name: "YAML" }).click();
  await other.page.locator(".cm-content").waitFor();
});

test("what is stored belongs to its folder: another copy on the same host keeps its own", async () => {
  const tab = await browser.open(server.address);
  await stored(tab.page);
  await tab.page.evaluate(() => globalThis.caches.open("costplan /elsewhere/ first"));
  publish({ edition: "2031-01-02", build: "second" });
  await lookForUpdate(tab.page);
  await tab.page.getByText("Prices of 2031-01-02 are ready.").waitFor();
  await Promise.all([tab.page.waitForNavigation(), tab.page.getByRole("button", { name: /reload/i }).click()]);
  await tab.page.waitForFunction(async () => (await globalThis.caches.keys()).length === 2);
  assert.deepEqual((await caches(tab.page)).toSorted(), ["costplan /elsewhere/ first", "costplan /page/ second"]);
});
