// Where the focus goes when the page changes under somebody: never to nowhere.

import { select } from "./reduce";
import type { State } from "./state";
import type { Store } from "./store";
import type { Position } from "./text";
import type { Diagnostic } from "./types";
import { fieldId } from "./views/frame";

/** The element that had the focus when something was asked for, and whether it was in the form rather than in the rows. */
export interface Here {
  readonly element: Element | null;
  readonly inForm: boolean;
}

export class Focus {
  constructor(
    readonly root: HTMLElement,
    readonly store: Store,
    /** Shows a place in the text editor. */
    readonly reveal: (position: Position) => void,
  ) {}

  /** Draws what was asked for, and then moves the focus there. */
  to(id: string): void {
    this.store.flush();
    const target = document.getElementById(id);
    target?.focus();
    target?.scrollIntoView({ block: target.matches(".pane") ? "start" : "nearest" });
  }

  /** Where somebody is at work: in the form or in the rows. */
  here(): Here {
    const element = document.activeElement;
    return { element, inForm: Boolean(element?.closest(".card")) };
  }

  /** Goes to what a part of the page draws that may have to be loaded first. */
  soon(id: string): void {
    this.store.flush();
    if (document.getElementById(id)) return this.to(id);
    const watch = new MutationObserver(() => {
      if (!document.getElementById(id)) return;
      watch.disconnect();
      this.to(id);
    });
    watch.observe(this.root, { childList: true, subtree: true });
  }

  /** After a change to the list the focus goes to the deployment that it is about, unless somebody has gone on elsewhere. */
  deploymentSoon(n: number | null, { element, inForm }: Here): void {
    this.#onAnswer(() => {
      const now = document.activeElement;
      if (now !== element && now !== document.body && now !== null) return;
      this.to(n === null ? "costs" : inForm ? `card-${n}-title` : `row-${n}-title`);
    });
  }

  /** The control of the field in which something is pressed; null if nothing is. */
  control(): HTMLElement | null {
    return document.activeElement?.closest(".field")?.querySelector<HTMLElement>("input, select") ?? null;
  }

  /** A finding that was fixed is gone; the focus goes to the one that took its place. */
  findingSoon(at: number): void {
    this.#onAnswer(() => {
      if (document.activeElement !== document.body && document.activeElement !== null) return;
      const items = this.root.querySelectorAll<HTMLElement>(".finding");
      const next = items[Math.min(at, items.length - 1)] ?? document.getElementById("findings");
      next?.focus();
    });
  }

  /** Goes to where a finding is: to its field in the form, else to its place in the text. */
  toFinding(d: Diagnostic): void {
    const { store } = this;
    const { answer, tab, selected } = store.state;
    if (tab !== "form") return this.#toText(d);
    if (answer?.form.document.some((f) => f.path === d.path)) {
      store.update((s) => ({ ...s, documentOpen: true }));
      return this.to(fieldId(-1, d.path));
    }
    const deployment = deploymentOf(store.state, d);
    if (deployment === null) return this.#toText(d);
    const id = fieldId(deployment, d.path);
    store.update((s) => select(s, deployment));
    store.flush();
    const show = () => (document.getElementById(id) ? this.to(id) : this.#toText(d));
    if (selected === deployment || document.getElementById(id)) show();
    else this.#onAnswer(show);
  }

  #toText(d: Diagnostic): void {
    this.store.update((s) => ({ ...s, tab: "yaml", section: "estimate" }));
    this.store.flush();
    this.reveal(d.start);
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

/** The deployment that a finding is about; null if it is about none. */
function deploymentOf(state: State, d: Diagnostic): number | null {
  const cards = state.answer?.form.deployments ?? [];
  const card = cards.find((c) => (d.path === c.path || d.path.startsWith(`${c.path}/`)) && d.start.line >= c.line && d.start.line <= c.end_line);
  return card?.deployment ?? null;
}
