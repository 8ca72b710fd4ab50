// A Chromium of its own for each test file, with an empty profile, and pages that write down whatever went wrong.

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

// What takes longer, in milliseconds, counts as hanging. On a machine with other things to do everything is slow.
const patience = 120_000;

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--no-first-run",
];

// COSTPLAN_CHROMIUM names the program; else it is the first of these on the PATH.
function program() {
  const named = process.env.COSTPLAN_CHROMIUM;
  if (named) {
    return named;
  }
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      if (existsSync(join(folder, name))) {
        return join(folder, name);
      }
    }
  }
  throw new Error("there is no Chromium on the PATH: install it (apt-get install chromium) or name it in COSTPLAN_CHROMIUM");
}

/**
 * Starts a browser. `options` are Playwright's for a context. Returns `{context, open(address), stop()}`; `open` gives
 * `{page, trouble, requests}` in a new tab, see watch.
 */
export async function startBrowser(options = {}) {
  const profile = await mkdtemp(join(tmpdir(), "costplan-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program(),
    headless: true,
    args: flags,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(patience);
  await context.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      globalThis.violations.push(`${violatedDirective} forbids ${blockedURI} ${sample}`.trim());
    });
  });
  return {
    context,
    async open(address, navigation) {
      const page = await context.newPage();
      const watched = watch(page, address);
      await page.goto(address, navigation);
      return watched;
    },
    async stop() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Writes down what happens on a page: `trouble` are texts about errors, warnings, failed requests and requests to
 * another host than that of `address`; `requests` are the addresses of all requests.
 */
export function watch(page, address) {
  const { origin } = new URL(address);
  const trouble = [];
  const requests = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      trouble.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => trouble.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("crash", () => trouble.push("the page crashed"));
  page.on("request", (request) => {
    const target = request.url();
    requests.push(target);
    if (/^(https?|wss?):/.test(target) && new URL(target).origin !== origin) {
      trouble.push(`outside request: ${target}`);
    }
  });
  page.on("requestfailed", (request) => {
    trouble.push(`failed request: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) {
      trouble.push(`failed request: ${response.url()} ${response.status()}`);
    }
  });
  return { page, trouble, requests };
}

/** All that was written down, and what the page's policy has blocked. A quiet page gives an empty list. */
export async function troubleOf({ page, trouble }) {
  return [...trouble, ...(await page.evaluate(() => globalThis.violations))];
}
