// Measures the built page in a browser, in turns with an empty page: what the browser itself takes is in both.
//
//   node page.mjs RESULTS.json     needs web/dist, web/node_modules and Chromium
//
// The results are medians of the rounds, in milliseconds but for the layout shift, and the ratio to the empty page.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBrowser } from "../../web/tests/harness/browser.js";
import { startServer } from "../../web/tests/harness/server.js";

const [results] = process.argv.slice(2);
if (results === undefined) {
  console.error("usage: node page.mjs RESULTS.json");
  process.exit(2);
}
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const keystrokes = 5;
const lengths = [2, 20, 200, 1000];

/** As little as a page can be that shows something and answers a key. */
const empty = `<!doctype html><title>empty</title><p class="total-amount">0</p><input>
<script>document.querySelector("input").oninput = ({ target }) => (document.querySelector("p").textContent = target.value);</script>`;

const many = (n) =>
  `region: singapore\ndeployments:\n${Array.from({ length: n }, (_, i) => `  - {name: d${i}, model_name: qwen3-32b, plan: mu, suffix: s${i}, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n`).join("")}`;

const folder = await mkdtemp(join(tmpdir(), "costplan-bench-"));
await writeFile(join(folder, "index.html"), empty);
const beside = await startServer({ folder });
const server = await startServer();
const browser = await startBrowser();
await browser.context.addInitScript(() => {
  Object.assign(globalThis, { shift: 0, longest: 0 });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (globalThis.shift += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (globalThis.longest = Math.max(globalThis.longest, duration)))).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    if (document.querySelector("#app[data-engine=ready]")) globalThis.readyAt ??= performance.now();
  }).observe(document, { subtree: true, childList: true, attributeFilter: ["data-engine"] });
});

/** One load by a browser that has nothing of the page stored. */
async function load(address, isEmpty) {
  const page = await browser.context.newPage();
  const session = await browser.context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.setBypassServiceWorker", { bypass: true });
  await page.goto(address);
  await page.waitForFunction((isEmpty) => performance.getEntriesByName("first-contentful-paint").length > 0 && (isEmpty || globalThis.readyAt !== undefined), isEmpty);
  await page.waitForTimeout(1000); // the charts come after the engine
  const figures = await page.evaluate(() => ({
    paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    ready: globalThis.readyAt,
    shift: globalThis.shift,
    longest: globalThis.longest,
  }));
  await page.close();
  return figures;
}

/** From a key to the frame after the one that shows what it changed, for several keys. */
function typed(page, field) {
  return page.evaluate(
    async ([field, keystrokes]) => {
      const times = [];
      const shown = () => document.querySelector(".total-amount").textContent;
      for (let i = 0; i < keystrokes; i++) {
        const input = document.querySelector(field);
        const before = shown();
        const began = performance.now();
        input.value = String(8 + 4 * i);
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
        while (shown() === before || document.querySelector("[data-behind]")) await new Promise((done) => setTimeout(done, 0));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        times.push(performance.now() - began);
        await new Promise((done) => setTimeout(done, 1000)); // the comparison and the charts follow
      }
      return times;
    },
    [field, keystrokes],
  );
}

async function keystroke(n) {
  const page = await browser.context.newPage();
  await page.goto(server.address);
  await page.waitForSelector("#app[data-engine=ready]:not([data-behind])");
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "fleet.yaml"));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  }, many(n));
  await page.waitForFunction((n) => document.querySelector(".total-amount").textContent.replaceAll(/\D/g, "") === `${n * 440}00`, n);
  await page.waitForSelector("#app:not([data-behind])");
  const field = '[data-card="0"] [data-field=capacity] input';
  await page.locator(field).focus();
  await page.waitForTimeout(1500);
  const times = await typed(page, field);
  await page.close();
  return median(times);
}

async function keystrokeBeside() {
  const page = await browser.context.newPage();
  await page.goto(beside.address);
  const times = await typed(page, "input");
  await page.close();
  return median(times);
}

const measured = [];
await load(server.address); // the browser itself warms up
for (let round = 0; round < rounds; round++) {
  console.error(`== page, round ${round + 1} of ${rounds}`);
  const ours = await load(server.address, false);
  const theirs = await load(beside.address, true);
  const key = await keystrokeBeside();
  const keys = [];
  for (const n of lengths) keys.push(await keystroke(n));
  measured.push({ ours, theirs, key, keys });
}
await browser.stop();
await server.stop();
await beside.stop();
await rm(folder, { recursive: true });

const row = (what, ours, theirs) => ({ what, ours: median(measured.map(ours)), theirs: median(measured.map(theirs)), ratio: median(measured.map((m) => ours(m) / theirs(m))) });
const rows = [
  row("first paint", ({ ours }) => ours.paint, ({ theirs }) => theirs.paint),
  row("engine ready", ({ ours }) => ours.ready, ({ theirs }) => theirs.paint),
  ...lengths.map((n, i) => row(`a key to the new total, ${n.toLocaleString("en")} deployments`, ({ keys }) => keys[i], ({ key }) => key)),
];
await writeFile(results, JSON.stringify({ rounds, rows, longest: median(measured.map(({ ours }) => ours.longest)), shift: median(measured.map(({ ours }) => ours.shift)) }, null, 2));

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
