// An editor with the YAML language server completes, explains and checks a file whose first line names our schema.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startServer } from "./language-server.js";
import { buildProgram, examples, schemaFolder, schemas, shapeFindings } from "./repository.js";

const modeline = `# yaml-language-server: $schema=${join(schemaFolder, "deployment.schema.json")}\n`;
const folder = mkdtempSync(join(tmpdir(), "costplan-editor-"));
const timeout = 60_000;
const program = buildProgram();
let server;

before(async () => {
  server = await startServer(folder);
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
  program.remove();
});

let opened = 0;

/** Opens a text with the modeline, in which "|" marks the cursor. */
async function edit(text) {
  const whole = modeline + text;
  const [before, after = ""] = whole.split("|");
  const lines = before.split("\n");
  const file = await server.open(`costplan-${++opened}.yaml`, before + after);
  return { ...file, cursor: { line: lines.length - 1, character: lines.at(-1).length } };
}

const { file, deployment, estimate } = schemas().get("deployment").$defs;

for (const { name, text } of examples()) {
  test(`in ${name} it reports what the program finds`, { timeout }, async () => {
    const { diagnostics } = await edit(text.replaceAll("|", "/"));
    // The server counts lines from 0, and the first is the modeline.
    assert.deepEqual(diagnostics.map(({ range }) => range.start.line), shapeFindings(program, name).map(({ start }) => start.line));
  });
}

test("the fields of a file are offered", { timeout }, async () => {
  const { uri, cursor } = await edit("|");
  const offered = await server.complete(uri, cursor);
  for (const field of Object.keys(file.properties)) {
    assert.ok(offered.includes(field), `${field} is not in ${offered}`);
  }
});

test("the fields of a deployment are offered, without those that it has", { timeout }, async () => {
  const { uri, cursor } = await edit("deployments:\n  - name: chat\n    |\n");
  const offered = await server.complete(uri, cursor);
  for (const field of Object.keys(deployment.properties)) {
    assert.equal(offered.includes(field), field !== "name", `${field}: ${offered}`);
  }
});

test("the fields of an estimate are offered", { timeout }, async () => {
  const { uri, cursor } = await edit("deployments:\n  - name: chat\n    model_name: qwen3-32b\n    estimate:\n      |\n");
  const offered = await server.complete(uri, cursor);
  for (const field of Object.keys(estimate.properties)) {
    assert.ok(offered.includes(field), `${field} is not in ${offered}`);
  }
});

test("the plans are offered", { timeout }, async () => {
  const { uri, cursor } = await edit("deployments:\n  - name: chat\n    plan: |\n");
  const offered = await server.complete(uri, cursor);
  assert.deepEqual(deployment.properties.plan.enum.filter((plan) => !offered.includes(plan)), []);
});

test("a field is explained", { timeout }, async () => {
  const { uri, cursor } = await edit("deployments:\n  - name: chat\n    model_name: qwen3-32b\n    plan: mu\n    cap|acity: 8\n    deploy_spec: MU1\n");
  const shown = await server.hover(uri, cursor);
  assert.ok(plain(shown).includes(plain(deployment.properties.capacity.description)), shown);
});

test("a field of a file is explained", { timeout }, async () => {
  const { uri, cursor } = await edit("per|iod: 30d\ndeployments: []\n");
  const shown = await server.hover(uri, cursor);
  assert.ok(plain(shown).includes(plain(file.properties.period.description)), shown);
});

test("a misspelt field is reported at its key", { timeout }, async () => {
  const { diagnostics, cursor } = await edit("deployments:\n  - name: chat\n    model_name: qwen3-32b\n    plan: mu\n    |capcity: 8\n    deploy_spec: MU1\n    capacity: 8\n");
  assert.equal(diagnostics.length, 1, JSON.stringify(diagnostics));
  assert.match(diagnostics[0].message, /capcity/);
  assert.deepEqual(diagnostics[0].range.start, cursor);
});

test("a field of another plan is reported", { timeout }, async () => {
  const { diagnostics, cursor } = await edit("deployments:\n  - name: chat\n    model_name: qwen3-32b\n    plan: ptu\n    |deploy_spec: MU1\n");
  assert.equal(diagnostics.length, 1, JSON.stringify(diagnostics));
  assert.equal(diagnostics[0].range.start.line, cursor.line);
});

/** Words without the marks of Markdown, which the server escapes. */
function plain(text) {
  return text.replace(/&nbsp;/g, " ").replace(/[\\`*]/g, "").replace(/\s+/g, " ");
}
