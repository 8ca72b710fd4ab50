// The live page: it draws the state, carries out what the views ask for, and keeps the address, the draft and the engine in
// step with the document.

import { render } from "lit-html";
import type { Baked } from "../engine/baked";
import type { Engine } from "../engine/client";
import type { Actions } from "./actions";
import { Announcer } from "./announce";
import { chooseFile, download, onDrop, readDocument } from "./files";
import { press } from "./keys";
import { makeParts, type LiveParts } from "./parts";
import { Place } from "./place";
import { Session } from "./session";
import { bakedState } from "./start";
import { readTheme, saveTheme, type Theme } from "./storage";
import { focusField, lastPage, pageSize, select, Store, toggleCard, toggleOpen, withNotice, withoutNotice, type State } from "./store";
import { sortedFindings } from "./views/findings";
import { fieldId } from "./views/field";
import { page } from "./views/page";
import type { ShareState } from "./views/dialogs";
import { shownTotal, totalLine } from "./total";
import type { Change, Diagnostic } from "./types";

/** The comparison follows the document after this many milliseconds without a change: it is not what a keystroke waits for. */
const compareAfter = 150;

export class Page {
  readonly store: Store;
  readonly session: Session;
  readonly #place: Place;
  readonly #announcer: Announcer;
  readonly #actions: Actions;
  readonly #parts: LiveParts;
  #share: ShareState | null = null;
  #drawing = false;
  #drawn = false;
  #comparing: ReturnType<typeof setTimeout> | undefined;
  /** The revision that a deletion left; its notice goes with the next change. */
  #deleted = -1;

  constructor(
    readonly root: HTMLElement,
    baked: Baked,
    engine: Engine,
  ) {
    const state = bakedState(baked, today());
    this.store = new Store({ ...state, theme: readTheme() });
    this.session = new Session(this.store, engine);
    this.#actions = this.#makeActions();
    this.#parts = makeParts(this.session, this.store, this.#actions);
    this.#place = new Place(this.store, this.session, location, history);
    const region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("aria-live", "polite");
    region.setAttribute("role", "status");
    root.after(region);
    this.#announcer = new Announcer(region);
    this.#announcer.known(spoken(this.store.state));
  }

