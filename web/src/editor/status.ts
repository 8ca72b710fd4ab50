// The bar below the text: how many findings there are, ways to them, what is wrong at the caret, and which keys help.

import type { Extension } from "@codemirror/state";
import { EditorView, type Panel, showPanel, type ViewUpdate } from "@codemirror/view";
import { fixAll } from "./actions";
import { openCard } from "./card";
import { el } from "./dom";
import { countsOf, findingsAt, findingsOfLine, isFixable, nextFinding } from "./findings";
import { icon, severityName } from "./icons";
import type { Severity } from "./messages";

/** The id of the text that says which keys help. */
export const keysId = "keys";

const severities: readonly Severity[] = ["error", "warning", "info"];

/** Moves the caret to the next finding, or to the one before. */
export function goToFinding(direction: 1 | -1): (view: EditorView) => boolean {
  return (view) => {
    const next = nextFinding(view.state, view.state.selection.main.head, direction);
    if (!next) return false;
    const { code, message, severity } = next.diagnostic;
    view.dispatch({
      selection: { anchor: next.from },
      effects: [EditorView.scrollIntoView(next.from, { y: "nearest", yMargin: 60 }), EditorView.announce.of(`${severityName[severity]} ${code}: ${message}`)],
      userEvent: "select",
    });
    view.focus();
    return true;
  };
}

function statusPanel(view: EditorView): Panel {
  const counts = el("span", { class: "cm-status-counts" });
  const previous = el("button", { type: "button", class: "cm-action", "aria-label": "Previous finding (Shift-F8)", onclick: () => void goToFinding(-1)(view) }, "‹");
  const next = el("button", { type: "button", class: "cm-action", "aria-label": "Next finding (F8)", onclick: () => void goToFinding(1)(view) }, "›");
  const all = el("button", { type: "button", class: "cm-action", onclick: () => void fixAll(view) }, "Fix all");
  const keys = el("span", { class: "cm-status-keys", id: keysId }, "Ctrl-Space completes, F8 next finding, Ctrl-. fixes and help, Ctrl-F searches, Tab leaves");
  const more = el("button", { type: "button", class: "cm-action cm-status-more", "aria-expanded": "false", onclick: () => more.setAttribute("aria-expanded", String(dom.classList.toggle("cm-status-open"))) }, "Keys");
  const here = el("button", { type: "button", class: "cm-status-here", onclick: () => openCard(view, view.state.selection.main.head) });
  const dom = el("div", { class: "cm-status" }, el("div", { class: "cm-status-row" }, counts, previous, next, all, more, keys), here);

  function draw(): void {
    const { state } = view;
    const found = countsOf(state);
    const parts = severities
      .filter((severity) => found[severity] > 0)
      .map((severity) => el("span", { class: "cm-status-count" }, icon(severity), `${found[severity]} ${severityName[severity]}${found[severity] === 1 ? "" : "s"}`));
    counts.replaceChildren(...(parts.length > 0 ? parts : ["No findings"]));
    previous.hidden = next.hidden = parts.length === 0;
    all.hidden = !isFixable(state);
    const { head } = state.selection.main;
    const [worst] = [...findingsAt(state, head, head), ...findingsOfLine(state, head)];
    here.hidden = !worst;
    if (!worst) return;
    const { code, message, severity } = worst.diagnostic;
    here.replaceChildren(icon(severity), el("span", {}, `${code} ${message}`));
    here.setAttribute("aria-label", `${severityName[severity]} ${code} ${message}. Fixes and help`);
  }

  draw();
  return {
    dom,
    top: false,
    update(update: ViewUpdate) {
      if (update.docChanged || update.selectionSet || update.transactions.some(({ effects }) => effects.length > 0)) draw();
    },
  };
}

/** The bar. */
export function status(): Extension {
  return showPanel.of(statusPanel);
}
