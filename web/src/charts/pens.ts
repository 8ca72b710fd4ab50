// How lines and parts are told apart: by colour, and without colour by dashes and the sign at a line's end. The colours
// are the page's series, in both themes.

import type { ChartLine } from "../generated/module";
import { shape } from "./dom";

interface Pen {
  /** Lengths of strokes and gaps; "none" for an unbroken line. */
  readonly dash: string;
  /** The sign, around 0,0. */
  readonly sign: string;
}

const pens: readonly Pen[] = [
  { dash: "none", sign: "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z" },
  { dash: "7 3", sign: "M-3.6,-3.6h7.2v7.2h-7.2z" },
  { dash: "2 3", sign: "M0,-4.8L4.6,3.4H-4.6z" },
  { dash: "10 3 2 3", sign: "M0,-5.2L4.6,0L0,5.2L-4.6,0z" },
  { dash: "5 2", sign: "M0,4.8L4.6,-3.4H-4.6z" },
  { dash: "14 4", sign: "M-1.4,-4.6h2.8v3.2h3.2v2.8h-3.2v3.2h-2.8v-3.2h-3.2v-2.8h3.2z" },
  { dash: "1 2", sign: "M-4.6,-2.6L-2.6,-4.6L0,-2L2.6,-4.6L4.6,-2.6L2,0L4.6,2.6L2.6,4.6L0,2L-2.6,4.6L-4.6,2.6L-2,0z" },
  { dash: "6 2 1 2", sign: "M-2.4,-4.4H2.4L4.8,0L2.4,4.4H-2.4L-4.8,0z" },
];

const pen = (i: number): Pen => pens[i % pens.length]!;

/** How the line of a payment is dashed, in every chart. */
const dashes: Readonly<Record<string, string>> = { subscription: "none", pay_as_you_go: "7 4" };

/** How one line or part is drawn: the places of its colour and of its sign among the pens, and its dashes. */
export interface Stroke {
  readonly colour: number;
  readonly dash: string;
  readonly sign: number;
}

/**
 * The pen of a line: the colour is that of what it is of, a region for a cost, the dashes are those of its payment, so that both
 * stay when another deployment is drawn; the sign tells lines apart that have both in common.
 */
export function strokeOf({ series, payment }: ChartLine, i: number): Stroke {
  return { colour: series, dash: dashes[payment] ?? pen(series).dash, sign: i };
}

/** The pen of a part of a bar. */
export const fillOf = (series: number): Stroke => ({ colour: series, dash: "none", sign: series });

export const colourOf = (i: number): string => `var(--series-${(i % pens.length) + 1})`;

/** The sign of a line. */
export function signOf({ colour, sign }: Stroke, x: number, y: number): SVGElement {
  return shape("path", { d: pen(sign).sign, transform: `translate(${x.toFixed(1)},${y.toFixed(1)})`, fill: colourOf(colour), stroke: "var(--surface)", "stroke-width": "1", "paint-order": "stroke" });
}

/** A short piece of a line with its sign, for a legend. */
export function sampleOf(stroke: Stroke): SVGSVGElement {
  const width = 30;
  return shape(
    "svg",
    { class: "chart-sample", width, height: 14, viewBox: `0 0 ${width} 14`, "aria-hidden": "true" },
    shape("line", { x1: 0, x2: width, y1: 7, y2: 7, stroke: colourOf(stroke.colour), "stroke-width": "2", "stroke-dasharray": stroke.dash }),
    signOf(stroke, width / 2, 7),
  );
}
