// What the page has to say about itself: that the calculator failed, that a link was opened, that prices were updated.

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import type { Notice, State } from "../state";
import { icon } from "./icons";

export function notices(state: State, actions: Actions): TemplateResult {
  return html`<div class="notices" role="region" aria-label="Notices">
    ${state.engine.status === "failed" ? failure(state, actions) : nothing}
    ${state.ownError ? ownPrices(state, actions) : nothing}
    ${repeat(
      state.notices,
      (n) => n.id,
      (n) => notice(n, actions),
    )}
  </div>`;
}

function failure(state: State, actions: Actions): TemplateResult {
  return html`<div class="note note-error" role="alert" data-notice="failed">
    ${icon("error")}
    <p>
      <b>The calculator could not be started.</b> ${state.example ? "What is shown is the example, computed when this page was made." : "Amounts are not brought up to date."}
      ${state.engine.detail ? html`<span class="detail">${state.engine.detail}</span>` : nothing}
    </p>
    <p class="note-tools"><button type="button" class="button button-small" @click=${() => actions.retry()}>Try again</button></p>
  </div>`;
}

function ownPrices(state: State, actions: Actions): TemplateResult {
  return html`<div class="note note-warning" role="alert" data-notice="own">
    ${icon("alert")}
    <p><b>Your own prices are not in force.</b> Amounts are at list prices: ${state.ownError}.</p>
    <p class="note-tools"><button type="button" class="button button-small" @click=${() => actions.showOwn()}>Show my prices</button></p>
  </div>`;
}

function notice(n: Notice, actions: Actions): TemplateResult {
  const sign = n.kind === "error" ? "error" : n.kind === "warning" ? "alert" : "info";
  return html`<div class="note note-${n.kind}" role=${n.kind === "error" ? "alert" : "status"} data-notice=${n.id}>
    ${icon(sign)}
    <p>${n.text}</p>
    ${n.actions.length > 0
      ? html`<p class="note-tools">${n.actions.map((action) => html`<button type="button" class="button button-small" @click=${action.run}>${action.label}</button>`)}</p>`
      : nothing}
    <button type="button" class="button button-icon button-quiet note-close" aria-label="Dismiss this notice" @click=${() => actions.dismiss(n.id)}>${icon("close")}</button>
  </div>`;
}
