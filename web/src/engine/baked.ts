// What the build put into the page: what it is made of, and the answer for the first example, computed by the native
// engine, so that there is something to read before the engine has started.

import type { CompareResult, HelloResult, StateResult } from "../generated/module";

/** The example that a stranger sees first, with what the engine says about it. */
export interface Baked {
  readonly hello: HelloResult;
  readonly state: StateResult;
  readonly compare: Pick<CompareResult, "summary">;
  readonly example: { readonly id: string; readonly title: string; readonly file: string; readonly text: string };
}

/** What the page was built from and where its engine is. Addresses are relative to the page. */
interface Build {
  readonly edition: string;
  readonly version: string;
  /** Null in the single file, which holds the engine itself. */
  readonly addresses: { readonly worker: string; readonly module: string; readonly service: string } | null;
}

/** The number of the module's interface that this page speaks. */
export const API = 1;

/** The baked answer; parsed anew by each call. */
export function readBaked(): Baked {
  return JSON.parse(textOf("baked")) as Baked;
}

export const BUILD: Build = JSON.parse(textOf("build")) as Build;

/** Whether the page is the single file, which works without a host. */
export const SINGLE = BUILD.addresses === null;

/** The text of a block that the build put into the page. */
export function textOf(id: string): string {
  const text = document.getElementById(id)?.textContent;
  if (!text) {
    throw new Error(`the page was built without its part "${id}"`);
  }
  return text;
}
