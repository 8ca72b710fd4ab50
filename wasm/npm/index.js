// In browsers and bundlers: the module is fetched from beside this file.

import { start } from "./service.js";

export { CostplanError } from "./service.js";

export async function load({ module } = {}) {
  return start(module ?? (await fetch(new URL("./engine.wasm", import.meta.url))));
}
