// Files for a reader to keep, and the buttons for them.

import { download } from "../app/files";
import type { Chart, ChartTable } from "../generated/module";
import { element } from "./dom";
import { standalone } from "./picture";

export function downloadButton(form: string, save: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "chart-button" }, form);
  made.addEventListener("click", save);
  return made;
}

export function saveCSV(table: ChartTable, name: string): void {
  // Spreadsheets take a file without the mark for one of their own encoding.
  download(`${name}.csv`, "text/csv;charset=utf-8", `\uFEFF${table.csv}`);
}

export function savePicture(figure: HTMLElement, chart: Chart): void {
  download(`${chart.file}.svg`, "image/svg+xml", standalone(figure, chart));
}
