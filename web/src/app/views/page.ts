// The whole page, drawn from the state.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions";
import type { State } from "../store";
import { alternatives, type Drawing } from "./alternatives";
import { costs } from "./costs";
import { deploy, type EditorProps } from "./deploy";
import { dialogs, type ShareState } from "./dialogs";
import { hosted, type Mount } from "./hosted";
import { notices } from "./notices";
import { strip } from "./strip";

/** The parts that are loaded when they are first shown. */
export interface Parts {
  readonly editor: Mount<EditorProps>;
  readonly drawing: Drawing;
  readonly prices: Mount<null>;
  readonly sizing: Mount<null>;
}

/** What is shown beside the state: whether the charts may be drawn yet, and the link of the share dialog. */
export interface Extras {
  readonly drawing: boolean;
  readonly share: ShareState | null;
}

export function page(state: State, actions: Actions, parts: Parts | null, extras: Extras): TemplateResult {
  return html`${strip(state, actions)} ${notices(state, actions)}
    <main class="main main-${state.section}">
      ${state.section === "estimate"
        ? html`<h1 class="visually-hidden">What model deployments cost</h1>
            ${deploy(state, actions, parts?.editor ?? null)} ${costs(state, actions)} ${alternatives(state, actions, parts && extras.drawing ? parts.drawing : null)}`
        : nothing}
      ${state.section === "prices" && parts
        ? html`<section class="pane pane-wide" aria-labelledby="prices-title" id="prices" tabindex="-1">
            <div class="pane-head"><h1 id="prices-title">Prices</h1></div>
            <div class="section-host" ${hosted(parts.prices, null)}></div>
          </section>`
        : nothing}
      ${state.section === "sizing" && parts
        ? html`<section class="pane pane-wide" aria-labelledby="sizing-title" id="sizing" tabindex="-1">
            <div class="pane-head"><h1 id="sizing-title">Size from traffic</h1></div>
            <div class="section-host" ${hosted(parts.sizing, null)}></div>
          </section>`
        : nothing}
    </main>
    ${dialogs(state, actions, extras.share)}`;
}
