// The second implementation of JSON Schema, unrelated to the one in the engine.

import Ajv from "ajv/dist/2020.js";
import { parseAllDocuments } from "yaml";
import { schemas } from "./repository.js";

/** Ajv with all schemas. Whatever it would warn about is an error. */
export function newValidator() {
  const complain = (...words) => {
    throw new Error(words.join(" "));
  };
  // strictRequired wants every required field beside its definition, which a schema that asks only "is it there?" in an
  // `if` cannot do. A number of ours may be text with its unit, which is a union of types. All other strict checks are on.
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true, logger: { log: complain, warn: complain, error: complain } });
  for (const schema of schemas().values()) {
    ajv.addSchema(schema);
  }
  return {
    /** Compiles the schema of a name, or the part of it that a JSON pointer leads to. */
    compile(name, pointer = "") {
      const fragment = pointer === "" ? "" : "#" + pointer.split("/").map(encodeURIComponent).join("/");
      return ajv.getSchema(schemas().get(name).$id + fragment);
    },
  };
}

/** The faults of a value: where they are, as JSON pointers, and what they are. An unknown field is at its key. */
export function faults(validate, value) {
  if (validate(value)) {
    return [];
  }
  // A failed `if` only says that something failed below it.
  const found = validate.errors.filter(({ keyword }) => keyword !== "if");
  return found.map(({ instancePath, message, params }) => ({
    path: instancePath + (params.additionalProperty === undefined ? "" : `/${params.additionalProperty}`),
    message,
  }));
}

/** The documents of a YAML or JSON text, read as the format says: YAML 1.2 with merge keys. */
export function documentsOf(text) {
  return parseAllDocuments(text, { merge: true }).map((document) => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    return document.toJS();
  });
}
