// Measures costplan and its peers in turn, round by round, so that a machine that slows down slows both.
//
//   node measure.mjs FOLDER RESULTS.json
//
// FOLDER has the programs and the data, see run. The results are medians, and the median, least and largest
// ratio of the rounds.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [folder, results] = process.argv.slice(2);
if (results === undefined) {
  console.error("usage: node measure.mjs FOLDER RESULTS.json");
  process.exit(2);
}
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, "../..");
const bin = (name) => join(folder, "bin", name);
const costplan = bin("costplan");

const rows = [];
say("price one parsed deployment");
pricing();
say("lint 10,000 files");
compare("lint 10,000 files of two deployments", { runs: 3 }, [
  ["costplan", [costplan, "lint", join(folder, "lint")]],
  ["kubeconform 0.8.0", [bin("kubeconform"), "-n", String(cpus().length), "-schema-location", join(folder, "kubeconform.schema.json"), join(folder, "lint-kubeconform")]],
]);
say("one file");
const one = join(folder, "lint/d00000.yaml");
mkdirSync(join(folder, "one/.github/workflows"), { recursive: true });
const workflow = join(repository, ".github/workflows/ci.yml");
compare("lint one file", { runs: 20 }, [
  ["costplan", [costplan, "lint", one]],
  ["kubeconform 0.8.0", [bin("kubeconform"), "-n", "1", "-schema-location", join(folder, "kubeconform.schema.json"), join(folder, "lint-kubeconform/d00000.yaml")]],
  ["actionlint 1.7.12, on a workflow", [bin("actionlint"), "-shellcheck=", "-pyflakes=", workflow]],
  ["an empty Go program", [bin("empty")]],
]);
say("size a year of minutes");
const traffic = join(folder, "traffic.csv");
compare("size a year of minutes for the least cost", { runs: 3 }, [
  ["costplan", [costplan, "size", "--model", "qwen-flash-2025-07-28", "--region", "beijing", "--minimise", "cost", "--on-demand-input", "0.5", "--on-demand-output", "3", "--per", "1M", traffic]],
  ["each capacity simulated, in Node", [process.execPath, join(here, "simulate.mjs"), traffic]],
]);
say("price a fleet");
const fleets = fleet();

writeFileSync(results, JSON.stringify({ machine: machine(), rounds, rows, fleets }, null, 2));

function say(text) {
  console.error(`== ${text}`);
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Adds a row for each peer of the first: seconds of each, and their ratio round by round. */
function add(what, names, timesOfRounds, cpuOfRounds) {
  for (let i = 1; i < names.length; i++) {
    const ratios = timesOfRounds.map((times) => times[0] / times[i]);
    rows.push({
      what, peer: names[i],
      ours: median(timesOfRounds.map((times) => times[0])), theirs: median(timesOfRounds.map((times) => times[i])),
      ratio: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios),
      cpu: cpuOfRounds === undefined ? null : median(cpuOfRounds.map((times) => times[0] / times[i])),
    });
  }
}

/** Compares whole processes by their time and their processor time. */
function compare(what, { runs }, programs) {
  const exported = join(folder, "hyperfine.json");
  const times = [], cpu = [];
  for (let round = 0; round < rounds; round++) {
    // The programs exit with 1 where they have something to say; what they say is checked by tests.
    execFileSync("hyperfine", ["--style", "none", "-N", "--warmup", "1", "--runs", String(runs), "--export-json", exported,
      ...programs.map(([, command]) => command.map((word) => `'${word}'`).join(" "))], { stdio: "ignore" });
    const measured = JSON.parse(readFileSync(exported, "utf8")).results;
    times.push(measured.map((result) => result.median));
    cpu.push(measured.map((result) => result.user + result.system));
  }
  add(what, programs.map(([name]) => name), times, cpu);
}

/** Compares the price of one deployment that has been read with a call of calcPrice, natively and in Node. */
function pricing() {
  const wasmExec = join(execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim(), "lib/wasm/go_js_wasm_exec");
  const flags = ["-test.run", "^$", "-test.bench", "^BenchmarkFee$/^full$", "-test.benchtime", "0.1s", "-test.count", "10"];
  const fee = (program, args) => {
    const out = execFileSync(program, args, { cwd: join(repository, "engine"), encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
    return Math.min(...[...out.matchAll(/ ([\d.]+) ns\/op/g)].map((match) => Number(match[1]))) / 1e9; // the fastest
  };
  const native = [], module = [];
  let models = [];
  for (let round = 0; round < rounds; round++) {
    const calls = JSON.parse(execFileSync(process.execPath, [join(here, "calcprice.mjs")], { encoding: "utf8" }));
    models = Object.keys(calls);
    const theirs = Object.values(calls).map((ns) => ns / 1e9);
    native.push([fee(bin("stages"), flags), ...theirs]);
    module.push([fee(wasmExec, [join(folder, "stages.wasm"), ...flags]), ...theirs]);
  }
  const names = ["costplan", ...models.map((model) => `genai-prices 0.1.8, calcPrice of ${model} in Node`)];
  add("price one parsed deployment, native", names, native);
  add("price one parsed deployment, WebAssembly in Node", names, module);
}

/** Prices fleets of two lengths: time, memory, processors, and whether the lines come out in their order. */
function fleet() {
  return [100_000, 1_000_000].map((lines) => {
    const runs = [];
    for (let run = 0; run < Math.min(rounds, 3); run++) {
      const log = join(folder, "time.txt");
      execFileSync("/usr/bin/time", ["-f", "%e %U %S %M", "-o", log, costplan, "price", "--format", "ndjson", join(folder, `fleet-${lines}.ndjson`)],
        { stdio: ["ignore", "ignore", "inherit"] });
      const [wall, user, system, kilobytes] = readFileSync(log, "utf8").trim().split(/\s+/).map(Number);
      runs.push({ wall, cpu: user + system, megabytes: kilobytes / 1024 });
    }
    const middle = (key) => median(runs.map((run) => run[key]));
    return { lines, wall: middle("wall"), cpu: middle("cpu"), megabytes: middle("megabytes"), ordered: lines > 100_000 ? null : ordered(lines) };
  });
}

function ordered(lines) {
  const out = execFileSync(costplan, ["price", "--format", "ndjson", join(folder, `fleet-${lines}.ndjson`)], { maxBuffer: 1 << 30 });
  let line = 0;
  for (let at = 0; at < out.length; ) {
    const end = out.indexOf(10, at);
    line++;
    if (!out.subarray(at, Math.min(end, at + 400)).includes(`"line":${line},`)) return false;
    at = end + 1;
  }
  return line === lines;
}

function machine() {
  const go = execFileSync("go", ["version"], { encoding: "utf8" }).trim().replace(/^go version go/, "Go ");
  const model = /^model name\s*: (.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? process.arch;
  return { model, processors: cpus().length, go, node: `Node ${process.version.slice(1)}` };
}
