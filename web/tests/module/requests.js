// What the two engines are asked: every call for every file of the shared tests, and requests made at random from a seed.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../build/paths.mjs";
import { bytesOf, pages } from "../schema/repository.js";

const api = 1;

/** Requests as they are sent, each one line of text. */
export function requestsForAll() {
  const requests = [...forNoFile(), ...numbers(), ...deep()];
  let before;
  for (const files of corpus()) {
    requests.push(...forFiles(files, before ?? files[0]));
    before = files[0];
  }
  return requests.map((request) => JSON.stringify({ api, ...request }));
}

/** The files of the examples, golden cases, hostile inputs, and rules: a list of lists. */
export function corpus() {
  const cases = [];
  for (const folder of ["examples", "hostile"]) {
    for (const name of names(folder)) {
      cases.push([fileOf(name, readFileSync(join(repository, "testdata", folder, name)))]);
    }
  }
  for (const name of names("golden")) {
    cases.push(inputsOf(readFileSync(join(repository, "testdata", "golden", name), "utf8")));
  }
  for (const { wrong, right } of pages()) {
    for (const blocks of [wrong, right]) {
      cases.push(blocks.map((block, i) => fileOf(`${i}.${block.kind}`, bytesOf(block))));
    }
  }
  assert.ok(cases.length > 100, `only ${cases.length} cases`);
  return cases;
}

const names = (folder) => readdirSync(join(repository, "testdata", folder)).sort();

/** A file as a request has it: text, or base64 for bytes that are not UTF-8. */
function fileOf(name, bytes) {
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { name, base64: Buffer.from(bytes).toString("base64") };
  }
}

/** The inputs of a golden case, an archive in which each file begins with a line "-- NAME --". */
function inputsOf(archive) {
  const parts = archive.split(/^-- (.+) --\n/m).slice(1);
  const files = [];
  for (let i = 0; i < parts.length; i += 2) {
    if (!parts[i].startsWith("want/")) {
      files.push({ name: parts[i], text: parts[i + 1] });
    }
  }
  assert.ok(files.length > 0, "a golden case has no input");
  return files;
}

function* forFiles(files, before) {
  const [file] = files;
  const settings = { region: "beijing", today: "2026-12-31", max_age: 90 };
  yield { call: "state", files, charts: true };
  yield { call: "state", files, settings, quote: false, cards: { from: 1, count: 1 } };
  yield { call: "state", files, settings: { period: "7d", bill_hours: "up", region: "singapore" } };
  for (const deployment of [-1, 0, 1, 2]) {
    yield { call: "compare", files, settings, deployment };
  }
  yield { call: "diff", before, after: file, settings };
  for (const unsafe of [false, true]) {
    yield { call: "fix", files: [file], settings, unsafe };
  }
  for (const change of changes) {
    yield { call: "edit", files: [file], settings, change };
  }
  for (const { kind, format } of exports) {
    yield { call: "export", kind, format, files, settings, before, after: file };
  }
  const text = file.text ?? "";
  const lines = text.slice(0, 20_000).split("\n");
  for (let i = 0; i < lines.length; i += Math.ceil(lines.length / 3)) {
    const length = [...lines[i]].length;
    for (const column of [1, Math.ceil(length / 2), length + 1]) {
      yield { call: "complete", files: [file], settings, position: { line: i + 1, column } };
      yield { call: "hover", files: [file], settings, position: { line: i + 1, column } };
    }
  }
  yield { call: "identify", files: [file] };
  yield { call: "actions", files: [file], settings, start: { line: 1, column: 1 }, end: { line: lines.length + 1, column: 1 } };
  yield { call: "hints", files: [file], settings };
}

