// What the engine knows of a place: of a key, a model, a value.

import type { EditorState } from "@codemirror/state";
import { contextOf, documentOf } from "./context";
import { el } from "./dom";
import type { Finding } from "./findings";
import { renderMarkdown } from "./markdown";
import { Places, type Range } from "./places";

/** What the engine knows of a place; null if nothing, or if it can't be asked. */
export async function helpAt(state: EditorState, pos: number): Promise<(Range & { markdown: string }) | null> {
  const { engine } = contextOf(state);
  const places = new Places(state.doc);
  const request = { ...documentOf(state), position: places.position(pos) };
  const answer = await engine.call("hover", request, { latest: "hover" }).catch(() => null);
  return answer && { ...places.range(answer.start, answer.end), markdown: answer.markdown };
}

/** The elements of a text of the engine; null if nothing is left of it. What it says of findings is left out, since they have
 *  cards. A link to a rule shows the page of the rule. */
export function renderHelp(state: EditorState, markdown: string, findings: readonly Finding[] = []): HTMLElement | null {
  const { onRule } = contextOf(state);
  const onLink = (href: string): (() => void) | null => {
    const code = /#(cp\d{3})$/i.exec(href)?.[1];
    return code ? () => onRule(code.toUpperCase()) : null;
  };
  const parts = markdown
    .split(/\n+---\n+/)
    .map((part) => renderMarkdown(part, { headings: 2, onLink }))
    .filter((part) => !findings.some(({ diagnostic }) => part.textContent?.includes(diagnostic.message)));
  if (parts.length === 0) return null;
  return el("div", { class: "cm-help" }, ...parts.map((part) => el("div", { class: "cm-prose" }, part)));
}
