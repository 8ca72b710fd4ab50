// The top strip: the name, how old the prices are, the total, and what can be done with the whole page.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions";
import type { Section, State } from "../state";
import { ownOf } from "../own";
import { shownTotal, type ShownTotal } from "../total";
import type { Theme } from "../storage";
import { icon } from "./icons";

/** Days after which prices count as old. */
const oldAfter = 30;

const sections: readonly { id: Section; label: string; more?: string }[] = [
  { id: "estimate", label: "Estimate" },
  { id: "prices", label: "Prices" },
  { id: "sizing", label: "Size", more: "from traffic" },
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
    <div class="strip-top">
      <p class="brand">
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
          <rect width="32" height="32" rx="7"></rect>
          <path d="M7 24V15M13 24V8M19 24v-6M25 24V12"></path>
        </svg>
        <span>costplan</span>
      </p>
      <nav class="sections" aria-label="Sections">
        ${sections.map(
          ({ id, label, more }) => html`<button
            type="button"
            class="section-link"
            aria-current=${state.section === id ? "page" : nothing}
            @click=${() => actions.showSection(id)}
          >
            ${label}${more ? html`<span class="section-more"> ${more}</span>` : nothing}
          </button>`,
        )}
      </nav>
      <div class="tools tools-page" role="group" aria-label="Page">
        <button type="button" class="button button-icon button-quiet" aria-label=${theme.label} title=${theme.label} @click=${() => actions.setTheme(theme.next)}>
          ${icon(state.theme)}
        </button>
        <button type="button" class="button button-icon button-quiet" aria-label="Keyboard and help" title="Keyboard and help (?)" @click=${() => actions.openDialog({ kind: "help" })}>
          ${icon("help")}
        </button>
      </div>
    </div>
    <div class="bar">
      ${totalBox(state, shownTotal(state), actions)}
      <div class="tools" role="group" aria-label="Hand over">
        <button type="button" class="button" data-key="share" @click=${() => actions.openDialog({ kind: "share" })}>${icon("share")}<span>Share</span></button>
        <button type="button" class="button" data-key="export" @click=${() => actions.openDialog({ kind: "export" })}>${icon("download")}<span>Export</span></button>
      </div>
    </div>
  </header>`;
}

/** What the page is, and how old its prices are. */
export function lead(state: State, actions: Actions): TemplateResult {
  const { edition } = state.hello;
  return html`<div class="lead">
    <h1>What deployments on Alibaba Cloud Model Studio cost</h1>
    <p class="facts">
      <span>Prices as of <time datetime=${edition}>${edition}</time></span>${age(state)} ·
      <button type="button" class="link" data-key="contradictions" @click=${() => actions.showNotes()}>where the provider's page contradicts itself</button> · <span>works offline</span>
    </p>
  </div>`;
}

function age(state: State): TemplateResult | typeof nothing {
  const days = ageInDays(state.hello.edition, state.today);
  if (days === null || days <= oldAfter) return nothing;
  return html` <span class="badge badge-warning" data-age>${icon("alert")}${days} days old: check them with the provider</span>`;
}

/** Whole days between two dates; null if one is none. */
export function ageInDays(edition: string, today: string): number | null {
  const days = (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${edition}T00:00:00Z`)) / 86_400_000;
  return Number.isInteger(days) ? days : null;
}

/** The parts of the page below each other, where they do not stand side by side. */
const parts = [
  { id: "deploy", label: "Form" },
  { id: "costs", label: "Costs" },
  { id: "else", label: "Alternatives" },
];

export function jumps(actions: Actions): TemplateResult {
  return html`<nav class="jumps" aria-label="On this page">
    ${parts.map(({ id, label }) => html`<button type="button" class="jump" @click=${() => actions.skipTo(id)}>${label}</button>`)}
  </nav>`;
}

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
        : nothing}${total.note ? html`<span class="qualifier">${total.note}</span>` : nothing}${ownBadge(state, actions)}${budget(state)}
    </p>
  </div>`;
}

/** That own prices are in force, and what the total is without them. */
function ownBadge(state: State, actions: Actions): TemplateResult | typeof nothing {
  if (ownOf(state) === "") return nothing;
  const list = state.answer?.view.totals.flatMap((t) => (t.list_text === null ? [] : [t.list_text])) ?? [];
  return html`<button type="button" class="badge badge-button" data-own @click=${() => actions.showOwn()}>${icon("tag")}my prices</button>${list.length > 0
      ? html`<span class="at-list">list ${list.join(" + ")}</span>`
      : nothing}`;
}

/** Whether the budget of the document holds, as the engine found it. */
function budget(state: State): TemplateResult | typeof nothing {
  const { answer } = state;
  if (!answer?.view.readable) return nothing;
  const over = answer.view.facts.find((f) => f.code === "CP501");
  if (over) return html`<span class="badge badge-error" data-budget="over">${icon("error")}${over.values["over_text"]} over budget</span>`;
  const limit = answer.form.document.find((f) => f.id === "budget");
  if (!limit?.value) return nothing;
  if (answer.diagnostics.some((d) => d.path === limit.path)) return html`<span class="badge badge-warning" data-budget="unknown">${icon("alert")}budget not proven</span>`;
  return html`<span class="badge badge-good" data-budget="within">${icon("check")}within budget</span>`;
}
