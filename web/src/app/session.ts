// What the page does with the engine: a new text is computed, an edit of the form is written into the text, and whatever comes
// back is laid into the store unless it is late. No amounts are made here.

import type { Engine } from "../engine/client";
import { EngineError } from "../engine/error";
import { applyEdits } from "./text";
import {
  answered,
  moved,
  openDocument,
  redoStep,
  replaceText,
  select,
  undoStep,
  withDraft,
  withNotice,
  type Scenario,
  type State,
  type Store,
} from "./store";
import { amountsOf, totalLine } from "./total";
import type { Change, Diagnostic, ExportFormat, ExportKind, Fix, Settings } from "./types";

interface Pending {
  change: Change;
  /** The field that shows what was typed, for its draft; "" for a change without one. */
  path: string;
  label: string;
  key: string;
  /** Called with the new text in place, when the change was made. */
  then: ((deployment: number | null) => void) | undefined;
}

export class Session {
  #queue: Pending[] = [];
  #draining = false;
  #chosen = 0;

  constructor(
    readonly store: Store,
    readonly engine: Engine,
    readonly clock: () => number = () => Date.now(),
  ) {}

  /** The settings that every call of this page is made with. */
  settings(): Settings {
    return { today: this.store.state.today };
  }

  files(state: State = this.store.state): { name: string; text: string }[] {
    return [{ name: state.file, text: state.text }];
  }

  /** Computes the present text. Only the card that can be open gets its fields: each field is an answer of its own. */
  async compute(): Promise<void> {
    const { revision, text, selected } = this.store.state;
    try {
      const { view, form, lint, charts } = await this.engine.call("state", { files: this.files(), settings: this.settings(), quote: false, charts: true, cards: { from: selected, count: 1 } }, { latest: "state" });
      this.store.update((state) => answered(state, revision, { text, view, form, diagnostics: lint.diagnostics, charts: charts ?? [] }));
    } catch (error) {
      this.#report("state", error);
    }
  }

  /** Puts another text in place: what somebody typed into the editor, or a fix. */
  setText(text: string, label: string, key = ""): void {
    this.store.update((state) => replaceText(state, text, { label, key, now: this.clock() }));
  }

  open(document: { text: string; file: string; example: boolean }, label: string): void {
    this.forget();
    this.store.update((state) => openDocument(state, document, { label, key: "", now: this.clock() }));
  }

  undo(): void {
    this.forget();
    this.store.update(undoStep);
  }

  redo(): void {
    this.forget();
    this.store.update(redoStep);
  }

  /** Drops the changes that wait or are on their way: they were meant for another text. */
  forget(): void {
    this.#queue = [];
  }

  /**
   * Asks the engine to write a change into the text. Changes are made one after the other; one that has not started gives way
   * to a newer value of the same field.
   */
  change(change: Change, label: string, path = "", then?: (deployment: number | null) => void): void {
    const key = path === "" ? "" : `${change.deployment}/${change.field}`;
    if (path !== "") {
      this.store.update((state) =>
        withDraft(state, path, (draft) => ({
          value: change.value ?? "",
          error: "",
          pending: (draft?.pending ?? 0) + 1,
        })),
      );
    }
    const waiting = this.#queue.findIndex((p, i) => key !== "" && p.key === key && i > 0);
    if (waiting >= 0) {
      this.#settle(this.#queue[waiting]!, "");
      this.#queue.splice(waiting, 1);
    }
    this.#queue.push({ change, path, label, key, then });
    if (!this.#draining) void this.#drain();
  }

  /** Chooses another way to have a deployment: region, plan, spec and payment together are one step to undo. */
  choose(deployment: number, fields: readonly { field: string; value: string }[], label: string): void {
    const key = `choose ${++this.#chosen}`;
    for (const { field, value } of fields) {
      this.#queue.push({ change: { kind: "set", deployment, field, value }, path: "", label, key, then: undefined });
    }
    if (!this.#draining) void this.#drain();
  }

  /** Adds a deployment of the throughput that the sizing found. */
  use(found: { model: string; region: string; input_tpm: string; output_tpm: string; thinking_output_tpm: string | null; payment: string }): void {
    const fields = [
      { field: "region", value: found.region },
      { field: "model_name", value: found.model },
      { field: "plan", value: "ptu" },
      { field: "input_tpm", value: found.input_tpm },
      { field: "output_tpm", value: found.output_tpm },
      ...(found.thinking_output_tpm === null ? [] : [{ field: "thinking_output_tpm", value: found.thinking_output_tpm }]),
      { field: "payment", value: found.payment },
    ];
    this.store.update((s) => ({ ...s, section: "estimate", tab: "form" }));
    this.change({ kind: "add", deployment: -1 }, "add what was sized", "", (deployment) => {
      if (deployment !== null) this.choose(deployment, fields, "add what was sized");
    });
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#queue.length > 0) {
      const next = this.#queue[0]!;
      const { revision } = this.store.state;
      try {
        const result = await this.engine.call("edit", { files: this.files(), settings: this.settings(), change: next.change });
        if (this.#queue[0] !== next) continue; // forgotten meanwhile
        if (this.store.state.revision !== revision) continue; // made for a text that is gone: once more, for the present one
        this.#queue.shift();
        this.#settle(next, "");
        this.store.update((state) => this.#edited(state, next, result));
        this.#rebase(next.change);
        next.then?.(result.deployment ?? null);
      } catch (error) {
        if (this.#queue[0] !== next) continue;
        this.#queue.shift();
        this.#settle(next, messageOf(error));
        if (next.path === "") this.#report("edit", error);
      }
    }
    this.#draining = false;
  }

  #edited(state: State, done: Pending, result: { text: string; deployment: number | null }): State {
    const { kind, deployment } = done.change;
    let next = replaceText(state, result.text, { label: done.label, key: done.key, now: this.clock() });
    if (kind === "set" || kind === "remove_field") return next;
    const open = new Set<number>();
    for (const index of next.open) {
      const now = moved(index, done.change);
      if (now !== null) open.add(now);
    }
    next = { ...next, open, drafts: new Map() };
    if (result.deployment !== null) return select(next, result.deployment);
    return select(next, Math.max(0, moved(next.selected, { kind, deployment }) ?? deployment - 1));
  }

  /** The changes that wait were made for a list of deployments that has just changed. */
  #rebase(done: Change): void {
    if (done.kind === "set" || done.kind === "remove_field") return;
    this.#queue = this.#queue.flatMap((p) => {
      const deployment = moved(p.change.deployment, done);
      return deployment === null ? [] : [{ ...p, change: { ...p.change, deployment } }];
    });
  }

