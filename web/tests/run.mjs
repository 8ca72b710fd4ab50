// Builds the page once and runs the tests.
//
//   npm test                    all of them: schema, module, page
//   npm test -- page/app        those whose paths hold one of these texts
//
// With COSTPLAN_BUILT=1 the page in dist/ is taken as it is.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("..", import.meta.url));
const wanted = process.argv.slice(2);

const files = readdirSync(join(web, "tests"), { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".test.js") && (wanted.length === 0 || wanted.some((text) => path.includes(text))))
  .map((path) => `tests/${path}`)
  .sort();
if (files.length === 0) {
  console.error(`no test is named like ${wanted.join(" or ")}`);
  process.exit(2);
}

function run(...args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: web, stdio: "inherit" });
  if (error) {
    throw error;
  }
  if (status !== 0) {
    process.exit(status ?? 1);
  }
}

if (process.env.COSTPLAN_BUILT !== "1") {
  run("build.mjs");
}
// Two files at a time: a page, its engine and the test take turns more often than they work side by side.
run("--test", `--test-concurrency=${Math.min(2, availableParallelism())}`, "--test-reporter=spec", ...files);
