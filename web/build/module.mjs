// Builds the WebAssembly module, the engine with its price lists, with ordinary flags of the Go command.
//
//   node build/module.mjs FILE     writes the module to FILE
//
// wasm_exec.js, the glue that Go needs, is in the Go installation that built it: build/wasm-exec.mjs finds it.

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { pathToFileURL } from "node:url";
import { repository } from "./paths.mjs";

const run = promisify(execFile);

/** Builds the module into a file. */
export async function buildModule(file) {
  await run("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", file, "./wasm"], { cwd: repository, env: { ...process.env, GOOS: "js", GOARCH: "wasm" } });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) {
    console.error("usage: node build/module.mjs FILE");
    process.exit(2);
  }
  await buildModule(file);
}
