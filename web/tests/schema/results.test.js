// What the program writes is what the schemas of its results promise.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildProgram, bytesOf, pages } from "./repository.js";
import { faults, newValidator } from "./validator.js";

const program = buildProgram();
after(program.remove);
const validator = newValidator();

/** Runs the program and holds the JSON that it writes against a schema. */
function check(schema, status, args, input) {
  const result = program.run(args, input);
  assert.equal(result.status, status, result.stderr);
  const value = JSON.parse(result.stdout);
  assert.deepEqual(faults(validator.compile(schema), value), []);
  return value;
}

test("prices", () => {
  const quote = check("quote", 0, ["price", "--format", "json", "testdata/examples/deployments.yaml"]);
  assert.equal(quote.deployments.length, 7);
  assert.equal(quote.totals[0].amount, "37671.31376");
});

test("deployments without a price", () => {
  const quote = check("quote", 1, ["price", "--format", "json", "testdata/examples/unpriced.yaml"]);
  assert.ok(quote.deployments.some(({ complete }) => complete) && quote.deployments.some(({ complete }) => !complete));
});

test("findings, and none", () => {
  const none = check("lint", 0, ["lint", "--format", "json", "testdata/examples/deployments.yaml"]);
  assert.equal(none.summary.errors, 0);
  const found = check("lint", 1, ["lint", "--format", "json", "-"], "deployments: [{name: a, plan: mu}]");
  assert.ok(found.summary.errors > 0);
});

test("rates", () => {
  assert.equal(check("rates", 0, ["catalog", "rates", "--format", "json"]).rates.length, 225);
});

test("options and break-even", () => {
  const args = ["compare", "--model", "qwen3.6-plus-2026-04-02", "--input-tpm", "50k", "--output-tpm", "5k", "--format", "json"];
  assert.equal(check("compare", 0, args).options.find(({ rank }) => rank === 1).amount, "1902.45");
});

test("capacity from traffic", () => {
  const traffic = "timestamp,input_tokens,output_tokens\n2026-06-06T00:00:00Z,12000,900\n";
  check("size", 0, ["size", "--model", "glm-5.1", "--region", "beijing", "--format", "json", "-"], traffic);
});

test("refunds", () => {
  const args = ["refund", "downgrade", "--price", "150", "--new-price", "120", "--period-days", "30", "--used-days", "24"];
  check("refund", 0, [...args, "--format", "json"]);
});

test("changes", () => {
  check("diff", 0, ["diff", "--format", "json", "testdata/change/old.yaml", "testdata/change/new.yaml"]);
  check("catalog-diff", 0, ["catalog", "diff", "--format", "json", "2026-06-06", "2026-06-06"]);
});

test("requests, and a line of a stream", () => {
  assert.equal(check("request", 0, ["request", "--format", "json", "testdata/examples/deployments.yaml"]).requests.length, 7);
  const deployment = { name: "a", model_name: "qwen3-8b", region: "beijing", plan: "mu", deploy_spec: "MU5", capacity: 1, billing_method: "POST_PAY" };
  check("quote-line", 0, ["price", "--format", "ndjson", "-"], `${JSON.stringify(deployment)}\n`);
});

test("offers and notes", () => {
  assert.equal(check("offers", 0, ["catalog", "show", "qwen3-14b", "--format", "json"]).offers.length, 2);
  check("offers", 0, ["catalog", "list", "--format", "json"]);
  assert.ok(check("notes", 0, ["catalog", "notes", "--format", "json"]).notes.length > 7);
});

test("rules", () => {
  const { rules } = check("rules", 0, ["rules", "--format", "json"]);
  assert.deepEqual(rules.map(({ code }) => code).sort(), pages().map(({ code }) => code).sort());
});

for (const { code, wrong } of pages()) {
  const [file] = wrong;
  if (wrong.length === 1) {
    test(`findings and prices of the wrong example of ${code}`, () => {
      for (const [command, schema] of [["lint", "lint"], ["price", "quote"]]) {
        const { status, stdout, stderr } = program.run([command, "--format", "json", "-"], bytesOf(file));
        assert.ok(status <= 1, stderr);
        assert.deepEqual(faults(validator.compile(schema), JSON.parse(stdout)), [], command);
      }
    });
  }
}
