// A chart as one SVG that needs nothing else: title, sentence, picture, legend and notes, with every colour and font that
// the page's styles come to written into it.

import type { Chart } from "../generated/module";
import { element, shape } from "./dom";
import { draw, isEmpty } from "./draw";
import type { LegendEntry } from "./drawing";
import { rulerOf, wrapped, type Ruler } from "./measure";
import { colourOf, signOf } from "./pens";

const width = 960;
const margin = 24;

/** The text of the file. The figure lends its styles. */
export function standalone(figure: HTMLElement, chart: Chart): string {
  const stage = element("div", { class: "chart-stage", "aria-hidden": "true" });
  figure.append(stage);
  try {
    const svg = assemble(chart, rulerOf(figure));
    stage.append(svg);
    settleStyles(svg);
    svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
  } finally {
    stage.remove();
  }
}

function assemble(chart: Chart, ruler: Ruler): SVGSVGElement {
  const room = width - 2 * margin;
  const step = Math.round(ruler.size * 1.45);
  const out = shape("svg", { class: "chart-svg", width, role: "img" });
  const paper = shape("rect", { width, fill: "var(--surface)" });
  out.append(shape("title", {}, chart.title), shape("desc", {}, chart.reading), paper);

  let y = margin;
  const write = (text: string, size: number, attributes: Record<string, string>, x = margin): void => {
    y += size * 1.35;
    out.append(shape("text", { x, y: y - size * 0.3, "font-size": size, ...attributes }, text));
  };
  const paragraph = (text: string, size: number, attributes: Record<string, string>): void => {
    const weight = Number(attributes["font-weight"] ?? 400);
    for (const line of wrapped(text, room, (part) => ruler.width(part, weight, size))) write(line, size, attributes);
  };
  paragraph(chart.title, ruler.size * 1.35, { "font-weight": "650", fill: "var(--ink)" });
  paragraph(chart.reading, ruler.size * 1.1, { fill: "var(--ink-2)" });
  y += step / 2;

  if (!isEmpty(chart)) {
    const drawing = draw(chart, room, ruler);
    const height = Number(drawing.svg.getAttribute("height"));
    drawing.svg.setAttribute("x", String(margin));
    drawing.svg.setAttribute("y", String(Math.round(y)));
    drawing.svg.removeAttribute("role");
    out.append(drawing.svg);
    y += height + step / 2;
    const columns = columnsOf(drawing.legend, ruler);
    for (const entry of drawing.legend) {
      y += step;
      out.append(...legendRow(entry, y, columns, ruler));
    }
    drawing.points.forEach((text, i) => paragraph(`${i + 1}  ${text}`, ruler.size, { fill: "var(--ink-2)" }));
    if (drawing.legend.length > 0) y += step / 2;
  }
  for (const note of chart.notes) paragraph(note, ruler.size, { fill: "var(--ink-3)" });
  const height = Math.ceil(y + margin);
  out.setAttribute("height", String(height));
  out.setAttribute("viewBox", `0 0 ${width} ${height}`);
  paper.setAttribute("height", String(height));
  return out;
}

const named = ({ of, text }: LegendEntry["amounts"][number]): string => `${of} ${text}`.trim();

/** A name as far as there is room for it beside the amounts. */
function cut(text: string, ruler: Ruler): string {
  const most = width / 2;
  if (ruler.width(text) <= most) return text;
  let kept = [...text];
  while (kept.length > 1 && ruler.width(`${kept.join("")}…`) > most) kept = kept.slice(0, -1);
  return `${kept.join("")}…`;
}

/** The right ends of the columns of amounts. */
function columnsOf(legend: readonly LegendEntry[], ruler: Ruler): number[] {
  const gap = 32;
  let end = margin + 40 + Math.max(0, ...legend.map((entry) => ruler.width(cut(entry.label, ruler))));
  return (legend[0]?.amounts ?? []).map((_, i) => (end += gap + Math.max(...legend.map((entry) => ruler.width(named(entry.amounts[i]!))))));
}

function legendRow({ pen, label, amounts, number }: LegendEntry, y: number, columns: readonly number[], ruler: Ruler): SVGElement[] {
  const size = ruler.size;
  const sign =
    number === undefined
      ? [shape("line", { x1: margin, x2: margin + 30, y1: y - size * 0.35, y2: y - size * 0.35, stroke: colourOf(pen.colour), "stroke-width": "2", "stroke-dasharray": pen.dash }), signOf(pen, margin + 15, y - size * 0.35)]
      : [
          shape("rect", { x: margin, y: y - size, width: size * 1.5, height: size * 1.3, rx: 3, fill: colourOf(pen.colour) }),
          shape("text", { x: margin + size * 0.75, y: y - size * 0.05, "font-size": size, "font-weight": "600", "text-anchor": "middle", fill: "var(--surface)" }, String(number)),
        ];
  const text = (x: number, anchor: string, content: string): SVGElement => shape("text", { x, y, "font-size": size, "text-anchor": anchor, fill: "var(--ink)" }, content);
  return [...sign, text(margin + 40, "start", cut(label, ruler)), ...amounts.map((amount, i) => text(columns[i]!, "end", named(amount)))];
}

/** What a viewer of the file has to be told about each kind of property; others are not used in a chart. */
const properties = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "paint-order", "font-size", "font-weight", "font-family", "text-anchor"];
const initial: Readonly<Record<string, string>> = {
  "fill-opacity": "1",
  "stroke-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
  "stroke-linejoin": "miter",
  "stroke-linecap": "butt",
  "paint-order": "normal",
  "text-anchor": "start",
};

/** Writes what styles come to as attributes of each element, and takes away what refers to the page. */
function settleStyles(svg: SVGSVGElement): void {
  const elements = [...svg.querySelectorAll<SVGElement>("*")].filter((e) => !["title", "desc"].includes(e.localName));
  const settled = elements.map((e) => {
    const style = getComputedStyle(e);
    return properties.map((name) => [name, style.getPropertyValue(name)] as const);
  });
  elements.forEach((e, i) => {
    const text = e.localName === "text" || e.localName === "tspan";
    for (const [name, value] of settled[i]!) {
      e.removeAttribute(name);
      const drawn = ["g", "svg"].includes(e.localName) ? false : text || !name.startsWith("font") && name !== "text-anchor";
      if (drawn && value !== "" && value !== initial[name]) e.setAttribute(name, value);
    }
  });
  for (const e of [svg, ...elements]) {
    for (const name of ["class", "style", "data-part", "aria-label", "aria-hidden", "aria-description"]) e.removeAttribute(name);
  }
}
