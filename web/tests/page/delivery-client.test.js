// The engine's client, with a worker made for the test: order, superseding, giving up, failing and starting afresh.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, mock, test } from "node:test";
import { pathToFileURL } from "node:url";
import { moduleForNode } from "../../build/bundle.mjs";

const build = { edition: "2026-06-06", version: "test", addresses: { worker: "worker.js", module: "engine.wasm", service: "sw.js" } };
const blocks = { build: JSON.stringify(build) };
globalThis.document = { baseURI: "http://localhost/sub/", getElementById: (id) => (blocks[id] ? { textContent: blocks[id] } : null) };

let workers;
globalThis.Worker = class {
  constructor(address) {
    this.address = address;
    this.received = [];
    this.terminated = false;
    workers.push(this);
  }
  postMessage(message) {
    this.received.push(message);
  }
  terminate() {
    this.terminated = true;
  }
  say(data) {
    this.onmessage({ data });
  }
  /** The requests that came in, as objects, with their ids. */
  get calls() {
    return this.received.filter(({ kind }) => kind === "call").map(({ id, request }) => ({ id, ...JSON.parse(request) }));
  }
  answer(response) {
    this.say({ kind: "answer", id: this.calls.at(-1).id, response: JSON.stringify({ api: 1, ...response }) });
  }
  becomeReady(hello = {}) {
    this.say({ kind: "ready" });
    this.answer({ ok: true, result: { api: 1, edition: build.edition, ...hello } });
  }
};

const folder = mkdtempSync(join(tmpdir(), "costplan-client-"));
const file = join(folder, "client.mjs");
writeFileSync(file, await moduleForNode("engine/client.ts"));
const { startEngine, EngineError } = await import(pathToFileURL(file).href);
rmSync(folder, { recursive: true });

let engine;
let worker;
let statuses;
beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  workers = [];
  statuses = [];
  engine = startEngine();
  [worker] = workers;
  engine.onStatus((status, detail) => statuses.push(detail === undefined ? status : `${status}: ${detail}`));
});
afterEach(() => mock.timers.reset());

const rejectionOf = (promise) =>
  promise.then(
    () => assert.fail("it has a result"),
    (error) => error,
  );

test("the worker is told where the module is, relative to the page", () => {
  assert.equal(worker.address, "http://localhost/sub/worker.js");
  assert.deepEqual(worker.received, [{ kind: "start", module: { address: "http://localhost/sub/engine.wasm" } }]);
});

test("calls wait until the engine has said who it is, and keep their order", async () => {
  const first = engine.call("rules", { code: "CP101" });
  const second = engine.call("catalog", { what: "notes" });
  assert.deepEqual(worker.calls, []);
  worker.say({ kind: "ready" });
  assert.deepEqual(worker.calls, [{ id: 1, api: 1, call: "hello" }]);
  worker.answer({ ok: true, result: { api: 1, edition: build.edition } });
  assert.deepEqual(statuses, ["loading", "ready"]);
  assert.deepEqual(worker.calls.slice(1), [{ id: 2, api: 1, call: "rules", code: "CP101" }]);
  worker.answer({ ok: true, result: "one" });
  assert.deepEqual(worker.calls.slice(2), [{ id: 3, api: 1, call: "catalog", what: "notes" }]);
  worker.answer({ ok: true, result: "two" });
  assert.deepEqual(await Promise.all([first, second]), ["one", "two"]);
});

test("a refusal of the engine is an error with its kind, message and help", async () => {
  worker.becomeReady();
  const call = rejectionOf(engine.call("state", { files: [] }));
  worker.answer({ ok: false, error: { kind: "request", message: "files: it is empty", help: "name a file" } });
  const error = await call;
  assert.ok(error instanceof EngineError);
  assert.deepEqual([error.kind, error.message, error.help], ["request", "files: it is empty", "name a file"]);
  assert.equal(engine.status, "ready");
});

