// What a picture has no room for, below it.

import { element, type Child } from "./dom";
import type { Drawing, LegendEntry } from "./drawing";
import { sampleOf } from "./pens";

export function legendOf(drawing: Drawing): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (drawing.legend.length > 0) {
    const amounts = Math.max(...drawing.legend.map((entry) => entry.amounts.length));
    parts.push(element("ul", { class: `chart-legend chart-legend-${amounts}` }, ...drawing.legend.map((entry) => element("li", {}, ...entryOf(entry)))));
  }
  if (drawing.points.length > 0) {
    parts.push(element("ol", { class: "chart-points" }, ...drawing.points.map((text) => element("li", {}, text))));
  }
  return parts;
}

function entryOf({ pen, label, amounts, number }: LegendEntry): Child[] {
  const sign = number === undefined ? sampleOf(pen) : element("span", { class: `chart-number chart-number-${pen.colour + 1}`, "aria-hidden": "true" }, String(number));
  const name = element("span", { class: "chart-name" }, label);
  return [sign, name, ...amounts.map(({ of, text }) => element("span", { class: "chart-figure" }, ...(of === "" ? [] : [element("span", { class: "chart-of" }, of), " "]), text))];
}
