// Charts of lines and of steps, by Observable Plot: it draws axes and lines; what has to be measured is laid out before.

import { areaY, axisX, axisY, gridY, line, plot, ruleX, ruleY, type Markish } from "@observablehq/plot";
import type { Chart, ChartPoint } from "../generated/module";
import { shape } from "./dom";
import type { Drawing } from "./drawing";
import { layOut, type Geometry, type Text } from "./geometry";
import { away, type Box, type Place } from "./labels";
import type { Ruler } from "./measure";
import { colourOf, dashOf, signOf } from "./pens";

export function drawLines(chart: Chart, width: number, ruler: Ruler): Drawing {
  const g = layOut(chart, width, ruler);
  const svg = plot({
    width: g.width,
    height: g.height,
    marginLeft: g.frame.left,
    marginTop: g.frame.top,
    marginRight: g.width - g.frame.right,
    marginBottom: g.height - g.frame.bottom,
    style: { background: "none", overflow: "visible" },
    x: { domain: [0, g.xMax] },
    y: { domain: [0, g.yMax] },
    marks: [
      gridY(
        g.yTicks.map((tick) => tick.at),
        { stroke: "var(--chart-grid)", strokeOpacity: 1 },
      ),
      axisY(
        g.yTicks.map((tick) => tick.at),
        { label: null, tickSize: 0, tickPadding: 8, tickFormat: (_: number, i: number) => g.yTicks[i]?.text ?? "", fill: "var(--ink-3)", fontSize: ruler.size },
      ),
      axisX(
        g.xTicks.map((tick) => tick.at),
        { label: null, tickSize: 4, tickPadding: 4, tickFormat: (_: number, i: number) => g.xTicks[i]?.text ?? "", fill: "var(--ink-3)", stroke: "var(--line-strong)", fontSize: ruler.size },
      ),
      ruleY([0], { stroke: "var(--line-strong)" }),
      load(chart),
      hereRule(chart),
      ...chart.lines.map((of, i) =>
        line(of.points, {
          x: xOf,
          y: yOf,
          stroke: colourOf(i),
          strokeWidth: chart.kind === "steps" ? 1.5 : 2,
          strokeDasharray: dashOf(i) === "none" ? undefined : dashOf(i),
          strokeLinejoin: "round",
        }),
      ),
      () => shape("g", { "text-anchor": "start" }, names(chart, g, ruler), ends(g, ruler), points(g, ruler), here(g, ruler)),
    ],
  }) as unknown as SVGSVGElement;
  return {
    svg,
    legend: g.ends ? [] : chart.lines.map((of, pen) => ({ pen, label: of.label, amounts: [] })),
    points: g.numbered.map((point) => point.label),
  };
}

const xOf = (p: ChartPoint): number => Number(p.x);
const yOf = (p: ChartPoint): number => Number(p.y);

/** What has to be served is an area; what is bought for it are lines. */
function load(chart: Chart): Markish {
  const [first] = chart.lines;
  return first?.id === "busiest" ? areaY(first.points, { x: xOf, y1: 0, y2: yOf, fill: colourOf(0), fillOpacity: 0.12 }) : null;
}

function hereRule(chart: Chart): Markish {
  return chart.here ? ruleX([Number(chart.here.x)], { stroke: "var(--chart-here)", strokeWidth: 1, strokeDasharray: "4 3", strokeOpacity: 0.7 }) : null;
}

/** The names of the axes. */
function names(chart: Chart, g: Geometry, ruler: Ruler): SVGElement {
  const attributes = { "font-size": ruler.size, fill: "var(--ink-2)" };
  const first = g.frame.bottom + g.lineHeight * 2 + 4;
  return shape(
    "g",
    {},
    shape("text", { ...attributes, x: 0, y: g.lineHeight - 3 }, chart.y.label),
    ...g.xLabel.map((text, i) => shape("text", { ...attributes, x: g.frame.left, y: first + i * g.lineHeight }, text)),
  );
}

