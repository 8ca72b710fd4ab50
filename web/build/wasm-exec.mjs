// Go's glue between WebAssembly and JavaScript, from the Go installation that builds the module: the two must match.

import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./paths.mjs";

const run = promisify(execFile);

/** Resolves `import "wasm-exec"`. */
export const wasmExec = {
  name: "wasm-exec",
  setup(build) {
    build.onResolve({ filter: /^wasm-exec$/ }, async () => ({ path: await findWasmExec(), sideEffects: true }));
  },
};

/** Finds wasm_exec.js. */
export async function findWasmExec() {
  const { stdout } = await run("go", ["env", "GOROOT"], { cwd: repository });
  const candidates = ["lib/wasm", "misc/wasm"].map((folder) => join(stdout.trim(), folder, "wasm_exec.js"));
  for (const candidate of candidates) {
    try {
      await access(candidate);
      return candidate;
    } catch {
      // An older or newer Go keeps it elsewhere.
    }
  }
  throw new Error(`wasm_exec.js is not in the Go installation: looked for ${candidates.join(" and ")}`);
}
