// What the page asks the engine: what a text costs, what else it could cost, how it differs from another. Whatever comes back is
// laid into the store unless it is late. No amounts are made here.

import type { Engine } from "../engine/client";
import { filesOf, isDropped, messageOf, report, say, settingsOf } from "./calls";
import { Edits } from "./edits";
import { ownFile } from "./own";
import { answered, isPresent, openDocument, redoStep, replaceOwn, replaceText, undoStep, withScenario } from "./reduce";
import type { Scenario, State } from "./state";
import type { Store } from "./store";
import { applyEdits, merged } from "./text";
import { amountsOf, totalLine } from "./total";
import type { Diagnostic, ExportFormat, ExportKind, Fix, Settings } from "./types";

/** What a file holds, or why it is not opened. */
export type Placed = { readonly kind: "deployments" | "fleet" | "prices" | "traffic"; readonly text: string; readonly file: string } | { readonly kind: "refused"; readonly message: string };

export class Session {
  readonly edits: Edits;

  constructor(
    readonly store: Store,
    readonly engine: Engine,
    readonly clock: () => number = () => Date.now(),
  ) {
    this.edits = new Edits(store, engine, () => this.clock());
  }

  /** The settings that every call of this page is made with. */
  settings(): Settings {
    return settingsOf(this.store.state);
  }

  /** Computes the present text. Only the card that can be open gets its fields: each field is an answer of its own. */
  async compute(): Promise<void> {
    const { revision, text, own, selected } = this.store.state;
    try {
      const { view, form, lint, charts } = await this.engine.call("state", { files: filesOf(this.store.state), settings: this.settings(), quote: false, charts: true, cards: { from: selected, count: 1 } }, { latest: "state" });
      this.store.update((state) => answered(state, revision, { text, own, view, form, diagnostics: lint.diagnostics, charts: charts ?? [] }));
    } catch (error) {
      if (await this.#ownIsWrong(own)) return this.compute();
      report(this.store, "state", error);
    }
  }

  /** Reports whether own prices turned out to be wrong, as those of a link may be when other list prices are in force. They are left out then. */
  async #ownIsWrong(own: string): Promise<boolean> {
    if (own === "" || this.store.state.ownError !== "") return false;
    try {
      const { lint } = await this.engine.call("overlay", { overlays: [], files: [ownFile(own)] });
      const [wrong] = lint.diagnostics;
      if (!wrong || this.store.state.own !== own) return false;
      this.store.update((s) => ({ ...s, ownError: `line ${wrong.start.line}: ${wrong.message}` }));
      return true;
    } catch {
      return false; // what the first call failed over is reported
    }
  }

  /** Tells what an opened file holds. Without the engine it is taken for deployments. */
  async place({ text, file }: { text: string; file: string }): Promise<Placed> {
    if (this.engine.status === "failed") return { kind: "deployments", text, file };
    try {
      const { kind } = await this.engine.call("identify", { overlays: [], files: [{ name: file, text }] });
      if (kind === "empty") return { kind: "refused", message: `${file} is empty. What was open stays open.` };
      if (kind === "unknown") {
        return { kind: "refused", message: `${file} was not opened: it holds no deployments, no answer of the API, no prices of your own and no usage. What was open stays open.` };
      }
      if (kind === "prices") {
        const { lint } = await this.engine.call("overlay", { overlays: [], files: [{ name: file, text }] });
        const [wrong] = lint.diagnostics;
        if (wrong) return { kind: "refused", message: `${file} was not used: line ${wrong.start.line}: ${wrong.message}. Prices stay as they were.` };
      }
      return { kind, text, file };
    } catch (error) {
      return { kind: "refused", message: `${file} was not opened: ${messageOf(error)}.` };
    }
  }

  /** Puts other own prices in force, as a step that can be undone. */
  setOwn(own: string, label: string): void {
    this.edits.after(() => this.store.update((state) => replaceOwn(state, own, { label, key: "", now: this.clock() })));
  }

