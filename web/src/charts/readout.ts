// What the lines of a chart are at a place: the row of its table that is nearest to the pointer or that the arrow keys lead to.
// The values are the engine's; only where their dots are is found here.

import type { Chart, ChartTable } from "../generated/module";
import { element } from "./dom";
import type { Scale } from "./drawing";
import type { Place } from "./labels";
import { colourOf, sampleOf } from "./pens";

/** Whether a chart can be read off: its numbers stand along its axis. */
export const isReadable = (chart: Chart): boolean => chart.lines.length > 0 && chart.table.at.length > 0;

/** Whether each row of a chart is an hour, which begins where the row stands. */
export const isByHour = (chart: Chart): boolean => chart.lines.some((line) => line.id === "busiest");

/** The row of a table for a place of its axis: the nearest one, or of steps the one whose step it is on. */
export function rowAt({ at }: ChartTable, x: number, steps: boolean): number {
  let found = 0;
  at.forEach((text, row) => {
    const here = Number(text);
    if (steps ? here <= x : Math.abs(here - x) < Math.abs(Number(at[found]) - x)) found = row;
  });
  return found;
}

/** How high a line is at a place in pixels; null where it is not drawn. */
export function heightAt({ points, breaks }: Scale["lines"][number], x: number): number | null {
  for (let i = points.length - 1; i > 0; i--) {
    const [a, b] = [points[i - 1] as Place, points[i] as Place];
    if (x < a.x - 0.01 || x > b.x + 0.01 || breaks.includes(i - 1)) continue;
    return b.x === a.x ? b.y : a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x);
  }
  return null;
}

/** The rule, the dots and the values, over a picture. Nothing in it takes the pointer. */
export class Readout {
  readonly element: HTMLElement;
  readonly #rule = element("div", { class: "chart-rule" });
  readonly #dots = element("div", {});
  readonly #values = element("div", { class: "chart-values", role: "status" });
  /** The row that is shown; -1 for none. */
  row = -1;

  constructor() {
    this.element = element("div", { class: "chart-readout", hidden: "" }, this.#rule, this.#dots, this.#values);
  }

  show(chart: Chart, scale: Scale, row: number): void {
    const { table } = chart;
    const place = table.at[row];
    if (place === undefined) return;
    this.row = row;
    const { frame } = scale;
    // The value of a step holds over it: its rule stands in the middle of an hour.
    const next = table.at[row + 1] ?? chart.x.max;
    const middle = isByHour(chart) ? (Number(place) + Number(next)) / 2 : Number(place);
    const x = scale.x(middle);
    this.element.hidden = false;
    put(this.#rule, { left: x, top: frame.top, height: frame.bottom - frame.top });
    this.#dots.replaceChildren(
      ...scale.lines.flatMap((line) => {
        const y = heightAt(line, x);
        if (y === null) return [];
        const dot = element("i", { class: "chart-dot" });
        put(dot, { left: x, top: y });
        dot.style.background = colourOf(line.pen.colour);
        return [dot];
      }),
    );
    this.#values.replaceChildren(...valuesOf(chart, scale, row));
    // Beside the rule, where there is more room.
    const left = x > (frame.left + frame.right) / 2;
    this.#values.style.left = left ? "" : `${x + 12}px`;
    this.#values.style.right = left ? `calc(100% - ${x - 12}px)` : "";
    this.#values.style.top = `${frame.top}px`;
  }

  hide(): void {
    this.row = -1;
    this.element.hidden = true;
    this.#values.replaceChildren();
  }
}

function put(of: HTMLElement, place: { left: number; top: number; height?: number }): void {
  for (const [name, value] of Object.entries(place)) of.style.setProperty(name, `${value}px`);
}

function valuesOf({ lines, table }: Chart, scale: Scale, row: number): HTMLElement[] {
  const cells = table.rows[row] ?? [];
  const note = table.columns.indexOf("note");
  const head = element("p", { class: "chart-values-head" }, `${table.columns[0]} `, element("b", {}, cells[0] ?? ""), note > 0 && cells[note] ? ` \u00b7 ${cells[note]}` : "");
  const rows = table.columns.flatMap((column, i) => {
    const text = cells[i] ?? "";
    if (i === 0 || i === note || text === "") return [];
    const line = lines.findIndex((each) => each.id === table.lines[i]);
    const sample = line < 0 ? "" : sampleOf(scale.lines[line]!.pen);
    return [element("li", {}, element("span", { class: "chart-value-of" }, sample, lines[line]?.short ?? column), element("b", { class: "chart-figure" }, text))];
  });
  return [head, element("ul", {}, ...rows)];
}