/** The signs at the ends of lines, and beside them what the lines are. */
function ends(g: Geometry, ruler: Ruler): SVGElement {
  const group = shape("g");
  g.lines.forEach((points, i) => {
    const end = points.at(-1)!;
    const label = g.ends?.[i];
    if (label && Math.abs(label.y - end.y) > 2) {
      group.append(shape("path", { d: `M${end.x + 5},${end.y}L${end.x + 12},${label.y}h4`, fill: "none", stroke: colourOf(i), "stroke-width": "1" }));
    }
    group.append(signOf(i, end.x, end.y));
    if (label) group.append(block(label.text, end.x + (Math.abs(label.y - end.y) > 2 ? 20 : 11), label.y, g.lineHeight, ruler, { fill: colourOf(i), "font-weight": "600" }));
  });
  return group;
}

/** Lines of text around a height. */
function block(text: Text, x: number, y: number, lineHeight: number, ruler: Ruler, attributes: Record<string, string>): SVGElement {
  const top = y - ((text.lines.length - 1) * lineHeight) / 2 + ruler.size * 0.35;
  return shape("g", { "font-size": ruler.size, ...attributes }, ...text.lines.map((line, i) => shape("text", { x, y: top + i * lineHeight }, line)));
}

const halo = { stroke: "var(--surface)", "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke" };

/** Break-even points: a ring with a label, or with a number where there is no room for one. */
function points(g: Geometry, ruler: Ruler): SVGElement {
  const group = shape("g");
  for (const mark of g.marks) {
    const [first = "", ...rest] = mark.text.lines;
    const x = mark.box.left + 3;
    const top = (mark.box.top + mark.box.bottom) / 2 - (rest.length * g.lineHeight) / 2 + ruler.size * 0.35;
    group.append(...leader(mark.at, mark.box));
    group.append(
      shape("text", { x, y: top, "font-size": ruler.size, "font-weight": "600", fill: "var(--ink)", ...halo }, first),
      ...rest.map((line, i) => shape("text", { x, y: top + (i + 1) * g.lineHeight, "font-size": ruler.size, fill: "var(--ink-2)", ...halo }, line)),
      shape("circle", { cx: mark.at.x, cy: mark.at.y, r: 4.5, fill: "var(--surface)", stroke: "var(--ink)", "stroke-width": "2" }),
    );
  }
  g.numbered.forEach(({ at }, i) => group.append(...numbered(at.x, at.y, i + 1, ruler)));
  return group;
}

/** A line to a label that had to move away from its point. */
function leader(at: Place, box: Box): SVGElement[] {
  const near = 14;
  if (away(at, box) <= near) return [];
  const x = Math.min(Math.max(at.x, box.left), box.right);
  const y = Math.min(Math.max(at.y, box.top), box.bottom);
  return [shape("line", { x1: at.x, y1: at.y, x2: x, y2: y, stroke: "var(--ink-3)", "stroke-width": "1" })];
}

function numbered(x: number, y: number, number: number, ruler: Ruler): SVGElement[] {
  return [
    shape("circle", { cx: x, cy: y, r: ruler.size * 0.68, fill: "var(--surface)", stroke: "var(--ink)", "stroke-width": "1.5" }),
    shape("text", { x, y: y + ruler.size * 0.32, "font-size": ruler.size * 0.9, "font-weight": "600", "text-anchor": "middle", fill: "var(--ink)" }, String(number)),
  ];
}

/** Where the reader is: the name above the rule, and a dot on the line of today's choice. */
function here(g: Geometry, ruler: Ruler): SVGElement {
  const group = shape("g");
  if (!g.here) return group;
  group.append(shape("text", { x: g.here.left, y: g.here.y, "font-size": ruler.size, "font-weight": "600", fill: "var(--chart-here)", ...halo }, g.here.label));
  if (g.here.dot) group.append(shape("circle", { cx: g.here.dot.x, cy: g.here.dot.y, r: 5, fill: "var(--chart-here)", stroke: "var(--surface)", "stroke-width": "2" }));
  return group;
}
