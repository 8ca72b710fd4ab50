// The live page: it draws the state, carries out what the views ask for, and keeps the address, the draft and the engine in
// step with the document.

import { render } from "lit-html";
import type { Baked } from "../engine/baked";
import type { Engine } from "../engine/client";
import type { Actions } from "./actions";
import { Announcer } from "./announce";
import { makeActions } from "./doing";
import { onDrop, readDocument } from "./files";
import { Focus } from "./focus";
import { press } from "./keys";
import { ownOf, pricedBy } from "./own";
import { makeParts, type LiveParts } from "./parts";
import { Place } from "./place";
import { isPresent, withNotice, withoutNotice } from "./reduce";
import { Session } from "./session";
import { Sharing } from "./sharing";
import { bakedState } from "./start";
import type { State } from "./state";
import { readTheme } from "./storage";
import { Store } from "./store";
import { isBehind } from "./total";
import { page } from "./views/page";
import { spoken, titleOf, today } from "./words";

/** The comparison follows the document after this many milliseconds without a change: it is not what a keystroke waits for. */
const compareAfter = 150;

/** The total says that it is being calculated after this many milliseconds. */
const lateAfter = 150;

export class Page {
  readonly store: Store;
  readonly session: Session;
  readonly #place: Place;
  readonly #announcer: Announcer;
  readonly #sharing: Sharing;
  readonly #actions: Actions;
  readonly #parts: LiveParts;
  #drawing = false;
  #drawn = false;
  #comparing: ReturnType<typeof setTimeout> | undefined;
  #behind: ReturnType<typeof setTimeout> | undefined;
  /** The revision of which a notice offers to take it back; it goes with the next change. */
  #undoable = -1;

  constructor(
    readonly root: HTMLElement,
    baked: Baked,
    engine: Engine,
  ) {
    const state = bakedState(baked, today());
    this.store = new Store({ ...state, theme: readTheme() });
    this.session = new Session(this.store, pricedBy(engine, () => ownOf(this.store.state)));
    this.#place = new Place(this.store, this.session, location, history);
    this.#sharing = new Sharing(
      () => this.#place.address(),
      () => this.#draw(),
    );
    this.#actions = makeActions({
      session: this.session,
      sharing: this.#sharing,
      focus: new Focus(root, this.store, (position) => this.#parts.reveal(position)),
      open: (file) => this.#open(file),
      closeDialog: () => this.#closeDialog(),
      offerUndo: (text, id) => this.#offerUndo(text, id),
    });
    this.#parts = makeParts(this.session, this.store, this.#actions);
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
      if (status !== "ready") return;
      this.#recompute();
      this.session.edits.resume();
    });
    if (engine.status === "loading") this.#recompute();
    addEventListener("hashchange", () => void this.#place.moved());
    addEventListener("pagehide", () => this.#place.leave());
    addEventListener("keydown", (event) => {
      if (press(event, this.store.state, this.#actions)) event.preventDefault();
    });
    onDrop(document.documentElement, (file) => void this.#open(file));
    setInterval(() => this.#clock(), 60_000);
  }

  /** A newer build of the page is stored. */
  updated(edition: string, newPrices: boolean, reload: () => void): void {
    const text = newPrices ? `Prices of ${edition} are ready.` : "A newer version of this page is ready.";
    this.store.update((s) => withNotice(s, { id: "updated", kind: "info", text, actions: [{ label: "Reload", run: reload }] }));
  }

  #offerUndo(text: string, id = "undo"): void {
    this.#undoable = this.store.state.revision;
    const undo = () => this.session.undo();
    this.store.update((s) => withNotice(s, { id, kind: "info", text, actions: [{ label: "Undo", run: undo }] }));
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
    this.root.dataset["engine"] = this.store.state.engine.status;
    this.root.toggleAttribute("data-behind", isBehind(this.store.state));
    render(page(this.store.state, this.#actions, this.#parts, { drawing: this.#drawing, share: this.#sharing.shown }), this.root);
  }

  #follow(state: State, before: State): void {
    const changed = state.revision !== before.revision || state.today !== before.today;
    if (changed) this.#recompute(); // the engine works while the page is drawn
    this.#draw();
    this.#watch(state);
    if (state.section !== before.section) {
      this.#place.viewed();
      scrollTo(0, 0);
    }
    if (changed) {
      this.#place.changed();
      if (state.revision !== this.#undoable) this.store.update((s) => withoutNotice(withoutNotice(s, "deleted"), "undo"));
    } else if (state.selected !== before.selected && !hasFields(state)) {
      this.#recompute();
    } else if (state.pinned !== before.pinned || state.others !== before.others) {
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

  /** Amounts that stay behind for a while are marked, so that nobody takes them for the new ones. */
  #watch(state: State): void {
    const behind = isBehind(state);
    if (behind && this.#behind === undefined) {
      this.#behind = setTimeout(() => this.store.update((s) => (isBehind(s) ? { ...s, late: true } : s)), lateAfter);
    }
    if (behind || this.#behind === undefined) return;
    clearTimeout(this.#behind);
    this.#behind = undefined;
    if (state.late) this.store.update((s) => ({ ...s, late: false }));
  }

  #recompute(): void {
    void this.session.compute();
  }

  #compareSoon(): void {
    clearTimeout(this.#comparing);
    this.#comparing = setTimeout(() => {
      const { answer, section } = this.store.state;
      if (section !== "estimate" || !isPresent(this.store.state, answer) || !answer.view.readable) return;
      if (!this.#drawing) {
        this.#drawing = true;
        this.#draw();
      }
      if (answer.view.deployments.length > 0) void this.session.compare();
      void this.session.difference();
    }, compareAfter);
  }

  /** Brings a file to where it belongs, or says why it belongs nowhere; then all stays as it was. */
  async #open(file: File): Promise<void> {
    const opened = await readDocument(file);
    const found = opened.kind === "document" ? await this.session.place(opened) : opened;
    if (found.kind === "refused") {
      this.store.update((s) => withNotice(s, { id: "file", kind: "error", text: found.message, actions: [] }));
      return;
    }
    this.#closeDialog();
    this.store.update((s) => withoutNotice(s, "file"));
    switch (found.kind) {
      case "traffic":
        this.store.update((s) => ({ ...s, section: "sizing", visited: new Set(s.visited).add("sizing"), traffic: file }));
        return;
      case "prices":
        this.#actions.showOwn();
        this.session.setOwn(found.text, `open ${found.file}`);
        this.session.edits.after(() => this.#offerUndo(`${found.file} is in force: amounts are at your own prices now.`));
        return;
      default:
        this.store.update((s) => ({ ...s, section: "estimate" }));
        this.session.open({ text: found.text, file: found.file, example: false }, `open ${found.file}`);
        this.session.edits.after(() => {
          const fleet = found.kind === "fleet" ? " It is an answer of the API: choose the region that it runs in." : "";
          this.#offerUndo(`Opened ${found.file}.${fleet}`);
        });
    }
  }

  /** Closes by the dialog's own means, so that the browser gives the focus back. */
  #closeDialog(): void {
    const { dialog } = this.store.state;
    this.root.querySelector("dialog")?.close();
    this.store.update((s) => (s.dialog === dialog ? { ...s, dialog: null } : s));
  }
}

/** Whether the form has the fields of the chosen deployment. */
function hasFields(state: State): boolean {
  const card = state.answer?.form.deployments[state.selected];
  return card !== undefined && (card.fields.length > 0 || !card.editable);
}
