// A chart on the page: its sentence, the picture at the width that there is, a legend where the picture has no room, the
// numbers as a table, and downloads. Pointer and arrow keys read its values off, and where it is known what that changes, "you are
// here" can be moved.

import type { Chart } from "../generated/module";
import { element } from "./dom";
import { downloadButton, saveCSV, savePicture } from "./download";
import { draw, isEmpty } from "./draw";
import type { Scale } from "./drawing";
import { Handle as HereHandle } from "./here";
import { legendOf } from "./legend";
import { rulerOf } from "./measure";
import { isByHour, isReadable, Readout, rowAt } from "./readout";
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

/** A chart, and what is done when "you are here" is moved; null where it cannot be. */
export interface ChartProps {
  readonly chart: Chart;
  readonly move: ((to: string) => void) | null;
}

export function mountFigure(host: HTMLElement, first: ChartProps): Handle<ChartProps> {
  let { chart, move } = first;
  let scale: Scale | null = null;
  let drawnWidth = 0;
  const title = element("h3", { class: "chart-title" });
  const reading = element("p", { class: "chart-reading" });
  const picture = element("div", { class: "chart-picture" });
  const readout = new Readout();
  const handle = new HereHandle({
    over: (at) => scale && readout.show(chart, scale, chart.table.at.indexOf(at)),
    to: (at) => move?.(at),
    back: () => readout.hide(),
  });
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
      scale = null;
      picture.replaceChildren();
      below.replaceChildren();
      return;
    }
    const drawing = draw(chart, width, rulerOf(figure));
    ({ scale } = drawing);
    // What has the focus stays in its place.
    for (const old of picture.querySelectorAll(":scope > svg")) old.remove();
    picture.prepend(drawing.svg);
    below.replaceChildren(...legendOf(drawing));
    overlay();
  };
  const overlay = (): void => {
    const readable = scale !== null && isReadable(chart);
    const movable = readable && move !== null && chart.here !== null;
    if (!readable) readout.element.remove();
    else if (!readout.element.isConnected) picture.append(readout.element);
    if (!movable) handle.element.remove();
    else if (!handle.element.isConnected) picture.append(handle.element);
    if (scale && movable) handle.show(chart, scale);
    if (scale && readout.row >= 0) readout.show(chart, scale, Math.min(readout.row, chart.table.at.length - 1));
    if (readable) {
      for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", `${chart.title}: the arrow keys read its values`]] as const) picture.setAttribute(name, value);
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) picture.removeAttribute(name);
    }
  };
  const point = (event: PointerEvent): void => {
    if (!scale || !isReadable(chart) || handle.held) return;
    const x = event.clientX - picture.getBoundingClientRect().left + picture.scrollLeft;
    const { left, right } = scale.frame;
    if (x < left - 8 || x > right + 8) readout.hide();
    else readout.show(chart, scale, rowAt(chart.table, scale.at(x), isByHour(chart)));
  };
  picture.addEventListener("pointermove", point);
  picture.addEventListener("pointerdown", point);
  picture.addEventListener("pointerleave", (event) => {
    if (!handle.held && event.pointerType !== "touch") readout.hide();
  });
  picture.addEventListener("blur", () => readout.hide());
  picture.addEventListener("keydown", (event) => {
    if (event.target !== picture || !scale || !isReadable(chart) || event.ctrlKey || event.metaKey || event.altKey) return;
    const last = chart.table.at.length - 1;
    const now = readout.row;
    const row = { ArrowLeft: now < 0 ? last : Math.max(0, now - 1), ArrowRight: Math.min(last, now + 1), Home: 0, End: last }[event.key];
    if (event.key === "Escape" && now >= 0) readout.hide();
    else if (row !== undefined) readout.show(chart, scale, row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
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
      ({ chart, move } = value);
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
