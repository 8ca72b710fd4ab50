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
