// A chart of any kind, drawn for a width.

import type { Chart } from "../generated/module";
import type { Drawing } from "./drawing";
import { drawLines } from "./lines";
import type { Ruler } from "./measure";
import { drawStack } from "./stack";

export function draw(chart: Chart, width: number, ruler: Ruler): Drawing {
  const drawing = chart.kind === "stack" ? drawStack(chart, width, ruler) : drawLines(chart, width, ruler);
  name(drawing.svg, chart);
  return drawing;
}

/** Whether there is anything in a chart to draw. */
export const isEmpty = (chart: Chart): boolean => chart.lines.length === 0 && chart.bars.length === 0;

/** A picture has one name; the names that the library gives to its parts are for none but who looks at the elements. */
function name(svg: SVGSVGElement, chart: Chart): void {
  for (const part of svg.querySelectorAll<SVGElement>("[aria-label]")) {
    part.dataset["part"] = part.getAttribute("aria-label")!;
    part.removeAttribute("aria-label");
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${chart.title}. ${chart.reading}`);
  svg.classList.add("chart-svg");
}
