// The middle: what it costs, a row a deployment. A row opens to why: the formula with its numbers, and the line of the catalog.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import { idAt, pageSize } from "../reduce";
import type { Grouping, Order, State } from "../state";
import { shownTotal } from "../total";
import type { Diagnostic, Row, View } from "../types";
import { capital } from "./frame";
import { examples } from "./examples";
import { findings } from "./findings";
import { icon } from "./icons";
import { pager } from "./pager";

export function costs(state: State, actions: Actions): TemplateResult {
  return html`<section class="pane pane-costs" aria-labelledby="costs-title" id="costs" tabindex="-1">
    <div class="pane-head">
      <h2 id="costs-title">What it costs</h2>
      ${tools(state, actions)}
    </div>
    ${body(state, actions)}
  </section>`;
}

/** From this many deployments on there is something to search and to group. */
const many = 4;

function tools(state: State, actions: Actions): TemplateResult | typeof nothing {
  const count = state.answer?.view.deployments.length ?? 0;
  if (count < many) return nothing;
  return html`<div class="costs-tools" role="search" aria-label="Deployments">
    <label class="visually-hidden" for="costs-search">Search the deployments</label>
    <input
      id="costs-search"
      class="input"
      type="search"
      placeholder="Search ${count} deployments"
      autocomplete="off"
      spellcheck="false"
      .value=${live(state.query)}
      @input=${(event: Event) => actions.search((event.target as HTMLInputElement).value)}
    />
    <label class="visually-hidden" for="costs-group">Group by</label>
    <select id="costs-group" class="input" @change=${(event: Event) => actions.group((event.target as HTMLSelectElement).value as Grouping)}>
      ${groupings.map(({ by, label }) => html`<option value=${by} .selected=${live(by === state.grouping)}>${label}</option>`)}
    </select>
  </div>`;
}

const groupings: readonly { by: Grouping; label: string }[] = [
  { by: "", label: "Not grouped" },
  { by: "region", label: "Group by region" },
  { by: "plan", label: "Group by plan" },
  { by: "payment", label: "Group by payment" },
];

function body(state: State, actions: Actions): TemplateResult {
  const { answer, good } = state;
  if (answer === null) {
    return state.engine.status === "failed"
      ? html`<p class="quiet">Nothing has been computed: the calculator could not be started.</p>`
      : html`<div class="skeleton" data-wait aria-hidden="true"><span></span><span></span><span></span></div>
          <p class="quiet">Your document is being priced.</p>`;
  }
  const stale = !answer.view.readable;
  const view = stale ? good?.view : answer.view;
  const diagnostics = findings(state, actions);
  if (!view) return html`<p class="quiet">There is no amount before the text can be read.</p>${diagnostics}`;
  if (view.deployments.length === 0) {
    return html`<div class="empty" data-empty>
        <p>Nothing is entered yet. Start from an example, or add a deployment in the form.</p>
        ${examples(state.hello.examples.filter((e) => e.id !== "empty"), actions)}
      </div>
      ${onlyIfEntered(state, diagnostics)}`;
  }
  const shown = arranged(view, state);
  return html`<div class=${stale ? "stale" : ""} ?data-stale=${stale}>
      ${stale ? html`<p class="stale-note">${icon("alert")}${capitalNote(shownTotal(state).note)}</p>` : nothing}
      ${shown.length === 0
        ? html`<p class="quiet" data-none>No deployment matches “${state.query}”. <button type="button" class="link" @click=${() => actions.search("")}>Show all</button></p>`
        : table(view, shown, state, actions, stale)}
      ${pager(shown.length, state.rowsPage, "Deployments", (page) => actions.showPage("rows", page))}
    </div>
    ${view.idle_text ? html`<p class="fact">${icon("info")}<span>${idle}</span></p>` : nothing} ${diagnostics}`;
}

const idle = "Provisioned throughput and model units are billed from the moment they are deployed, also while they are idle.";

interface Placed {
  readonly row: Row;
  /** Its place in the document. */
  readonly index: number;
}

