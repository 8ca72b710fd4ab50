// Where everything of a drawing of lines goes, in pixels, before anything is drawn.

import type { Chart, ChartMark } from "../generated/module";
import { crosses, place, spread, type Box, type Place, type Placed } from "./labels";
import { wrapped, type Ruler } from "./measure";
import { apart, roundTicks, type Tick } from "./ticks";

/** A label in lines of text, those after the first in a quieter tone. */
export interface Text {
  readonly lines: readonly string[];
  readonly width: number;
}

export interface EndLabel {
  readonly text: Text;
  /** Where the line ends, and the middle of its label. */
  readonly end: Place;
  readonly y: number;
}

export interface PlacedMark {
  readonly at: Place;
  readonly text: Text;
  readonly box: Box;
}

export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly frame: Box;
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly yMax: number;
  readonly xMax: number;
  readonly lines: readonly (readonly Place[])[];
  /** Labels beside the ends of lines; none where they do not fit, then there is a legend. */
  readonly ends: readonly EndLabel[] | null;
  readonly marks: readonly PlacedMark[];
  /** Points without room for a label, by their numbers. */
  readonly numbered: readonly { readonly at: Place; readonly label: string }[];
  /** Where it is said of a stretch that it has no data. */
  readonly gaps: readonly { readonly x: number; readonly y: number; readonly text: string }[];
  readonly here: { readonly x: number; readonly dot: Place | null; readonly label: string; readonly left: number; readonly y: number } | null;
  readonly xLabel: readonly string[];
  readonly lineHeight: number;
}

/** Labels stand beside lines from this width on. */
const roomy = 560;

export function layOut(chart: Chart, width: number, ruler: Ruler): Geometry {
  const lineHeight = Math.round(ruler.size * 1.3);
  const xMax = Number(chart.x.max) || 1;
  const highest = Number(chart.y.max) || 1;
  const height = Math.round(Math.min(Math.max(width * 0.56, 270), 400));

  const names = width >= roomy ? endNames(chart, Math.min(190, width * 0.27), ruler) : null;
  const yTicks = roundTicks(highest, width < 420 ? 5 : 6, true);
  const yMax = yTicks.at(-1)!.at;
  const left = Math.ceil(Math.max(...yTicks.map((tick) => ruler.width(tick.text)))) + 12;
  const xLabel = wrapped(chart.x.label, width - left, (text) => ruler.width(text));
  const all: Tick[] =
    chart.x.ticks.length > 0 ? chart.x.ticks.map(({ at, text }) => ({ at: Number(at), text })) : roundTicks(xMax, Math.max(2, Math.floor((width - left) / (names ? 90 : 64))), false);
  const frame: Box = {
    left,
    top: lineHeight + 10 + (chart.here ? lineHeight + 4 : 0),
    right: width - (names ? Math.ceil(Math.max(...names.map((name) => name.width))) + endRoom : endTick(all, xMax, ruler)),
    bottom: height - lineHeight * (1 + xLabel.length) - 12,
  };
  const x = (value: number): number => frame.left + (value / xMax) * (frame.right - frame.left);
  const y = (value: number): number => frame.bottom - (value / yMax) * (frame.bottom - frame.top);

  const lines = chart.lines.map((line) => line.points.map((p) => ({ x: x(Number(p.x)), y: y(Number(p.y)) })));
  const here = layHere(chart, x, y, frame, lineHeight, ruler);
  const points = chart.marks.map((mark) => ({ x: x(Number(mark.x)), y: y(Number(mark.y)) }));
  const dots = [...points, ...(here?.dot ? [here.dot] : [])].map((p) => boxAround(p, 6));
  const forms = chart.marks.map((mark) => formsOf(mark, frame.right - frame.left, ruler));
  const placed = place(
    forms.map((list, i) => ({ at: points[i]!, forms: list.map((text) => ({ width: text.width + 6, height: text.lines.length * lineHeight })) })),
    { left: frame.left + 4, right: frame.right - 2, top: frame.top + 2, bottom: frame.bottom - 4 },
    dots,
    here ? [...lines, [{ x: here.x, y: frame.top }, { x: here.x, y: frame.bottom }]] : lines,
  );

  return {
    width,
    height,
    frame,
    xTicks: apart(all, (text) => ruler.width(text), x),
    yTicks,
    yMax,
    xMax,
    lines,
    ends: names ? endLabels(names, lines, frame, lineHeight) : null,
    marks: placed.flatMap((spot, i) => (spot ? [markOf(points[i]!, forms[i]!, spot)] : [])),
    numbered: placed.flatMap((spot, i) => (spot ? [] : [{ at: points[i]!, label: `${chart.marks[i]!.of} ${chart.marks[i]!.label}` }])),
    gaps: chart.gaps.flatMap((gap) => gapLabel(x(Number(gap.from)), x(Number(gap.to)), frame, lines, lineHeight, ruler)),
    here,
    xLabel,
    lineHeight,
  };
}

