// Measures the module in Node: how long it takes to be ready, and a keystroke with 20 deployments. On a machine that has
// other things to do, the processor time is what to look at.
//
//   node tests/module/speed.mjs [FILE]     of a module that is built anew, or of the one in FILE

import { readFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { builtModule, startModule } from "./engines.js";

const bytes = process.argv[2] === undefined ? await builtModule() : await readFile(process.argv[2]);
const started = performance.now();
const usedBefore = process.cpuUsage();
const module = await startModule(bytes);
const running = performance.now();
module.respond('{"api":1,"call":"hello"}');
const greeted = performance.now();
const { user, system } = process.cpuUsage(usedBefore);
console.log(`running ${(running - started).toFixed(0)} ms, first answer ${(greeted - started).toFixed(0)} ms after the bytes are there; processor ${((user + system) / 1000).toFixed(0)} ms`);

const kinds = [
  "{name: NAME, model_name: qwen3.6-plus-2026-04-02, plan: ptu, suffix: sNUMBER, ptu_capacity: {input_tpm: 50000, output_tpm: 5000}, estimate: {hours: HOURS}}",
  "{name: NAME, model_name: qwen3-32b, plan: mu, suffix: sNUMBER, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}",
  "{name: NAME, model_name: qwen3-vl-8b-instruct, plan: mu, suffix: sNUMBER, deploy_spec: MU1, capacity: 2, billing_method: POST_PAY, estimate: {payment: subscription}}",
  "{name: NAME, model_name: qwen3-14b-ft-202511132025-0260, plan: lora, suffix: sNUMBER, capacity: 1, estimate: {tokens: {input: 120000000, output: 30000000}}}",
];
const text = (hours) =>
  `version: 1\nregion: singapore\nperiod: 30d\ndeployments:\n${Array.from({ length: 20 }, (_, i) => `  - ${kinds[i % kinds.length].replace("NAME", `d${i}`).replace("NUMBER", i).replace("HOURS", hours)}\n`).join("")}`;

for (const [what, change] of [
  ["right", (t) => t],
  ["with an error", (t) => t.replace("capacity: 8", "capcity: 8")],
]) {
  const times = [];
  const before = process.cpuUsage();
  for (let i = 0; i < 300; i++) {
    const request = JSON.stringify({ api: 1, call: "state", files: [{ name: "a.yaml", text: change(text(200 + i)) }], quote: false });
    const start = performance.now();
    JSON.parse(module.respond(request));
    times.push(performance.now() - start);
  }
  const used = process.cpuUsage(before);
  const [first] = times;
  times.sort((a, b) => a - b);
  console.log(`a text that is ${what}: first ${first.toFixed(1)} ms, median ${times[150].toFixed(1)} ms, 95 of 100 within ${times[285].toFixed(1)} ms; processor ${((used.user + used.system) / 1000 / times.length).toFixed(1)} ms each`);
}
process.exit(0);