  /** Puts another text in place: what somebody typed into the editor, or a fix. */
  setText(text: string, label: string, key = ""): void {
    this.store.update((state) => replaceText(state, text, { label, key, now: this.clock() }));
  }

  /** Takes in what somebody typed into the editor, who saw the text `base`. */
  typed(text: string, base: string): void {
    const now = this.clock();
    this.edits.inPlace(() => this.store.update((state) => replaceText(state, merged(base, text, state.text), { label: "edit the text", key: "text", now })));
  }

  open(document: { text: string; file: string; example: boolean }, label: string): void {
    if (this.engine.status === "failed") this.edits.forget();
    this.edits.after(() => this.store.update((state) => openDocument(state, document, { label, key: "", now: this.clock() })));
  }

  undo(): void {
    if (!this.edits.takeBack()) this.edits.after(() => this.store.update(undoStep));
  }

  redo(): void {
    this.edits.after(() => this.store.update(redoStep));
  }

  /** Makes one fix of one finding. */
  fix(diagnostic: Diagnostic, fix: Fix): void {
    this.edits.after(async () => {
      const found = await this.#stillFound(diagnostic, fix);
      const { answer, text } = this.store.state;
      const fixed = found && isPresent(this.store.state, answer) ? applyEdits(text, found.edits) : null;
      if (fixed === null) say(this.store, "fix", "The text has changed since, and this is not found in it any more.");
      else this.setText(fixed, `${diagnostic.code}: ${fix.title}`);
    });
  }

  /** A fix of the present text that is the same as one of the text that was shown; null if there is none. */
  async #stillFound(diagnostic: Diagnostic, fix: Fix): Promise<Fix | null> {
    const { state } = this.store;
    if (!isPresent(state, state.answer)) await this.compute();
    const found = this.store.state.answer?.diagnostics ?? [];
    if (found.includes(diagnostic)) return fix;
    const same = found.filter((d) => d.code === diagnostic.code && d.message === diagnostic.message);
    const one = same.find((d) => d.path === diagnostic.path) ?? (same.length === 1 ? same[0] : undefined);
    return one?.fixes.find((f) => f.title === fix.title) ?? null;
  }

  /** Makes every fix that has one right answer. */
  fixAll(): void {
    this.edits.after(async () => {
      try {
        for (;;) {
          const { revision } = this.store.state;
          const result = await this.engine.call("fix", { files: filesOf(this.store.state), settings: this.settings(), unsafe: false });
          if (this.store.state.revision !== revision) continue; // somebody typed meanwhile
          this.setText(result.text, "fix all");
          return;
        }
      } catch (error) {
        report(this.store, "fix", error);
      }
    });
  }

  /** Asks what else the chosen deployment could cost. */
  async compare(): Promise<void> {
    const { revision, selected } = this.store.state;
    const made = { revision, deployment: selected, summary: [], charts: [], matrix: null, error: "" };
    try {
      const result = await this.engine.call("compare", { files: filesOf(this.store.state), settings: this.settings(), deployment: selected }, { latest: "compare" });
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
    const { revision, pinned, others, text, file } = this.store.state;
    if (!pinned) return;
    const unknown = [pinned, ...others].find((scenario) => scenario.total === "");
    if (unknown) return this.#totalOf(unknown);
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
  async #totalOf(scenario: Scenario): Promise<void> {
    let total = "no total";
    try {
      const files = [{ name: scenario.file, text: scenario.text }];
      const { view } = await this.engine.call("state", { files, settings: this.settings(), quote: false, cards: { from: 0, count: 1 } });
      total = totalLine(amountsOf(view)) || total;
    } catch (error) {
      report(this.store, "pinned", error);
    }
    this.store.update((state) => withScenario(state, scenario, { ...scenario, total }));
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
    await this.edits.settled();
    try {
      return await this.engine.call("export", { files: filesOf(this.store.state), settings: this.settings(), kind, format });
    } catch (error) {
      report(this.store, "export", error);
      return null;
    }
  }
}