const changes = [
  { kind: "set", deployment: 0, field: "capacity", value: "12" },
  { kind: "set", deployment: 0, field: "plan", value: "ptu" },
  { kind: "set", deployment: 1, field: "region", value: "cn-beijing" },
  { kind: "set", deployment: 0, field: "hours", value: "0.1" },
  { kind: "set", deployment: -1, field: "period", value: "2026-12" },
  { kind: "remove_field", deployment: 0, field: "name" },
  { kind: "add", deployment: -1 },
  { kind: "duplicate", deployment: 0 },
  { kind: "delete", deployment: 0 },
];

const exports = [
  ["price", ["json", "csv", "markdown", "focus", "ndjson"]],
  ["lint", ["json"]],
  ["compare", ["json", "csv", "markdown"]],
  ["request", ["json", "ndjson", "curl"]],
  ["diff", ["json", "markdown"]],
].flatMap(([kind, formats]) => formats.map((format) => ({ kind, format })));

function* forNoFile() {
  yield { call: "hello" };
  yield { call: "hello", edition: "2026-06-06", settings: { today: "2026-07-01" } };
  for (const what of ["rates", "offers", "notes"]) {
    yield { call: "catalog", what };
  }
  yield { call: "catalog", what: "rates", model: "QWEN3-14B", region: "Singapore" };
  yield { call: "refund", cancel: { model: "qwen3-8b", region: "beijing", spec: "MU5", capacity: "3", after_days: "11.5" } };
  yield { call: "refund", orders: { orders: [{ price: 150, days: 30, used_days: 24, new_price: 120.1 }] } };
  yield { call: "rules" };
  yield { call: "rules", code: "CP305" };
  for (const model of ["qwen3-32b", "qwen3-32B"]) {
    const text = `source: contract\nprices: [{region: singapore, plan: mu, model: ${model}, spec: MU1, hourly: 40.5}]\n`;
    yield { call: "overlay", files: [{ name: "prices.yaml", text }] };
  }
  for (const format of ["json", "csv"]) {
    yield { call: "export", kind: "rates", format };
  }
  for (const model of ["qwen3-32b", "qwen3.6-plus-2026-04-02", "qwen3-14b-ft-202511132025-0260", "deepseek-v3.2"]) {
    yield { call: "compare", need: { model, input_tpm: "50k", output_tpm: "5k", tokens_in: "120M", tokens_out: "30M", hours: "333.3" } };
  }
  const size = { model: "qwen3.6-plus-2026-04-02", region: "singapore" };
  const on_demand = { input: "0.5", output: "3", per: "1M" };
  for (const more of [
    { traffic: { name: "week.csv", text: traffic(7 * 24 * 60) }, schedule: true, on_demand },
    { traffic: { name: "week.csv", text: traffic(500) }, coverage: ["90%", "99.9%"], max_overflow: "10k" },
    { rates: { rpm: "60", input_per_request: "2k", cached_per_request: "500", output_per_request: "333.3" } },
  ]) {
    yield { call: "size", ...size, ...more };
    yield { call: "export", kind: "size", format: "json", size: { ...size, ...more } };
  }
}

/** Traffic of some minutes, rising and falling by the hour. */
function traffic(minutes) {
  const random = mulberry32(7);
  const rows = ["timestamp,input_tokens,output_tokens"];
  for (let i = 0; i < minutes; i++) {
    const hour = Math.floor(i / 60) % 24;
    const load = (hour > 8 && hour < 20 ? 9 : 2) * Math.floor(random() * 9000);
    rows.push(`${new Date(Date.UTC(2026, 5, 1, 0, i)).toISOString()},${load},${Math.floor(load / 9)}`);
  }
  return rows.join("\n");
}

// What YAML takes for a number and what it does not: every text of up to four of these characters, as a capacity.
function* numbers() {
  const characters = ["0", "1", ".", "+", "-", "e", "_", "x"];
  let texts = [""];
  for (let length = 1; length <= 4; length++) {
    texts = texts.flatMap((text) => characters.map((c) => text + c));
    for (let i = 0; i < texts.length; i += 512) {
      const list = texts.slice(i, i + 512).map((text) => `  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: ${text} }`);
      yield { call: "export", kind: "lint", format: "json", files: [{ name: "numbers.yaml", text: `region: beijing\ndeployments:\n${list.join("\n")}\n` }] };
    }
  }
}

