// Completion of keys, models, specs and values, which the engine offers for the place of the caret.

import { autocompletion, type Completion as Option, type CompletionContext, type CompletionResult, pickedCompletion } from "@codemirror/autocomplete";
import type { EditorState, Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { CompletionItem } from "./messages";
import { contextOf, documentOf } from "./context";
import { renderHelp } from "./help";
import { Places } from "./places";

/** Above this length, completion waits for being asked for: reading the document takes longer than a pause in typing. */
const largeDocument = 512 * 1024;

const word = /[\w.\-]*/;

/** Completion on typing and on Ctrl-Space. */
export function completion(): Extension {
  return autocompletion({
    override: [source],
    activateOnTypingDelay: 120,
    icons: false,
    closeOnBlur: true,
    maxRenderedOptions: 120,
    positionInfo: placeOfInfo,
    tooltipClass: () => "cm-completions",
  });
}

async function source(context: CompletionContext): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  if (!explicit && (state.doc.length > largeDocument || !context.matchBefore(/[\w.\-:\s]/))) return null;
  const { engine } = contextOf(state);
  const places = new Places(state.doc);
  const answer = await engine
    .call("complete", { ...documentOf(state), position: places.position(pos) }, { signal: aborter(context), latest: "complete" })
    .catch(() => null);
  if (!answer || answer.items.length === 0 || context.aborted) return null;
  const { from, to } = places.range(answer.start, answer.end);
  const after = Math.max(to - pos, 0);
  return {
    from: Math.min(from, pos),
    options: answer.items.map((item) => optionOf(state, item, after)),
    validFor: new RegExp(`^${word.source}$`),
  };
}

function optionOf(state: EditorState, item: CompletionItem, after: number): Option {
  return {
    label: item.label,
    detail: item.detail,
    type: item.kind,
    sortText: item.sort,
    apply(view: EditorView, option: Option, from: number, to: number) {
      const before = item.caret === undefined ? item.insert : [...item.insert].slice(0, item.caret).join("");
      view.dispatch({
        changes: { from, to: Math.min(to + after, view.state.doc.length), insert: item.insert },
        selection: { anchor: from + before.length },
        scrollIntoView: true,
        userEvent: "input.complete",
        annotations: pickedCompletion.of(option),
      });
    },
    ...(item.documentation === "" ? {} : { info: () => renderHelp(state, item.documentation) }),
  };
}

// A question that nobody waits for any more is taken back.
function aborter(context: CompletionContext): AbortSignal {
  const controller = new AbortController();
  context.addEventListener("abort", () => controller.abort(), { onDocChange: true });
  return controller.signal;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The least width beside the list that the documentation is put into, and the most that it takes, in pixels. */
const leastBeside = 300;
const mostBeside = 420;

/** The least height below the list that it is put into, and the room that is left for the line that is typed, in pixels. */
const leastBelow = 160;
const lineRoom = 28;

// Beside the list where there is room, else below or above it; never larger than the room.
function placeOfInfo(_: EditorView, list: Box, option: Box, info: Box, space: Box): { style: string } {
  const [left, right] = [list.left - space.left, space.right - list.right];
  const beside = Math.max(left, right);
  if (beside >= leastBeside) {
    const height = Math.min(info.bottom - info.top, space.bottom - space.top);
    const top = Math.max(space.top, Math.min(option.top, space.bottom - height)) - list.top;
    const side = right >= Math.min(left, mostBeside) ? "left" : "right";
    return { style: `${side}: 100%; top: ${top}px; max-width: ${Math.min(beside, mostBeside)}px; max-height: ${space.bottom - list.top - top}px` };
  }
  const below = space.bottom - list.bottom;
  const above = list.top - space.top - lineRoom;
  const style = `left: 0; max-width: ${list.right - list.left}px`;
  if (below >= Math.min(leastBelow, above)) return { style: `${style}; top: 100%; max-height: ${below}px` };
  return { style: `${style}; bottom: calc(100% + ${lineRoom}px); max-height: ${above}px` };
}
