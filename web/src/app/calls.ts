// What calls of the engine have in common: what they are given, and what becomes of one that fails.

import { EngineError } from "../engine/error";
import { withNotice } from "./reduce";
import type { State } from "./state";
import type { Store } from "./store";
import type { Settings } from "./types";

/** The settings that every call of this page is made with. */
export function settingsOf(state: State): Settings {
  return { today: state.today };
}

export function filesOf(state: State): { name: string; text: string }[] {
  return [{ name: state.file, text: state.text }];
}

/** Says that a call failed, unless it only gave way to a newer one, or the page says already that the engine is gone. */
export function report(store: Store, what: string, error: unknown): void {
  if (isDropped(error) || store.state.engine.status === "failed") return;
  say(store, what, messageOf(error));
}

export function say(store: Store, id: string, text: string): void {
  store.update((state) => withNotice(state, { id, kind: "error", text, actions: [] }));
}

/** A call that gave way to a newer one is no failure. */
export function isDropped(error: unknown): boolean {
  return error instanceof EngineError && error.kind === "superseded";
}

export function messageOf(error: unknown): string {
  if (error instanceof EngineError && error.help) return `${error.message} (${error.help})`;
  return error instanceof Error ? error.message : String(error);
}
