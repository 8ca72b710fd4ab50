// The answer: what to buy, what it covers and costs, how that came about.

import { html, nothing, type TemplateResult } from "lit-html";
import { hosted } from "../app/views/hosted";
import type { Chart, SizeChoice, SizeResult, Table } from "../generated/module";
import type { Payment } from "./form";

/** What the answer is drawn with. */
export interface AnswerContext {
  readonly result: SizeResult;
  /** The inputs are no longer those that it answers. */
  readonly stale: boolean;
  /** The payment whose capacities are shown; "" for all. */
  readonly payment: Payment;
  use(choice: SizeChoice): void;
  save(): void;
}

export function answerTemplate({ payment, result, save, stale, use }: AnswerContext): TemplateResult {
  const { charts, problems_text: problems, refused, view } = result;
  return html`<section class="sizing-answer" aria-labelledby="sizing-answer-title">
    <h2 id="sizing-answer-title" tabindex="-1">${view.title}</h2>
    ${stale ? html`<p class="note note-warning" role="status">This answers the inputs before your last change. Find the capacity again.</p>` : nothing}
    ${refused > 0 ? refusedTemplate(refused, problems) : nothing}
    <ul class="sizing-sentences">
      ${view.sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
    ${unpricedOverflow(result) ? html`<p class="note">Tokens overflow, and what they cost is not known here: it comes on top of the amounts below. State your price of tokens that overflow to see it.</p>` : nothing}
    <ul class="sizing-choices">
      ${view.choices.filter((choice) => payment === "" || choice.payment === payment).map((choice) => choiceTemplate(choice, use))}
    </ul>
    ${charts.map((chart) => html`<div class="sizing-chart" ${hosted(drawChart, chart)}></div>`)} ${view.tables.map(tableTemplate)}
    ${view.notes.length === 0
      ? nothing
      : html`<h3>What this rests on</h3>
          <ul class="sizing-notes">
            ${view.notes.map((note) => html`<li>${note}</li>`)}
          </ul>`}
    <p class="sizing-foot"><span class="hint">Prices: ${view.edition_text}</span><button type="button" class="button" @click=${save}>Download JSON</button></p>
  </section>`;
}

async function drawChart(host: HTMLElement, chart: Chart): Promise<{ update(chart: Chart): void; destroy(): void }> {
  const { mountChart } = await import("../charts/index");
  const { update, destroy } = mountChart(host, { chart, move: null });
  return { update: (next) => update({ chart: next, move: null }), destroy };
}

/** Some capacity lets tokens overflow whose price is not known. */
function unpricedOverflow({ sizing }: SizeResult): boolean {
  return sizing.answers.some(({ choices }) => choices.some(({ overflow_cost: cost }) => cost.amount === null));
}

function refusedTemplate(refused: number, problems: readonly string[]): TemplateResult {
  return html`<div class="note note-warning sizing-refused">
    <p>${refused === 1 ? "1 row could not be counted" : `${refused.toLocaleString("en")} rows could not be counted`}: the need is a lower bound.</p>
    <details>
      <summary>${problems.length < refused ? `The first ${problems.length} of them` : "Which, and why"}</summary>
      <ul>
        ${problems.map((problem) => html`<li>${problem}</li>`)}
      </ul>
    </details>
  </div>`;
}

function choiceTemplate(choice: SizeChoice, use: (choice: SizeChoice) => void): TemplateResult {
  const { amount_text: amount, best, capacity_text: capacity, goal_text: goal, payment_text: payment } = choice;
  const buys = choice.input_tpm !== "0" || choice.output_tpm !== "0";
  return html`<li class="sizing-choice ${best ? "sizing-best" : ""}">
    <p class="sizing-choice-head"><b>${payment}</b>${best ? html`<span class="badge">cheapest</span>` : nothing}</p>
    <p class="sizing-amount figure">${amount}</p>
    <p>${capacity}<span class="quiet"> ${goal}</span></p>
    ${buys
      ? html`<button type="button" class="button ${best ? "button-primary" : ""}" aria-label="Use this: ${capacity}, ${payment}" @click=${() => use(choice)}>Use this</button>`
      : nothing}
  </li>`;
}

const numberLike = /^-?[\d,.]+%?(\/-?[\d,.]+%?)?$|^-$|^-\/-$/;

function tableTemplate(table: Table, index: number): TemplateResult {
  const { columns, marked, note, rows, title } = table;
  const numbers = columns.map((_, column) => column > 0 && rows.every((row) => numberLike.test(row[column] ?? "")));
  const id = `sizing-table-${index}`;
  return html`<div class="sizing-table">
    <h3 id=${id}>${title}</h3>
    <div class="table-scroll" tabindex="0" role="region" aria-labelledby=${id}>
      <table aria-labelledby=${id}>
        <thead>
          <tr>
            ${columns.map((column, i) => html`<th scope="col" class=${numbers[i] ? "sizing-number" : ""}>${column}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row, at) =>
              html`<tr class=${at === marked ? "sizing-marked" : ""}>
                ${row.map((cell, i) =>
                  i === 0
                    ? html`<th scope="row">${cell}${at === marked ? html` <span class="badge">answer</span>` : nothing}</th>`
                    : html`<td class=${numbers[i] ? "sizing-number" : ""}>${cell}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${note === "" ? nothing : html`<p class="hint">${note}</p>`}
  </div>`;
}
