// What a drawing consists of: the picture, and what stands below it because there is no room in it.

export interface LegendEntry {
  /** Which pen, from 0. */
  readonly pen: number;
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
}
