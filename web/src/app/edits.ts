// Changes of the text that somebody asks for. They are made one after the other in the order in which they were asked for, however
// long the engine takes for each: one that was made for a text that is gone is asked for again.

import type { Engine } from "../engine/client";
import { EngineError } from "../engine/error";
import { filesOf, messageOf, report, settingsOf } from "./calls";
import { joinWithin } from "./history";
import { idAt, moved, renamed, replaceText, select, withDraft } from "./reduce";
import type { State } from "./state";
import type { Store } from "./store";
import type { Card, Change } from "./types";

/** One change of the text, or several that are one step to undo. */
interface Edit {
  /** The name of the deployment that it is for; null for the document or for one that it adds. */
  readonly id: number | null;
  readonly changes: readonly Omit<Change, "deployment">[];
  /** Whether what holds already is left as it is. */
  readonly choice: boolean;
  /** The field that shows what was typed, for its draft; "" for a change without one. */
  readonly path: string;
  readonly label: string;
  readonly key: string;
  /** When it was asked for, and when the first of those that it stands for. */
  readonly now: number;
  readonly began: number;
  /** What it took the place of, which holds if this one is refused. */
  readonly earlier: Edit | null;
  /** Called with the new text in place, when the change was made. */
  readonly then: ((deployment: number | null) => void) | undefined;
}

/** What waits: an edit for the engine, or something that needs the text with all edits before it. */
type Pending = Edit | { readonly run: () => void | Promise<void> };

export class Edits {
  #queue: Pending[] = [];
  #draining = false;
  #chosen = 0;
  #settled: (() => void)[] = [];
  /** What the engine failed over; a second time it is refused. */
  #fatal: Pending | null = null;

  constructor(
    readonly store: Store,
    readonly engine: Engine,
    readonly clock: () => number,
  ) {}

  /** Drops the changes that wait or are on their way: they were meant for another text. */
  forget(): void {
    for (const pending of this.#queue) if ("id" in pending) this.#settle(pending, "");
    this.#queue = [];
    this.#counted();
  }

  /** Asks the engine to write a change into the text. One that has not started gives way to a newer text `typed` into its field. */
  change(change: Change, label: string, path = "", then?: (deployment: number | null) => void, typed = false): void {
    const { deployment, ...rest } = change;
    const id = idAt(this.store.state, deployment);
    if (deployment >= 0 && id === null) return;
    const now = this.clock();
    if (path !== "") {
      this.store.update((state) => withDraft(state, path, (draft) => ({ value: change.value ?? "", error: "", pending: (draft?.pending ?? 0) + 1 })));
    }
    const key = path === "" ? "" : `${path} ${typed}`;
    let edit: Edit = { id, changes: [rest], choice: false, path, label, key, now, began: now, earlier: null, then };
    const last = this.#queue.at(-1);
    if (typed && this.#queue.length > 1 && last && "id" in last && last.key === key && now - last.now < joinWithin) {
      this.#queue.pop();
      edit = { ...edit, began: last.began, earlier: last };
      this.#settle(last, "");
    }
    this.#push(edit);
  }

  /** Chooses another way to have a deployment: region, plan, spec and payment together are one step to undo. */
  choose(deployment: number, fields: readonly { field: string; value: string }[], label: string): void {
    const id = idAt(this.store.state, deployment);
    if (id !== null) this.#several(id, fields, label, true);
  }

  /** Chooses for several deployments as one step to undo. */
  chooseAll(changes: readonly { deployment: number; fields: readonly { field: string; value: string }[] }[], label: string): void {
    const key = `several ${++this.#chosen}`;
    for (const { deployment, fields } of changes) {
      const id = idAt(this.store.state, deployment);
      if (id !== null) this.#several(id, fields, label, true, key);
    }
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
    this.#several(null, fields, "add what was sized", false);
  }

  #several(id: number | null, fields: readonly { field: string; value: string }[], label: string, choice: boolean, key = `several ${++this.#chosen}`): void {
    const now = this.clock();
    const sets = fields.map(({ field, value }) => ({ kind: "set" as const, field, value }));
    const changes = id === null ? [{ kind: "add" as const }, ...sets] : sets;
    this.#push({ id, changes, choice, path: "", label, key, now, began: now, earlier: null, then: undefined });
  }

