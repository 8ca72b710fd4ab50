// Stacked bars: the parts of one total, or of two beside each other. A part goes by the same number and colour in each.

import { axisX, axisY, gridX, barX, plot } from "@observablehq/plot";
import type { Chart } from "../generated/module";
import { shape } from "./dom";
import type { Drawing, LegendEntry } from "./drawing";
import type { Ruler } from "./measure";
import { colourOf, fillOf } from "./pens";
import { apart, roundTicks } from "./ticks";

interface Part {
  readonly group: string;
  readonly series: number;
  readonly label: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The name of the only bar of a quote, which needs none. */
const only = "total";

export function drawStack(chart: Chart, width: number, ruler: Ruler): Drawing {
  const groups = [...new Set(chart.bars.map((bar) => bar.group))];
  const parts = partsOf(chart);
  const lineHeight = Math.round(ruler.size * 1.3);
  const thickness = 40;
  const named = groups.some((group) => group !== only);
  const top = lineHeight + 8;
  const bottom = lineHeight + 12;
  const left = named ? Math.ceil(Math.max(...groups.map((group) => ruler.width(group, 600)))) + 14 : Math.ceil(ruler.width("0") / 2) + 1;
  const height = top + bottom + Math.max(1, groups.length) * (thickness + 10);
  const ticks = roundTicks(Number(chart.y.max) || 1, Math.max(2, Math.floor((width - left) / 110)), true);
  const end = ticks.at(-1)!.at;
  const right = Math.ceil(ruler.width(ticks.at(-1)!.text) / 2) + 2;
  const x = (value: number): number => left + (value / end) * (width - right - left);
  const shown = apart(ticks, (text) => ruler.width(text), x);

  const svg = plot({
    width,
    height,
    marginLeft: left,
    marginTop: top,
    marginRight: right,
    marginBottom: bottom,
    style: { background: "none", overflow: "visible" },
    x: { domain: [0, end], axis: null },
    y: { domain: groups, padding: 0.2, axis: null },
    marks: [
      gridX(
        shown.map((tick) => tick.at),
        { stroke: "var(--chart-grid)", strokeOpacity: 1 },
      ),
      axisX(
        shown.map((tick) => tick.at),
        { label: null, tickSize: 0, tickPadding: 6, tickFormat: (_: number, i: number) => shown[i]?.text ?? "", fill: "var(--ink-3)", fontSize: ruler.size },
      ),
      named ? axisY({ label: null, tickSize: 0, tickPadding: 8, fill: "var(--ink)", fontSize: ruler.size, fontWeight: 600 }) : null,
      barX(parts, { x1: "from", x2: "to", y: "group", fill: (part: Part) => colourOf(part.series), stroke: "var(--surface)", strokeWidth: 2 }),
      (_index, scales) => labels(parts, x, scales.scales.y?.apply ?? (() => top), scales.scales.y?.bandwidth ?? thickness, ruler),
      () => shape("text", { x: 0, y: lineHeight - 3, "text-anchor": "start", "font-size": ruler.size, fill: "var(--ink-2)" }, chart.y.label),
    ],
  }) as unknown as SVGSVGElement;
  return { svg, legend: legendOf(chart, groups), points: [], scale: null };
}

/** Parts beside each other, in the order given. Sums of coordinates only; totals are the engine's. */
function partsOf(chart: Chart): Part[] {
  const ends = new Map<string, number>();
  return chart.bars.map(({ group, series, label, text, value }) => {
    const from = ends.get(group) ?? 0;
    const to = from + Number(value);
    ends.set(group, to);
    return { group, series, label, text, from, to };
  });
}

/** The number of each part and its name, as far as there is room in the part. */
function labels(parts: readonly Part[], x: (value: number) => number, y: (group: string) => number, bandwidth: number, ruler: Ruler): SVGElement {
  const drawn = shape("g", { fill: "var(--surface)" });
  for (const part of parts) {
    const left = x(part.from);
    const room = x(part.to) - left;
    const middle = Number(y(part.group)) + bandwidth / 2 + ruler.size * 0.35;
    const number = String(part.series + 1);
    const name = `${number}  ${part.label}`;
    const text = ruler.width(name, 600) + 16 <= room ? name : ruler.width(number, 600) + 4 <= room ? number : "";
    if (text === "") continue;
    const whole = text !== number || room > 40;
    drawn.append(
      shape("text", { x: whole ? left + 8 : left + room / 2, y: middle, "font-size": ruler.size, "font-weight": "600", "text-anchor": whole ? "start" : "middle", "xml:space": "preserve" }, text),
    );
  }
  return drawn;
}

function legendOf(chart: Chart, groups: readonly string[]): LegendEntry[] {
  const series = [...new Set(chart.bars.map((bar) => bar.series))].sort((a, b) => a - b);
  return series.map((pen) => {
    const own = chart.bars.filter((bar) => bar.series === pen);
    const amounts = groups.map((group) => ({ of: groups.length > 1 ? group : "", text: own.find((bar) => bar.group === group)?.text ?? "none" }));
    return { pen: fillOf(pen), label: own[0]?.label ?? "", amounts, number: pen + 1 };
  });
}
