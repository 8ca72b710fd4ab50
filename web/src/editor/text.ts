// The document as a string. Making one of a large document takes time, and several parts ask for the same one.

import type { Text } from "@codemirror/state";

let last: { doc: Text; text: string } | null = null;

/** The text of a document, lines joined by "\n". */
export function textOf(doc: Text): string {
  if (last?.doc !== doc) last = { doc, text: doc.toString() };
  return last.text;
}

/** Forgets the last document. */
export function forgetText(): void {
  last = null;
}
