// The quote as one page for somebody who decides: who it is for, what it assumes, the rows, the total, what else was looked at,
// and where the prices come from. It is printed, or saved as PDF, by the browser.

import { html, nothing, type TemplateResult } from "lit-html";
import { ownOf } from "../own";
import type { State } from "../state";
import { shownTotal } from "../total";
import type { Row } from "../types";
import { capital } from "./frame";
import { icon } from "./icons";

export function quoteBody(state: State): TemplateResult {
  const view = state.answer?.view;
  if (!view?.readable || view.deployments.length === 0) return html`<p class="quiet">A quote needs a deployment that can be read.</p>`;
  const total = shownTotal(state);
  const { sources, edition, digest, version } = state.hello;
  const list = view.totals.flatMap((t) => (t.list_text === null ? [] : [t.list_text]));
  const notes = [...new Set(view.deployments.flatMap((row) => row.notes))];
  return html`<p class="dialog-tools quote-tools">
      <button type="button" class="button button-primary" autofocus @click=${() => print()}>${icon("file")}<span>Print or save as PDF</span></button>
      <span class="hint">One page on A4 or Letter, unless there are many deployments. Click into the title and the lines below it to change them.</span>
    </p>
    <article class="quote">
      <label class="visually-hidden" for="quote-title">Title</label>
      <input id="quote-title" class="quote-title" value="Cost of model deployments" />
      <dl class="quote-head">
        <div><dt><label for="quote-for">For</label></dt><dd><input id="quote-for" placeholder="name or team" /></dd></div>
        <div><dt>Date</dt><dd>${state.today}</dd></div>
        <div><dt>Period</dt><dd>${view.period.text}</dd></div>
        <div><dt>Prices</dt><dd>${ownOf(state) === "" ? "list prices" : "own prices on top of the list"}, edition ${edition}</dd></div>
      </dl>
      <p class="quote-total"><span>Total for ${view.period.text}</span> <b>${total.atLeast ? "at least " : ""}${total.amounts.join(" + ") || "no total"}</b></p>
      ${list.length > 0 ? html`<p class="quote-list">At list prices ${list.join(" + ")}</p>` : nothing}
      ${total.note ? html`<p class="quote-note">${capital(total.note)}.</p>` : nothing}
      <table class="quote-rows">
        <thead><tr><th scope="col">Deployment</th><th scope="col">Model and region</th><th scope="col">Plan and quantity</th><th scope="col">Duration</th><th scope="col">Amount</th></tr></thead>
        <tbody>${view.deployments.map((row) => quoteRow(row))}</tbody>
      </table>
      ${state.comparison && state.comparison.revision === state.revision && state.comparison.summary.length > 0
        ? html`<h3>Alternatives for ${view.deployments[state.selected]?.title || "the first deployment"}</h3>
            <ul>${state.comparison.summary.map((sentence) => html`<li>${capital(sentence)}</li>`)}</ul>`
        : nothing}
      <h3>Assumptions</h3>
      <ul>
        ${view.idle_text ? html`<li>Provisioned throughput and model units are billed from deployment on, also while they are idle.</li>` : nothing}
        ${notes.map((note) => html`<li>${capital(note)}</li>`)}
        <li>Without taxes; amounts are rounded once, to cents, half up.</li>
      </ul>
      <label class="visually-hidden" for="quote-notes">Notes</label>
      <textarea id="quote-notes" class="quote-notes" rows="2" placeholder="Notes"></textarea>
      <footer>
        Source: ${pagesOf(sources).map(({ title, updated, url, names }, i) => html`${i > 0 ? "; " : ""}<a href=${url} target="_blank" rel="noopener noreferrer">${title}</a>, page of ${updated} (${names.join(", ")})`)}. Computed exactly by costplan ${version}, digest ${digest.slice(0, 12)}.
      </footer>
    </article>`;
}

/** The pages that prices come from, each once, with the names of its regions. */
function pagesOf(sources: State["hello"]["sources"]) {
  const pages = new Map<string, { title: string; updated: string; url: string; names: string[] }>();
  for (const { name, title, updated, url } of sources) {
    const key = [title, updated, url].join();
    const page = pages.get(key) ?? { title, updated, url, names: [] };
    page.names.push(name);
    pages.set(key, page);
  }
  return [...pages.values()];
}

function quoteRow(row: Row): TemplateResult {
  return html`<tr>
    <th scope="row">${row.title || row.model}</th>
    <td>${row.model}<br /><span class="quote-quiet">${row.region_name || row.region}</span></td>
    <td>${row.plan} ${row.plan_text.replace(row.plan, "").trim()}</td>
    <td>${row.billed_text}<br /><span class="quote-quiet">${row.payment_text}</span></td>
    <td>${row.rounded_text ?? html`no amount<br /><span class="quote-quiet">${row.reason}</span>`}${row.amount_text === row.rounded_text ? nothing : html`<br /><span class="quote-quiet">exactly ${row.amount_text}</span>`}${row.covers_text ? html`<br /><span class="quote-quiet">${capital(row.covers_text)}</span>` : nothing}</td>
  </tr>`;
}