  #settle(done: Pending, error: string): void {
    if (done.path === "") return;
    this.store.update((state) =>
      withDraft(state, done.path, (draft) => draft && { ...draft, error: error || draft.error, pending: Math.max(0, draft.pending - 1) }),
    );
  }

  /** Makes one fix of one finding. */
  fix(diagnostic: Diagnostic, fix: Fix): void {
    const { answer, text } = this.store.state;
    const fixed = answer?.text === text ? applyEdits(text, fix.edits) : null;
    if (fixed === null) {
      this.#say("fix", "The text has changed since this was found. It is being checked again.");
      void this.compute();
      return;
    }
    this.setText(fixed, `${diagnostic.code}: ${fix.title}`);
  }

  /** Makes every fix that has one right answer. */
  async fixAll(): Promise<void> {
    const { revision } = this.store.state;
    try {
      const result = await this.engine.call("fix", { files: this.files(), settings: this.settings(), unsafe: false });
      if (this.store.state.revision !== revision) return;
      this.setText(result.text, "fix all");
    } catch (error) {
      this.#report("fix", error);
    }
  }

  /** Asks what else the chosen deployment could cost. */
  async compare(): Promise<void> {
    const { revision, selected } = this.store.state;
    const made = { revision, deployment: selected, summary: [], charts: [], matrix: null, error: "" };
    try {
      const result = await this.engine.call("compare", { files: this.files(), settings: this.settings(), deployment: selected }, { latest: "compare" });
      const { summary, charts, matrix } = result;
      this.#compared(revision, { ...made, summary, charts, matrix });
    } catch (error) {
      if (isDropped(error)) return;
      this.#compared(revision, { ...made, error: messageOf(error) });
    }
  }

  #compared(revision: number, comparison: State["comparison"]): void {
    this.store.update((state) => (state.revision === revision && state.selected === comparison?.deployment ? { ...state, comparison } : state));
  }

  /** Asks how the document differs from the pinned scenario. */
  async difference(): Promise<void> {
    const { revision, pinned, text, file } = this.store.state;
    if (!pinned) return;
    if (pinned.total === "") return this.#totalOfPinned(pinned);
    const made = { revision, pinned, sentence: "", charts: [], error: "" };
    let difference: State["difference"];
    try {
      const before = { name: pinned.file, text: pinned.text };
      const result = await this.engine.call("diff", { before, after: { name: file, text }, settings: this.settings() }, { latest: "diff" });
      difference = { ...made, sentence: result.text, charts: result.charts };
    } catch (error) {
      if (isDropped(error)) return;
      difference = { ...made, error: messageOf(error) };
    }
    this.store.update((state) => (state.revision === revision && state.pinned === pinned ? { ...state, difference } : state));
  }

  /** A scenario that came with a link has no total yet; with one, it is compared. */
  async #totalOfPinned(pinned: Scenario): Promise<void> {
    let total = "no total";
    try {
      const files = [{ name: pinned.file, text: pinned.text }];
      const { view } = await this.engine.call("state", { files, settings: this.settings(), quote: false, cards: { from: 0, count: 1 } });
      total = totalLine(amountsOf(view)) || total;
    } catch (error) {
      this.#report("pinned", error);
    }
    this.store.update((state) => (state.pinned === pinned ? { ...state, pinned: { ...pinned, total } } : state));
  }

  /** Fetches the page of a rule, once. */
  async rule(code: string): Promise<void> {
    if (typeof this.store.state.rules.get(code) === "object") return;
    let page: State["rules"] extends ReadonlyMap<string, infer V> ? V : never;
    try {
      const { rules } = await this.engine.call("rules", { code });
      page = rules[0] ?? `There is no rule ${code}.`;
    } catch (error) {
      page = messageOf(error);
    }
    this.store.update((state) => ({ ...state, rules: new Map(state.rules).set(code, page) }));
  }

  /** What the command line would print for the document. */
  async export(kind: ExportKind, format: ExportFormat): Promise<{ name: string; media_type: string; text: string } | null> {
    try {
      return await this.engine.call("export", { files: this.files(), settings: this.settings(), kind, format });
    } catch (error) {
      this.#report("export", error);
      return null;
    }
  }

  #report(what: string, error: unknown): void {
    if (isDropped(error)) return;
    if (this.store.state.engine.status === "failed") return; // the page says so already
    this.#say(what, messageOf(error));
  }

  #say(id: string, text: string): void {
    this.store.update((state) => withNotice(state, { id, kind: "error", text, actions: [] }));
  }
}

/** A call that gave way to a newer one is no failure. */
function isDropped(error: unknown): boolean {
  return error instanceof EngineError && error.kind === "superseded";
}

export function messageOf(error: unknown): string {
  if (error instanceof EngineError && error.help) return `${error.message} (${error.help})`;
  return error instanceof Error ? error.message : String(error);
}
