// The document as a string. Making one of a large document takes time, and several parts ask for the same one.

import type { Text } from "@codemirror/state";

const texts = new WeakMap<Text, string>();

/** The text of a document, lines joined by "\n". */
export function textOf(doc: Text): string {
  const known = texts.get(doc);
  if (known !== undefined) return known;
  const text = doc.toString();
  texts.set(doc, text);
  return text;
}
