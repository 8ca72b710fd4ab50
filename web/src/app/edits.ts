// Changes that the form asks for. The engine writes them into the text, one after the other; one that was made for a text that is
// gone is asked for again.

import type { Engine } from "../engine/client";
import { filesOf, messageOf, report, settingsOf } from "./calls";
import { moved, replaceText, select, withDraft } from "./reduce";
import type { State } from "./state";
import type { Store } from "./store";
import type { Change } from "./types";

interface Pending {
  change: Change;
  /** The field that shows what was typed, for its draft; "" for a change without one. */
  path: string;
  label: string;
  key: string;
  /** Called with the new text in place, when the change was made. */
  then: ((deployment: number | null) => void) | undefined;
}

export class Edits {
  #queue: Pending[] = [];
  #draining = false;
  #chosen = 0;

  constructor(
    readonly store: Store,
    readonly engine: Engine,
    readonly clock: () => number,
  ) {}

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
        const result = await this.engine.call("edit", { files: filesOf(this.store.state), settings: settingsOf(this.store.state), change: next.change });
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
        if (next.path === "") report(this.store, "edit", error);
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
}