/** The words for a stretch without data, where they fit into it and no line goes through them. */
function gapLabel(from: number, to: number, frame: Box, lines: readonly (readonly Place[])[], lineHeight: number, ruler: Ruler): Geometry["gaps"][number][] {
  const text = "no data";
  const half = ruler.width(text) / 2 + 2;
  const x = (from + to) / 2;
  if (to - from < 2 * half) return [];
  const level = lines.filter((line) => line.every((p) => p.y === line[0]?.y)); // those that go on through it
  const heights = [(frame.top + frame.bottom) / 2, frame.top + lineHeight, frame.bottom - lineHeight];
  const y = heights.find((at) => !level.some((line) => crosses(line, { left: x - half, right: x + half, top: at - lineHeight / 2, bottom: at + lineHeight / 2 })));
  return y === undefined ? [] : [{ x, y, text }];
}

const boxAround = ({ x, y }: Place, by: number): Box => ({ left: x - by, right: x + by, top: y - by, bottom: y + by });

const markOf = (at: Place, forms: readonly Text[], { form, box }: Placed): PlacedMark => ({ at, text: forms[form]!, box });

/** Between the end of a line and its label: the sign, and a leader where the label had to move. */
const endRoom = 26;

/** The last tick stands half beyond the frame. */
function endTick(ticks: readonly Tick[], xMax: number, ruler: Ruler): number {
  const last = ticks.at(-1);
  const half = last && last.at > xMax * 0.9 ? ruler.width(last.text) / 2 : 0;
  return Math.ceil(Math.max(12, half + 2));
}

function textOf(lines: readonly string[], ruler: Ruler): Text {
  return { lines, width: Math.max(...lines.map((line, i) => ruler.width(line, i === 0 ? 600 : 400))) };
}

function endNames(chart: Chart, room: number, ruler: Ruler): Text[] {
  return chart.lines.map((line) => {
    const lines = wrapped(line.short, room, (text) => ruler.width(text, 600));
    return { lines, width: Math.max(...lines.map((text) => ruler.width(text, 600))) };
  });
}

function endLabels(names: readonly Text[], lines: readonly (readonly Place[])[], frame: Box, lineHeight: number): EndLabel[] {
  const ends = lines.map((line) => line.at(-1) ?? { x: frame.right, y: frame.bottom });
  const centres = spread(
    names.map((name, i) => ({ y: ends[i]!.y, height: name.lines.length * lineHeight + 4 })),
    frame.top - lineHeight,
    frame.bottom + lineHeight,
  );
  return names.map((text, i) => ({ text, end: ends[i]!, y: centres[i]! }));
}

/** A label in two lines, and short; a form that takes most of the drawing is none. */
function formsOf(mark: ChartMark, room: number, ruler: Ruler): Text[] {
  const [, head = mark.label, rest] = /^(.*?) \((.*)\)$/.exec(mark.label) ?? /^(.*), (.*)$/.exec(mark.label) ?? [];
  const full = textOf(rest === undefined ? [head] : [head, rest], ruler);
  const short = textOf([mark.short], ruler);
  return [...(full.width <= room * 0.6 ? [full] : []), ...(short.width <= room * 0.8 ? [short] : [])];
}

function layHere(chart: Chart, x: (v: number) => number, y: (v: number) => number, frame: Box, lineHeight: number, ruler: Ruler): Geometry["here"] {
  if (!chart.here) return null;
  const at = x(Number(chart.here.x));
  const width = ruler.width(chart.here.label, 600);
  return {
    x: at,
    dot: chart.here.y === null ? null : { x: at, y: y(Number(chart.here.y)) },
    label: chart.here.label,
    left: Math.max(0, Math.min(at - width / 2, frame.right - width)),
    y: frame.top - lineHeight * 0.5 - 2,
  };
}