  /** Finds out which document to show, draws it, and follows it from then on. */
  async start(): Promise<void> {
    const { engine } = this.session;
    if (document.documentElement.dataset["start"] === undefined) this.#draw();
    await this.#place.arrive();
    delete document.documentElement.dataset["start"];
    this.store.subscribe((state, before) => this.#follow(state, before));
    this.#draw();
    engine.onStatus((status, detail) => {
      this.store.update((s) => ({ ...s, engine: { status, detail: detail ?? "" } }));
      if (status === "ready") this.#recompute();
    });
    if (engine.status === "loading") this.#recompute();
    addEventListener("hashchange", () => void this.#place.moved());
    addEventListener("pagehide", () => this.#place.leave());
    addEventListener("keydown", (event) => {
      if (press(event, this.store.state, this.#actions)) event.preventDefault();
    });
    const wanted = () => this.store.state.section === "estimate";
    onDrop(document.documentElement, wanted, (file) => void this.#open(file));
    setInterval(() => this.#clock(), 60_000);
  }

  /** A newer build of the page is stored. */
  updated(edition: string, newPrices: boolean, reload: () => void): void {
    const text = newPrices ? `Prices of ${edition} are ready.` : "A newer version of this page is ready.";
    this.store.update((s) => withNotice(s, { id: "updated", kind: "info", text, actions: [{ label: "Reload", run: reload }] }));
  }

  #clock(): void {
    const date = today();
    if (date !== this.store.state.today) this.store.update((s) => ({ ...s, today: date }));
  }

  #draw(): void {
    if (!this.#drawn) {
      this.#drawn = true;
      this.root.replaceChildren();
    }
    // What is still under way, for the style sheet and for whoever looks on from outside.
    const { engine, answer, text } = this.store.state;
    this.root.dataset["engine"] = engine.status;
    this.root.toggleAttribute("data-behind", answer?.text !== text);
    render(page(this.store.state, this.#actions, this.#parts, { drawing: this.#drawing, share: this.#share }), this.root);
  }

  #follow(state: State, before: State): void {
    this.#draw();
    if (state.revision !== before.revision || state.today !== before.today) {
      this.#recompute();
      this.#place.changed();
      if (state.revision !== this.#deleted) this.store.update((s) => withoutNotice(s, "deleted"));
    } else if (state.selected !== before.selected && !hasFields(state)) {
      this.#recompute();
    } else if (state.pinned !== before.pinned) {
      this.#place.changed();
    }
    if (state.answer !== before.answer) {
      this.#place.answered();
      this.#announcer.say(spoken(state));
      document.title = titleOf(state);
    }
    const subject = state.answer !== before.answer || state.selected !== before.selected || state.pinned !== before.pinned || state.section !== before.section;
    if (subject) this.#compareSoon();
  }

  #recompute(): void {
    void this.session.compute();
  }

  #compareSoon(): void {
    clearTimeout(this.#comparing);
    this.#comparing = setTimeout(() => {
      const { answer, section, text } = this.store.state;
      if (section !== "estimate" || !answer || answer.text !== text || !answer.view.readable) return;
      if (!this.#drawing) {
        this.#drawing = true;
        this.#draw();
      }
      if (answer.view.deployments.length > 0) void this.session.compare();
      void this.session.difference();
    }, compareAfter);
  }

  async #open(file: File): Promise<void> {
    const opened = await readDocument(file);
    if (opened.kind === "refused") {
      this.store.update((s) => withNotice(s, { id: "file", kind: "error", text: opened.message, actions: [] }));
      return;
    }
    this.#closeDialog();
    this.store.update((s) => ({ ...withoutNotice(s, "file"), section: "estimate" }));
    this.session.open({ text: opened.text, file: opened.file, example: false }, `open ${opened.file}`);
  }

  /** Draws what was asked for, and then moves the focus there. */
  #focus(id: string): void {
    this.store.flush();
    const target = document.getElementById(id);
    target?.focus();
    target?.scrollIntoView({ block: target.matches(".pane") ? "start" : "nearest" });
  }

  #makeActions(): Actions {
    const { store, session } = this;
    const update = (reduce: (state: State) => State) => store.update(reduce);
    const count = () => store.state.answer?.view.deployments.length ?? 0;
    const nameOf = (n: number) => store.state.answer?.view.deployments[n]?.title || "deployment";
    const structural = (change: Change, label: string, then?: (n: number | null) => void) => session.change(change, label, "", then);
    const actions: Actions = {
      undo: () => session.undo(),
      redo: () => session.redo(),
      add: () => {
        update((s) => ({ ...s, section: "estimate", tab: "form" }));
        structural({ kind: "add", deployment: -1 }, "add a deployment", (n) => this.#focusDeploymentSoon(n, true));
      },
      duplicate: (n) => {
        if (n >= count()) return;
        const inForm = this.#isInForm();
        structural({ kind: "duplicate", deployment: n }, `duplicate ${nameOf(n)}`, (made) => this.#focusDeploymentSoon(made, inForm));
      },
      remove: (n) => {
        if (n >= count()) return;
        const name = nameOf(n);
        const inForm = this.#isInForm();
        structural({ kind: "delete", deployment: n }, `delete ${name}`, (neighbour) => {
          this.#deleted = store.state.revision;
          const undo = () => session.undo();
          update((s) => withNotice(s, { id: "deleted", kind: "info", text: `Deleted ${name}.`, actions: [{ label: "Undo", run: undo }] }));
          this.#focusDeploymentSoon(neighbour, inForm);
        });
      },
      change: (change, label, path) => session.change(change, label, path),
      choose: (deployment, fields, label) => {
        // What holds already is not written again.
        const card = store.state.answer?.form.deployments.find((c) => c.deployment === deployment);
        const holds = new Map(card?.fields.map((f) => [f.id, f.effective]));
        session.choose(deployment, fields.filter(({ field, value }) => holds.get(field) !== value), label);
      },
      focusField: (path, focused) => {
        update((s) => focusField(s, path, focused));
        if (focused) store.flush();
      },

      select: (n) => update((s) => select(s, n)),
      toggle: (n) => n < count() && update((s) => toggleOpen(s, n)),
      toggleDocument: () => update((s) => ({ ...s, documentOpen: !s.documentOpen })),
      toggleCard: (n) => update((s) => toggleCard(s, n)),
      editInForm: (n) => {
        if (n < 0 || n >= count()) return;
        update((s) => ({ ...select(s, n), tab: "form", section: "estimate" }));
        this.#focus(`card-${n}-title`);
      },
      showElse: (n) => {
        update((s) => select(s, n));
        this.#focus("else");
      },
      goTo: (d) => this.#goTo(d),
      fix: (d, fix) => {
        const control = document.activeElement?.closest(".field")?.querySelector<HTMLElement>("input, select");
        if (control) {
          session.fix(d, fix);
          control.focus();
          return;
        }
        const at = sortedFindings(store.state.answer?.diagnostics ?? []).indexOf(d);
        session.fix(d, fix);
        this.#focusFindingSoon(at);
      },
      fixAll: () => void session.fixAll(),

      showSection: (section) => update((s) => ({ ...s, section, visited: new Set(s.visited).add(section) })),
      showTab: (tab) => update((s) => ({ ...s, tab, section: "estimate" })),
      showPage: (list, n) =>
        update((s) => (list === "rows" ? { ...s, rowsPage: Math.min(n, lastPage(count())), selected: n * pageSize } : { ...s, findingsPage: n })),
      setTheme: (theme: Theme) => {
        saveTheme(theme);
        if (theme === "system") delete document.documentElement.dataset["theme"];
        else document.documentElement.dataset["theme"] = theme;
        update((s) => ({ ...s, theme }));
      },
      setSingleKeys: (on) => update((s) => ({ ...s, singleKeys: on })),
      setCombo: (combo) => update((s) => ({ ...s, combo })),
      openDialog: (dialog) => {
        this.#share = null;
        update((s) => ({ ...s, dialog }));
        if (dialog.kind === "share") void this.#makeShare();
        if (dialog.kind === "rule") void session.rule(dialog.code);
      },
      closeDialog: () => this.#closeDialog(),
      dismiss: (id) => update((s) => withoutNotice(s, id)),
      retry: () => session.engine.retry(),
      skipTo: (id) => this.#focus(id),

      startFrom: (id) => {
        const example = store.state.hello.examples.find((e) => e.id === id);
        if (!example) return;
        this.#closeDialog();
        session.open({ text: example.text, file: example.file, example: example.id !== "empty" }, "start anew");
      },
      openFile: () => void chooseFile().then((file) => file && this.#open(file)),
      copyLink: () => void this.#copyLink(),
      download: (kind, format) =>
        void session.export(kind, format).then((file) => (file ? download(file.name, file.media_type, file.text) : this.#closeDialog())),
      downloadDocument: () => {
        const { file, text } = store.state;
        download(file, file.endsWith(".json") ? "application/json" : "application/yaml", text);
      },

      pin: () => update((s) => ({ ...s, pinned: { text: s.text, file: s.file, total: totalLine(shownTotal(s)) || "no total" }, difference: null })),
      unpin: () => update((s) => ({ ...s, pinned: null, difference: null })),
      backToPinned: () => {
        const { pinned } = store.state;
        if (pinned) session.open({ text: pinned.text, file: pinned.file, example: false }, "go back to A");
      },
    };
    return actions;
  }

  /** Closes by the dialog's own means, so that the browser gives the focus back. */
  #closeDialog(): void {
    const { dialog } = this.store.state;
    this.root.querySelector("dialog")?.close();
    this.store.update((s) => (s.dialog === dialog ? { ...s, dialog: null } : s));
  }

  async #makeShare(): Promise<void> {
    const fragment = await this.#place.fragment();
    this.#share = { link: `${location.href.replace(/#.*$/, "")}#${fragment}`, copied: false };
    this.#draw();
  }

  async #copyLink(): Promise<void> {
    if (!this.#share) return;
    try {
      await navigator.clipboard.writeText(this.#share.link);
    } catch {
      // No clipboard here (an address without https): the old way, with the text that is selected.
      const input = document.getElementById("share-link") as HTMLInputElement | null;
      input?.select();
      document.execCommand("copy");
    }
    this.#share = { ...this.#share, copied: true };
    this.#draw();
  }

  #goTo(d: Diagnostic): void {
    const { store } = this;
    const { form } = store.state.answer ?? {};
    if (store.state.tab === "form" && form?.document.some((f) => f.path === d.path)) {
      store.update((s) => ({ ...s, documentOpen: true }));
      this.#focus(fieldId(-1, d.path));
      return;
    }
    const deployment = cardOf(store.state, d);
    if (store.state.tab === "form" && deployment !== null) {
      const id = fieldId(deployment, d.path);
      const already = store.state.selected === deployment;
      store.update((s) => select(s, deployment));
      store.flush();
      const show = () => (document.getElementById(id) ? this.#focus(id) : this.#showText(d));
      if (already || document.getElementById(id)) show();
      else this.#onAnswer(show);
      return;
    }
    this.#showText(d);
  }

  #showText(d: Diagnostic): void {
    this.store.update((s) => ({ ...s, tab: "yaml", section: "estimate" }));
    this.store.flush();
    this.#parts.reveal(d.start);
  }

  #isInForm(): boolean {
    return document.activeElement?.closest(".card") !== null;
  }

  /** After a change to the list the focus goes to the deployment that it is about, where somebody was at work. */
  #focusDeploymentSoon(n: number | null, inForm: boolean): void {
    this.#onAnswer(() => this.#focus(n === null ? "costs" : inForm ? `card-${n}-title` : `row-${n}-title`));
  }

  /** A finding that was fixed is gone; the focus goes to the one that took its place. */
  #focusFindingSoon(at: number): void {
    this.#onAnswer(() => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const items = this.root.querySelectorAll<HTMLElement>(".finding");
      const next = items[Math.min(at, items.length - 1)] ?? document.getElementById("findings");
      next?.focus();
    });
  }

  /** Runs once, after the next answer is drawn. */
  #onAnswer(run: () => void): void {
    const stop = this.store.subscribe((state, before) => {
      if (state.answer === before.answer) return;
      stop();
      run();
    });
  }
}

/** Whether the form has the fields of the chosen deployment. */
function hasFields(state: State): boolean {
  const card = state.answer?.form.deployments[state.selected];
  return card !== undefined && (card.fields.length > 0 || !card.editable);
}

/** The deployment that a finding is about; null if it is about none. */
function cardOf(state: State, d: Diagnostic): number | null {
  const cards = state.answer?.form.deployments ?? [];
  const card = cards.find((c) => (d.path === c.path || d.path.startsWith(`${c.path}/`)) && d.start.line >= c.line && d.start.line <= c.end_line);
  return card?.deployment ?? null;
}

/** What is said of the total to who cannot see it. */
function spoken(state: State): string {
  const total = shownTotal(state);
  return `Total: ${totalLine(total) || "none"}${total.period ? ` for ${total.period}` : ""}${total.note ? `, ${total.note}` : ""}`;
}

function titleOf(state: State): string {
  const total = totalLine(shownTotal(state));
  return total === "" ? "costplan: what model deployments cost" : `${total} · costplan`;
}

/** Today's date where the page is read, as YYYY-MM-DD. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
