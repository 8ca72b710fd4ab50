// Writes the TypeScript types of the engine's messages, from schema/module.schema.json and the schemas of results that it
// refers to. The root becomes `Calls`, a map from the name of a call to its arguments and its result.
//
//   node build/types.mjs

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "json-schema-to-typescript";
import { repository, sources } from "./paths.mjs";

const target = join(sources, "generated", "module.ts");

// What the results of the command line are called here, and what the names of their parts begin with.
const results = new Map(
  Object.entries({
    quote: "Quote",
    lint: "Findings",
    compare: "Comparison",
    size: "Sizing",
    refund: "Refund",
    diff: "Difference",
    rates: "Rates",
    offers: "Offers",
    notes: "Notes",
    rules: "Rules",
  }),
);

// Parts that are the same in every result.
const shared = new Map(
  Object.entries({
    diagnostic: "Diagnostic",
    position: "Position",
    severity: "Severity",
    related: "Related",
    fix: "Fix",
    edit: "TextEdit",
    api_error: "ApiError",
  }),
);

export async function writeTypes() {
  const types = await compile(await bundled(), "Calls", {
    additionalProperties: false,
    bannerComment: "// Made by build/types.mjs from schema/module.schema.json. Do not edit.",
    format: false,
    // The definitions refer to each other by the names of their types.
    unreachableDefinitions: true,
  });
  const source = types.replaceAll(/ \*\s*\n \* This interface was referenced by .*\n \* via the `definition` .*\n/g, "");
  const old = await readFile(target, "utf8").catch(() => "");
  if (source !== old) {
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, source);
  }
}

/** The schema of the module with all that it refers to as its own definitions. */
async function bundled() {
  const { $id: _, $schema: __, $defs, ...root } = await schemaOf("module");
  const definitions = new Map();
  const own = (part) => part;
  for (const [name, definition] of Object.entries($defs)) {
    define(definitions, name, definition, own);
  }
  for (const [name, type] of results) {
    const { $id: ___, $schema: ____, $defs: parts = {}, ...result } = await schemaOf(name);
    const named = (part) => shared.get(part) ?? type + pascal(part);
    define(definitions, type, result, named);
    for (const [part, definition] of Object.entries(parts)) {
      define(definitions, named(part), definition, named);
    }
  }
  const texts = new Set([...definitions].filter(([, { type, enum: values }]) => type === "string" && !values).map(([name]) => name));
  const finish = (node) => plain(asTypes(node, texts));
  return {
    ...finish(renamed(root, own)),
    title: "Calls",
    required: Object.keys(root.properties),
    $defs: Object.fromEntries([...definitions].filter(([name]) => !texts.has(name)).map(([name, node]) => [name, { ...finish(node), title: name }])),
  };
}

function define(definitions, name, definition, named) {
  if (definitions.has(name) && ![...shared.values()].includes(name)) {
    throw new Error(`two parts of the schemas would be the type ${name}`);
  }
  definitions.set(name, renamed(definition, named));
}

async function schemaOf(name) {
  return JSON.parse(await readFile(join(repository, "schema", `${name}.schema.json`), "utf8"));
}

/** A schema whose references are the names of types. */
function renamed(node, named) {
  return mapped(node, (key, value) => {
    if (key !== "$ref") {
      return value;
    }
    const [, result] = /^urn:costplan:schema:([a-z-]+):1$/.exec(value) ?? [];
    if (result !== undefined && !results.has(result)) {
      throw new Error(`the schema ${result} has no name in TypeScript: give it one`);
    }
    return result === undefined ? named(value.slice("#/$defs/".length)) : results.get(result);
  });
}

/** A schema in which a reference stands as its type, so that its description stays beside it. */
function asTypes(node, texts) {
  if (Array.isArray(node)) {
    return node.map((item) => asTypes(item, texts));
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  if (typeof node.$ref === "string") {
    const { $ref, ...rest } = node;
    return texts.has($ref) ? { ...rest, type: "string" } : { ...rest, tsType: $ref };
  }
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, asTypes(value, texts)]));
}

// What a type cannot say: which fields go together, and how texts and numbers are written.
const unsaid = ["if", "then", "else", "not", "allOf", "pattern", "examples", "contentEncoding", "minItems", "maxItems"];

function plain(node) {
  return mapped(node, (key, value) => (unsaid.includes(key) && !isFields(value) ? undefined : value));
}

// A field may be named like a keyword.
const isFields = (value) => typeof value === "object" && value !== null && ("$ref" in value || "type" in value) && !Array.isArray(value);

function mapped(node, change) {
  if (Array.isArray(node)) {
    return node.map((item) => mapped(item, change));
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  const entries = Object.entries(node).map(([key, value]) => [key, mapped(change(key, value), change)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const pascal = (name) => name.replaceAll(/(?:^|[_-])([a-z])/g, (_, letter) => letter.toUpperCase());

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeTypes();
}
