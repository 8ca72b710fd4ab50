// What each deployment costs, at the end of its first line.

import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate, WidgetType } from "@codemirror/view";
import { contextOf, documentOf } from "./context";
import { el } from "./dom";
import { setFindings } from "./findings";
import type { Hint } from "./messages";
import { Places } from "./places";

/** How long the text has to rest, in ms: the page's own question goes first. */
const rest = 150;
const restOfLarge = 600;
const largeDocument = 256 * 1024;

const setHints = StateEffect.define<DecorationSet>();

const hintsField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, transaction) {
    let next = value.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setHints)) next = effect.value;
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

class HintWidget extends WidgetType {
  constructor(private readonly hint: Hint) {
    super();
  }
  override eq(other: HintWidget): boolean {
    return other.hint.label === this.hint.label && other.hint.tooltip === this.hint.tooltip;
  }
  toDOM(): HTMLElement {
    return el("span", { class: "cm-hint", title: this.hint.tooltip, "aria-hidden": "true" }, this.hint.label);
  }
  override ignoreEvent(): boolean {
    return false;
  }
}

class Refresher {
  private timer = 0;
  private asked: AbortController | null = null;
  private answered = "";

  constructor(private readonly view: EditorView) {
    this.schedule(0);
  }

  update(update: ViewUpdate): void {
    // New findings mean that the engine has looked at the text, or at the same text under other settings.
    const looked = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setFindings)));
    if (update.docChanged || looked) this.schedule(update.state.doc.length > largeDocument ? restOfLarge : rest);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.asked?.abort();
  }

  private schedule(wait: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.refresh(), wait);
  }

  private async refresh(): Promise<void> {
    const { state } = this.view;
    const request = documentOf(state);
    const question = JSON.stringify([request, contextOf(state).prices()]);
    if (question === this.answered) return;
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const answer = await contextOf(state)
      .engine.call("hints", request, { latest: "hints", signal: asked.signal })
      .catch(() => null);
    if (asked.signal.aborted || !answer || !this.view.state.doc.eq(state.doc)) return;
    this.answered = question;
    const places = new Places(state.doc);
    const widgets = answer.hints.map((hint) => Decoration.widget({ widget: new HintWidget(hint), side: 1 }).range(places.offset(hint)));
    this.view.dispatch({ effects: setHints.of(Decoration.set(widgets, true)) });
  }
}

/** Amounts at the end of lines. */
export function hints(): Extension {
  return [hintsField, ViewPlugin.fromClass(Refresher)];
}
