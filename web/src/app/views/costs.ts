// The middle: what it costs, a row a deployment. A row opens to why: the formula with its numbers, and the line of the catalog.

import { html, nothing, svg, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import { idAt, pageSize } from "../reduce";
import type { State } from "../state";
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
      ${steps(state, actions)}
    </div>
    ${body(state, actions)}
  </section>`;
}

function steps(state: State, actions: Actions): TemplateResult {
  const last = state.history.past.at(-1);
  const next = state.history.future.at(-1);
  return html`<div class="steps" role="group" aria-label="Changes">
    <button type="button" class="button button-quiet" data-key="undo" ?disabled=${!last && state.pending === 0} title=${last ? `Undo: ${last.label} (Ctrl+Z)` : "Nothing to undo"} @click=${() => actions.undo()}>
      ${icon("undo")}<span>Undo</span>
    </button>
    <button
      type="button"
      class="button button-icon button-quiet"
      data-key="redo"
      aria-label="Redo"
      title=${next ? `Redo: ${next.label} (Ctrl+Shift+Z)` : "Nothing to redo"}
      ?disabled=${!next}
      @click=${() => actions.redo()}
    >
      ${icon("redo")}
    </button>
  </div>`;
}

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
  return html`<div class=${stale ? "stale" : ""} ?data-stale=${stale}>
      ${stale ? html`<p class="stale-note">${icon("alert")}${capitalNote(shownTotal(state).note)}</p>` : nothing} ${table(view, state, actions, stale)}
      ${pager(view.deployments.length, state.rowsPage, "Deployments", (page) => actions.showPage("rows", page))}
    </div>
    ${view.idle_text ? html`<p class="fact">${icon("info")}<span>${view.idle_text}</span></p>` : nothing} ${diagnostics}`;
}

/** An empty document is no mistake, so it is not told off for being empty. */
function onlyIfEntered(state: State, diagnostics: TemplateResult): TemplateResult | typeof nothing {
  return state.text.trim() === "" || state.answer?.diagnostics.every((d) => d.code === "CP105") ? nothing : diagnostics;
}

function capitalNote(note: string): string {
  return `What is shown is ${note}.`;
}

function table(view: View, state: State, actions: Actions, stale: boolean): TemplateResult {
  const first = state.rowsPage * pageSize;
  const rows = view.deployments.slice(first, first + pageSize);
  const total = shownTotal(state);
  return html`<table class="costs" role="table" aria-label="What each deployment costs">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">Deployment</th>
        <th role="columnheader" scope="col">Plan and quantity</th>
        <th role="columnheader" scope="col">Unit price</th>
        <th role="columnheader" scope="col">Duration</th>
        <th role="columnheader" scope="col" class="amount">Amount</th>
      </tr>
    </thead>
    ${repeat(
      rows.map((row, i) => ({ row, index: first + i })),
      ({ index }) => idAt(state, index),
      ({ row, index }) => rowView(row, index, state, actions, stale),
    )}
    <tfoot role="rowgroup">
      <tr role="row">
        <th role="rowheader" scope="row">Total <span class="unit">for ${view.period.text}</span></th>
        <td role="cell" colspan="4" class="amount">
          ${total.atLeast ? html`<span class="at-least">at least</span> ` : nothing}${total.amounts.length > 0 ? total.amounts.map((amount, i) => html`${i > 0 ? " + " : ""}<span class="figure">${amount}</span>`) : "no total"}
          ${total.exact.length > 0 ? html`<span class="exact">exactly ${total.exact.join(" + ")}</span>` : nothing}
          ${total.note && !stale ? html`<span class="qualifier">${total.note}</span>` : nothing}
        </td>
      </tr>
    </tfoot>
  </table>`;
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
          <span class="turn">${icon("chevron")}</span><span class="row-title">${title}</span><span class="visually-hidden">: why</span>
        </button>
        ${row.model && row.model !== title ? html`<span class="row-model">${row.model}</span>` : nothing}<span class="row-region">${row.region_name || row.region}</span>
      </th>
      <td role="cell" data-label="Plan and quantity">${row.plan ? html`<b class="plan">${row.plan}</b><span class="quantity">${row.quantity_text}</span><span class="payment">${row.payment_text}</span>` : nothing}</td>
      <td role="cell" data-label="Unit price" class=${row.unit_price_text ? "" : "blank"}>${row.unit_price_text.split("; ").map((part) => html`<span class="part">${part}</span>`)}</td>
      <td role="cell" data-label="Duration" class=${row.billed_text ? "" : "blank"}><span class="part">${row.billed_text}</span></td>
      <td role="cell" data-label="Amount" class="amount">
        ${row.amount_text === null
          ? html`<span class="no-amount ${row.reason_kind === "error" ? "no-amount-error" : ""}">${icon(row.reason_kind === "error" ? "error" : "alert")}${reasonWord(row)}</span>`
          : html`<span class="figure">${row.amount_text}</span>${row.exact ? nothing : html`<span class="exact">rounded</span>`}${share(row)}`}
        <span class="row-tools">
          <button type="button" class="button button-icon button-quiet" aria-label="Duplicate ${title}" title="Duplicate" ?disabled=${off} @click=${() => actions.duplicate(index)}>${icon("copy")}</button>
          <button type="button" class="button button-icon button-quiet" aria-label="Delete ${title}" title="Delete" ?disabled=${off} @click=${() => actions.remove(index)}>${icon("trash")}</button>
        </span>
      </td>
    </tr>
    ${row.amount_text === null && row.reason
      ? html`<tr role="row" class="reason-row"><td role="cell" colspan="5"><p class="reason">${reason(row, state, actions)}</p></td></tr>`
      : nothing}
    <tr role="row" class="why-row" id="why-${index}" ?hidden=${!open}>
      <td role="cell" colspan="5">${open ? why(row, index, title, actions) : nothing}</td>
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
    case "stopped":
      return "stopped";
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

function why(row: Row, index: number, title: string, actions: Actions): TemplateResult {
  return html`<div class="why">
    ${row.lines.map(
      (line) => html`<div class="why-line">
        <p class="formula"><span class="item">${line.item_text}</span> <span class="terms">${line.formula}</span> <span class="equals">= <b class="figure">${line.amount_text}</b></span></p>
        <p class="source">${line.price_text ? html`<span>${line.price_text}</span>` : nothing}<span>${line.source_text}</span></p>
      </div>`,
    )}
    ${row.lines.length === 0 && row.reason ? html`<p>There is no formula: ${row.reason}</p>` : nothing}
    ${row.dates.length > 0 ? html`<dl class="dates">${row.dates.map((d) => html`<div><dt>${d.label}</dt><dd>${d.text}</dd></div>`)}</dl>` : nothing}
    ${row.notes.length > 0 ? html`<ul class="facts-list">${row.notes.map((note) => html`<li>${icon("info")}<span>${note}</span></li>`)}</ul>` : nothing}
    <div class="why-tools">
      <button type="button" class="button button-small" @click=${() => actions.editInForm(index)}>${icon("edit")}<span>Edit ${title}</span></button>
      <button type="button" class="button button-small" @click=${() => actions.showElse(index)}>${icon("compare")}<span>What else it could cost</span></button>
    </div>
  </div>`;
}
