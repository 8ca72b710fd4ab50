// The one state of the page. The text of the document is the single source of truth: the form, the amounts and the charts are
// made of it by the engine. Reducers are pure functions from a state to a state; subscribers are told once per task.

import type { Chart, Diagnostic, Form, Hello, Matrix, Rule, View } from "./types";
import { noHistory, record, redo, undo, type History, type Moment } from "./history";
import type { Theme } from "./storage";

export type Status = "loading" | "ready" | "failed";
export type Section = "estimate" | "prices" | "sizing";
export type Tab = "form" | "yaml";

/** What the engine made of a text. */
export interface Answer {
  readonly text: string;
  readonly view: View;
  readonly form: Form;
  readonly diagnostics: readonly Diagnostic[];
  /** Of what the totals are made. */
  readonly charts: readonly Chart[];
}

/** What somebody has typed into a field and the engine has not confirmed. */
export interface Draft {
  readonly value: string;
  /** Why it could not be written; "" if nothing is known against it. */
  readonly error: string;
  /** Edits of this field that are on their way. */
  readonly pending: number;
}

export interface Notice {
  readonly id: string;
  readonly kind: "info" | "warning" | "error";
  readonly text: string;
  readonly actions: readonly { label: string; run: () => void }[];
}

export type Dialog =
  | { readonly kind: "share" | "export" | "help" | "start" }
  | { readonly kind: "rule"; readonly code: string };

/** The list of a combobox that is open. */
export interface Combo {
  /** The key of its field. */
  readonly path: string;
  /** What stands in the field, and whether it was typed since the list opened: only then it filters. */
  readonly text: string;
  readonly typed: boolean;
  /** The place of the option that Enter takes; -1 for none. */
  readonly active: number;
}

export interface Scenario {
  readonly text: string;
  readonly file: string;
  /** Its total, as the engine wrote it; "" until it is known. */
  readonly total: string;
}

/** What else a deployment could cost; made for one revision of the text. */
export interface Comparison {
  readonly revision: number;
  readonly deployment: number;
  readonly summary: readonly string[];
  readonly charts: readonly Chart[];
  readonly matrix: Matrix | null;
  /** Why there is none; "" if there is one. */
  readonly error: string;
}

/** The document against the pinned scenario: one sentence and the stacked bars. */
export interface Difference {
  readonly revision: number;
  readonly pinned: Scenario;
  readonly sentence: string;
  readonly charts: readonly Chart[];
  readonly error: string;
}

export interface State {
  readonly hello: Hello;
  readonly text: string;
  readonly file: string;
  /** Grows with each new text, so that an answer finds out whether it is late. */
  readonly revision: number;
  /** Whether the document is still one that the page brought along. */
  readonly example: boolean;
  readonly today: string;
  readonly section: Section;
  /** Sections that were shown: what was chosen in them stays. */
  readonly visited: ReadonlySet<Section>;
  readonly tab: Tab;
  readonly theme: Theme;
  /** The deployment that the form and the comparison are about, and whether its card in the form is open. */
  readonly selected: number;
  readonly cardOpen: boolean;
  /** Whether what holds for all deployments is open in the form. */
  readonly documentOpen: boolean;
  readonly open: ReadonlySet<number>;
  readonly engine: { readonly status: Status; readonly detail: string };
  /** For the newest text that has one, and for the newest text that could be read. */
  readonly answer: Answer | null;
  readonly good: Answer | null;
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly history: History;
  readonly pinned: Scenario | null;
  readonly comparison: Comparison | null;
  readonly difference: Difference | null;
  /** Pages of rules that were asked for; a text says why there is none. */
  readonly rules: ReadonlyMap<string, Rule | string>;
  readonly notices: readonly Notice[];
  readonly dialog: Dialog | null;
  readonly combo: Combo | null;
  /** The key of the field that has the focus; "" for none. */
  readonly focused: string;
  /** Which page of the deployments and of the findings is shown, from 0. */
  readonly rowsPage: number;
  readonly findingsPage: number;
  readonly singleKeys: boolean;
}

export function initialState(hello: Hello, text: string, file: string, today: string): State {
  return {
    hello,
    text,
    file,
    today,
    revision: 0,
    example: true,
    section: "estimate",
    visited: new Set(),
    tab: "form",
    theme: "system",
    selected: 0,
    cardOpen: true,
    documentOpen: false,
    open: new Set(),
    engine: { status: "loading", detail: "" },
    answer: null,
    good: null,
    drafts: new Map(),
    history: noHistory,
    pinned: null,
    comparison: null,
    difference: null,
    rules: new Map(),
    notices: [],
    dialog: null,
    combo: null,
    focused: "",
    rowsPage: 0,
    findingsPage: 0,
    singleKeys: true,
  };
}

/** Deployments on one page of a list: few enough to be drawn in one frame. */
export const pageSize = 25;

export class Store {
  #state: State;
  #listeners = new Set<(state: State, before: State) => void>();
  #told: State;
  #scheduled = false;

  constructor(state: State) {
    this.#state = state;
    this.#told = state;
  }

  get state(): State {
    return this.#state;
  }

  update(reduce: (state: State) => State): void {
    this.#state = reduce(this.#state);
    if (this.#scheduled || this.#state === this.#told) return;
    this.#scheduled = true;
    queueMicrotask(() => this.flush());
  }

  /** Tells the subscribers now, so that what follows finds the page up to date. */
  flush(): void {
    this.#scheduled = false;
    const before = this.#told;
    const now = this.#state;
    if (now === before) return;
    this.#told = now;
    for (const listener of this.#listeners) listener(now, before);
  }

  subscribe(listener: (state: State, before: State) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** How a new text came about. */
export interface Step {
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
