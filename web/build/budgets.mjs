// What a visitor may be made to load. The build fails above.

const KB = 1000;

/** In bytes: brotli sizes of the parts of the hosted page. */
export const budgets = {
  "page and styles": 25 * KB,
  application: 75 * KB,
  editor: 120 * KB,
  charts: 110 * KB,
  "module with catalog": 2400 * KB,
};

/** In bytes: the single file, as it is. */
export const singleBudget = 5200 * KB;

/** The table of sizes, and the names of what is too large. `sizes` are bytes by the names of the budgets. */
export function weigh(sizes) {
  const limits = { ...budgets, "single file": singleBudget };
  const rows = Object.entries(limits).map(([name, limit]) => {
    const size = sizes[name];
    return [name, thousands(size), thousands(limit), `${Math.round((100 * size) / limit)} %`, size > limit ? "too large" : ""];
  });
  const head = ["", "bytes", "budget", "used", ""];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ").trimEnd();
  return {
    table: [head, ...rows].map(line).join("\n"),
    tooLarge: Object.keys(limits).filter((name) => sizes[name] > limits[name]),
  };
}

const thousands = (number) => number.toLocaleString("en-US");
