// What the parts of the editor share: the engine, and what the page says of the document.

import { type EditorState, type Extension, Facet } from "@codemirror/state";
import type { Engine } from "../engine/client";
import type { Settings } from "../generated/module";
import { textOf } from "./text";

/** The world around the editor. */
interface Context {
  readonly engine: Engine;
  settings(): Settings;
  /** What prices are in force beside the settings: another text, where they are others. */
  prices(): string;
  /** The name of the document. */
  file(): string;
  /** Shows the page of a rule. */
  onRule(code: string): void;
}

const contextFacet = Facet.define<Context, Context | null>({ combine: ([context]) => context ?? null });

/** The extension that carries the context. */
export function withContext(context: Context): Extension {
  return contextFacet.of(context);
}

export function contextOf(state: EditorState): Context {
  const context = state.facet(contextFacet);
  if (!context) throw new Error("the editor has no context");
  return context;
}

/** The arguments of every call about the document. */
export function documentOf(state: EditorState): { files: { name: string; text: string }[]; settings: Settings } {
  const context = contextOf(state);
  return { files: [{ name: context.file(), text: textOf(state.doc) }], settings: context.settings() };
}
