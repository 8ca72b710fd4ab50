// The right: what else it could cost, and the document against a pinned scenario. The charts are drawn by a part that is loaded
// when they are first shown; the sentences are there before it.

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import { idAt } from "../reduce";
import type { Scenario, State } from "../state";
import { scenarioName } from "../link";
import { shownTotal, totalLine } from "../total";
import type { Chart, Matrix, Row } from "../types";
import { capital } from "./frame";
import { hosted, type Mount } from "./hosted";
import { readable } from "../words";
import { icon } from "./icons";

export interface MatrixProps {
  readonly matrix: Matrix;
  readonly choose: (cell: Matrix["cells"][number]) => void;
}

/** A chart; with `move`, "you are here" can be moved in it. */
export interface ChartProps {
  readonly chart: Chart;
  readonly move: ((to: string) => void) | null;
}

/** How charts and the matrix are drawn; null where nothing can be drawn yet. */
export interface Drawing {
  readonly chart: Mount<ChartProps>;
  readonly matrix: Mount<MatrixProps>;
}

export function alternatives(state: State, actions: Actions, drawing: Drawing | null): TemplateResult {
  const view = state.answer?.view;
  const rows = view?.readable ? view.deployments : [];
  return html`<section class="pane pane-else" aria-labelledby="else-title" id="else" tabindex="-1">
    <div class="pane-head">
      <h2 id="else-title">What else it could cost</h2>
      ${rows.length === 0 ? nothing : subject(rows, state, actions)}
    </div>
    ${rows.length === 0 ? html`<p class="quiet">${nothingToCompare(state)}</p>` : comparison(state, actions, drawing)}
    ${scenario(state, actions, drawing)}
  </section>`;
}

function nothingToCompare(state: State): string {
  if (state.answer !== null) return "Comparisons appear once there is a deployment that can be read.";
  return state.engine.status === "failed" ? "Comparing needs the calculator, which could not be started." : "Comparisons follow the amounts.";
}

/** A list longer than this is not offered for choosing: the rows in the middle are. */
const mostOffered = 100;

function subject(rows: readonly Row[], state: State, actions: Actions): TemplateResult {
  if (rows.length === 1) return html`<p class="subject">For <b>${rows[0]!.title}</b></p>`;
  if (rows.length > mostOffered) return html`<p class="subject">For <b>${rows[state.selected]?.title ?? ""}</b>, which you choose in the rows.</p>`;
  return html`<p class="subject">
    <label for="else-subject">For</label>
    <select id="else-subject" class="input" @change=${(event: Event) => actions.select((event.target as HTMLSelectElement).selectedIndex)}>
      ${rows.map((row, i) => html`<option .selected=${i === state.selected}>${row.title}</option>`)}
    </select>
    <b class="only-print">${rows[state.selected]?.title}</b>
  </p>`;
}

function comparison(state: State, actions: Actions, drawing: Drawing | null): TemplateResult {
  const made = state.comparison;
  if (made === null) {
    return html`<p class="quiet" data-wait>${state.engine.status === "failed" ? "Comparing needs the calculator, which could not be started." : "Comparing every region, plan and payment."}</p>`;
  }
  if (made.error !== "") return html`<p class="quiet">There is nothing to compare: ${made.error}</p>`;
  const words = html`<ul class="readings">
    ${made.summary.map((sentence) => html`<li>${/^(ptu|mu|lora|cu)\b/.test(sentence) ? sentence : capital(readable(sentence))}</li>`)}
  </ul>`;
  if (!drawing || made.matrix === null) return html`${words}<div class="chart-room"></div>`;
  return html`<div class="matrix-host" ${hosted(drawing.matrix, matrixProps(made.matrix, state.selected, actions))}></div>
    ${repeat(
      made.charts,
      (chart) => chart.id,
      (chart) => html`<div class="chart-host" ${hosted(drawing.chart, chartProps(chart, chart.id === "hours" ? hoursOf(state, made.deployment, actions) : null))}></div>`,
    )}
    ${made.summary.length > 0
      ? html`<details class="in-words">
          <summary>The same in words</summary>
          ${words}
        </details>`
      : nothing}`;
}

const chartPropsOf = new WeakMap<Chart, ChartProps>();

/** The same object for the same chart, so that what is drawn is left alone. */
function chartProps(chart: Chart, move: ChartProps["move"] = null): ChartProps {
  let props = chartPropsOf.get(chart);
  if (!props || (props.move === null) !== (move === null)) chartPropsOf.set(chart, (props = { chart, move }));
  return props;
}

