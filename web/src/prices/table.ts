// The table of prices, and the controls that sort and filter it.

import { html, nothing, type TemplateResult } from "lit-html";
import { capital } from "../app/views/frame";
import { icon } from "../app/views/icons";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { type Column, type Filter, grouped, itemText, type Offer, type OfferPrice, type Order, paidText, paymentText, perText, type Row, sourceOf, specText, unitText } from "./rows";

const columns: readonly { readonly id: Column; readonly label: string; readonly number?: true }[] = [
  { id: "model", label: "Model" },
  { id: "region", label: "Region" },
  { id: "plan", label: "Plan" },
  { id: "spec", label: "Spec" },
  { id: "payment", label: "Payment" },
  { id: "item", label: "For" },
  { id: "price", label: "Price", number: true },
  { id: "per", label: "Per" },
  { id: "unit", label: "One unit", number: true },
  { id: "input", label: "Max. input", number: true },
  { id: "remark", label: "Remark" },
  { id: "source", label: "Source" },
];

/** What the table shows, and what it can be asked for. */
export interface TableContext {
  readonly rows: readonly Row[];
  readonly shown: readonly Row[];
  readonly order: Order | null;
  readonly filter: Filter;
  readonly edition: string;
  regionName(code: string): string;
  sort(column: Column): void;
  choose(change: Partial<Filter>): void;
  clear(): void;
  /** Opens the form for a price of one's own. */
  want(offer: Offer, price: OfferPrice | null): void;
  save(format: "csv" | "json"): void;
}

/** Search, filters, the number of what is shown, downloads. */
export function controlsTemplate(context: TableContext): TemplateResult {
  const { filter, rows } = context;
  const values = (pick: (row: Row) => string | undefined) => [...new Set(rows.map(pick))].filter((value) => value !== undefined);
  const name = (code: string) => context.regionName(code);
  return html`<form class="prices-controls" role="search" aria-label="Prices" @submit=${(event: Event) => event.preventDefault()}>
      <div class="field prices-search">
        <label for="prices-text">Search</label>
        <input
          id="prices-text"
          class="input"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder="Model, family, spec…"
          .value=${live(filter.text)}
          @input=${(event: Event) => context.choose({ text: valueOf(event) })}
        />
      </div>
      ${choice("region", "Region", filter.region, values(({ offer }) => offer.region), name, context)}
      ${choice("plan", "Plan", filter.plan, values(({ offer }) => offer.plan), (plan) => plan, context)}
      ${choice("payment", "Payment", filter.payment, values(({ price }) => price?.payment), paymentText, context)}
      ${choice("item", "For", filter.item, values(({ price }) => price?.item), itemText, context)}
      ${choice("priced", "Price", filter.priced, ["yes", "no"], (is) => (is === "yes" ? "has a price" : "offered, no price"), context)}
    </form>
    <div class="prices-bar">
      <p class="prices-count" role="status">${countText(context)}</p>
      <div class="prices-saves">
        <button type="button" class="button" @click=${() => context.save("csv")}>Download CSV</button>
        <button type="button" class="button" @click=${() => context.save("json")}>Download JSON</button>
      </div>
    </div>`;
}

