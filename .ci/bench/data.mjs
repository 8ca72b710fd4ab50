// Writes what the benchmarks read, the same in every run:
//
//   node data.mjs FOLDER

import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node data.mjs FOLDER");
  process.exit(2);
}

// The files to lint, two deployments each. Those of kubeconform have the two lines more that it needs to
// find a schema.
const files = 10_000;
const deployments = (i) => `region: cn-beijing
deployments:
  - name: batch-${i}
    model_name: qwen3-8b
    suffix: a${i}
    plan: mu
    deploy_spec: MU5
    capacity: 3
    billing_method: POST_PAY
    estimate:
      hours: 120
  - name: chat-${i}
    model_name: qwen-flash-2025-07-28
    suffix: b${i}
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
    estimate: {hours: 200}
`;
for (const name of ["lint", "lint-kubeconform"]) mkdirSync(join(folder, name), { recursive: true });
for (let i = 0; i < files; i++) {
  const name = `d${String(i).padStart(5, "0")}.yaml`;
  writeFileSync(join(folder, "lint", name), "version: 1\n" + deployments(i));
  writeFileSync(join(folder, "lint-kubeconform", name), "apiVersion: costplan/v1\nkind: Deployments\n" + deployments(i));
}

// Our schema, which lets those two lines pass.
const schema = JSON.parse(readFileSync(new URL("../../schema/deployment.schema.json", import.meta.url), "utf8"));
Object.assign(schema.$defs.file.properties, { apiVersion: { type: "string" }, kind: { type: "string" } });
writeFileSync(join(folder, "kubeconform.schema.json"), JSON.stringify(schema));

// A fleet, one deployment a line, of every plan and payment.
const kinds = [
  (i) => ({ model_name: "qwen-flash-2025-07-28", plan: "ptu", region: "cn-beijing", ptu_capacity: { input_tpm: 10000 * (1 + (i % 40)), output_tpm: 1000 * (1 + (i % 37)) }, estimate: { hours: 1 + (i % 720) } }),
  (i) => ({ model_name: "qwen3-32b", plan: "mu", region: "ap-southeast-1", deploy_spec: "MU1", capacity: 4 * (1 + (i % 20)), billing_method: "POST_PAY", estimate: { hours: 1 + (i % 700) } }),
  (i) => ({ model_name: "qwen3.6-plus-2026-04-02", plan: "ptu", region: "ap-southeast-1", ptu_capacity: { input_tpm: 10000 * (1 + (i % 30)), output_tpm: 1000 * (1 + (i % 29)) }, estimate: { payment: "subscription", days: 1 + (i % 60) } }),
  (i) => ({ model_name: "qwen3-8b", plan: "mu", region: "cn-beijing", deploy_spec: "MU5", capacity: 1 + (i % 50), billing_method: "POST_PAY" }),
  (i) => ({ model_name: "qwen3-14b-ft-202511132025-0260", plan: "lora", region: "ap-southeast-1", capacity: 1, estimate: { tokens: { input: 1000 * i, output: 300 * i + 1 } } }),
];
for (const lines of [100_000, 1_000_000]) {
  const out = openSync(join(folder, `fleet-${lines}.ndjson`), "w");
  let text = "";
  for (let i = 0; i < lines; i++) {
    text += JSON.stringify({ name: `d${i}`, ...kinds[i % kinds.length](i) }) + "\n";
    if (text.length > 1 << 20 || i === lines - 1) {
      writeSync(out, text);
      text = "";
    }
  }
  closeSync(out);
}

// A year of minutes with office hours, 525,600 rows.
const random = (() => {
  let state = 1; // a generator of its own, so that every run reads the same
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
})();
const rows = ["timestamp,input_tokens,output_tokens"];
const start = Date.UTC(2025, 5, 6);
for (let i = 0; i < 525_600; i++) {
  const at = new Date(start + i * 60_000);
  const office = at.getUTCHours() >= 9 && at.getUTCHours() < 18 && at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  const busy = office ? 300_000 : 20_000;
  const input = busy / 2 + random(busy);
  rows.push(`${at.toISOString().slice(0, 19)}Z,${input},${Math.floor(input / 8) + random(busy / 10)}`);
}
writeFileSync(join(folder, "traffic.csv"), rows.join("\n") + "\n");