/** Sets the hours of a deployment, as its field does; null if it has no such field, or it cannot be changed. */
function hoursOf(state: State, deployment: number, actions: Actions): ChartProps["move"] {
  const card = state.answer?.form.deployments.find((each) => each.deployment === deployment);
  const hours = card?.editable ? card.fields.find((f) => f.id === "hours") : undefined;
  if (!hours || state.engine.status === "failed") return null;
  const path = `${idAt(state, deployment)}:${hours.id}`;
  return (to) => actions.change({ kind: "set", deployment, field: hours.id, value: to }, `set ${hours.label.toLowerCase()}`, path, true);
}

const propsOf = new WeakMap<Matrix, MatrixProps>();

/** The same object for the same matrix, so that what is drawn is left alone. */
function matrixProps(matrix: Matrix, deployment: number, actions: Actions): MatrixProps {
  let props = propsOf.get(matrix);
  if (!props) {
    const choose: MatrixProps["choose"] = (cell) => {
      const column = matrix.columns.find((c) => c.id === cell.column);
      if (column) actions.choose(deployment, wanted(cell, column), `choose ${column.label}`);
    };
    propsOf.set(matrix, (props = { matrix, choose }));
  }
  return props;
}

/** What has to be said of a deployment to have what a cell of the matrix shows, in the order in which it is said. */
export function wanted(cell: Matrix["cells"][number], column: Matrix["columns"][number]): { field: string; value: string }[] {
  return [
    { field: "region", value: cell.region },
    { field: "plan", value: column.plan },
    { field: "deploy_spec", value: column.spec },
    { field: "capacity", value: cell.capacity ?? "" },
    { field: "payment", value: column.payment },
  ].filter((f) => f.value !== "");
}

function scenario(state: State, actions: Actions, drawing: Drawing | null): TemplateResult | typeof nothing {
  const { pinned, others, difference } = state;
  const view = state.answer?.view;
  if (!view || (view.deployments.length === 0 && pinned === null)) return nothing;
  const now = totalLine(shownTotal(state)) || "no total";
  return html`<section class="scenario" ?data-compared=${pinned !== null && difference?.revision === state.revision} aria-labelledby="scenario-title">
    <div class="section-head"><h3 id="scenario-title">${pinned ? `${pinned.name} against what is shown now` : "All deployments"}</h3></div>
    ${pinned
      ? html`<ul class="sides">
            ${repeat(
              [pinned, ...others],
              (s) => s.name + s.text,
              (s, i) => side(s, i === 0, state, actions),
            )}
            <li class="side"><span class="side-name">Now</span><b class="figure">${now}</b></li>
          </ul>
          ${difference?.error ? html`<p class="quiet">${difference.error}</p>` : difference && !(drawing && difference.charts.length > 0) ? html`<p class="reading">${readable(difference.sentence)}</p>` : nothing}`
      : html`<p class="hint">Pin what is shown as a scenario, change something, and see what the change costs.</p>`}
    ${drawing
      ? repeat(
          pinned ? (difference?.charts ?? []) : (state.answer?.charts ?? []),
          (chart) => chart.id,
          (chart) => html`<div class="chart-host" ${hosted(drawing.chart, chartProps(chart))}></div>`,
        )
      : nothing}
    <p class="scenario-tools">
      ${pinned
        ? html`<button type="button" class="button button-small" data-key="pin" ?disabled=${[pinned, ...others].some((s) => s.text === state.text)} @click=${() => actions.pin()}>${icon("pin")}<span>Pin what is shown now too</span></button>`
        : html`<button type="button" class="button button-small" data-key="pin" @click=${() => actions.pin()}>${icon("pin")}<span>Pin as scenario A</span></button>`}
    </p>
  </section>`;
}

/** One pinned scenario: its name, which can be changed, its total, and what can be done with it. */
function side(s: Scenario, compared: boolean, state: State, actions: Actions): TemplateResult {
  return html`<li class="side ${compared ? "side-compared" : ""}">
    <input
      class="side-name input"
      aria-label="Name of the scenario ${s.name}"
      maxlength="40"
      autocomplete="off"
      .value=${s.name}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const name = scenarioName(input.value);
        input.value = name; // what is typed stands until then, whatever is drawn meanwhile
        actions.rename(s, name);
      }}
    />
    <b class="figure">${s.total || "…"}</b>
    <span class="scenario-tools">
      ${compared ? nothing : html`<button type="button" class="button button-small" aria-label="Compare with ${s.name}" @click=${() => actions.compareWith(s)}>${icon("compare")}<span>Compare</span></button>`}
      <button type="button" class="button button-small" ?disabled=${s.text === state.text} @click=${() => actions.backTo(s)}>${icon("undo")}<span>Go back to ${s.name}</span></button>
      <button type="button" class="button button-small button-icon" aria-label="Unpin ${s.name}" title="Unpin" @click=${() => actions.unpin(s)}>${icon("close")}</button>
    </span>
  </li>`;
}
