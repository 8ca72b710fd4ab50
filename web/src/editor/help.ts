// What the engine knows of a place: of a key, a model, a value.

import type { EditorState } from "@codemirror/state";
import { contextOf, documentOf } from "./context";
import { el } from "./dom";
import { renderMarkdown } from "./markdown";
import { Places, type Range } from "./places";

/** What the engine knows of a place; null if nothing, or if it can't be asked. */
export async function helpAt(state: EditorState, pos: number, signal?: AbortSignal): Promise<(Range & { markdown: string }) | null> {
  const { engine } = contextOf(state);
  const places = new Places(state.doc);
  const request = { ...documentOf(state), position: places.position(pos) };
  const answer = await engine.call("hover", request, signal ? { latest: "hover", signal } : { latest: "hover" }).catch(() => null);
  return answer && { ...places.range(answer.start, answer.end), markdown: answer.markdown };
}

/** The elements of a text of the engine. A link to a rule shows the page of the rule. */
export function renderHelp(state: EditorState, markdown: string): HTMLElement {
  const { onRule } = contextOf(state);
  const onLink = (href: string): (() => void) | null => {
    const code = /#(cp\d{3})$/i.exec(href)?.[1];
    return code ? () => onRule(code.toUpperCase()) : null;
  };
  return el("div", { class: "cm-help cm-prose" }, renderMarkdown(markdown, { headings: 2, onLink }));
}
