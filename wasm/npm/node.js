// In Node, Deno and Bun: the module is read from beside this file.

import { readFile } from "node:fs/promises";
import { start } from "./service.js";

export { CostplanError } from "./service.js";

export async function load({ module } = {}) {
  return start(module ?? (await readFile(new URL("./engine.wasm", import.meta.url))));
}
