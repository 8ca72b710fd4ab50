// The deployment schema alone, as an editor applies it, agrees with what the program says about the same files.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildProgram, codesOfTheSchema, examples, pages, shapeFindings } from "./repository.js";
import { documentsOf, faults, newValidator } from "./validator.js";

const program = buildProgram();
after(program.remove);
const validator = newValidator();
const deployment = validator.compile("deployment");
const project = validator.compile("project");

/** The faults of a block of a page, in all of its documents. */
const faultsOf = ({ text, settings }) => documentsOf(text).flatMap((value) => faults(settings.includes("project") ? project : deployment, value));

for (const { name, text } of examples()) {
  test(`in ${name} there is what the program finds`, () => {
    const found = documentsOf(text).flatMap((value) => faults(deployment, value));
    assert.deepEqual(found.map(({ path }) => path).sort(), shapeFindings(program, name).map(({ path }) => path).sort());
  });
}

// The one code that is about the shape of a file and not of its fields: an answer of the API that is an error.
const errorAnswer = "CP209";

for (const { code, wrong, right, paths } of pages()) {
  test(`the right example of ${code} is valid`, () => {
    assert.deepEqual(right.flatMap(faultsOf), []);
  });

  if (codesOfTheSchema.includes(code)) {
    test(`the wrong example of ${code} is invalid, at the place that its page names`, () => {
      const found = wrong.flatMap(faultsOf).map(({ path }) => path);
      assert.ok(paths.length > 0, "the page names no place");
      for (const path of paths) {
        assert.ok(found.includes(path), `nothing at ${path}, but at ${JSON.stringify(found)}`);
      }
    });
  } else if (code === errorAnswer) {
    test(`the wrong example of ${code} has no shape of ours`, () => {
      assert.notDeepEqual(wrong.flatMap(faultsOf), []);
    });
  } else if (code >= "CP2") {
    test(`the wrong example of ${code} is valid: its shape is right`, () => {
      assert.deepEqual(wrong.flatMap(faultsOf), []);
    });
  }
}
