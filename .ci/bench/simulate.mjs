// The usual way to find how much throughput to buy, which costplan size is measured against: try each
// capacity, let every minute run against it, and keep the cheapest. Prices are floats here.
//
//   node simulate.mjs TRAFFIC.csv

import { readFileSync } from "node:fs";

const [file] = process.argv.slice(2);
const hours = 720;
const dimensions = [
  { column: 1, step: 10_000, price: 0.06, onDemand: 0.5 / 1e6 }, // per hour, per token
  { column: 2, step: 1_000, price: 0.06, onDemand: 3 / 1e6 },
];
const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(1);
const cells = lines.map((line) => line.split(","));
for (const { column, step, price, onDemand } of dimensions) {
  const minutes = cells.map((row) => Number(row[column]));
  const share = (hours * 60) / minutes.length; // of the period that a total covers
  let peak = 0;
  for (const tokens of minutes) peak = Math.max(peak, tokens);
  let best = { units: 0, cost: Infinity };
  for (let units = 0; units * step < peak + step; units++) {
    let overflow = 0;
    for (const tokens of minutes) overflow += Math.max(0, tokens - units * step);
    const cost = units * price * hours + overflow * onDemand * share;
    if (cost < best.cost) best = { units, cost };
  }
  console.log(`column ${column}: ${best.units} units, ${best.cost.toFixed(2)}`);
}
