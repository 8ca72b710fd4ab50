// The numbers of a chart, as the engine writes them.

import type { ChartTable } from "../generated/module";
import { element } from "./dom";

/** A folded table, whose rows are made when it is first opened. */
export function foldedTable(table: () => ChartTable, title: () => string): { readonly details: HTMLDetailsElement; update(): void } {
  const body = element("div", { class: "chart-table", tabindex: "0", role: "group" });
  const details = element("details", { class: "chart-numbers" }, element("summary", {}, "Numbers"), body);
  const fill = (): void => {
    body.setAttribute("aria-label", `Numbers: ${title()}`);
    body.replaceChildren(tableOf(table(), title()));
  };
  details.addEventListener("toggle", () => {
    if (details.open) fill();
  });
  return {
    details,
    update() {
      if (details.open) fill();
    },
  };
}

function tableOf({ columns, rows }: ChartTable, title: string): HTMLTableElement {
  const numeric = columns.map((_, column) => rows.every((row) => /^([-+]?[\d,]|$)/.test(row[column] ?? "")) && rows.some((row) => row[column] !== ""));
  const cell = (text: string, column: number): HTMLTableCellElement => {
    const made = column === 0 ? element("th", { scope: "row" }, text) : element("td", {}, text);
    if (numeric[column]) made.className = "chart-figure";
    return made;
  };
  return element(
    "table",
    {},
    element("caption", { class: "visually-hidden" }, title),
    element("thead", {}, element("tr", {}, ...columns.map((name, column) => element("th", numeric[column] ? { scope: "col", class: "chart-figure" } : { scope: "col" }, name)))),
    element("tbody", {}, ...rows.map((row) => element("tr", {}, ...row.map(cell)))),
  );
}
