// Charts: loaded when the first one is shown.

import "./charts.css";
import "./matrix.css";
import type { Chart, Matrix } from "../generated/module";
import { mountFigure, type Handle } from "./figure";
import { mountTable, type MatrixEvents } from "./matrix";

export type { Handle, MatrixEvents };

/** Draws a chart into a place that is the chart's alone. */
export function mountChart(host: HTMLElement, chart: Chart): Handle<Chart> {
  return mountFigure(host, chart);
}

/** Shows every region and plan in a place of its own; with `choose`, each amount can be chosen. */
export function mountMatrix(host: HTMLElement, matrix: Matrix, on: MatrixEvents): Handle<Matrix> {
  return mountTable(host, matrix, on);
}
