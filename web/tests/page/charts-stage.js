// A page with nothing but charts, under the policy of the real one, and what the engine answers for them.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { plotWithoutStyles } from "../../build/plot.mjs";
import { repository, sources } from "../../build/paths.mjs";
import { lazyStyles } from "../../build/styles.mjs";
import { targets } from "../../build/targets.mjs";
import { startBrowser } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

/** Asks the native engine several things; the results are in their order. */
export async function ask(...requests) {
  const child = spawn("go", ["run", "./wasm"], { cwd: repository, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(requests.map((request) => `${JSON.stringify({ api: 1, ...request })}\n`).join(""));
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the native engine ended with ${code}`);
  const responses = Buffer.concat(output).toString("utf8").trim().split("\n").map((line) => JSON.parse(line));
  return responses.map(({ ok, result, error }) => {
    if (!ok) throw new Error(error.message);
    return result;
  });
}

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">
<title>Charts</title>
<link rel="stylesheet" href="style.css">
<main><h1>Charts</h1><h2>All of them</h2></main>
<script type="module" src="stage.js"></script>
`;

const script = `import { mountChart, mountMatrix } from "./charts/index";
const handles = {};
const chosen = [];
const moved = [];
const place = (id) => {
  const host = document.createElement("section");
  host.id = id;
  document.querySelector("main").append(host);
  return host;
};
globalThis.stage = {
  handles,
  chosen,
  moved,
  chart(id, chart) {
    const { update, destroy } = mountChart(place(id), { chart, move: (to) => moved.push(to) });
    handles[id] = { update: (next) => update({ chart: next, move: (to) => moved.push(to) }), destroy };
  },
  matrix(id, matrix) {
    handles[id] = mountMatrix(place(id), matrix, { choose: (cell) => chosen.push(cell) });
  },
};
`;

/**
 * Builds and opens the page. Returns `{page, trouble, show(charts), stop()}`; each chart is in a place with its ID.
 * `options` are Playwright's for the browser.
 */
export async function startStage(options = {}) {
  const folder = await mkdtemp(join(tmpdir(), "costplan-charts-"));
  const code = await build({
    stdin: { contents: script, resolveDir: sources, loader: "ts" },
    bundle: true,
    format: "esm",
    target: targets,
    write: false,
    plugins: [lazyStyles, plotWithoutStyles],
    logLevel: "silent",
  });
  const styles = await Promise.all(["tokens", "base"].map((name) => readFile(join(sources, "styles", `${name}.css`), "utf8")));
  await writeFile(join(folder, "index.html"), page);
  await writeFile(join(folder, "stage.js"), code.outputFiles[0].contents);
  await writeFile(join(folder, "style.css"), `${styles.join("\n")}\nmain { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; padding: 12px; background: var(--surface); }`);
  const server = await startServer({ folder });
  const browser = await startBrowser({ acceptDownloads: true, ...options });
  const opened = await browser.open(server.address, { waitUntil: "load" });
  await opened.page.waitForFunction(() => globalThis.stage);
  return {
    ...opened,
    /** Mounts charts by their IDs. */
    show: (charts) => opened.page.evaluate((all) => Object.entries(all).forEach(([id, chart]) => globalThis.stage.chart(id, chart)), charts),
    async stop() {
      await browser.stop();
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}
