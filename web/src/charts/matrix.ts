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
  const preview = element("div", { class: "matrix-preview", role: "status" });
  let picked = "";
  const events: MatrixEvents = on.choose
    ? {
        choose(cell) {
          picked = keyOf(cell);
          show();
        },
      }
    : {};
  const take = (cell: MatrixCell): void => {
    picked = "";
    on.choose?.(cell);
    show();
    // The button is gone with the preview; the focus goes to the amount that it was about, and stays there as the one of now.
    focusCell(keyOf(cell));
  };
  const focusCell = (key: string): void => (place.querySelector<HTMLElement>(`[data-cell="${CSS.escape(key)}"]`) ?? place).focus();
  const figure = element(
    "figure",
    { class: "chart matrix" },
    element("figcaption", {}, element("h3", { class: "chart-title" }, "Every region and plan"), reading),
    place,
    preview,
    notes,
    element("div", { class: "chart-foot" }, element("div", { class: "chart-tools" }, csv)),
  );
  const show = (): void => {
    const focused = document.activeElement instanceof HTMLElement && place.contains(document.activeElement) ? document.activeElement.dataset["cell"] : undefined;
    const cheapest = cheapestOf(matrix);
    reading.textContent = readingOf(matrix, cheapest);
    place.replaceChildren(tableOf(matrix, events, cheapest, picked));
    preview.replaceChildren(...previewOf(matrix, picked, take));
    notes.replaceChildren(...matrix.notes.map((note) => element("li", {}, note)));
    if (focused !== undefined) focusCell(focused);
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

const keyOf = (cell: MatrixCell): string => `${cell.region} ${cell.column}`;
const columnOf = (matrix: Matrix, cell: MatrixCell): MatrixColumn => matrix.columns.find((column) => column.id === cell.column)!;
const regionOf = (matrix: Matrix, cell: MatrixCell): string => matrix.regions.find((region) => region.code === cell.region)!.name;
const signed = (difference: string): string => difference.replace(/^-/, "\u2212");

/**
 * The cheapest way to buy what is bought today: throughput or one specification of model units. What other hardware carries is
 * not published, so it is compared and not advised. Without a choice of today it is the cheapest of all.
 */
function cheapestOf(matrix: Matrix): MatrixCell | undefined {
  const today = matrix.cells.find((cell) => cell.today);
  if (!today) return matrix.cells.find((cell) => cell.cheapest);
  const { goods } = columnOf(matrix, today);
  const currency = today.amount_text?.slice(-3);
  return matrix.cells
    .filter((cell) => cell.amount !== null && columnOf(matrix, cell).goods === goods && (currency === undefined || cell.amount_text?.endsWith(currency)))
    .reduce<MatrixCell | undefined>((best, cell) => (best === undefined || Number(cell.amount) < Number(best.amount) ? cell : best), undefined);
}

function readingOf(matrix: Matrix, cheapest: MatrixCell | undefined): string {
  if (!cheapest || !matrix.cells.some((cell) => cell.today)) return matrix.reading;
  const { goods, payment } = columnOf(matrix, cheapest);
  return cheapest.today
    ? `What you have is the cheapest on ${goods}: ${cheapest.amount_text}.`
    : `The cheapest on ${goods} is ${words(payment)} in ${regionOf(matrix, cheapest)}: ${cheapest.amount_text}.`;
}

/** What somebody has picked: its amount, what it changes, and the button that does it. */
function previewOf(matrix: Matrix, picked: string, take: (cell: MatrixCell) => void): HTMLElement[] {
  const cell = matrix.cells.find((each) => keyOf(each) === picked);
  if (!cell || cell.amount_text === null || cell.today) return [];
  const column = columnOf(matrix, cell);
  const today = matrix.cells.find((each) => each.today);
  const now = today && columnOf(matrix, today);
  const changes = [
    today?.region === cell.region ? "" : `region to ${regionOf(matrix, cell)}`,
    now?.goods === column.goods ? "" : `plan to ${cell.detail || column.goods}`,
    now?.payment === column.payment ? "" : `payment to ${words(column.payment)}`,
  ].filter((text) => text !== "");
  const use = element("button", { type: "button", class: "button button-primary button-small", "data-key": "use" }, "Use this");
  use.addEventListener("click", () => take(cell));
  const text = element("p", {}, `${column.label} in ${regionOf(matrix, cell)}: `, element("b", {}, cell.amount_text), ` (${signed(cell.difference)}). Changes the ${changes.join(", the ")}.`);
  return [text, use];
}

function tableOf(matrix: Matrix, on: MatrixEvents, cheapest: MatrixCell | undefined, picked: string): HTMLTableElement {
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
      row.append(cell ? cellOf(cell, column, region.name, on, cell === cheapest, keyOf(cell) === picked) : element("td"));
    }
    bodies.at(-1)!.append(row);
  }
  return element("table", { class: "matrix-table" }, element("caption", { class: "visually-hidden" }, "What each plan and payment costs in each region"), head, ...bodies);
}

const words = (payment: string): string => payment.replaceAll("_", "-");

function headOf(column: MatrixColumn): HTMLElement {
  return element("th", { scope: "row" }, element("span", { class: "matrix-goods" }, column.goods), " ", element("span", { class: "matrix-payment" }, words(column.payment)));
}

function cellOf(cell: MatrixCell, column: MatrixColumn, region: string, on: MatrixEvents, cheapest: boolean, picked: boolean): HTMLTableCellElement {
  if (cell.amount_text === null) {
    const made = element("td", { class: `matrix-cell matrix-${cell.state.replace("_", "-")}` }, element("span", { class: "matrix-state" }, cell.state_text));
    if (cell.reason !== "") made.append(element("span", { class: "visually-hidden" }, `: ${cell.reason}`));
    made.title = cell.reason;
    return made;
  }
  const content: Child[] = [element("span", { class: "matrix-amount" }, cell.amount_text)];
  const tags = [cheapest ? "cheapest" : "", cell.today ? "now" : ""].filter((tag) => tag !== "");
  for (const tag of tags) content.push(" ", element("span", { class: `matrix-tag matrix-tag-${tag}` }, tag));
  // The throughput is the same in every cell; how many units there are is not.
  const units = cell.capacity === null ? "" : cell.detail.replace(`${column.goods} `, "");
  const more = [units, cell.difference === "0.00" ? "" : signed(cell.difference)].filter((text) => text !== "");
  if (more.length > 0) content.push(element("span", { class: "matrix-more" }, more.join(" · ")));
  const classes = ["matrix-cell", cheapest ? "matrix-cheapest" : "", cell.today ? "matrix-today" : ""].filter((name) => name !== "").join(" ");
  if (!on.choose) return element("td", { class: classes }, ...content);
  if (cell.today) return element("td", { class: classes, "data-cell": keyOf(cell), tabindex: "-1" }, ...content);
  const button = element("button", { type: "button", class: "matrix-choose", "data-cell": keyOf(cell), "aria-pressed": String(picked), title: `Choose ${column.label} in ${region}` }, ...content);
  button.append(element("span", { class: "visually-hidden" }, `: choose ${column.label} in ${region}`));
  button.addEventListener("click", () => on.choose?.(cell));
  return element("td", { class: classes }, button);
}
