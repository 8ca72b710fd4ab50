// The two engines that are compared with each other: the module as it is shipped, in Node, and the same program natively.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildModule } from "../../build/module.mjs";
import { dist, repository } from "../../build/paths.mjs";
import { findWasmExec } from "../../build/wasm-exec.mjs";

const run = promisify(execFile);

/** The module as the page ships it; returns its bytes. */
export async function shippedModule() {
  const [name] = (await readdir(dist)).filter((file) => /^engine-\w+\.wasm$/.test(file));
  return readFile(join(dist, name));
}

/** Builds the module; returns its bytes. */
export async function builtModule() {
  const folder = await mkdtemp(join(tmpdir(), "costplan-module-"));
  try {
    await buildModule(join(folder, "engine.wasm"));
    return await readFile(join(folder, "engine.wasm"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Starts a module; `respond(text)` answers a request, `memory()` is what it holds in bytes. */
export async function startModule(bytes) {
  createRequire(import.meta.url)(await findWasmExec()); // sets globalThis.Go, and what Go writes with
  const go = new globalThis.Go();
  const { instance } = await WebAssembly.instantiate(bytes, go.importObject);
  const before = new Set(Object.keys(globalThis));
  let ready = 0;
  globalThis.costplanReady = () => ready++;
  go.run(instance); // settles when the program ends, which is never
  delete globalThis.costplanReady;
  const made = Object.keys(globalThis).filter((name) => !before.has(name));
  const respond = globalThis.costplan;
  delete globalThis.costplan;
  return { respond, made, ready, memory: () => instance.exports.mem.buffer.byteLength };
}

/** Asks the native program; returns its responses, one for each request. */
export async function answeredNatively(requests) {
  const folder = await mkdtemp(join(tmpdir(), "costplan-native-"));
  try {
    const program = join(folder, process.platform === "win32" ? "native.exe" : "native");
    await run("go", ["build", "-trimpath", "-o", program, "./wasm"], { cwd: repository });
    const child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
    const output = [];
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stdin.end(requests.map((request) => `${request}\n`).join(""));
    const [code] = await once(child, "close");
    if (code !== 0) {
      throw new Error(`the native engine ended with ${code}`);
    }
    return Buffer.concat(output).toString("utf8").split("\n").slice(0, -1);
  } finally {
    await rm(folder, { recursive: true });
  }
}
