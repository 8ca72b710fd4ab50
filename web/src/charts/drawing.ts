// What a drawing consists of: the picture, and what stands below it because there is no room in it.

import type { Box, Place } from "./labels";
import type { Stroke } from "./pens";

export interface LegendEntry {
  readonly pen: Stroke;
  readonly label: string;
  /** What it comes to, as the engine writes it; of several bars one each, with the name of the bar. */
  readonly amounts: readonly { readonly of: string; readonly text: string }[];
  /** The number that stands in the picture for it; undefined where its sign is enough. */
  readonly number?: number;
}

export interface Drawing {
  readonly svg: SVGSVGElement;
  /** Of lines and parts that are not labelled in the picture. */
  readonly legend: readonly LegendEntry[];
  /** Labels of points for which there is no room; in the picture they go by their numbers, from 1. */
  readonly points: readonly string[];
  /** Where values can be read off its lines; null of bars, whose parts have their amounts beside them. */
  readonly scale: Scale | null;
}

/** Where things are in a drawing of lines, in pixels. */
export interface Scale {
  readonly frame: Box;
  /** Where a value of the axis that runs sideways is, and the value that is there. */
  x(value: number): number;
  at(x: number): number;
  readonly lines: readonly { readonly pen: Stroke; readonly points: readonly Place[]; readonly breaks: readonly number[] }[];
}
