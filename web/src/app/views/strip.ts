// The top strip: the name, how old the prices are, the total, and what can be done with the whole page.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions";
import type { Section, State } from "../state";
import { shownTotal, type ShownTotal } from "../total";
import type { Theme } from "../storage";
import { icon } from "./icons";

/** Days from which on prices count as old, and as very old. */
const oldAfter = 30;
const veryOldAfter = 90;

const sections: readonly { id: Section; label: string }[] = [
  { id: "estimate", label: "Estimate" },
  { id: "prices", label: "Prices" },
  { id: "sizing", label: "Size from traffic" },
];

const themes: Record<Theme, { next: Theme; label: string }> = {
  system: { next: "light", label: "Theme: as the system" },
  light: { next: "dark", label: "Theme: light" },
  dark: { next: "system", label: "Theme: dark" },
};

export function strip(state: State, actions: Actions): TemplateResult {
  const theme = themes[state.theme];
  return html`<header class="strip">
    <button type="button" class="skip" @click=${() => actions.skipTo("costs")}>Skip to what it costs</button>
    <p class="brand">
      <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="7"></rect>
        <path d="M7 24V15M13 24V8M19 24v-6M25 24V12"></path>
      </svg>
      costplan
    </p>
    <nav class="sections" aria-label="Sections">
      ${sections.map(
        ({ id, label }) => html`<button
          type="button"
          class="section-link"
          aria-current=${state.section === id ? "page" : nothing}
          @click=${() => actions.showSection(id)}
        >
          ${label}
        </button>`,
      )}
    </nav>
    ${facts(state)} ${totalBox(state, shownTotal(state), actions)}
    <div class="tools" role="group" aria-label="Page">
      <button type="button" class="button" data-key="share" @click=${() => actions.openDialog({ kind: "share" })}>${icon("share")}<span>Share</span></button>
      <button type="button" class="button" data-key="export" @click=${() => actions.openDialog({ kind: "export" })}>${icon("download")}<span>Export</span></button>
      <button type="button" class="button button-icon" aria-label=${theme.label} title=${theme.label} @click=${() => actions.setTheme(theme.next)}>
        ${icon(state.theme)}
      </button>
      <button type="button" class="button button-icon" aria-label="Keyboard and help" title="Keyboard and help (?)" @click=${() => actions.openDialog({ kind: "help" })}>
        ${icon("keyboard")}
      </button>
    </div>
  </header>`;
}

function facts(state: State): TemplateResult {
  const { edition, sources } = state.hello;
  const counted = `${sources.length} ${sources.length === 1 ? "source" : "sources"}`;
  return html`<p class="facts">
    <span>Prices as of <time datetime=${edition}>${edition}</time></span>${age(state)} · <span>${counted}</span> · <span>works offline</span>
  </p>`;
}

function age(state: State): TemplateResult | typeof nothing {
  const days = ageInDays(state.hello.edition, state.today);
  if (days === null || days <= oldAfter) return nothing;
  const very = days > veryOldAfter;
  return html` <span class="badge ${very ? "badge-error" : "badge-warning"}" data-age=${very ? "red" : "amber"}>
    ${icon("alert")}${days} days old${very ? ": check them with the provider" : ""}
  </span>`;
}

/** Whole days between two dates; null if one is none. */
export function ageInDays(edition: string, today: string): number | null {
  const days = (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${edition}T00:00:00Z`)) / 86_400_000;
  return Number.isInteger(days) ? days : null;
}

/** The parts of the page below each other, where they do not stand side by side. */
const jumps = [
  { id: "deploy", label: "Deploy" },
  { id: "costs", label: "Costs" },
  { id: "else", label: "What else" },
];

function totalBox(state: State, total: ShownTotal, actions: Actions): TemplateResult {
  return html`<div class="total total-${total.tone}" role="group" aria-label="Total" data-tone=${total.tone}>
    <p class="total-amount">
      ${total.atLeast ? html`<span class="at-least">at least</span> ` : nothing}${total.amounts.length > 0
        ? total.amounts.map((amount, i) => html`${i > 0 ? " + " : ""}<span class="figure">${amount}</span>`)
        : html`<span class="no-figure">${total.tone === "waiting" ? "…" : "no total"}</span>`}
    </p>
    <p class="total-note">
      ${state.example && total.amounts.length > 0 ? html`<span class="badge">Example</span> ` : nothing}${total.period
        ? html`<span>for ${total.period}</span>`
        : nothing}${total.note ? html`<span class="qualifier">${total.note}</span>` : nothing}
    </p>
    ${state.section === "estimate"
      ? html`<nav class="jumps" aria-label="On this page">
          ${jumps.map(({ id, label }) => html`<button type="button" class="link" @click=${() => actions.skipTo(id)}>${label}</button>`)}
        </nav>`
      : nothing}
  </div>`;
}
