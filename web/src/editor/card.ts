// A card that says what was found at a place and what can be done about it, for the pointer and, opened by a key, for the
// keyboard.

import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { closeHoverTooltips, EditorView, showTooltip, type Tooltip } from "@codemirror/view";
import { actionsAt, applyAction, applyFix } from "./actions";
import { contextOf } from "./context";
import { el } from "./dom";
import { type Finding, findingsAt, findingsOfLine } from "./findings";
import { helpAt, renderHelp } from "./help";
import { icon, severityName } from "./icons";
import type { Diagnostic, Related } from "./messages";
import { Places, type Range } from "./places";

/** The findings of a place with their fixes, and what else the engine offers there. */
export function cardOf(view: EditorView, findings: readonly Finding[]): HTMLElement {
  const card = el("div", { class: "cm-card" });
  for (const { diagnostic } of findings) card.append(renderFinding(view, diagnostic));
  const range = { from: Math.min(...findings.map(({ from }) => from)), to: Math.max(...findings.map(({ to }) => to)) };
  const shown = new Set(findings.flatMap(({ diagnostic }) => diagnostic.fixes.map(({ title }) => title)));
  void appendActions(view, card, range, shown);
  return card;
}

function renderFinding(view: EditorView, diagnostic: Diagnostic): HTMLElement {
  const { api_error: refusal, code, fixes, help, message, related, severity } = diagnostic;
  const { onRule } = contextOf(view.state);
  return el(
    "section",
    { class: `cm-card-finding cm-card-${severity}` },
    el(
      "p",
      { class: "cm-card-head" },
      icon(severity),
      el("span", { class: "cm-card-severity" }, severityName[severity]),
      button(code, () => onRule(code), `About rule ${code}`, "cm-link"),
    ),
    el("p", { class: "cm-card-message" }, message),
    help !== "" && el("p", { class: "cm-card-help" }, help),
    refusal && el("p", { class: "cm-card-api" }, "The API would answer ", el("code", {}, refusal.code), `: ${refusal.message}`),
    related.length > 0 && el("ul", { class: "cm-card-related" }, ...related.map((place) => renderRelated(view, place))),
    fixes.length > 0 && el("div", { class: "cm-card-actions" }, ...fixes.map((fix) => button(fix.title, () => applyFix(view, fix)))),
  );
}

function renderRelated(view: EditorView, place: Related): HTMLElement {
  const line = `line ${place.start.line}`;
  const here = place.file === contextOf(view.state).file();
  const go = (): void => {
    const { from } = new Places(view.state.doc).range(place.start, place.end);
    view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
    view.focus();
  };
  return el("li", {}, here ? button(line, go, `Go to ${line}`, "cm-link") : `${place.file}, ${line}`, `: ${place.message}`);
}

async function appendActions(view: EditorView, card: HTMLElement, range: Range, shown: ReadonlySet<string>): Promise<void> {
  const { state } = view;
  const actions = (await actionsAt(state, range)).filter(({ title }) => !shown.has(title));
  if (actions.length === 0) return;
  card.append(
    el(
      "div",
      { class: "cm-card-actions cm-card-more" },
      ...actions.map((action) => button(action.title, () => applyAction(view, action, state), undefined, action.preferred ? "cm-preferred" : "")),
    ),
  );
}

function button(text: string, press: () => void, name?: string, kind = ""): HTMLElement {
  const properties = { type: "button", class: kind === "cm-link" ? kind : `cm-action ${kind}`.trim(), onclick: press };
  return el("button", name ? { ...properties, "aria-label": name } : properties, text.charAt(0).toUpperCase() + text.slice(1));
}

interface Opened {
  readonly at: number;
  readonly tooltip: Tooltip;
}

const openEffect = StateEffect.define<Opened | null>();

const opened = StateField.define<Opened | null>({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(openEffect)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field, (value) => value?.tooltip ?? null),
});

/** Whether the card that a key opens is open. */
export function isCardOpen(state: EditorState): boolean {
  return state.field(opened) !== null;
}

/** The card that a key opens. */
export function cards(): Extension {
  return opened;
}

/** Opens the card for a place and moves the focus into it. Escape leads back. */
export function openCard(view: EditorView, at: number): void {
  const exact = findingsAt(view.state, at, at);
  const here = exact.length > 0 ? exact : findingsOfLine(view.state, at);
  const dom = el("div", { class: "cm-opened", role: "dialog", "aria-label": "Findings and help for this place", tabIndex: 0 });
  if (here.length > 0) dom.append(cardOf(view, here));
  else void appendActions(view, dom, { from: at, to: at }, new Set());
  const status = el("p", { class: "cm-card-empty" }, "Looking…");
  dom.append(status);
  void helpAt(view.state, at).then((help) => {
    const text = help && renderHelp(view.state, help.markdown, findingsOfLine(view.state, at));
    if (text) status.replaceWith(text);
    else if (dom.childElementCount > 1) status.remove();
    else status.textContent = "There is nothing to say about this place.";
  });
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    closeCard(view);
  });
  const tooltip: Tooltip = { pos: at, above: false, strictSide: false, create: () => ({ dom, mount: () => dom.focus({ preventScroll: true }) }) };
  view.dispatch({ effects: [openEffect.of({ at, tooltip }), closeHoverTooltips] });
}

function closeCard(view: EditorView): void {
  view.dispatch({ effects: openEffect.of(null) });
  view.focus();
}

/** The command that opens the card at the caret. */
export function openCardAtCaret(view: EditorView): boolean {
  openCard(view, view.state.selection.main.head);
  return true;
}