function choice(
  id: Exclude<keyof Filter, "text">,
  label: string,
  value: string,
  values: readonly string[],
  text: (value: string) => string,
  context: TableContext,
): TemplateResult {
  return html`<div class="field">
    <label for="prices-${id}">${label}</label>
    <select id="prices-${id}" class="input" @change=${(event: Event) => context.choose({ [id]: valueOf(event) })}>
      <option value="" .selected=${live(value === "")}>any</option>
      ${values.map((each) => html`<option value=${each} .selected=${live(each === value)}>${text(each)}</option>`)}
    </select>
  </div>`;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

function countText({ rows, shown }: TableContext): string {
  const count = (of: readonly Row[]) => of.filter(({ price }) => price !== null).length;
  const [prices, all] = [count(shown), count(rows)];
  const [offers, allOffers] = [shown.length - prices, rows.length - all];
  return `${prices === all ? `All ${all}` : `${prices} of ${all}`} prices, ${offers === allOffers ? allOffers : `${offers} of ${allOffers}`} offers without a price`;
}

/** The table itself. */
export function tableTemplate(context: TableContext): TemplateResult {
  const { edition, order, shown } = context;
  if (shown.length === 0) {
    return html`<div class="prices-none">
      <p>No price is like this.</p>
      <button type="button" class="button" @click=${() => context.clear()}>Clear search and filters</button>
    </div>`;
  }
  return html`<div class="prices-scroll" tabindex="0" role="region" aria-labelledby="prices-caption">
    <table class="prices-table">
      <caption id="prices-caption" class="visually-hidden">
        Prices of edition ${edition}, a row a price; columns can be sorted
      </caption>
      <thead>
        <tr>
          ${columns.map(({ id, label, number }) => {
            const sorted = order?.column === id ? (order.descending ? "descending" : "ascending") : null;
            return html`<th scope="col" class="prices-${id} ${number ? "prices-number" : ""}" aria-sort=${sorted ?? nothing}>
              <button type="button" class="prices-sort" @click=${() => context.sort(id)}>
                <span>${label}</span><span class="prices-arrow" aria-hidden="true">${sorted === null ? "↕" : sorted === "ascending" ? "↑" : "↓"}</span>
              </button>
            </th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${repeat(
          shown,
          (row) => row.order,
          (row) => rowTemplate(row, context),
        )}
      </tbody>
    </table>
  </div>`;
}

function rowTemplate({ offer, price }: Row, context: TableContext): TemplateResult {
  const source = sourceOf(price?.source ?? offer.source);
  const listed = offer.source_url !== "" && source.file === sourceOf(offer.source).file;
  return html`<tr class=${price ? "" : "prices-unpriced"}>
    <th scope="row" class="prices-model"><span class="prices-code">${offer.model}</span><span class="prices-name">${offer.name}</span></th>
    <td class="prices-wrap">${context.regionName(offer.region)}</td>
    <td>${offer.plan}</td>
    <td>${specText(offer) || dash}</td>
    ${price ? priceCells(offer, price, context) : html`<td colspan="5" class="prices-reason"><p><span class="badge badge-warning">no price</span> ${offer.reason} <button type="button" class="link" @click=${() => context.want(offer, null)}>Enter yours</button></p></td>`}
    <td class="prices-number">${offer.max_input_tokens === null ? dash : grouped(offer.max_input_tokens)}</td>
    <td class="prices-wrap">${offer.remark || dash}</td>
    <td class="prices-source">
      ${listed
        ? html`<a href=${offer.source_url} target="_blank" rel="noopener noreferrer">${capital(offer.source_table)}<span class="visually-hidden">, on the provider's page (opens in a new tab)</span></a> <span class="prices-row">row ${offer.name || offer.model}</span>`
        : html`<span>${source.file}</span>${source.line && html` <span>line ${source.line}</span>`}`}
    </td>
  </tr>`;
}

function priceCells(offer: Offer, price: OfferPrice, context: TableContext): TemplateResult {
  const { paid, list } = paidText(price);
  return html`<td>${paymentText(price.payment)}</td>
    <td class="prices-wrap">${itemText(price.item)}</td>
    <td class="prices-number">
      <b>${paid}</b> ${price.currency}
      <button type="button" class="prices-edit" aria-label="Enter your price of ${offer.model} ${itemText(price.item)}" title="Enter your price" @click=${() => context.want(offer, price)}>${icon("edit")}</button>${list ? html` <span class="prices-list">${list}</span>` : nothing}
    </td>
    <td>${perText(price, offer)}</td>
    <td class="prices-number">${unitText(offer, price) || dash}</td>`;
}

/** What stands in a cell that has nothing to say. */
const dash = html`<span class="prices-dash"><span aria-hidden="true">–</span><span class="visually-hidden">none</span></span>`;
