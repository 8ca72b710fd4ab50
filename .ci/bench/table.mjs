// Writes the results of measure.mjs and of page.mjs as tables in Markdown.
//
//   node table.mjs RESULTS.json PAGE.json FILE
//
// A file with the two markers gets it between them, and whatever else is in it stays. A new file, or one that
// only has such a table, is written anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";

const begin = "<!-- begin of the measurements, written by make bench -->";
const end = "<!-- end of the measurements -->";

const [results, pageResults, file] = process.argv.slice(2);
if (file === undefined) {
  console.error("usage: node table.mjs RESULTS.json PAGE.json FILE");
  process.exit(2);
}
const { machine, rounds, rows, fleets } = JSON.parse(readFileSync(results, "utf8"));
const page = JSON.parse(readFileSync(pageResults, "utf8"));

const table = [
  "| | costplan | beside it | | ratio | of processor time |",
  "|---|--:|--:|---|--:|--:|",
  ...rows.map((row) => `| ${row.what} | ${time(row.ours)} | ${time(row.theirs)} | ${row.peer} | ${figure(row.ratio)} (${figure(row.least)} to ${figure(row.most)}) | ${row.cpu === null ? "" : figure(row.cpu)} |`),
  "",
  "| price a fleet, one deployment a line | time | processors busy | peak memory |",
  "|---|--:|--:|--:|",
  ...fleets.map((fleet) => `| ${fleet.lines.toLocaleString("en")} lines | ${time(fleet.wall)} | ${figure(fleet.cpu / fleet.wall)} | ${Math.round(fleet.megabytes)} MB |`),
  "",
  `Ten times the lines take ${figure(fleets[1].cpu / fleets[0].cpu)} times the processor time. ${fleets[0].ordered ? "The lines came out in their order." : "THE LINES CAME OUT IN ANOTHER ORDER."}`,
  "",
  "| the page in Chromium, from this machine | costplan | an empty page | ratio |",
  "|---|--:|--:|--:|",
  ...page.rows.map((row) => `| ${row.what} | ${time(row.ours / 1000)} | ${time(row.theirs / 1000)} | ${figure(row.ratio)} |`),
  "",
  `The longest task of the page's own thread while it loads takes ${time(page.longest / 1000)}; the layout shifts by ${figure(page.shift)}. The engine is beside the first paint of the empty page.`,
  "",
  `\`make bench\` on ${machine.model}, ${machine.processors} processors, ${machine.go}, ${machine.node}. Medians of ${rounds} rounds in which each takes its turn; ` +
    "the ratio is the median of the rounds, with the least and the largest; below 1 costplan takes less time. calcPrice gives floats, costplan exact amounts. " +
    "kubeconform checks our JSON Schema only; the rules, the prices and the fees are on top of it here. actionlint reads another format.",
];

const text = table.join("\n") + "\n";
const old = existsSync(file) ? readFileSync(file, "utf8") : "";
const [from, to] = [old.indexOf(begin), old.indexOf(end)];
if (from >= 0 && to > from) {
  writeFileSync(file, `${old.slice(0, from + begin.length)}\n${text}${old.slice(to)}`);
} else if (old === "" || old.startsWith(table[0])) {
  writeFileSync(file, text);
} else {
  console.error(`${file} has no place for the table: write these two lines where it belongs\n${begin}\n${end}`);
  process.exit(1);
}

/** Writes a time with three digits, in the unit that fits. */
function time(seconds) {
  for (const [unit, size] of [["s", 1], ["ms", 1e-3], ["µs", 1e-6]]) {
    if (seconds >= size) return `${figure(seconds / size)} ${unit}`;
  }
  return `${figure(seconds / 1e-9)} ns`;
}

/** Writes a number with three digits. */
function figure(n) {
  return n >= 100 ? String(Math.round(n)) : String(Number(n.toPrecision(n < 1 ? 2 : 3)));
}
