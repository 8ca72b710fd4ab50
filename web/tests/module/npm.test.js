// The npm package as somebody gets it: built, packed, installed in an empty folder and used there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { buildPackage, target } from "../../../wasm/npm/build.mjs";
import { repository, web } from "../../build/paths.mjs";
import { startBrowser, troubleOf } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

const run = promisify(execFile);
let folder;
let packed;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "costplan-npm-"));
  await buildPackage("v1.2.3-test.4");
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", folder, target], { cwd: folder });
  [packed] = JSON.parse(stdout);
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  await run("npm", ["install", "--offline", "--no-audit", "--no-fund", join(folder, packed.filename)], { cwd: folder });
});

after(() => rm(folder, { recursive: true, force: true }));

async function node(source) {
  await writeFile(join(folder, "script.js"), source);
  const { stdout, stderr } = await run(process.execPath, ["script.js"], { cwd: folder });
  assert.equal(stderr, "");
  return stdout;
}

test("it has its files and its version, and nothing else", () => {
  assert.equal(packed.name, "costplan");
  assert.equal(packed.version, "1.2.3-test.4");
  assert.deepEqual(packed.files.map(({ path }) => path).sort(), [
    "LICENSE", "README.md", "calls.d.ts", "engine.wasm", "go.js", "index.d.ts", "index.js", "licenses.txt", "node.js", "package.json", "service.js",
  ]);
  assert.ok(packed.size < 3_500_000, `${packed.size} bytes to download`);
});

test("what is no version is refused before anything is built", async () => {
  await assert.rejects(buildPackage("latest"), /latest is not a version/);
  await assert.rejects(buildPackage("1.2"), /1\.2 is not a version/);
});

for (const guide of ["wasm/npm/README.md", "wasm/README.md"]) {
  test(`the example of ${guide} prints what stands below it`, async () => {
    const text = await readFile(join(repository, guide), "utf8");
    const examples = [...text.matchAll(/^```js\n(.*?)^```\n+^```text\n(.*?)^```$/gms)];
    assert.equal(examples.length, [...text.matchAll(/^```(js|ts)$/gm)].length, "each has its output below");
    assert.ok(examples.length > 0);
    for (const [, source, output] of examples) {
      assert.equal(await node(source), output);
    }
  });
}

test("it leaves the global scope alone, and each engine is its own", async () => {
  const output = await node(`
    const before = Object.getOwnPropertyNames(globalThis).join();
    const { load } = await import("costplan");
    const [one, two] = await Promise.all([load(), load()]);
    console.log(one !== two, one.call("hello").digest === two.call("hello").digest, Object.getOwnPropertyNames(globalThis).join() === before);
  `);
  assert.equal(output, "true true true\n");
});

test("the module may come as bytes, compiled, or in a response", async () => {
  const output = await node(`
    import { readFile } from "node:fs/promises";
    import { createRequire } from "node:module";
    import { load } from "costplan";
    const bytes = await readFile(createRequire(import.meta.url).resolve("costplan/engine.wasm"));
    for (const module of [bytes, await WebAssembly.compile(bytes), new Response(bytes)]) {
      console.log((await load({ module })).call("hello").prices);
    }
    const { kind, message } = await load({ module: new Response("", { status: 404, statusText: "Not Found" }) }).catch((error) => error);
    console.log(kind, message);
  `);
  assert.equal(output, "225\n225\n225\nfailed the module could not be loaded: 404 Not Found\n");
});

test("texts go in and come out as they are, errors included", async () => {
  const output = await node(`
    import { load } from "costplan";
    const costplan = await load();
    console.log(costplan.respond('{"api": 2, "call": "hello"}'));
    console.log(costplan.respond("{"));
  `);
  for (const line of output.trim().split("\n")) {
    assert.equal(JSON.parse(line).ok, false);
  }
  assert.match(output, /"kind":"version"/);
});

test("the types say what may be asked and what comes back", async () => {
  await writeFile(
    join(folder, "use.ts"),
    `import { load, CostplanError, type View } from "costplan";
const costplan = await load();
const prices: number = costplan.call("hello").prices;
const view: View = costplan.call("state", { files: [{ name: "a.yaml", text: "" }], settings: { region: "singapore" } }).view;
const kind: "request" | "version" | "defect" | "failed" = new CostplanError().kind;
// @ts-expect-error there is no such call
costplan.call("prise");
// @ts-expect-error files are required
costplan.call("state");
// @ts-expect-error there is no such setting
costplan.call("hello", { settings: { regoin: "singapore" } });
export { prices, view, kind };
`,
  );
  for (const resolution of ["nodenext", "bundler"]) {
    await run(
      join(web, "node_modules", ".bin", "tsc"),
      ["--noEmit", "--strict", "--target", "es2022", "--module", resolution === "bundler" ? "esnext" : resolution, "--moduleResolution", resolution, "--lib", "es2022,dom", "use.ts"],
      { cwd: folder },
    ).catch(({ stdout }) => assert.fail(`${resolution}: ${stdout}`));
  }
});

test("it runs in a browser from a plain folder", async () => {
  await writeFile(
    join(folder, "index.html"),
    `<!doctype html><title>loading</title><link rel="icon" href="data:,"><script type="module">
      import { load } from "./node_modules/costplan/index.js";
      const names = Object.getOwnPropertyNames(window).length;
      const costplan = await load();
      document.title = costplan.call("hello").prices + " " + (Object.getOwnPropertyNames(window).length - names);
    </script>`,
  );
  const server = await startServer({ folder });
  const browser = await startBrowser();
  try {
    const tab = await browser.open(server.address);
    await tab.page.waitForFunction(() => document.title !== "loading");
    assert.equal(await tab.page.title(), "225 0");
    assert.deepEqual(await troubleOf(tab), []);
  } finally {
    await browser.stop();
    await server.stop();
  }
});
