// The module in Node: what it puts into the global scope, what it refuses, and that it lasts.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { shippedModule, startModule } from "./engines.js";

let module;
before(async () => {
  module = await startModule(await shippedModule());
});

const ask = (request) => JSON.parse(module.respond(JSON.stringify({ api: 1, ...request })));
const file = (text) => [{ name: "a.yaml", text }];
const deployment = (hours) =>
  `region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: ${hours}}}\n`;

test("it sets one global function and says once that it is ready", () => {
  assert.deepEqual(module.made, ["costplan"]);
  assert.equal(module.ready, 1);
});

test("it greets, and refuses another version", () => {
  const { ok, result } = ask({ call: "hello" });
  assert.equal(ok, true);
  assert.equal(result.prices, 225);
  assert.equal(ask({ api: 2, call: "hello" }).error.kind, "version");
});

test("what is no request is answered with what is wrong", () => {
  for (const request of ["", "garbage", "[]", "null", '{"api":1,"call":"sate"}', '{"api":1,"call":"hello","more":1}']) {
    assert.equal(JSON.parse(module.respond(request)).error.kind, "request", request);
  }
  for (const none of [undefined, null, 7, {}]) {
    assert.match(JSON.parse(module.respond(none)).error.message, /is not JSON/);
  }
});

test("limits of documents are findings", () => {
  for (const text of ["# 16 bytes long\n".repeat((5 << 20) / 16), `${"- ".repeat(100_000)}a`, "[".repeat(1_000_000)]) {
    assert.equal(ask({ call: "state", files: file(text) }).result.lint.diagnostics[0].code, "CP103");
  }
});

test("a request that is too large is refused", () => {
  assert.match(JSON.parse(module.respond(" ".repeat((64 << 20) + 1))).error.message, /the most is 64 MiB/);
});

test("memory stays as it is over 10,000 requests", { timeout: 300_000 }, () => {
  const price = (hours) => ask({ call: "state", files: file(deployment(hours)) }).result.view.totals[0].amount_text;
  for (let i = 0; i < 1_000; i++) {
    price(i);
  }
  const settled = module.memory();
  for (let i = 0; i < 9_000; i++) {
    price(i % 700);
  }
  assert.equal(price(220), "19,360.00"); // 220 hours x 8/4 x 44
  assert.ok(module.memory() <= settled + (4 << 20), `${settled} bytes became ${module.memory()}`);
});
