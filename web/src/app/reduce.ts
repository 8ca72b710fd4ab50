// What can happen to the state: pure functions from a state to a state.

import { record, redo, undo, type History, type Moment } from "./history";
import type { Answer, Draft, Notice, Scenario, State } from "./state";
import type { Row } from "./types";

/** Deployments on one page of a list: few enough to be drawn in one frame. */
export const pageSize = 25;

/** How a new text came about. */
interface Step {
  /** For the undo button: "set capacity". */
  readonly label: string;
  /** Steps of one key in quick succession are undone together; "" for a step of its own. */
  readonly key: string;
  readonly now: number;
  /** When the first of the steps was made that this one stands for; `now` if it is left out. */
  readonly began?: number;
}

export function moment(state: State, label: string): Moment {
  return { text: state.text, own: state.own, file: state.file, selected: state.selected, ids: state.ids, read: state.read, label };
}

/** Puts another text in place, as a step that can be undone. What deployments it has is known when it is read. */
export function replaceText(state: State, text: string, step: Step): State {
  if (text === state.text) return state;
  return {
    ...state,
    text,
    revision: state.revision + 1,
    read: false,
    example: false,
    history: record(state.history, moment(state, step.label), text, step.key, step.now, step.began),
  };
}

/** Puts other own prices in place, as a step that can be undone. */
export function replaceOwn(state: State, own: string, step: Step): State {
  if (own === state.own) return state;
  return {
    ...state,
    own,
    ownError: "",
    revision: state.revision + 1,
    history: record(state.history, moment(state, step.label), state.text, "", step.now),
  };
}

/** Whether an answer is of the present text, with the present prices. */
export function isPresent(state: State, answer: Answer | null): answer is Answer {
  return answer !== null && answer.text === state.text && answer.own === state.own;
}

/** Puts a whole other document in place, as a step that can be undone. */
export function openDocument(state: State, document: { text: string; file: string; example: boolean }, step: Step): State {
  if (document.text === state.text && document.file === state.file) return { ...state, example: document.example };
  return {
    ...replaceText({ ...state, drafts: new Map(), combo: null }, document.text, step),
    revision: state.revision + 1,
    history: record(state.history, moment(state, step.label), document.text, "", step.now),
    ids: [],
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
  const { text, own, file, selected, ids, read } = step.moment;
  return {
    ...state,
    text,
    own,
    ownError: own === state.own ? state.ownError : "",
    file,
    selected,
    ids,
    read,
    example: false,
    revision: state.revision + 1,
    history: step.history,
    drafts: new Map([...state.drafts].filter(([, draft]) => draft.pending > 0)),
    combo: null,
    rowsPage: Math.floor(selected / pageSize),
  };
}

/** Takes in what the engine made of the text of a revision; an answer that is late is dropped. */
export function answered(state: State, revision: number, made: Omit<Answer, "ids">): State {
  if (revision !== state.revision) return state;
  const { ids, nextId } = named(state, made);
  const answer = { ...made, ids };
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
    ids,
    nextId,
    read: true,
    selected: Math.max(0, Math.min(state.selected, count - 1)),
    rowsPage: Math.min(state.rowsPage, lastPage(count)),
    findingsPage: Math.min(state.findingsPage, lastPage(answer.diagnostics.length)),
  };
}

/**
 * The names of the deployments of an answer. Of a text in which somebody has typed they are those of the text before, as far
 * as the deployments at its beginning and at its end are the same.
 */
function named(state: State, { view }: Omit<Answer, "ids">): { ids: readonly number[]; nextId: number } {
  const rows = view.deployments;
  const { ids, good } = state;
  if (!view.readable || (state.read && ids.length === rows.length)) return { ids, nextId: state.nextId };
  const before = new Map(good?.view.deployments.map((row, i) => [good.ids[i], looksOf(row)]));
  const same = (id: number | undefined, row: Row | undefined) => id !== undefined && row !== undefined && before.get(id) === looksOf(row);
  let { nextId } = state;
  const least = Math.min(ids.length, rows.length);
  let first = ids.length === rows.length ? least : 0;
  while (first < least && same(ids[first], rows[first])) first++;
  let last = 0;
  while (last < least - first && same(ids.at(-1 - last), rows.at(-1 - last))) last++;
  // What is shown by the same name keeps its own, so that what is clicked there finds it.
  const kept = [...ids.slice(0, first), ...ids.slice(ids.length - last)];
  const free = new Map(good?.view.deployments.map((row, i) => [row.title, good.ids[i]!] as const).filter(([, id]) => !kept.includes(id)));
  const made = rows.slice(first, rows.length - last).map((row) => {
    const id = free.get(row.title) ?? nextId++;
    free.delete(row.title);
    return id;
  });
  return { ids: [...ids.slice(0, first), ...made, ...ids.slice(ids.length - last)], nextId };
}

function looksOf(row: Row): string {
  return JSON.stringify([row.title, row.model, row.plan, row.region]);
}

/** The answer whose deployments are shown: of the newest text that could be read. */
export function shownAnswer(state: State): Answer | null {
  return state.answer?.view.readable ? state.answer : state.good;
}

/** The name of the deployment that is shown at a place; null if nothing is shown there. */
export function idAt(state: State, deployment: number): number | null {
  return shownAnswer(state)?.ids[deployment] ?? null;
}

/** The list of deployments was changed by the engine: names its deployments, of which `made` is new. */
export function renamed(state: State, change: { kind: string; deployment: number }, made: number | null): State {
  if (change.kind === "delete") return { ...state, read: true, ids: state.ids.filter((_, i) => i !== change.deployment) };
  if (made === null) return state;
  return { ...state, read: true, ids: state.ids.toSpliced(made, 0, state.nextId), nextId: state.nextId + 1 };
}

export function lastPage(count: number): number {
  return Math.max(0, Math.ceil(count / pageSize) - 1);
}

export function select(state: State, deployment: number): State {
  const asWritten = state.order === null && state.query === "" && state.grouping === "";
  return { ...state, selected: deployment, cardOpen: true, rowsPage: asWritten ? Math.floor(deployment / pageSize) : state.rowsPage };
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

/** Puts a scenario in the place of another one; null takes it out. */
export function withScenario(state: State, scenario: Scenario, now: Scenario | null): State {
  const list = [...(state.pinned ? [state.pinned] : []), ...state.others].flatMap((s) => (s === scenario ? (now ?? []) : s));
  const [pinned = null, ...others] = list;
  return { ...state, pinned, others, difference: pinned === state.pinned ? state.difference : null };
}

/** Compares with another one of the scenarios. */
export function compareWith(state: State, scenario: Scenario): State {
  if (!state.others.includes(scenario) || !state.pinned) return state;
  return { ...state, pinned: scenario, others: [state.pinned, ...state.others.filter((s) => s !== scenario)], difference: null };
}

/** A letter that no scenario is called by yet. */
export function freeName(state: State): string {
  const taken = [state.pinned, ...state.others].map((s) => s?.name);
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.includes(letter)) ?? "Z";
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
