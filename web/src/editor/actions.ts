// What can be done at a place: the fixes of a finding, and what else the engine offers there. Each is one step of the history.

import { isolateHistory } from "@codemirror/commands";
import { EditorSelection, type EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { contextOf, documentOf } from "./context";
import { changesOf, isFixable } from "./findings";
import type { Action, Edit, Fix } from "./messages";
import { type Change as Replacement, minimalChange } from "./minimal";
import { Places, type Range } from "./places";
import { textOf } from "./text";

/** What the engine offers for a range; nothing if it can't be asked. */
export async function actionsAt(state: EditorState, range: Range): Promise<readonly Action[]> {
  const places = new Places(state.doc);
  const request = { ...documentOf(state), start: places.position(range.from), end: places.position(range.to) };
  const answer = await contextOf(state).engine.call("actions", request, { latest: "actions" }).catch(() => null);
  return answer?.actions ?? [];
}

/** Applies a fix of a finding. */
export function applyFix(view: EditorView, fix: Fix): void {
  apply(view, changesOf(view.state, fix.edits), fix);
}

/** Applies an action that was offered for a text; it is refused if the text is another one by now. */
export function applyAction(view: EditorView, action: Action, offeredFor: EditorState): void {
  apply(view, view.state.doc.eq(offeredFor.doc) ? changesIn(offeredFor, action.edits) : null, action);
}

function changesIn(state: EditorState, edits: readonly Edit[]): Replacement[] {
  const places = new Places(state.doc);
  return edits.map((edit) => ({ ...places.range(edit.start, edit.end), insert: edit.text }));
}

function apply(view: EditorView, changes: readonly Replacement[] | null, { title, select }: Pick<Action, "title" | "select">): void {
  view.focus();
  if (changes) replace(view, changes, `Done: ${title}`, select);
  else view.dispatch({ effects: EditorView.announce.of("The text has changed since, so nothing was done.") });
}

function replace(view: EditorView, replacements: readonly Replacement[], said: string, select?: Action["select"]): void {
  const changes = view.state.changes([...replacements]);
  const last = replacements.reduce((end, { to }) => Math.max(end, to), 0);
  const chosen = select && new Places(changes.apply(view.state.doc)).range(select.start, select.end);
  view.dispatch({
    changes,
    selection: chosen ? EditorSelection.range(chosen.from, chosen.to) : EditorSelection.cursor(changes.mapPos(last, 1)),
    scrollIntoView: true,
    userEvent: "input.fix",
    annotations: isolateHistory.of("full"),
    effects: EditorView.announce.of(said),
  });
}

/** Applies all safe fixes. */
export function fixAll(view: EditorView): boolean {
  const { state } = view;
  if (!isFixable(state)) return false;
  void contextOf(state)
    .engine.call("fix", { ...documentOf(state), unsafe: false }, { latest: "fix" })
    .then(({ text, fixed }) => {
      const change = view.state.doc.eq(state.doc) ? minimalChange(textOf(state.doc), text.replace(/\r\n?/g, "\n")) : null;
      if (change) replace(view, [change], `${fixed.length} ${fixed.length === 1 ? "finding" : "findings"} fixed`);
    })
    .catch((reason: unknown) => {
      view.dispatch({ effects: EditorView.announce.of(`Nothing was fixed: ${reason instanceof Error ? reason.message : String(reason)}`) });
    });
  return true;
}
