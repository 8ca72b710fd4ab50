// What the build leaves in dist/: names, addresses, copies, sizes, licences.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { budgets, singleBudget, weigh } from "../../build/budgets.mjs";
import { dist } from "../../build/paths.mjs";

const names = readdirSync(dist).sort();
const text = (name) => readFileSync(join(dist, name), "utf8");
const plain = names.filter((name) => !/\.(br|gz)$/.test(name));
const unhashed = ["costplan.html", "index.html", "licenses.txt", "llms.txt", "sw.js"];
const page = text("index.html");
const single = text("costplan.html");

test("all files are flat, and all but five have names that change with their bytes", () => {
  const rest = plain.filter((name) => !/^[a-z]+-[0-9A-Z]{8}\.[a-z0-9]+$/.test(name));
  assert.deepEqual(rest, unhashed);
  assert.ok(plain.every((name) => statSync(join(dist, name)).isFile()));
});

test("every file has compressed copies of the same bytes, but for the single file", () => {
  const copied = plain.filter((name) => name !== "costplan.html");
  assert.deepEqual(names.filter((name) => !plain.includes(name)).sort(), copied.flatMap((name) => [`${name}.br`, `${name}.gz`]).sort());
  for (const name of copied) {
    const bytes = readFileSync(join(dist, name));
    assert.ok(bytes.equals(brotliDecompressSync(readFileSync(join(dist, `${name}.br`)))), name);
    assert.ok(bytes.equals(gunzipSync(readFileSync(join(dist, `${name}.gz`)))), name);
  }
});

test("the page refers to files beside it, all of which are there", () => {
  const addresses = [...page.matchAll(/<(?:link|script)[^>]* (?:href|src)="([^"]*)"/g)].map(([, address]) => address);
  assert.ok(addresses.length >= 4, `${addresses}`);
  const { addresses: others } = JSON.parse(page.match(/id="build">(.*?)<\/script>/)[1]);
  const manifest = addresses.find((address) => address.endsWith(".webmanifest"));
  const { icons, start_url, scope } = JSON.parse(text(manifest));
  assert.deepEqual([start_url, scope], ["./", "./"]);
  for (const address of [...addresses, ...Object.values(others), ...icons.map(({ src }) => src)]) {
    assert.ok(plain.includes(address), `${address} is not in dist/`);
  }
});

test("the service worker stores everything that the page can ask for", () => {
  const list = text("sw.js").match(/\["\.\/"[^\]]*\]/)[0];
  assert.deepEqual(JSON.parse(list).sort(), ["./", ...plain.filter((name) => !unhashed.includes(name))].sort());
});

/** The policy of a page as a map from directive to its sources. */
function policyOf(html) {
  const [, content] = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
  return new Map(content.split("; ").map((directive) => [directive.split(" ")[0], directive.split(" ").slice(1)]));
}

const digest = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
const inlineScripts = (html) => [...html.matchAll(/<script(?: type="module")?>(.*?)<\/script>/gs)].map(([, script]) => digest(script));

test("the policy of the page allows nothing from elsewhere, and inline only what is there", () => {
  const policy = policyOf(page);
  assert.deepEqual(policy.get("default-src"), ["'none'"]);
  assert.deepEqual(policy.get("script-src"), ["'self'", ...inlineScripts(page), "'wasm-unsafe-eval'"]);
  assert.deepEqual(policy.get("style-src"), ["'self'"]);
  assert.deepEqual(policy.get("connect-src"), ["'self'"]);
  assert.deepEqual(policy.get("require-trusted-types-for"), ["'script'"]);
  assert.doesNotMatch(page, /<style| style="| on[a-z]+="/);
});

test("the policy of the single file allows no address at all", () => {
  const policy = policyOf(single);
  const program = gunzipSync(Buffer.from(single.match(/id="program">([^<]*)</)[1], "base64")).toString();
  assert.deepEqual(policy.get("default-src"), ["'none'"]);
  assert.deepEqual(policy.get("script-src").toSorted(), [...inlineScripts(single), digest(program), "'wasm-unsafe-eval'"].toSorted());
  assert.deepEqual(policy.get("style-src"), [digest(single.match(/<style>(.*?)<\/style>/s)[1])]);
  assert.deepEqual(policy.get("worker-src"), ["blob:"]);
  assert.equal(policy.has("connect-src"), false);
});

test("the policy is in force before anything that it is about", () => {
  for (const html of [page, single]) {
    assert.ok(html.indexOf("Content-Security-Policy") < html.search(/<(link|script|style)/));
  }
});

test("no file names a place to fetch from", () => {
  for (const name of plain.filter((file) => /\.(js|css|html)$/.test(file))) {
    assert.doesNotMatch(text(name), /(?:src|href)="(?:https?:)?\/\/|url\((?:https?:)?\/\/|sourceMappingURL/, name);
  }
});

test("the licences of what is delivered are with it", () => {
  const titles = text("licenses.txt").match(/^.+\n=+$/gm).map((title) => title.split("\n")[0]);
  for (const wanted of [/^costplan$/, /^lit-html \d/, /^@codemirror\/view \d/, /^@observablehq\/plot \d/, /^gopkg\.in\/yaml\.v3 v/, /^Go \d/]) {
    assert.ok(titles.some((title) => wanted.test(title)), `${wanted} is not in ${titles.join(", ")}`);
  }
  assert.ok(single.includes("https://opensource.org") || single.includes("Permission is hereby granted"));
});

test("sizes above a budget are named, sizes at it are not", () => {
  const full = { ...budgets, "single file": singleBudget };
  assert.deepEqual(weigh(full).tooLarge, []);
  const over = Object.fromEntries(Object.entries(full).map(([name, size]) => [name, size + 1]));
  assert.deepEqual(weigh(over).tooLarge, [...Object.keys(budgets), "single file"]);
  assert.match(weigh({ ...full, editor: 120_001 }).table, /^editor +120,001 +120,000 +100 % +too large$/m);
  assert.deepEqual(weigh({ ...full, "single file": statSync(join(dist, "costplan.html")).size }).tooLarge, []);
});
