// What shows up beside the pointer: the findings at a place at once, and what the engine knows of the place a moment later.

import type { EditorState, Extension } from "@codemirror/state";
import { closeHoverTooltips, type EditorView, hasHoverTooltips, hoverTooltip, type Tooltip, ViewPlugin } from "@codemirror/view";
import { cardOf, isCardOpen } from "./card";
import { findingsAt, findingsOfLine } from "./findings";
import { helpAt, renderHelp } from "./help";

/** Tooltips on hover. Escape closes them, wherever the focus is. */
export function hover(): Extension {
  return [hoverTooltip(findingTooltip, { hideOnChange: true, hoverTime: 250 }), hoverTooltip(helpTooltip, { hideOnChange: true, hoverTime: 400 }), closing];
}

const closing = ViewPlugin.fromClass(
  class {
    constructor(private readonly view: EditorView) {
      document.addEventListener("keydown", this.close, true);
    }
    destroy(): void {
      document.removeEventListener("keydown", this.close, true);
    }
    private readonly close = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && hasHoverTooltips(this.view.state)) this.view.dispatch({ effects: closeHoverTooltips });
    };
  },
);

function findingTooltip(view: { state: EditorState }, pos: number, side: -1 | 1): Tooltip | null {
  if (isCardOpen(view.state)) return null; // It says the same.
  const here = findingsAt(view.state, pos, pos).filter(({ from, to }) => (from < pos || side > 0 || from === to) && (to > pos || side < 0 || from === to));
  const [first] = here;
  if (!first) return null;
  return {
    pos: Math.min(...here.map(({ from }) => from)),
    end: Math.max(...here.map(({ to }) => to)),
    create: (at) => ({ dom: cardOf(at, here) }),
  };
}

async function helpTooltip(view: { state: EditorState }, pos: number): Promise<Tooltip | null> {
  const { state } = view;
  const help = await helpAt(state, pos);
  if (isCardOpen(view.state)) return null;
  const dom = help && renderHelp(state, help.markdown, findingsOfLine(state, pos));
  return dom && { pos: help.from, end: help.to, create: () => ({ dom }) };
}
