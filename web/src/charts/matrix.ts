// Every way to buy by region, as a table: rows are what is bought, columns are regions, so that it fits a narrow place.

import type { Matrix, MatrixCell, MatrixColumn } from "../generated/module";
import { element, type Child } from "./dom";
import { downloadButton, saveCSV } from "./download";
import type { Handle } from "./figure";

export interface MatrixEvents {
  choose?(cell: MatrixCell): void;
}

export function mountTable(host: HTMLElement, first: Matrix, on: MatrixEvents): Handle<Matrix> {
  let matrix = first;
  const csv = downloadButton("CSV", () => saveCSV(matrix.table, matrix.file));
  csv.setAttribute("aria-label", "Download as CSV: every region and plan");
  const reading = element("p", { class: "chart-reading" });
  const place = element("div", { class: "matrix-place", tabindex: "0", role: "group", "aria-label": "Every region and plan" });
  const notes = element("ul", { class: "chart-notes" });
  const figure = element(
    "figure",
    { class: "chart matrix" },
    element("figcaption", {}, element("h3", { class: "chart-title" }, "Every region and plan"), reading),
    place,
    notes,
    element("div", { class: "chart-foot" }, element("div", { class: "chart-tools" }, csv)),
  );
  const show = (): void => {
    const focused = document.activeElement instanceof HTMLElement && place.contains(document.activeElement) ? document.activeElement.dataset["cell"] : undefined;
    reading.textContent = matrix.reading;
    place.replaceChildren(tableOf(matrix, on));
    notes.replaceChildren(...matrix.notes.map((note) => element("li", {}, note)));
    if (focused !== undefined) place.querySelector<HTMLElement>(`[data-cell="${CSS.escape(focused)}"]`)?.focus();
  };
  host.replaceChildren(figure);
  show();
  return {
    update(value) {
      matrix = value;
      show();
    },
    destroy() {
      figure.remove();
    },
  };
}

function tableOf(matrix: Matrix, on: MatrixEvents): HTMLTableElement {
  const cells = new Map(matrix.cells.map((cell) => [`${cell.region} ${cell.column}`, cell]));
  const head = element(
    "thead",
    {},
    element("tr", {}, element("th", { scope: "col" }, "Plan and payment"), ...matrix.regions.map((region) => element("th", { scope: "col" }, region.name))),
  );
  const bodies: HTMLElement[] = [];
  for (const [i, column] of matrix.columns.entries()) {
    // What is bought under both payments belongs together.
    if (i === 0 || matrix.columns[i - 1]!.goods !== column.goods) bodies.push(element("tbody"));
    const row = element("tr", {}, headOf(column));
    for (const region of matrix.regions) {
      const cell = cells.get(`${region.code} ${column.id}`);
      row.append(cell ? cellOf(cell, column, region.name, on) : element("td"));
    }
    bodies.at(-1)!.append(row);
  }
  return element("table", { class: "matrix-table" }, element("caption", { class: "visually-hidden" }, "What each plan and payment costs in each region"), head, ...bodies);
}

const words = (payment: string): string => payment.replaceAll("_", "-");

function headOf(column: MatrixColumn): HTMLElement {
  return element("th", { scope: "row" }, element("span", { class: "matrix-goods" }, column.goods), " ", element("span", { class: "matrix-payment" }, words(column.payment)));
}

function cellOf(cell: MatrixCell, column: MatrixColumn, region: string, on: MatrixEvents): HTMLTableCellElement {
  if (cell.amount_text === null) {
    const made = element("td", { class: `matrix-cell matrix-${cell.state.replace("_", "-")}` }, element("span", { class: "matrix-state" }, cell.state_text));
    if (cell.reason !== "") made.append(element("span", { class: "visually-hidden" }, `: ${cell.reason}`));
    made.title = cell.reason;
    return made;
  }
  const content: Child[] = [element("span", { class: "matrix-amount" }, cell.amount_text)];
  const tags = [cell.cheapest ? "cheapest" : "", cell.today ? "now" : ""].filter((tag) => tag !== "");
  for (const tag of tags) content.push(" ", element("span", { class: `matrix-tag matrix-tag-${tag}` }, tag));
  // The throughput is the same in every cell; how many units there are is not.
  const units = cell.capacity === null ? "" : cell.detail.replace(`${column.goods} `, "");
  const more = [units, cell.difference === "0.00" ? "" : cell.difference].filter((text) => text !== "");
  if (more.length > 0) content.push(element("span", { class: "matrix-more" }, more.join(" · ")));
  const classes = ["matrix-cell", cell.cheapest ? "matrix-cheapest" : "", cell.today ? "matrix-today" : ""].filter((name) => name !== "").join(" ");
  if (!on.choose || cell.today) return element("td", { class: classes }, ...content);
  const button = element("button", { type: "button", class: "matrix-choose", "data-cell": `${cell.region} ${cell.column}`, title: `Choose ${column.label} in ${region}` }, ...content);
  button.append(element("span", { class: "visually-hidden" }, `: choose ${column.label} in ${region}`));
  button.addEventListener("click", () => on.choose?.(cell));
  return element("td", { class: classes }, button);
}
