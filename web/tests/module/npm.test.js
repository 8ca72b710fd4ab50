// The npm package as somebody gets it: built, packed, installed in an empty folder and used there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { buildPackage, target } from "../../../wasm/npm/build.mjs";
import { repository, web } from "../../build/paths.mjs";
import { startBrowser, troubleOf } from "../harness/browser.js";
import { startServer } from "../harness/server.js";
import { at, buildProgram, connect, inspect, questions } from "./agents.js";

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
    "LICENSE", "README.md", "calls.d.ts", "cli.js", "engine.wasm", "go.js", "index.d.ts", "index.js", "licenses.txt", "mcp.js", "node.js", "package.json",
    ...["compare", "deployment", "diff", "lint", "overlay", "quote", "rates", "refund", "rules", "size"].map((name) => `schema/${name}.schema.json`),
    "server.json", "service.js",
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

test("agents get the same answers from the package as from the command line", async (t) => {
  const program = await buildProgram(folder);
  const installed = join(folder, "node_modules", ".bin", "costplan");
  await writeFile(join(folder, "a.yaml"), "region: singapore\ndeployments: [{name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}]\n");
  const roots = [pathToFileURL(folder).href];
  const clients = await Promise.all([connect(program, ["mcp"], { roots }), connect(installed, ["mcp"], { roots })]);
  t.after(() => Promise.all(clients.map((client) => client.close())));
  const both = async (ask) => {
    const [one, other] = await Promise.all(clients.map((client) => ask(client).catch(() => ({ refused: true }))));
    assert.deepEqual(other, one);
    return one;
  };

  const listed = await both(async (client) => (await client.listTools()).tools.sort((a, b) => a.name.localeCompare(b.name)));
  assert.equal(listed.length, 9);
  for (const { question, tool, arguments: args, answer } of await questions()) {
    const { isError, content, structuredContent } = await both((client) => client.callTool({ name: tool, arguments: args }));
    assert.ok(!isError, content[0].text);
    for (const [path, value] of Object.entries(answer)) {
      assert.deepEqual(at(structuredContent, path), value, `${question} ${path}`);
    }
  }
  const file = await both((client) => client.callTool({ name: "price", arguments: { files: [{ path: "a.yaml" }] } }));
  assert.equal(file.structuredContent.totals[0].amount, "440");
  for (const [tool, args, said] of [
    ["price", { files: [{ path: "/etc/passwd" }] }, /outside of the folders of this session/],
    ["price", { files: [{ path: "none.yaml" }] }, /there is no such file/],
    ["price", { files: [{ path: "node_modules" }] }, /it is a folder: name its files/],
    ["price", { file: 1 }, /file: there is no such argument/],
    ["price", {}, /files is missing/],
    ["find_price", { model: "qwen3-14bb" }, /did you mean qwen3-14b/],
    ["size", { model: "glm-5.1", region: "beijing" }, /traffic or rates/],
  ]) {
    const { isError, content } = await both((client) => client.callTool({ name: tool, arguments: args }));
    assert.equal(isError, true);
    assert.match(content[0].text, said);
  }
  assert.deepEqual(await both((client) => client.callTool({ name: "delete", arguments: {} })), { refused: true });
  for (const { uri } of (await both(async (client) => ({ list: (await client.listResources()).resources.sort((a, b) => a.uri.localeCompare(b.uri)) }))).list) {
    await both(async (client) => (await client.readResource({ uri })).contents);
  }
  for (const args of [{ workload: "{x} $&" }, {}]) {
    await both(async (client) => (await client.getPrompt({ name: "estimate", arguments: args })).messages);
  }
});

test("a call that an agent gives up does not end its session", async (t) => {
  const client = await connect(join(folder, "node_modules", ".bin", "costplan"), ["mcp"]);
  t.after(() => client.close());
  const given = new AbortController();
  const asked = client.callTool({ name: "explain_rule", arguments: { code: "CP305" } }, { signal: given.signal });
  given.abort();
  await assert.rejects(asked);
  const { structuredContent } = await client.callTool({ name: "explain_rule", arguments: { code: "CP305" } });
  assert.equal(structuredContent.rules[0].code, "CP305");
});

test("the inspector lists and calls the tools of both servers", async () => {
  const program = await buildProgram(folder);
  for (const command of [program, join(folder, "node_modules", ".bin", "costplan")]) {
    const { tools } = await inspect(command, ["mcp"], "tools/list");
    assert.deepEqual(tools.map(({ name }) => name).sort(), ["compare", "diff", "explain_rule", "find_price", "fix", "lint", "price", "refund", "size"]);
    const { structuredContent } = await inspect(command, ["mcp"], "tools/call", "--tool-name", "find_price", "--tool-arg", "model=qwen3-14b", "--tool-arg", "region=singapore");
    assert.equal(structuredContent.rates[0].price, "44");
  }
});

test("the command of the package says how it is used", async () => {
  const installed = join(folder, "node_modules", ".bin", "costplan");
  const said = async (...args) => run(installed, args).catch((error) => error);
  assert.match((await said("--help")).stdout, /usage: costplan mcp/);
  for (const args of [[], ["price"], ["mcp", "--rot", "x"], ["mcp", "--root", "none"]]) {
    const { code, stderr } = await said(...args);
    assert.equal(code, 2);
    assert.match(stderr, /costplan/);
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
