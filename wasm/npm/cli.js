#!/usr/bin/env node
// The one command of the package: the server for AI agents.

import { stat } from "node:fs/promises";
import { parseArgs } from "node:util";

const usage = `usage: costplan mcp [--root FOLDER]...

Runs a Model Context Protocol server on standard input and output. Files are read only
in the folders that the client grants, and in those of --root.

The whole command line is a program of its own: https://github.com/costplan/costplan
`;

function stop(text, code) {
  process.stderr.write(text);
  process.exit(code);
}

let parsed;
try {
  parsed = parseArgs({ allowPositionals: true, options: { root: { type: "string", multiple: true, default: [] }, help: { type: "boolean", short: "h" } } });
} catch (error) {
  stop(`costplan: ${error.message}\n${usage}`, 2);
}
const { values, positionals } = parsed;
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
if (positionals.length !== 1 || positionals[0] !== "mcp") {
  stop(usage, 2);
}
for (const root of values.root) {
  if (!(await stat(root).catch(() => undefined))?.isDirectory()) {
    stop(`costplan: --root: ${root} is not a folder\n`, 2);
  }
}
const { serve } = await import("./mcp.js");
await serve(values.root);
