// What can happen to the state: pure functions from a state to a state.

import { record, redo, undo, type History, type Moment } from "./history";
import type { Answer, Draft, Notice, State } from "./state";

/** Deployments on one page of a list: few enough to be drawn in one frame. */
export const pageSize = 25;

/** How a new text came about. */
interface Step {
  /** For the undo button: "set capacity". */
  readonly label: string;
  /** Steps of one key in quick succession are undone together; "" for a step of its own. */
  readonly key: string;
  readonly now: number;
}

export function moment(state: State, label: string): Moment {
  return { text: state.text, file: state.file, selected: state.selected, label };
}

/** Puts another text in place, as a step that can be undone. */
export function replaceText(state: State, text: string, step: Step): State {
  if (text === state.text) return state;
  return {
    ...state,
    text,
    revision: state.revision + 1,
    example: false,
    history: record(state.history, moment(state, step.label), step.key, step.now),
  };
}

/** Puts a whole other document in place, as a step that can be undone. */
export function openDocument(state: State, document: { text: string; file: string; example: boolean }, step: Step): State {
  if (document.text === state.text && document.file === state.file) return { ...state, example: document.example };
  return {
    ...replaceText({ ...state, drafts: new Map(), combo: null }, document.text, step),
    revision: state.revision + 1,
    history: record(state.history, moment(state, step.label), step.key, step.now),
    file: document.file,
    example: document.example,
    selected: 0,
    open: new Set(),
    rowsPage: 0,
    findingsPage: 0,
  };
}

export function undoStep(state: State): State {
  return travelled(state, undo(state.history, moment(state, "")));
}

export function redoStep(state: State): State {
  return travelled(state, redo(state.history, moment(state, "")));
}

function travelled(state: State, step: { history: History; moment: Moment } | null): State {
  if (!step) return state;
  const { text, file, selected } = step.moment;
  return {
    ...state,
    text,
    file,
    selected,
    example: false,
    revision: state.revision + 1,
    history: step.history,
    drafts: new Map(),
    combo: null,
    focused: "",
    rowsPage: Math.floor(selected / pageSize),
  };
}

/** Takes in what the engine made of the text of a revision; an answer that is late is dropped. */
export function answered(state: State, revision: number, answer: Answer): State {
  if (revision !== state.revision) return state;
  const good = answer.view.readable ? answer : state.good;
  const count = answer.view.deployments.length;
  const drafts = new Map(state.drafts);
  for (const [path, draft] of drafts) {
    if (path !== state.focused && draft.pending === 0 && draft.error === "") drafts.delete(path);
  }
  if (!answer.view.readable) return { ...state, answer, good, drafts };
  return {
    ...state,
    answer,
    good,
    drafts,
    selected: Math.max(0, Math.min(state.selected, count - 1)),
    rowsPage: Math.min(state.rowsPage, lastPage(count)),
    findingsPage: Math.min(state.findingsPage, lastPage(answer.diagnostics.length)),
  };
}

export function lastPage(count: number): number {
  return Math.max(0, Math.ceil(count / pageSize) - 1);
}

export function select(state: State, deployment: number): State {
  return { ...state, selected: deployment, cardOpen: true, rowsPage: Math.floor(deployment / pageSize) };
}

export function toggleCard(state: State, deployment: number): State {
  if (deployment === state.selected) return { ...state, cardOpen: !state.cardOpen };
  return select(state, deployment);
}

export function toggleOpen(state: State, deployment: number): State {
  const open = new Set(state.open);
  if (!open.delete(deployment)) open.add(deployment);
  return { ...state, open, selected: deployment };
}

export function withDraft(state: State, path: string, change: (draft: Draft | undefined) => Draft | undefined): State {
  const drafts = new Map(state.drafts);
  const next = change(drafts.get(path));
  if (next) drafts.set(path, next);
  else if (!drafts.delete(path)) return state;
  return { ...state, drafts };
}

/** The focus came to a field, or left it: what was typed there and is in the text now is no draft any more. */
export function focusField(state: State, path: string, focused: boolean): State {
  if (focused) return { ...state, focused: path };
  const left = state.focused === path ? { ...state, focused: "" } : state;
  return withDraft(left, path, (draft) => (draft && (draft.pending > 0 || draft.error !== "") ? draft : undefined));
}

export function withNotice(state: State, notice: Notice): State {
  return { ...state, notices: [...state.notices.filter((n) => n.id !== notice.id), notice] };
}

export function withoutNotice(state: State, id: string): State {
  return { ...state, notices: state.notices.filter((n) => n.id !== id) };
}

/** Deployments moved or went when a change was made to the list of them: where the one at `index` is now; null if it is gone. */
export function moved(index: number, change: { kind: string; deployment: number }): number | null {
  if (index < 0) return index;
  if (change.kind === "delete") return index === change.deployment ? null : index > change.deployment ? index - 1 : index;
  if (change.kind === "duplicate") return index > change.deployment ? index + 1 : index;
  return index;
}
