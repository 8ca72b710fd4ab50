// A chart on the page: its sentence, the picture at the width that there is, a legend where the picture has no room, the
// numbers as a table, and downloads.

import type { Chart } from "../generated/module";
import { element } from "./dom";
import { downloadButton, saveCSV, savePicture } from "./download";
import { draw, isEmpty } from "./draw";
import { legendOf } from "./legend";
import { rulerOf } from "./measure";
import { foldedTable } from "./table";

export interface Handle<T> {
  update(value: T): void;
  destroy(): void;
}

/** The least width that is drawn for; a narrower place scrolls. */
const narrowest = 240;

/** The widest scroll bar in pixels, and how long after a change its coming or going is the work of that change. */
const scrollBar = 20;
const soon = 250;

export function mountFigure(host: HTMLElement, first: Chart): Handle<Chart> {
  let chart = first;
  let drawnWidth = 0;
  const title = element("h3", { class: "chart-title" });
  const reading = element("p", { class: "chart-reading" });
  const picture = element("div", { class: "chart-picture" });
  const below = element("div", { class: "chart-below" });
  const notes = element("ul", { class: "chart-notes" });
  const numbers = foldedTable(
    () => chart.table,
    () => chart.title,
  );
  const svgButton = downloadButton("SVG", () => savePicture(figure, chart));
  const csvButton = downloadButton("CSV", () => saveCSV(chart.table, chart.file));
  const tools = element("div", { class: "chart-tools" }, svgButton, csvButton);
  const figure = element("figure", { class: "chart" }, element("figcaption", {}, title, reading), picture, below, notes, element("div", { class: "chart-foot" }, numbers.details, tools));

  const redraw = (): void => {
    const width = Math.max(narrowest, Math.floor(picture.clientWidth));
    drawnWidth = width;
    const empty = isEmpty(chart);
    picture.hidden = empty;
    if (empty) {
      picture.replaceChildren();
      below.replaceChildren();
      return;
    }
    const drawing = draw(chart, width, rulerOf(figure));
    picture.replaceChildren(drawing.svg);
    below.replaceChildren(...legendOf(drawing));
  };
  const show = (): void => {
    figure.dataset["kind"] = chart.kind;
    title.textContent = chart.title;
    reading.textContent = chart.reading;
    notes.replaceChildren(...chart.notes.map((note) => element("li", {}, note)));
    svgButton.setAttribute("aria-label", `Download as SVG: ${chart.title}`);
    csvButton.setAttribute("aria-label", `Download the numbers as CSV: ${chart.title}`);
    numbers.update();
    redraw();
  };
  host.replaceChildren(figure);
  show();

  let frame = 0;
  let lowered = Number.NEGATIVE_INFINITY;
  const watcher = new ResizeObserver(() => {
    const wider = Math.max(narrowest, Math.floor(picture.clientWidth)) - drawnWidth;
    if (wider === 0 || picture.clientWidth === 0) return;
    // A narrower picture is lower, which can take the scroll bar away that made it narrower: there it stays, until the
    // window changes.
    if (wider > 0 && wider <= scrollBar && performance.now() - lowered < soon) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      redraw();
      if (wider < 0) lowered = performance.now();
    });
  });
  watcher.observe(picture);
  const forget = (): void => {
    lowered = Number.NEGATIVE_INFINITY;
  };
  addEventListener("resize", forget);
  return {
    update(value) {
      chart = value;
      show();
    },
    destroy() {
      cancelAnimationFrame(frame);
      watcher.disconnect();
      removeEventListener("resize", forget);
      figure.remove();
    },
  };
}
