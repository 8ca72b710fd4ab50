// Ticks of axes. A tick is a coordinate, not an amount, so it may be written from a number.

export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** The smallest of 1, 2, 2.5, 5 x 10^n that goes into an axis so many times at most. */
export function roundStep(end: number, most: number): number {
  if (!(end > 0)) return 1;
  const least = end / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5].find((f) => f * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Round ticks from 0 to the end of an axis; past it, to the next one, if `beyond`. */
export function roundTicks(end: number, most: number, beyond: boolean): Tick[] {
  const step = roundStep(end, most);
  const count = beyond ? Math.max(1, Math.ceil(end / step - 1e-9)) : Math.floor(end / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => ({ at: i * step, text: tickText(i * step, step) }));
}

const units: readonly (readonly [number, string])[] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
];

/** "12,500", "0.25" or "40B": ticks of millions or more are in these. */
export function tickText(value: number, step: number): string {
  for (const [size, unit] of units) {
    if (step * 4 >= size && value !== 0) return plain(value / size, step / size) + unit;
  }
  return plain(value, step);
}

function plain(value: number, step: number): string {
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  // Half a step of 5 needs one more place than 5 does.
  const fixed = value.toFixed(Math.abs((step * 10 ** places) % 1) > 1e-6 ? places + 1 : places);
  const [whole = "", fraction] = fixed.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction && Number(fraction) !== 0 ? `${grouped}.${fraction.replace(/0+$/, "")}` : grouped;
}

/** Every k-th tick, k being the least at which their texts keep apart. */
export function apart(ticks: readonly Tick[], width: (text: string) => number, scale: (at: number) => number): Tick[] {
  const gap = 10;
  for (let k = 1; k < ticks.length; k++) {
    const kept = ticks.filter((_, i) => i % k === 0);
    const fit = kept.every((tick, i) => i === 0 || scale(tick.at) - width(tick.text) / 2 >= scale(kept[i - 1]!.at) + width(kept[i - 1]!.text) / 2 + gap);
    if (fit) return kept;
  }
  return ticks.slice(0, 1);
}
