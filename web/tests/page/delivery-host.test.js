// The page on hosts of different kinds: in a folder below the root, without compressed copies, without types.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dist } from "../../build/paths.mjs";
import { startBrowser, troubleOf } from "../harness/browser.js";
import { startServer } from "../harness/server.js";
import { ready, walk } from "./delivery-walk.js";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.stop());

async function withServer(options, body) {
  const server = await startServer(options);
  try {
    await body(server);
  } finally {
    await server.stop();
  }
}

test("a walk over the whole page breaks no rule of its policy and asks for nothing outside", async () => {
  await withServer({}, async ({ address }) => {
    const tab = await browser.open(address);
    await walk(tab.page);
    assert.deepEqual(await troubleOf(tab), []);
    await tab.page.close();
  });
});

test("in a folder below the root", async () => {
  await withServer({ base: "/some/folder/" }, async ({ address, requests }) => {
    const tab = await browser.open(`${address}?from=test#nothing`);
    await walk(tab.page);
    assert.deepEqual(await troubleOf(tab), []);
    assert.ok(requests.some((path) => path.endsWith(".wasm")));
    assert.deepEqual(
      requests.filter((path) => !path.startsWith("/some/folder/")),
      [],
    );
    await tab.page.close();
  });
});

test("what is loaded when first shown is not loaded before", async () => {
  await withServer({}, async ({ address }) => {
    const tab = await browser.open(address);
    // Those of the page; the service worker stores everything, in its own time.
    const parts = () => tab.requests.map((request) => request.match(/(editor|prices|sizing)-[0-9A-Z]{8}\.js$/)?.[1]).filter(Boolean);
    await ready(tab.page);
    assert.deepEqual(parts(), []);
    await tab.page.getByRole("tab", { name: "YAML" }).click();
    await tab.page.locator(".cm-content").waitFor();
    assert.deepEqual(parts(), ["editor"]);
    await tab.page.close();
  });
});

test("compressed copies are sent to who takes them, and hashed names may be kept for a year", async () => {
  await withServer({}, async ({ address }) => {
    const get = (path, encodings) => fetch(address + path, { headers: { "Accept-Encoding": encodings } });
    const module = readdirSync(dist).find((name) => name.endsWith(".wasm"));
    for (const [encodings, wanted] of [
      ["gzip, br", "br"],
      ["gzip", "gzip"],
      ["identity", null],
    ]) {
      const response = await get(module, encodings);
      assert.equal(response.headers.get("Content-Encoding"), wanted);
      assert.equal(response.headers.get("Content-Type"), "application/wasm");
      assert.match(response.headers.get("Cache-Control"), /immutable/);
      await response.arrayBuffer();
    }
    const page = await get("", "br");
    assert.equal(page.headers.get("Cache-Control"), "no-cache");
    const again = await fetch(address, { headers: { "Accept-Encoding": "br", "If-None-Match": page.headers.get("ETag") } });
    assert.equal(again.status, 304);
    assert.equal((await get("%2e%2e/package.json", "br")).status, 404);
    assert.equal((await get("%zz", "br")).status, 404);
    assert.equal((await fetch(address, { method: "POST" })).status, 405);
  });
});

test("on a host that knows no types of modules and sends no copies", async () => {
  const folder = mkdtempSync(join(tmpdir(), "costplan-host-"));
  try {
    cpSync(dist, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
    const handler = (request, response) => {
      const setHeader = response.writeHead.bind(response);
      response.writeHead = (status, headers) => setHeader(status, { ...headers, ...(request.url.endsWith(".wasm") && { "Content-Type": "application/octet-stream" }) });
      return false;
    };
    await withServer({ folder, handler }, async ({ address }) => {
      const tab = await browser.open(address);
      await ready(tab.page);
      assert.deepEqual(await troubleOf(tab), []);
      await tab.page.close();
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
