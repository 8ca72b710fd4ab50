// Charts: loaded when the first one is shown.

import "./charts.css";
import "./matrix.css";
import type { Matrix } from "../generated/module";
import { mountFigure, type ChartProps, type Handle } from "./figure";
import { mountTable, type MatrixEvents } from "./matrix";

export type { ChartProps, Handle, MatrixEvents };

/** Draws a chart into a place that is the chart's alone. With `move`, "you are here" can be moved. */
export function mountChart(host: HTMLElement, props: ChartProps): Handle<ChartProps> {
  return mountFigure(host, props);
}

/** Shows every region and plan in a place of its own; with `choose`, each amount can be chosen. */
export function mountMatrix(host: HTMLElement, matrix: Matrix, on: MatrixEvents): Handle<Matrix> {
  return mountTable(host, matrix, on);
}
