// What shows up beside the pointer: the findings at a place at once, and what the engine knows of the place a moment later.

import type { EditorState, Extension } from "@codemirror/state";
import { hoverTooltip, type Tooltip } from "@codemirror/view";
import { cardOf } from "./card";
import { findingsAt, findingsOfLine } from "./findings";
import { helpAt, renderHelp } from "./help";

/** Tooltips on hover. */
export function hover(): Extension {
  return [hoverTooltip(findingTooltip, { hideOnChange: true, hoverTime: 250 }), hoverTooltip(helpTooltip, { hideOnChange: true, hoverTime: 400 })];
}

function findingTooltip(view: { state: EditorState }, pos: number, side: -1 | 1): Tooltip | null {
  const here = findingsAt(view.state, pos, pos).filter(({ from, to }) => (from < pos || side > 0 || from === to) && (to > pos || side < 0 || from === to));
  const [first] = here;
  if (!first) return null;
  return {
    pos: Math.min(...here.map(({ from }) => from)),
    end: Math.max(...here.map(({ to }) => to)),
    create: (at) => ({ dom: cardOf(at, here) }),
  };
}

async function helpTooltip({ state }: { state: EditorState }, pos: number): Promise<Tooltip | null> {
  const help = await helpAt(state, pos);
  const dom = help && renderHelp(state, help.markdown, findingsOfLine(state, pos));
  return dom && { pos: help.from, end: help.to, create: () => ({ dom }) };
}