/** The rows that match the search, grouped and ordered. */
function arranged(view: View, state: State): Placed[] {
  const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
  const { order, grouping } = state;
  const placed = view.deployments
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => {
      const text = [row.title, row.model, row.region, row.region_name, row.plan_text, row.payment_text].join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
  if (order !== null) {
    const sign = order.descending ? -1 : 1;
    placed.sort((a, b) => sign * compared(a.row, b.row, order.column) || a.index - b.index);
  }
  if (grouping !== "") {
    const groups = view.groups.filter((g) => g.by === grouping).map((g) => g.key);
    placed.sort((a, b) => groups.indexOf(a.row[grouping]) - groups.indexOf(b.row[grouping]));
  }
  return placed;
}

function compared(a: Row, b: Row, column: Order["column"]): number {
  switch (column) {
    case "amount":
      return Number(a.amount ?? -1) - Number(b.amount ?? -1);
    case "region":
      return words.compare(a.region_name, b.region_name);
    case "plan":
      return words.compare(a.plan_text, b.plan_text);
    case "duration":
      return words.compare(a.billed_text, b.billed_text);
    default:
      return words.compare(a[column], b[column]);
  }
}

const words = new Intl.Collator("en", { numeric: true });

/** An empty document is no mistake, so it is not told off for being empty. */
function onlyIfEntered(state: State, diagnostics: TemplateResult): TemplateResult | typeof nothing {
  return state.text.trim() === "" || state.answer?.diagnostics.every((d) => d.code === "CP105") ? nothing : diagnostics;
}

function capitalNote(note: string): string {
  return `What is shown is ${note}.`;
}

const columns: readonly { column: Order["column"]; label: string }[] = [
  { column: "title", label: "Deployment" },
  { column: "model", label: "Model" },
  { column: "region", label: "Region" },
  { column: "plan", label: "Plan and quantity" },
  { column: "duration", label: "Duration" },
  { column: "amount", label: "Amount" },
];

function table(view: View, placed: readonly Placed[], state: State, actions: Actions, stale: boolean): TemplateResult {
  const first = Math.min(state.rowsPage * pageSize, placed.length - 1);
  const rows = placed.slice(first, first + pageSize);
  const total = shownTotal(state);
  const key = state.grouping;
  return html`<table class="costs" role="table" aria-label="What each deployment costs">
    <thead role="rowgroup">
      <tr role="row">
        ${columns.map(({ column, label }) => {
          const sorted = state.order?.column === column ? (state.order.descending ? "descending" : "ascending") : null;
          return html`<th role="columnheader" scope="col" class=${column === "amount" ? "amount" : ""} aria-sort=${sorted ?? nothing}>
            <span class="column">${label}</span><button type="button" class="sort" @click=${() => actions.sort(column)}>${label}<span class="sort-sign" aria-hidden="true">${sorted === null ? "" : sorted === "ascending" ? "↑" : "↓"}</span></button>
          </th>`;
        })}
      </tr>
    </thead>
    ${repeat(
      rows,
      ({ index }) => idAt(state, index),
      ({ row, index }, i) => html`${key !== "" && (i === 0 || rows[i - 1]!.row[key] !== row[key]) ? groupHead(view, key, row[key]) : nothing}${rowView(row, index, state, actions, stale)}`,
    )}
    <tfoot role="rowgroup">
      <tr role="row">
        <th role="rowheader" scope="row" colspan="2">Total <span class="unit">for ${view.period.text}</span></th>
        <td role="cell" colspan="4" class="amount">
          ${total.atLeast ? html`<span class="at-least">at least</span> ` : nothing}${total.amounts.length > 0 ? total.amounts.map((amount, i) => html`${i > 0 ? " + " : ""}<span class="figure">${amount}</span>`) : "no total"}
          ${total.exact.length > 0 ? html`<span class="exact">exactly ${total.exact.join(" + ")}</span>` : nothing}
          ${total.note && !stale ? html`<span class="qualifier">${total.note}</span>` : nothing}
        </td>
      </tr>
    </tfoot>
  </table>`;
}

function groupHead(view: View, by: string, key: string): TemplateResult {
  const group = view.groups.find((g) => g.by === by && g.key === key);
  return html`<tbody role="rowgroup" class="group" data-group=${key}>
    <tr role="row">
      <th role="rowheader" scope="rowgroup" colspan="4">${capital(group?.title ?? key)} <span class="unit">${group?.count ?? ""}</span></th>
      <td role="cell" colspan="2" class="amount"><span class="figure">${group?.text ?? ""}</span></td>
    </tr>
  </tbody>`;
}

function rowView(row: Row, index: number, state: State, actions: Actions, stale: boolean): TemplateResult {
  const open = state.open.has(index);
  const chosen = state.selected === index;
  const title = row.title || row.model || "a deployment without a name";
  const off = stale || state.engine.status === "failed";
  return html`<tbody role="rowgroup" class="row ${chosen ? "row-chosen" : ""} ${open ? "row-open" : ""}" data-row=${index}>
    <tr role="row" @click=${(event: Event) => !(event.target as Element).closest("button") && actions.select(index)}>
      <th role="rowheader" scope="row" class="row-name">
        <button type="button" class="why-button" id="row-${index}-title" aria-expanded=${open ? "true" : "false"} aria-controls="why-${index}" @click=${() => actions.toggle(index)}>
          <span class="turn">${icon("chevron")}</span><span class="row-title" title=${title}>${title}</span><span class="visually-hidden">: why</span>
        </button>
      </th>
      <td role="cell" class="row-model ${row.model === title ? "row-same" : ""}" title=${row.model}>${row.model}</td>
      <td role="cell" class="row-region">${row.region_name || row.region}</td>
      <td role="cell" class="row-plan">${row.plan ? html`<span class="plan">${row.plan}</span> <span class="plan-size">${row.plan_text.replace(row.plan, "").trim()}</span>` : nothing}</td>
      <td role="cell" class="row-duration"><span>${row.billed_text}</span> <span class="payment">${row.payment_text}</span></td>
      <td role="cell" class="amount">
        ${row.amount_text === null
          ? html`<span class="no-amount ${row.reason_kind === "error" ? "no-amount-error" : ""}">${icon(row.reason_kind === "error" ? "error" : "alert")}${reasonWord(row)}</span>`
          : html`<span class="figure" title=${exactly(row) ?? nothing}>${row.rounded_text}</span>${row.list_text ? html`<span class="exact">list ${row.list_text}</span>` : nothing}${row.exact ? nothing : html`<span class="exact">rounded</span>`}${share(row)}`}
      </td>
    </tr>
    ${row.amount_text === null && row.reason
      ? html`<tr role="row" class="reason-row"><td role="cell" colspan="6"><p class="reason">${reason(row, state, actions)}</p></td></tr>`
      : nothing}
    ${row.covers_text
      ? html`<tr role="row" class="reason-row" data-covers><td role="cell" colspan="6"><p class="reason covers">${icon("alert")}<span>${capital(row.covers_text)}.</span></p></td></tr>`
      : nothing}
    <tr role="row" class="why-row" id="why-${index}" ?hidden=${!open}>
      <td role="cell" colspan="6">${open ? why(row, index, title, actions, off) : nothing}</td>
    </tr>
  </tbody>`;
}

/** Why there is no amount; of an error, the error itself, which leads to its place. */
function reason(row: Row, state: State, actions: Actions): TemplateResult | string {
  const error = row.reason_kind === "error" ? errorOf(row, state) : undefined;
  if (!error) return row.reason ?? "";
  return html`<button type="button" class="link" @click=${() => actions.goTo(error)}>${capital(error.message)}</button>`;
}

function errorOf(row: Row, state: State): Diagnostic | undefined {
  const rows = state.answer?.view.deployments ?? [];
  const next = rows[rows.indexOf(row) + 1]?.line ?? Infinity;
  return state.answer?.diagnostics.find(
    (d) => d.severity === "error" && (d.path === row.path || d.path.startsWith(`${row.path}/`)) && d.start.line >= row.line && d.start.line < next,
  );
}

function reasonWord(row: Row): string {
  switch (row.reason_kind) {
    case "no usage":
      return "no usage given";
    case "error":
      return "error";
    case "not billed":
      return "not billed";
    default:
      return "no price";
  }
}

/** The share of its currency's total as a bar; a coordinate, not an amount. */
function share(row: Row): TemplateResult | typeof nothing {
  if (row.share === null) return nothing;
  const part = Math.max(0, Math.min(1, Number(row.share)));
  return html`<svg class="share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    <rect width="100" height="4" class="share-all"></rect>
    ${svg`<rect width=${part * 100} height="4" class="share-part"></rect>`}
  </svg>`;
}

/** The whole amount, where two decimals do not say it. */
function exactly(row: Row): string | null {
  return row.amount_text === row.rounded_text ? null : `exactly ${row.amount_text}`;
}

/** Where a price stands on the provider's page, as a link to it; of an own price, in words. */
function sourceLink(text: string, url: string): TemplateResult {
  return url === "" ? html`<span>${text}</span>` : html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}<span class="visually-hidden"> (opens in a new tab)</span></a>`;
}

function why(row: Row, index: number, title: string, actions: Actions, off: boolean): TemplateResult {
  return html`<div class="why">
    ${row.lines.map(
      (line) => html`<div class="why-line">
        <p class="formula"><span class="item">${line.item_text}</span> <span class="terms">${line.formula}</span> <span class="equals">= <b class="figure">${line.amount_text}</b></span></p>
        <p class="source">${line.price_text ? html`<span>${line.price_text}</span>` : nothing}${sourceLink(line.source_text, line.source_url)}</p>
      </div>`,
    )}
    ${row.lines.length > 1 && exactly(row) ? html`<p class="exact">${exactly(row)}</p>` : nothing}
    ${row.lines.length === 0 && row.reason ? html`<p>There is no formula: ${row.reason}</p>` : nothing}
    ${row.dates.length > 0 ? html`<dl class="dates">${row.dates.map((d) => html`<div><dt>${d.label}</dt><dd>${d.text}</dd></div>`)}</dl>` : nothing}
    ${row.notes.length > 0 ? html`<ul class="facts-list">${row.notes.map((note) => html`<li>${icon("info")}<span>${note}</span></li>`)}</ul>` : nothing}
    <div class="why-tools">
      <button type="button" class="button button-small" @click=${() => actions.editInForm(index)}>${icon("edit")}<span>Edit ${title}</span></button>
      <button type="button" class="button button-small" @click=${() => actions.showElse(index)}>${icon("compare")}<span>What else it could cost</span></button>
      <button type="button" class="button button-small" aria-label="Duplicate ${title}" ?disabled=${off} @click=${() => actions.duplicate(index)}>${icon("copy")}<span>Duplicate</span></button>
      <button type="button" class="button button-small" aria-label="Delete ${title}" ?disabled=${off} @click=${() => actions.remove(index)}>${icon("trash")}<span>Delete</span></button>
    </div>
  </div>`;
}
