// Runs the module and asks it: one JSON text in, one JSON text out.

import { createGo } from "./go.js";

/** The version of the messages. The module refuses others. */
const api = 1;

export class CostplanError extends Error {
  constructor({ kind, message, help }) {
    super(help ? `${message} (${help})` : message);
    this.name = "CostplanError";
    this.kind = kind;
    this.help = help;
    this.text = `${message}\n${help}`.trim();
  }
}

/** Starts the module from its bytes, a response that has them, or a compiled module. */
export async function start(source) {
  const { go, scope } = createGo();
  const instance = await instantiate(source, go.importObject);
  let stopped = false;
  // Go runs until its main waits for requests, and returns to here; the promise settles only if it exits.
  go.run(instance).finally(() => {
    stopped = true;
  });
  const { costplan } = scope;
  if (typeof costplan !== "function") {
    throw new CostplanError({ kind: "failed", message: "the module does not answer requests", help: "" });
  }
  const respond = (request) => {
    if (stopped) {
      throw new CostplanError({ kind: "failed", message: "the module has stopped", help: "load it again" });
    }
    return costplan(request);
  };
  return {
    respond,
    call(name, args = {}) {
      const response = JSON.parse(respond(JSON.stringify({ ...args, api, call: name })));
      if (!response.ok) {
        throw new CostplanError(response.error);
      }
      return response.result;
    },
  };
}

async function instantiate(source, imports) {
  if (source instanceof WebAssembly.Module) {
    return WebAssembly.instantiate(source, imports);
  }
  if (typeof Response === "function" && source instanceof Response) {
    if (!source.ok) {
      throw new CostplanError({ kind: "failed", message: `the module could not be loaded: ${source.status} ${source.statusText}`.trim(), help: "" });
    }
    // Streaming would insist on the type application/wasm, which not every host sends.
    source = await source.arrayBuffer();
  }
  const { instance } = await WebAssembly.instantiate(source, imports);
  return instance;
}
