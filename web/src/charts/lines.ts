// Charts of lines and of steps, by Observable Plot: it draws axes and lines; what has to be measured is laid out before.

import { areaY, axisX, axisY, gridY, line, plot, rectX, ruleX, ruleY, type Markish } from "@observablehq/plot";
import type { Chart, ChartGap, ChartLine, ChartPoint } from "../generated/module";
import { shape } from "./dom";
import type { Drawing } from "./drawing";
import { layOut, type Geometry, type Text } from "./geometry";
import { away, near, nearest, type Box, type Place } from "./labels";
import type { Ruler } from "./measure";
import { colourOf, signOf, strokeOf } from "./pens";

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
      rectX(chart.gaps, { x1: (gap: ChartGap) => Number(gap.from), x2: (gap: ChartGap) => Number(gap.to), fill: "var(--sunken)" }),
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
      ...chart.lines.map((of, i) => {
        const { colour, dash } = strokeOf(of, i);
        return line(broken(of), {
          x: xOf,
          y: yOf,
          stroke: colourOf(colour),
          strokeWidth: chart.kind === "steps" ? 1.5 : of.id === chart.here?.line ? 3 : 2,
          strokeDasharray: dash === "none" ? undefined : dash,
          strokeLinejoin: "round",
        });
      }),
      () => shape("g", { "text-anchor": "start" }, names(chart, g, ruler), unmeasured(g, ruler), ends(chart, g, ruler), points(g, ruler), here(g, ruler)),
    ],
  }) as unknown as SVGSVGElement;
  return {
    svg,
    legend: g.ends ? [] : chart.lines.map((of, i) => ({ pen: strokeOf(of, i), label: of.label, amounts: [] })),
    points: g.numbered.map((point) => point.label),
    scale: {
      frame: g.frame,
      x: (value) => g.frame.left + (value / g.xMax) * (g.frame.right - g.frame.left),
      at: (x) => ((x - g.frame.left) / (g.frame.right - g.frame.left)) * g.xMax,
      lines: chart.lines.map((of, i) => ({ pen: strokeOf(of, i), points: g.lines[i]!, breaks: of.breaks })),
    },
  };
}

/** The points of a line, with one that has no value where the line is broken. */
function broken(of: ChartLine): ChartPoint[] {
  return of.points.flatMap((point, i) => (of.breaks.includes(i) ? [point, { x: point.x, y: "NaN" }] : [point]));
}

/** What stands in a stretch without data. */
function unmeasured(g: Geometry, ruler: Ruler): SVGElement {
  return shape("g", { fill: "var(--ink-2)", "font-size": ruler.size }, ...g.gaps.map(({ x, y, text }) => shape("text", { x, y: y + ruler.size * 0.35, "text-anchor": "middle" }, text)));
}

const xOf = (p: ChartPoint): number => Number(p.x);
const yOf = (p: ChartPoint): number => Number(p.y);

/** What has to be served is an area; what is bought for it are lines. */
function load(chart: Chart): Markish {
  const [first] = chart.lines;
  return first?.id === "busiest" ? areaY(broken(first), { x: xOf, y1: 0, y2: yOf, fill: colourOf(first.series), fillOpacity: 0.12 }) : null;
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
function ends(chart: Chart, g: Geometry, ruler: Ruler): SVGElement {
  const group = shape("g");
  g.lines.forEach((points, i) => {
    const pen = strokeOf(chart.lines[i]!, i);
    const colour = colourOf(pen.colour);
    const end = points.at(-1);
    if (!end) return;
    const label = g.ends?.[i];
    const { right } = g.frame;
    const moved = label !== undefined && (Math.abs(label.y - end.y) > 2 || end.x < right - 1);
    if (moved) {
      group.append(shape("path", { d: `M${end.x + 5},${end.y}L${right + 12},${label.y}h4`, fill: "none", stroke: colour, "stroke-width": "1" }));
    }
    group.append(signOf(pen, end.x, end.y));
    if (label) group.append(block(label.text, right + (moved ? 20 : 11), label.y, g.lineHeight, ruler, { fill: colour, "font-weight": "600" }));
  });
  return group;
}

/** Lines of text around a height. */
function block(text: Text, x: number, y: number, lineHeight: number, ruler: Ruler, attributes: Record<string, string>): SVGElement {
  const top = y - ((text.lines.length - 1) * lineHeight) / 2 + ruler.size * 0.35;
  return shape("g", { "font-size": ruler.size, ...attributes }, ...text.lines.map((line, i) => shape("text", { x, y: top + i * lineHeight }, line)));
}

/** Break-even points: a ring with a label, which covers the grid behind it, or with a number where there is no room for one. */
function points(g: Geometry, ruler: Ruler): SVGElement {
  const group = shape("g");
  for (const mark of g.marks) {
    const [first = "", ...rest] = mark.text.lines;
    const { left, right, top, bottom } = mark.box;
    const x = left + 3;
    const baseline = (top + bottom) / 2 - (rest.length * g.lineHeight) / 2 + ruler.size * 0.35;
    group.append(
      ...leader(mark.at, mark.box),
      shape("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: "var(--surface)" }),
      shape("text", { x, y: baseline, "font-size": ruler.size, "font-weight": "600", fill: "var(--ink)" }, first),
      ...rest.map((line, i) => shape("text", { x, y: baseline + (i + 1) * g.lineHeight, "font-size": ruler.size, fill: "var(--ink-2)" }, line)),
      shape("circle", { cx: mark.at.x, cy: mark.at.y, r: 4.5, fill: "var(--surface)", stroke: "var(--ink)", "stroke-width": "2" }),
    );
  }
  g.numbered.forEach(({ at }, i) => group.append(...numbered(at.x, at.y, i + 1, ruler)));
  return group;
}

/** A line to a label that had to move away from its point. */
function leader(at: Place, box: Box): SVGElement[] {
  if (away(at, box) <= near) return [];
  const { x, y } = nearest(at, box);
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
  group.append(shape("text", { x: g.here.left, y: g.here.y, "font-size": ruler.size, "font-weight": "600", fill: "var(--chart-here)" }, g.here.label));
  if (g.here.dot) group.append(shape("circle", { cx: g.here.dot.x, cy: g.here.dot.y, r: 5, fill: "var(--chart-here)", stroke: "var(--surface)", "stroke-width": "2" }));
  return group;
}