test("a later call with the same key supersedes those that have not started", async () => {
  worker.becomeReady();
  const typed = (n) => engine.call("state", { files: [{ name: "a.yaml", text: `${n}` }] }, { latest: "state" });
  const running = typed(1);
  const dropped = rejectionOf(typed(2));
  const other = engine.call("rules", {}, { latest: "rules" });
  const last = typed(3);
  assert.equal((await dropped).kind, "superseded");
  for (const result of ["one", "rules", "three"]) {
    worker.answer({ ok: true, result });
  }
  assert.deepEqual(await Promise.all([running, other, last]), ["one", "rules", "three"]);
  assert.deepEqual(
    worker.calls.slice(1).map(({ call, files }) => files?.[0].text ?? call),
    ["1", "rules", "3"],
  );
});

test("who gives up is told at once; what has not started never does", async () => {
  worker.becomeReady();
  const [running, waiting, late] = [new AbortController(), new AbortController(), AbortSignal.abort("too late")];
  const calls = [
    rejectionOf(engine.call("rules", { code: "CP101" }, { signal: running.signal })),
    rejectionOf(engine.call("rules", { code: "CP102" }, { signal: waiting.signal })),
    rejectionOf(engine.call("rules", { code: "CP103" }, { signal: late })),
  ];
  const next = engine.call("rules", { code: "CP104" });
  running.abort("not needed");
  waiting.abort("nor this");
  assert.deepEqual(await Promise.all(calls), ["not needed", "nor this", "too late"]);
  worker.answer({ ok: true, result: "unheard" });
  worker.answer({ ok: true, result: "heard" });
  assert.equal(await next, "heard");
  assert.deepEqual(
    worker.calls.slice(1).map(({ code }) => code),
    ["CP101", "CP104"],
  );
});

test("an engine that stops fails what was asked, and starts afresh on request", async () => {
  worker.becomeReady();
  const calls = [rejectionOf(engine.call("rules", {})), rejectionOf(engine.call("rules", {}))];
  worker.say({ kind: "failed", detail: "the engine stopped\nfatal error: out of memory" });
  for (const error of await Promise.all(calls)) {
    assert.deepEqual([error.kind, error.help], ["failed", "the engine stopped\nfatal error: out of memory"]);
  }
  assert.ok(worker.terminated);
  assert.equal((await rejectionOf(engine.call("rules", {}))).kind, "failed");

  engine.retry();
  engine.retry();
  assert.equal(workers.length, 2);
  const call = engine.call("rules", {});
  worker.becomeReady(); // the old one is not listened to any more
  assert.equal(engine.status, "loading");
  workers[1].becomeReady();
  workers[1].answer({ ok: true, result: "afresh" });
  assert.equal(await call, "afresh");
  assert.deepEqual(statuses, ["loading", "ready", "failed: the engine stopped\nfatal error: out of memory", "loading", "ready"]);
});

test("a worker that can't be loaded is a failure", () => {
  let prevented = false;
  worker.onerror({ message: "", preventDefault: () => (prevented = true) });
  assert.deepEqual(statuses, ["loading", "failed: the worker of the engine could not be loaded"]);
  assert.ok(prevented);
});

test("an engine of another edition or interface is a failure that says to reload", () => {
  worker.becomeReady({ edition: "2026-09-01" });
  assert.match(statuses.at(-1), /^failed: the page has the prices of 2026-06-06 .* those of 2026-09-01 .*reload the page$/);
  engine.retry();
  workers[1].becomeReady({ api: 2 });
  assert.match(statuses.at(-1), /^failed: .*reload the page$/);
});

test("an engine that refuses to say who it is has failed", () => {
  worker.say({ kind: "ready" });
  worker.answer({ ok: false, error: { kind: "version", message: "the engine speaks version 2" } });
  assert.deepEqual(statuses, ["loading", "failed: the engine speaks version 2"]);
});

test("an engine that hangs is stopped", async () => {
  worker.becomeReady();
  const call = rejectionOf(engine.call("compare", {}));
  mock.timers.tick(30_000);
  assert.equal((await call).kind, "timeout");
  assert.ok(worker.terminated);
  assert.equal(engine.status, "failed");
});

test("time counts from when a call has started", async () => {
  worker.becomeReady();
  const first = engine.call("rules", {});
  const second = engine.call("rules", {});
  mock.timers.tick(20_000);
  worker.answer({ ok: true, result: 1 });
  mock.timers.tick(20_000);
  worker.answer({ ok: true, result: 2 });
  assert.deepEqual(await Promise.all([first, second]), [1, 2]);
  mock.timers.tick(60_000);
  assert.equal(engine.status, "ready");
});
