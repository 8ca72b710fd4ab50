// What leaves the page: a link that reproduces it, and exports that are the command line's, byte for byte.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { repository } from "../../build/paths.mjs";
import { linkTo, quiet, rest, startApp, textOf, total } from "./app-page.js";

let app;
let folder;
let program;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "costplan-share-"));
  program = join(folder, "costplan");
  execFileSync("go", ["build", "-o", program, "./cmd/costplan"], { cwd: repository, stdio: "inherit" });
  app = await startApp();
});
after(async () => {
  await app.stop();
  await rm(folder, { recursive: true });
});

const example = () => readFile(join(repository, "testdata/examples/deployments.yaml"), "utf8");

test("a link reproduces the page elsewhere, and no server sees the document", async () => {
  const text = (await example()).replace("name: chat\n", "name: chät 😀\n");
  const one = await app.open(text);
  const shown = await total(one.page);
  assert.equal(shown, "37,671.31 USD");
  assert.equal(await textOf(one.page), text);
  await one.page.click("[data-key=share]");
  const link = await one.page.locator("#share-link").inputValue();
  assert.match(link, /#v=1&edition=2026-06-06&total=37%2C671\.31\+USD&/);
  await one.page.close();
  const before_ = app.server.requests.length;
  const two = await app.open(undefined, { fragment: new URL(link).hash });
  assert.equal(await total(two.page), shown);
  assert.equal(await textOf(two.page), text);
  assert.equal(await two.page.locator("[data-notice]").count(), 0);
  assert.ok(app.server.requests.slice(before_).every((path) => path.length < 100), "addresses of requests hold nothing of it");
  await quiet(two);
  await two.page.close();
});

test("the address follows the document, so that a reload keeps it", async () => {
  const { page } = await app.open("deployments: []\n");
  await page.click("[data-empty] [data-example=office-hours]");
  await rest(page);
  await page.locator('[data-card="0"] [data-field=name] input').fill("front desk");
  await page.waitForFunction(() => document.querySelector('[data-row="0"] .row-title')?.textContent === "front desk");
  await page.waitForTimeout(500);
  await page.reload();
  await rest(page);
  assert.equal(await page.locator('[data-row="0"] .row-title').innerText(), "front desk");
  await page.close();
});

test("copying the link puts it on the clipboard", async () => {
  await app.browser.context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(app.server.address).origin });
  const { page } = await app.open(await example());
  await page.click("[data-key=share]");
  await page.getByRole("button", { name: "Copy the link" }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.locator("#share-link").inputValue());
  await page.close();
});

const commands = {
  "price-json": ["price", "--format", "json"],
  "price-csv": ["price", "--format", "csv"],
  "price-markdown": ["price", "--format", "markdown"],
  "price-focus": ["price", "--format", "focus"],
  "lint-json": ["lint", "--format", "json"],
  "compare-json": ["compare", "--format", "json"],
  "compare-csv": ["compare", "--format", "csv"],
  "compare-markdown": ["compare", "--format", "markdown"],
  "request-json": ["request", "--format", "json"],
  "request-curl": ["request", "--format", "curl"],
};

test("exports are the bytes of the command line", async () => {
  const text = await example();
  await writeFile(join(folder, "deployments.yaml"), text);
  const tab = await app.open(text);
  const { page } = tab;
  // Chromium drops what a page saves beyond ten files in a second.
  const saved = async (id) => {
    await page.waitForTimeout(150);
    const [file] = await Promise.all([page.waitForEvent("download"), page.click(`[data-export=${id}]`)]);
    return readFile(await file.path(), "utf8");
  };
  await page.click("[data-key=export]");
  const offered = await page.locator("[data-export]").evaluateAll((buttons) => buttons.map((b) => b.dataset.export));
  assert.deepEqual([...offered].sort(), ["document", ...Object.keys(commands)].sort(), "each of them is compared here");
  for (const [id, args] of Object.entries(commands)) {
    const { stdout, stderr } = spawnSync(program, [...args, "deployments.yaml"], { cwd: folder, maxBuffer: 1 << 26 });
    assert.ok(stdout.length > 0, `${id}: ${stderr}`);
    assert.equal(await saved(id), stdout.toString("utf8"), id);
  }
  assert.equal(await saved("document"), text);
  await quiet(tab);
  await page.close();
});

test("an export that cannot be made says why", async () => {
  const { page } = await app.open(undefined, { fragment: linkTo("region: singapore\ndeployments:\n  - {name: a, model_name: nope, plan: mu}\n") });
  await page.click("[data-key=export]");
  await page.click("[data-export=request-json]");
  await page.locator("[data-notice=export]").waitFor();
  assert.ok((await page.locator("[data-notice=export]").innerText()).length > 10);
  await page.close();
});