  /** Does something with the text that has all changes in it that were asked for before: at once, if none is under way. */
  after(run: () => void | Promise<void>): void {
    if (this.#queue.length === 0) void run();
    else this.#push({ run });
  }

  /**
   * Does something with the text at once. Edits that wait are made in the text that it leaves; only what has to come before it,
   * as a step back, does.
   */
  inPlace(run: () => void): void {
    if (this.#queue.some((pending) => "run" in pending)) this.#push({ run });
    else run();
  }

  /** Takes back the newest change if it still waits for an engine that has failed. Reports whether there was one. */
  takeBack(): boolean {
    if (this.engine.status !== "failed") return false;
    const last = this.#queue.pop();
    if (last && "id" in last) this.#settle(last, "");
    this.#counted();
    return last !== undefined;
  }

  /** Resolves when all changes are made, or the engine has failed. */
  settled(): Promise<void> {
    if (this.#queue.length === 0 || this.engine.status === "failed") return Promise.resolve();
    return new Promise((done) => this.#settled.push(done));
  }

  /** Goes on after the engine has started afresh. */
  resume(): void {
    if (!this.#draining && this.#queue.length > 0) void this.#drain();
  }

  #push(pending: Pending): void {
    this.#queue.push(pending);
    this.#counted();
    if (!this.#draining) void this.#drain();
  }

  #counted(): void {
    const pending = this.#queue.length;
    this.store.update((state) => (state.pending === pending ? state : { ...state, pending }));
    if (pending > 0 && this.engine.status !== "failed") return;
    for (const done of this.#settled.splice(0)) done();
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    while (this.#queue.length > 0) {
      const next = this.#queue[0]!;
      try {
        if ("run" in next) {
          this.#queue.shift();
          await next.run();
        } else if (await this.#made(next)) {
          this.#fatal = null;
        }
      } catch (error) {
        if (this.engine.status === "failed" && this.#fatal !== next) {
          this.#fatal = next;
          break; // it is asked for again when the engine runs again
        }
        if (this.#queue[0] !== next) continue;
        this.#refused(next as Edit, error);
      }
      this.#counted();
    }
    this.#draining = false;
    this.#counted();
  }

  /** Makes an edit. Reports whether it is done; else the text has changed meanwhile, and it has to be made once more. */
  async #made(edit: Edit): Promise<boolean> {
    const { store } = this;
    const listed = edit.id !== null || edit.changes[0]!.kind === "add";
    if (listed && !isKnown(store.state)) await this.#known(edit);
    if (this.#queue[0] !== edit) return false; // forgotten
    const { revision } = store.state;
    let deployment = edit.id === null ? -1 : store.state.ids.indexOf(edit.id);
    if (edit.id !== null && deployment < 0) {
      this.#done(edit); // its deployment is gone
      return true;
    }
    const holds = edit.choice ? await this.#holding(deployment) : null;
    const settings = settingsOf(store.state);
    let [file] = filesOf(store.state);
    let made: number | null = null;
    let last: Change | null = null;
    for (const change of edit.changes) {
      if (holds && holds.get(change.field ?? "") === change.value) continue;
      last = { ...change, deployment };
      const result = await this.engine.call("edit", { files: [file!], settings, change: last });
      file = { ...file!, text: result.text };
      if (change.kind === "add") deployment = result.deployment ?? -1;
      if (change.kind !== "set" && change.kind !== "remove_field") made = result.deployment;
    }
    if (this.#queue[0] !== edit || store.state.revision !== revision) return false;
    this.#done(edit);
    const [first] = edit.changes;
    if (last) store.update((state) => edited(state, edit, { ...first!, deployment: first!.kind === "add" ? -1 : deployment }, file!.text, made));
    edit.then?.(made);
    return true;
  }

  /** Waits until the deployments of the present text are known. */
  async #known(edit: Edit): Promise<void> {
    const { store } = this;
    await new Promise<void>((done, failed) => {
      const stop = store.subscribe((state) => {
        const gone = state.engine.status === "failed";
        if (!gone && !isKnown(state) && this.#queue[0] === edit) return;
        stop();
        if (gone) failed(new EngineError("failed", "the engine is not running"));
        else done();
      });
    });
  }

  /** What holds for a deployment of the present text, by its fields. */
  async #holding(deployment: number): Promise<ReadonlyMap<string, string>> {
    const { state } = this.store;
    const cardOf = (cards: readonly Card[]) => cards.find((card) => card.deployment === deployment && card.fields.length > 0);
    let card = state.answer?.text === state.text ? cardOf(state.answer.form.deployments) : undefined;
    if (!card) {
      const { form } = await this.engine.call("state", { files: filesOf(state), settings: settingsOf(state), quote: false, cards: { from: deployment, count: 1 } });
      card = cardOf(form.deployments);
    }
    return new Map(card?.fields.map((f) => [f.id, f.effective]));
  }

  #done(edit: Edit): void {
    this.#queue.shift();
    this.#settle(edit, "");
  }

  /** An edit was refused: what it took the place of is made instead, with what was typed last still in its field. */
  #refused(edit: Edit, error: unknown): void {
    const why = messageOf(error);
    this.#queue.shift();
    if (edit.earlier) {
      this.store.update((state) => withDraft(state, edit.path, (draft) => draft && { ...draft, error: why }));
      this.#queue.unshift(edit.earlier);
      return;
    }
    this.#settle(edit, why);
    if (edit.path === "") report(this.store, "edit", error);
  }

  #settle(done: Edit, error: string): void {
    if (done.path === "") return;
    this.store.update((state) =>
      withDraft(state, done.path, (draft) => draft && { ...draft, error: error || draft.error, pending: Math.max(0, draft.pending - 1) }),
    );
  }
}

/** Whether the deployments of the present text are known, or known not to be readable. */
function isKnown(state: State): boolean {
  return state.read || state.answer?.text === state.text;
}

/** Puts the text of an edit in place, whose first change was `change`; `made` is the deployment that it is about now. */
function edited(state: State, edit: Edit, change: Change, text: string, made: number | null): State {
  const { label, key, now, began } = edit;
  const { kind, deployment } = change;
  const { ids, read } = state;
  if (text === state.text && edit.earlier) {
    // It stands for changes that led back to where they began: no step, but what was taken back before them is gone.
    return { ...state, history: { past: state.history.past, future: [], key: "", at: 0 } };
  }
  const next = { ...replaceText(state, text, { label, key, now, began }), ids, read };
  if (kind === "set" || kind === "remove_field") return next;
  const open = new Set<number>();
  for (const index of next.open) {
    const at = moved(index, change);
    if (at !== null) open.add(at);
  }
  const listed = renamed({ ...next, open }, change, made);
  if (made !== null) return select(listed, made);
  return select(listed, Math.max(0, moved(listed.selected, change) ?? deployment - 1));
}
