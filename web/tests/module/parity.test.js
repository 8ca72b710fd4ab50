// The module gives the same bytes as the same program natively, whatever it is asked. COSTPLAN_REQUESTS says how many of the
// requests are made at random (600); COSTPLAN_SEED makes others.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { faults, newValidator } from "../schema/validator.js";
import { answeredNatively, shippedModule, startModule } from "./engines.js";
import { requestsAtRandom, requestsForAll } from "./requests.js";

const { COSTPLAN_REQUESTS: count = "600", COSTPLAN_SEED: seed = "20260606" } = process.env;
const requests = [...requestsForAll(), ...requestsAtRandom(Number(count), Number(seed))];
let native;
let module;

before(async () => {
  native = await answeredNatively(requests);
  module = await startModule(await shippedModule());
});

test("there is one response to each request", () => {
  assert.ok(requests.length > 5_000, `${requests.length} requests`);
  assert.equal(native.length, requests.length);
});

test("every response has the same bytes", () => {
  for (const [i, request] of requests.entries()) {
    const response = module.respond(request);
    if (response !== native[i]) {
      assert.equal(response.slice(0, 5_000), native[i].slice(0, 5_000), request.slice(0, 2_000));
      assert.fail(`the responses to ${request.slice(0, 2_000)} differ`);
    }
  }
});

test("nothing makes the engine fail, and most requests have a result", () => {
  const responses = native.map((response) => JSON.parse(response));
  assert.deepEqual(responses.filter(({ error }) => error?.kind === "defect"), []);
  assert.ok(responses.filter(({ ok }) => ok).length > responses.length / 2);
});

test("every response is what the schema says, to an unrelated validator too", () => {
  const validator = newValidator();
  const exchange = validator.compile("module");
  const failure = validator.compile("module", "/$defs/Failure");
  const calls = new Set();
  for (const [i, text] of native.entries()) {
    const response = JSON.parse(text);
    if (!response.ok) {
      assert.deepEqual(faults(failure, response.error), [], text);
      continue;
    }
    const { api: _, call, ...args } = JSON.parse(requests[i]);
    calls.add(call);
    assert.deepEqual(faults(exchange, { [call]: { args, result: response.result } }), [], requests[i].slice(0, 2_000));
  }
  assert.deepEqual([...calls].sort(), [...JSON.parse(native[0]).result.calls].sort(), "every call is among them");
});
