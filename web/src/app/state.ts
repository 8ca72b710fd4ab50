// The one state of the page. The text of the document is the single source of truth: the form, the amounts and the charts are
// made of it by the engine.

import { noHistory, type History } from "./history";
import type { Theme } from "./storage";
import type { Chart, Diagnostic, Form, Hello, Matrix, Rule, View } from "./types";

export type Status = "loading" | "ready" | "failed";
export type Section = "estimate" | "prices" | "sizing";
export type Tab = "form" | "yaml";

/** How the rows are ordered; as in the document if there is none. */
export interface Order {
  readonly column: "title" | "model" | "region" | "plan" | "duration" | "amount";
  readonly descending: boolean;
}

/** What rows are grouped by; "" for nothing. */
export type Grouping = "" | "region" | "plan" | "payment";

/** What the engine made of a text. */
export interface Answer {
  readonly text: string;
  /** The own prices that it was made with. */
  readonly own: string;
  readonly view: View;
  readonly form: Form;
  readonly diagnostics: readonly Diagnostic[];
  /** The names of its deployments, see State. */
  readonly ids: readonly number[];
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
  | { readonly kind: "share" | "export" | "quote" | "help" | "start" }
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
  /** What its owner calls it: "A" at first. */
  readonly name: string;
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

/** What has no price yet. */
export interface WantedPrice {
  readonly region: string;
  readonly plan: string;
  readonly model: string;
  readonly spec: string;
  readonly bundle: string;
  readonly payment: string;
  readonly item: string;
}

export interface State {
  readonly hello: Hello;
  readonly text: string;
  readonly file: string;
  /** The visitor's own prices, as the text of an overlay; "" for none. They are in force unless they are known to be wrong. */
  readonly own: string;
  readonly ownError: string;
  /** A file of usage that was dropped on the page, to be sized. */
  readonly traffic: File | null;
  /** What a price is to be typed for, as somebody asked for it last. */
  readonly wanted: WantedPrice | null;
  /** Grows with each new text, so that an answer finds out whether it is late. */
  readonly revision: number;
  /**
   * A name for each deployment, by which a change finds its own however late it is made, and whether they are known to be those
   * of the present text, or of one before it.
   */
  readonly ids: readonly number[];
  readonly read: boolean;
  readonly nextId: number;
  /** Changes that wait for the engine or are on their way, and whether amounts have been behind for long enough to say so. */
  readonly pending: number;
  readonly late: boolean;
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
  /** Scenarios that were pinned too, and are not compared now. */
  readonly others: readonly Scenario[];
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
  /** How the rows are shown. */
  readonly order: Order | null;
  readonly query: string;
  readonly grouping: Grouping;
}

export function initialState(hello: Hello, text: string, file: string, today: string): State {
  return {
    hello,
    text,
    file,
    own: "",
    ownError: "",
    traffic: null,
    wanted: null,
    today,
    revision: 0,
    ids: [],
    read: false,
    nextId: 0,
    pending: 0,
    late: false,
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
    others: [],
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
    order: null,
    query: "",
    grouping: "",
  };
}
