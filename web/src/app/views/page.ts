// The whole page, drawn from the state.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions";
import type { Section, State } from "../state";
import { alternatives, type Drawing } from "./alternatives";
import { costs } from "./costs";
import { deploy, type EditorProps } from "./deploy";
import { dialogs, type ShareState } from "./dialogs";
import { hosted, type Mount } from "./hosted";
import { notices } from "./notices";
import { jumps, lead, strip } from "./strip";

/** What the part with the prices is told. */
export type PricesProps = Pick<State, "own" | "ownError" | "wanted">;

/** The parts that are loaded when they are first shown. */
export interface Parts {
  readonly editor: Mount<EditorProps>;
  readonly drawing: Drawing;
  readonly prices: Mount<PricesProps>;
  readonly sizing: Mount<File | null>;
}

/** What is shown beside the state: whether the charts may be drawn yet, and the link of the share dialog. */
interface Extras {
  readonly drawing: boolean;
  readonly share: ShareState | null;
}

export function page(state: State, actions: Actions, parts: Parts | null, extras: Extras): TemplateResult {
  return html`${strip(state, actions)} ${notices(state, actions)}
    <main class="main main-${state.section}">
      ${state.section === "estimate"
        ? html`${lead(state, actions)} ${jumps(actions)} ${deploy(state, actions, parts?.editor ?? null)}
            <div class="results">${costs(state, actions)} ${alternatives(state, actions, parts && extras.drawing ? parts.drawing : null)}</div>`
        : nothing}
      ${parts && state.visited.has("prices") ? wide("prices", "Prices", hosted(parts.prices, pricesProps(state)), state.section) : nothing}
      ${parts && state.visited.has("sizing") ? wide("sizing", "Size from traffic", hosted(parts.sizing, state.traffic), state.section) : nothing}
    </main>
    ${dialogs(state, actions, extras.share)}`;
}

let shownPrices: PricesProps = { own: "", ownError: "", wanted: null };

/** The same object for the same prices, so that their part is told of changes only. */
function pricesProps({ own, ownError, wanted }: State): PricesProps {
  if (shownPrices.own !== own || shownPrices.ownError !== ownError || shownPrices.wanted !== wanted) shownPrices = { own, ownError, wanted };
  return shownPrices;
}

function wide(id: Section, title: string, content: unknown, shown: Section): TemplateResult {
  return html`<section class="pane pane-wide" aria-labelledby="${id}-title" id=${id} tabindex="-1" ?hidden=${shown !== id}>
    <div class="pane-head"><h1 id="${id}-title">${title}</h1></div>
    <div class="section-host" ${content}></div>
  </section>`;
}