/**
 * Texts that are nested up to and beyond what any part of the engine takes. WebAssembly calls on the stack of its host,
 * which is much smaller than that of a program.
 */
export function* deep() {
  for (const depth of [60, 70, 1_500, 9_000, 20_000]) {
    for (const [name, text] of [
      ["open.yaml", "[".repeat(depth)],
      ["closed.yaml", `deployments: ${"[".repeat(depth)}${"]".repeat(depth)}`],
      ["question.yaml", `deployments: ${"[".repeat(depth / 5)}?${"[".repeat((4 * depth) / 5)}${"]".repeat(depth + 1)}`],
      ["mappings.yaml", `${"{a: ".repeat(depth)}1${"}".repeat(depth)}`],
      ["dashes.yaml", `${"- ".repeat(depth)}a`],
      ["lists.json", `{"deployments": ${"[".repeat(depth)}${"]".repeat(depth)}}`],
      ["objects.json", `${'{"output":'.repeat(depth)}1${"}".repeat(depth)}`],
      ["keys.yaml", `${"? ".repeat(depth)}a`],
      ["lines.yaml", Array.from({ length: Math.min(depth, 1_500) }, (_, i) => `${" ".repeat(i)}a:\n`).join("")],
    ]) {
      const files = [{ name, text }];
      const position = { line: 1, column: depth };
      yield { call: "state", files, charts: true };
      yield { call: "fix", files, unsafe: true };
      yield { call: "edit", files, change: { kind: "set", deployment: 0, field: "capacity", value: "12" } };
      yield { call: "complete", files, position };
      yield { call: "hover", files, position };
      yield { call: "actions", files, start: position, end: position };
      yield { call: "hints", files };
    }
  }
}

/** Requests at random, the same for the same seed: texts that are torn, and requests that are none. */
export function requestsAtRandom(count, seed) {
  const random = mulberry32(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const files = corpus().flat().filter(({ text }) => text !== undefined && text.length < 5_000);
  const whole = requestsForAll().filter((request) => request.length < 20_000);
  const tear = (text) => {
    const characters = [...text];
    for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
      const at = Math.floor(random() * (characters.length + 1));
      const cut = Math.floor(random() * 8);
      const put = pick(["", "", " ", "\n", "  ", ":", "- ", "{", "]", "'", '"', "#", "&a ", "*a", "é", "😀", "1e9", "0x1F", "yes", "\t", "\u0000", "\ufeff", "\ud800"]);
      characters.splice(at, cut, put);
    }
    return characters.join("");
  };
  const makers = [
    () => JSON.stringify({ api, call: "state", files: [{ name: "a.yaml", text: tear(pick(files).text) }] }),
    () => JSON.stringify({ api, call: "edit", files: [{ name: "a.yaml", text: tear(pick(files).text) }], change: pick(changes) }),
    () => JSON.stringify({ api, call: "fix", files: [{ name: pick(["a.yaml", "a.json"]), text: tear(pick(files).text) }], unsafe: true }),
    () => JSON.stringify({ api, call: "complete", files: [{ name: "a.yaml", text: tear(pick(files).text) }], position: { line: 1 + Math.floor(random() * 20), column: 1 + Math.floor(random() * 40) } }),
    () => JSON.stringify({ api: pick([1, 1, 1, 2, "1", null]), call: pick(["hello", "state", "sate", "", 7]), [pick(["files", "file", "settings", "x"])]: pick([[], {}, null, 1, "a"]) }),
    () => tear(pick(whole)).replaceAll("\n", " ").replaceAll("\ud800", "?"),
  ];
  return Array.from({ length: count }, (_, i) => makers[i % makers.length]() || "{");
}

/** A generator of numbers from 0 to 1. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
