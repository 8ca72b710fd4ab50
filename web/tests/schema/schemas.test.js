// The schemas themselves: a strict validator takes them, and an editor finds in them what it shows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { schemas } from "./repository.js";
import { faults, newValidator } from "./validator.js";

for (const name of schemas().keys()) {
  test(`a strict validator compiles ${name} without a warning`, () => {
    assert.equal(typeof newValidator().compile(name), "function");
  });
}

// What people write, as opposed to what they get back.
for (const name of ["deployment", "project"]) {
  const schema = schemas().get(name);

  test(`every field of ${name} says what it is`, () => {
    let fields = 0;
    for (const { pointer, node } of nodesOf(schema)) {
      if (narrowsDown.test(pointer)) {
        continue;
      }
      for (const [field, value] of Object.entries(node.properties ?? {})) {
        fields++;
        const text = value.description ?? target(schema, value).description ?? "";
        assert.ok(text.endsWith("."), `${pointer}/properties/${field} is described as ${JSON.stringify(text)}`);
      }
    }
    assert.ok(fields >= 8, `only ${fields} fields`);
  });

  test(`every value that ${name} suggests is valid`, () => {
    const validator = newValidator();
    let values = 0;
    for (const { pointer, node } of nodesOf(schema)) {
      const suggested = [...(node.enum ?? []), ...(node.examples ?? [])];
      for (const key of ["const", "default"]) {
        if (key in node) {
          suggested.push(node[key]);
        }
      }
      for (const value of suggested) {
        values++;
        assert.deepEqual(faults(validator.compile(name, pointer), value), [], `${pointer} suggests ${JSON.stringify(value)}`);
      }
    }
    assert.ok(values >= 8, `only ${values} values`);
  });
}

/** Every schema within a schema, with its JSON pointer. */
function* nodesOf(node, pointer = "") {
  if (typeof node !== "object" || node === null) {
    return;
  }
  yield { pointer, node };
  for (const key of ["if", "then", "else", "not", "items", "additionalProperties"]) {
    yield* nodesOf(node[key], `${pointer}/${key}`);
  }
  for (const key of ["$defs", "properties", "patternProperties", "dependentSchemas", "allOf", "anyOf"]) {
    for (const [name, child] of Object.entries(node[key] ?? {})) {
      yield* nodesOf(child, `${pointer}/${key}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
  }
}

/** Where a schema takes away from fields that are described elsewhere. */
const narrowsDown = /\/(if|then|else|not|dependentSchemas|\$defs\/plan-[a-z]+)(\/|$)/;

/** The schema that a reference leads to. */
function target(schema, node) {
  return node.$ref === undefined ? node : node.$ref.slice(2).split("/").reduce((at, step) => at[step], schema);
}
