// Where the document lives: the address holds it, so that a link reproduces the page, and this browser keeps a draft of it. A
// link never takes the place of a draft without asking.

import { noHistory } from "./history";
import { firstName, maxLink, readAddress, readFragment, writeAddress, writeFragment, type Link } from "./link";
import type { Session } from "./session";
import { dropDraft, readDraft, saveDraft, type Draft } from "./storage";
import { isPresent, openDocument, withNotice, withoutNotice } from "./reduce";
import type { State } from "./state";
import type { Store } from "./store";
import { shownTotal, totalLine } from "./total";

/** What an entry of the browser's history has that this page made. */
const ownEntry = "costplan";

/** The address and the draft follow after this many milliseconds without a change. */
const keepAfter = 300;

export class Place {
  /** The draft that a link was opened over; it is kept until somebody decides. */
  #kept: Draft | null = null;
  /** What the sender of the link saw, until it is compared with today. */
  #sent: { edition: string; total: string; text: string } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The fragment that was written here last, to tell a link that was opened from our own writing. */
  #written = "";

  constructor(
    readonly store: Store,
    readonly session: Session,
    readonly location: Location,
    readonly history: globalThis.History,
  ) {}

  /** Shows the view of the address and the link's document, else the draft, else leaves the example. */
  async arrive(): Promise<void> {
    const draft = readDraft();
    this.#showView();
    const fragment = this.#here();
    const reading = await readFragment(fragment);
    if (reading.kind === "link") {
      this.#written = fragment;
      this.#show(reading.link, draft);
      // The page was left before its address could follow: it goes on with what was typed last.
      if (draft !== null && draft.beside === fragment && differs(draft, reading.link)) this.#settle(() => this.#put(draft));
    } else if (draft) {
      this.#put(draft);
    }
    // There is nothing to go back to before the document that somebody came for.
    this.store.update((s) => ({ ...s, history: noHistory }));
    if (reading.kind === "broken") this.#refuse(reading.message, draft !== null);
  }

