import type { Calls } from "./calls.js";

export * from "./calls.js";

/** The arguments of a call; they may be left out where none is required. */
export type Arguments<K extends keyof Calls> = {} extends Calls[K]["args"] ? [args?: Calls[K]["args"]] : [args: Calls[K]["args"]];

/** The engine, ready to be asked. It keeps nothing between calls. */
export interface Costplan {
  /** Asks, and returns the result. Throws a CostplanError. */
  call<K extends keyof Calls>(name: K, ...args: Arguments<K>): Calls[K]["result"];
  /** The same as texts: a request as JSON in, the response as JSON out, errors included. */
  respond(request: string): string;
}

export interface LoadOptions {
  /** In place of engine.wasm beside the code: its bytes, a response that has them, or a compiled module. */
  module?: BufferSource | Response | WebAssembly.Module;
}

/** Loads the engine. Each call gives a new one, with a memory of its own. */
export function load(options?: LoadOptions): Promise<Costplan>;

export class CostplanError extends Error {
  /** "request": the request is wrong. "version": the messages are of another version. "defect": an error in costplan. "failed": the module cannot run. */
  readonly kind: "request" | "version" | "defect" | "failed";
  /** What to do about it; "" if there is nothing to say. */
  readonly help: string;
}
