// Builds the WebAssembly module: the engine with its price lists, smaller than the Go compiler leaves it.
//
//   node build/module.mjs FILE     writes the module to FILE
//
// wasm_exec.js, the glue that Go needs, is in the Go installation that built it: build/wasm-exec.mjs finds it.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { pathToFileURL } from "node:url";
import { repository } from "./paths.mjs";
import { squeeze } from "./squeeze.mjs";

const run = promisify(execFile);

// No symbols, and no function copied to where it is called: that makes the compressed module a seventh smaller. A keystroke
// with 20 deployments then takes 18 ms of the processor instead of 13: tests/module/speed.mjs.
const flags = ["-trimpath", "-ldflags=-s -w", "-gcflags=all=-l"];

/** Builds the module into a file. */
export async function buildModule(file) {
  await run("go", ["build", ...flags, "-o", file, "./wasm"], { cwd: repository, env: { ...process.env, GOOS: "js", GOARCH: "wasm" } });
  await writeFile(file, squeeze(await readFile(file)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, ...rest] = process.argv.slice(2);
  if (file === undefined || rest.length > 0) {
    console.error("usage: node build/module.mjs FILE");
    process.exit(2);
  }
  await buildModule(file);
}
