// The built page with its engine, for the tests of the page: opening a document, and reading what stands there.

import assert from "node:assert/strict";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { startBrowser, troubleOf, watch } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

/** The fragment of a link to a document, as the page writes it. */
export function linkTo(text, more = {}) {
  const parts = new URLSearchParams({ v: "1", ...more });
  parts.set("doc", deflateRawSync(text).toString("base64url"));
  return `#${parts}`;
}

/** A day on which the prices are two weeks old, so that nothing is said of their age. */
export const day = "2026-06-20T10:00:00Z";

/**
 * A server and a browser. `open(text?, options)` gives a tab with the page on that document, else on the example, in a
 * profile without a draft unless `keep` is set: the page at rest unless `wait` is false. `fragment` is put in place of the
 * document's link, `today` sets the clock, `before(page)` runs before the page is opened.
 *
 * All tabs that are waited for have one engine, the one that is shipped, in a tab of its own: to start it takes longer than
 * most tests. A tab that is not waited for starts its own, as a visitor's does.
 */
export async function startApp(contextOptions = {}) {
  const server = await startServer({ handler: answerHost });
  const browser = await startBrowser({ acceptDownloads: true, ...contextOptions });
  // A service worker would answer in place of the server, and of what a test puts there.
  await browser.context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  let host;
  return {
    server,
    browser,
    async open(text, { fragment, today = day, before, wait = true, keep = false } = {}) {
      const page = await browser.context.newPage();
      await page.clock.setFixedTime(new Date(today));
      if (!keep) {
        await page.addInitScript(() => {
          if (sessionStorage.getItem("test.fresh") === null) {
            localStorage.clear();
            sessionStorage.setItem("test.fresh", "");
          }
        });
      }
      if (wait) {
        await (host ??= startHost(browser.context, server.address));
        await page.addInitScript(connectToHost);
      }
      await before?.(page);
      const tab = watch(page, server.address);
      await page.goto(server.address + (fragment ?? (text === undefined ? "" : linkTo(text))));
      if (wait) await rest(page);
      return tab;
    },
    async stop() {
      await browser.stop();
      await server.stop();
    },
  };
}

const hostPath = "engine-of-all-tabs";

function answerHost(request, response) {
  if (request.url !== `/${hostPath}`) return false;
  response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>engine</title>");
  return true;
}

/** Starts the engine in a tab that answers the requests of the others. */
async function startHost(context, address) {
  const page = await context.newPage();
  await page.goto(address + hostPath);
  await page.evaluate(async () => {
    const text = await (await fetch("./")).text();
    const build = JSON.parse(new DOMParser().parseFromString(text, "text/html").getElementById("build").textContent);
    const worker = new Worker(build.addresses.worker);
    const channel = new BroadcastChannel("engine");
    const asked = [];
    await new Promise((ready, failed) => {
      worker.onerror = ({ message }) => failed(new Error(message));
      worker.onmessage = ({ data }) => {
        if (data.kind === "ready") ready();
        else if (data.kind === "failed") failed(new Error(data.detail));
        else channel.postMessage({ ...asked[data.id], response: data.response });
      };
      worker.postMessage({ kind: "start", module: { address: new URL(build.addresses.module, location.href).href } });
    });
    channel.onmessage = ({ data: { to, id, request } }) => {
      if (request !== undefined) worker.postMessage({ kind: "call", id: asked.push({ to, id }) - 1, request });
    };
  });
}

/** Puts the engine of all tabs in the place of the worker that a page would start. */
function connectToHost() {
  globalThis.Worker = class {
    #name = crypto.randomUUID();
    #channel = new BroadcastChannel("engine");
    #hear = null;

    constructor() {
      this.#channel.onmessage = ({ data: { to, id, response } }) => {
        if (to === this.#name && response !== undefined) this.#hear?.({ data: { kind: "answer", id, response } });
      };
    }

    set onmessage(hear) {
      this.#hear = hear;
    }

    postMessage({ kind, id, request }) {
      if (kind === "start") queueMicrotask(() => this.#hear?.({ data: { kind: "ready" } }));
      else this.#channel.postMessage({ to: this.#name, id, request });
    }

    terminate() {
      this.#channel.close();
    }
  };
}

/** Makes the engine's answers come when what `globalThis.delay` gives on the page has passed: milliseconds or a promise. */
export async function delayEngine(page) {
  await page.addInitScript(() => {
    globalThis.delay = () => 0;
    const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
    Object.defineProperty(Worker.prototype, "onmessage", {
      set(hear) {
        set.call(this, async (event) => {
          const delay = globalThis.delay();
          await (typeof delay === "number" ? new Promise((done) => setTimeout(done, delay)) : delay);
          hear.call(this, event);
        });
      },
    });
  });
}

/** Waits until the engine runs and what is shown is of the present text. */
export async function rest(page) {
  await page.waitForSelector("#app[data-engine=ready]:not([data-behind])");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
}

/** The total as it stands at the top, in one line. */
export async function total(page) {
  return (await page.locator(".total-amount").innerText()).replaceAll(/\s+/g, " ").trim();
}

/** What qualifies the total. */
export async function totalNote(page) {
  return (await page.locator(".total-note").innerText()).replaceAll(/\s+/g, " ").trim();
}

/** The document as the address has it; the address follows a little later than the page. */
export async function textOf(page) {
  await page.click("[data-key=share]");
  const link = await page.locator("#share-link").inputValue();
  await page.keyboard.press("Escape");
  return inflateRawSync(Buffer.from(new URL(link).hash.slice(1).match(/doc=([\w-]*)/)[1], "base64url")).toString();
}

/** Types into the text editor, which lives in a shadow root of its own. */
export async function typeYaml(page, text) {
  await page.click("#tab-yaml");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(text);
}

export async function quiet(tab) {
  assert.deepEqual(await troubleOf(tab), []);
}