  /** The part of the address that holds the document. */
  #here(): string {
    return readAddress(this.location.hash).document;
  }

  #showView(): void {
    const { view } = readAddress(this.location.hash);
    this.store.update((s) => (s.section === view ? s : { ...s, section: view, visited: new Set(s.visited).add(view) }));
  }

  /** Another view is shown: it gets an address of its own, so that Back leads out of it. */
  viewed(): void {
    const { section } = this.store.state;
    if (readAddress(this.location.hash).view !== section) this.#write(this.#here(), "pushState");
  }

  /** The address has changed under the page. */
  async moved(): Promise<void> {
    this.#showView();
    const fragment = this.#here();
    if (fragment === this.#written) return;
    // A view that somebody came back to shows the present document.
    if (this.history.state === ownEntry) return this.#write(this.#written, "replaceState");
    if (fragment === "") return;
    await this.session.edits.settled();
    const reading = await readFragment(fragment);
    if (reading.kind === "broken") this.#refuse(reading.message, true);
    if (reading.kind !== "link") return;
    this.#written = fragment;
    const { text, file, own, example } = this.store.state;
    this.#show(reading.link, this.#kept ?? (example && own === "" ? readDraft() : { text, file, own, beside: "" }));
  }

  #show(link: Link, draft: Draft | null): void {
    const { text, file, own, pinned, pinnedName, others, edition, total } = link;
    this.#put({ text, file, own });
    this.store.update((s) => ({
      ...s,
      pinned: pinned === null ? null : { name: pinnedName, text: pinned, file, total: "" },
      others: others.map((scenario) => ({ ...scenario, file, total: "" })),
    }));
    this.#sent = { edition, total, text };
    if (draft !== null && differs(draft, link)) {
      this.#kept = draft;
      const back = () => this.#settle(() => this.#put(draft));
      const keep = () => this.#settle(() => this.changed());
      this.store.update((s) =>
        withNotice(s, {
          id: "draft",
          kind: "info",
          text: "You opened a link. Your own draft is kept: nothing has been overwritten.",
          actions: [
            { label: "Back to my draft", run: back },
            { label: "Keep this one instead", run: keep },
          ],
        }),
      );
    }
  }

  #settle(run: () => void): void {
    this.#kept = null;
    this.store.update((s) => withoutNotice(withoutNotice(s, "draft"), "edition"));
    run();
  }

  #put({ text, file, own }: { text: string; file: string; own: string }): void {
    const label = "open another document";
    const shown = this.store.state;
    const example = shown.hello.examples.some((e) => e.text === text && e.id !== "empty");
    if (text === shown.text && file === shown.file && own === shown.own) {
      this.store.update((s) => ({ ...s, example }));
      return;
    }
    this.session.edits.forget();
    this.store.update((s) => ({
      ...openDocument(s, { text, file, example }, { label, key: "", now: this.session.clock() }),
      own,
      ownError: "",
      revision: s.revision + 1,
      answer: null,
      good: null,
      comparison: null,
      difference: null,
    }));
  }

  #refuse(why: string, kept: boolean): void {
    const text = `This link cannot be opened: ${why}. ${kept ? "Your draft is as it was." : "What is shown is an example."}`;
    this.store.update((s) => withNotice(s, { id: "link", kind: "error", text, actions: [] }));
  }

  /** The document has changed: the address and the draft follow soon. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#keep(), keepAfter);
  }

  /** What is not kept yet is kept now: the page may be about to go. The address cannot follow that fast. */
  leave(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#keepDraft();
  }

  async #keep(): Promise<void> {
    this.#timer = undefined;
    this.#keepDraft();
    const { text, own, example, pinned } = this.store.state;
    const before = this.#here();
    const fragment = await this.fragment();
    if (this.store.state.text !== text || this.store.state.own !== own) return;
    // A link that was opened meanwhile is not written over before it is read.
    const here = this.#here();
    if (here !== before && here !== this.#written) return;
    const fits = fragment.length <= maxLink && (!example || pinned !== null || own !== "");
    this.#written = fits ? fragment : "";
    this.#write(this.#written, "replaceState");
    // A page that is being reloaded comes back with its old address: for a while the draft stands beside that one.
    setTimeout(() => this.#keepDraft(), keepAfter * 4);
  }

  #write(fragment: string, how: "pushState" | "replaceState"): void {
    const hash = writeAddress(this.store.state.section, fragment);
    try {
      this.history[how](ownEntry, "", hash === "" ? this.location.href.replace(/#.*$/, "") : hash);
    } catch {
      // Some browsers let no page from a file change its address. The share dialog has the link all the same.
    }
  }

  #keepDraft(): void {
    const { text, file, own, example } = this.store.state;
    if (this.#kept !== null) return;
    if (example && own === "") dropDraft();
    else if (!saveDraft({ text, file, own, beside: this.#written })) this.#unkept();
  }

  #told = false;

  /** Says once that nothing is kept here. */
  #unkept(): void {
    if (this.#told) return;
    this.#told = true;
    this.store.update((s) =>
      withNotice(s, {
        id: "storage",
        kind: "info",
        text: "This browser keeps no draft here. Share or download the document before you leave.",
        actions: [],
      }),
    );
  }

  /** The address of the present view and document, from its "#" on. */
  async address(): Promise<string> {
    return writeAddress(this.store.state.section, await this.fragment());
  }

  /** The fragment of the present document, for a link. */
  async fragment(): Promise<string> {
    await this.session.edits.settled();
    const { text, file, own, hello, pinned, others, answer } = this.store.state;
    const total = isPresent(this.store.state, answer) && answer.view.readable ? totalLine(shownTotal(this.store.state)) : "";
    return writeFragment({ text, file, edition: hello.edition, total, pinned: pinned?.text ?? null, pinnedName: pinned?.name ?? firstName, others, own });
  }

  /** A link that was made with other prices is compared with today's, once its document is computed. */
  answered(): void {
    const { answer, hello, text } = this.store.state;
    const sent = this.#sent;
    if (!sent || !isPresent(this.store.state, answer)) return;
    this.#sent = null;
    if (sent.text !== text || sent.edition === "" || sent.edition === hello.edition) return;
    const now = totalLine(shownTotal(this.store.state)) || "no total";
    const then = sent.total || "an unknown total";
    const text_ =
      sent.total === now
        ? `This link was made with the prices of ${sent.edition}. It was ${then} then, and is the same with those of ${hello.edition}.`
        : `This link was made with the prices of ${sent.edition}: was ${then} then, ${now} today, with those of ${hello.edition}.`;
    this.store.update((s: State) => withNotice(s, { id: "edition", kind: "warning", text: text_, actions: [] }));
  }
}

function differs(one: { text: string; own: string }, other: { text: string; own: string }): boolean {
  return one.text !== other.text || one.own !== other.own;
}
