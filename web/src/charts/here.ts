// "You are here" as a handle: dragged, or moved by the arrow keys, it goes from one round place of the table to the next, and when
// it is let go it tells where it is.

import type { Chart } from "../generated/module";
import { element } from "./dom";
import type { Scale } from "./drawing";

/** What a handle tells: where it is while it is moved, and where it was let go. */
export interface Moves {
  over(at: string): void;
  to(at: string): void;
  /** It goes back to where it was. */
  back(): void;
}

/** The places that it can be moved to: those with two decimal places at most, beyond nothing. */
export function placesOf({ table }: Chart): string[] {
  return table.at.filter((at) => /^\d+(\.\d{1,2})?$/.test(at) && Number(at) > 0);
}

export class Handle {
  readonly element = element("div", { class: "chart-handle", role: "slider", tabindex: "0" }, element("i", { class: "chart-grip" }));
  #chart: Chart | null = null;
  #scale: Scale | null = null;
  /** Where it is, and where it was when it was taken; "" while it is not held. */
  #at = "";
  #from = "";

  constructor(readonly moves: Moves) {
    this.element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.#from = this.#at;
      this.element.setPointerCapture(event.pointerId);
      event.preventDefault();
      this.element.focus();
    });
    this.element.addEventListener("pointermove", (event) => {
      if (this.#from === "" || !this.#scale) return;
      const left = this.element.offsetParent?.getBoundingClientRect().left ?? 0;
      this.#go(this.#scale.at(event.clientX - left));
    });
    this.element.addEventListener("pointerup", () => this.#drop());
    this.element.addEventListener("pointercancel", () => this.#cancel());
    this.element.addEventListener("keydown", (event) => this.#press(event));
    this.element.addEventListener("focus", () => this.#at !== "" && this.moves.over(this.#at));
    this.element.addEventListener("blur", () => this.moves.back());
  }

  get held(): boolean {
    return this.#from !== "";
  }

  /** Shows where the reader is in a drawing. */
  show(chart: Chart, scale: Scale): void {
    this.#chart = chart;
    this.#scale = scale;
    const { frame } = scale;
    this.element.style.top = `${frame.top}px`;
    this.element.style.height = `${frame.bottom - frame.top}px`;
    if (!this.held && chart.here) this.#at = chart.here.x;
    this.element.setAttribute("aria-label", chart.x.label);
    this.element.setAttribute("aria-valuemin", "0");
    this.element.setAttribute("aria-valuemax", chart.x.max);
    this.#place();
  }

  #place(): void {
    if (!this.#chart || !this.#scale) return;
    this.element.style.left = `${this.#scale.x(Number(this.#at))}px`;
    this.element.setAttribute("aria-valuenow", this.#at);
    const row = this.#chart.table.at.indexOf(this.#at);
    this.element.setAttribute("aria-valuetext", this.#chart.here?.x === this.#at ? this.#chart.here.label : `${this.#chart.table.columns[0]}: ${this.#chart.table.rows[row]?.[0] ?? this.#at}`);
  }

  #go(x: number): void {
    const places = this.#chart ? placesOf(this.#chart) : [];
    const nearest = places.reduce((best, at) => (Math.abs(Number(at) - x) < Math.abs(Number(best) - x) ? at : best), this.#at);
    if (nearest === this.#at) return;
    this.#at = nearest;
    this.#place();
    this.moves.over(nearest);
  }

  #drop(): void {
    if (this.#from === "") return;
    const moved = this.#from !== this.#at;
    this.#from = "";
    if (moved) this.moves.to(this.#at);
  }

  #cancel(): void {
    if (this.#from === "") return;
    this.#at = this.#from;
    this.#from = "";
    this.#place();
    this.moves.over(this.#at);
  }

  #press(event: KeyboardEvent): void {
    if (event.key === "Escape") return this.#cancel();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const places = this.#chart ? placesOf(this.#chart) : [];
    const now = Number(this.#at);
    const to = {
      ArrowLeft: places.findLast((at) => Number(at) < now),
      ArrowDown: places.findLast((at) => Number(at) < now),
      ArrowRight: places.find((at) => Number(at) > now),
      ArrowUp: places.find((at) => Number(at) > now),
      Home: places[0],
      End: places.at(-1),
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#at = to;
    this.#place();
    this.moves.over(to);
    this.moves.to(to);
  }
}
