// The answer that is in the page before the engine has started: the native engine's, for the first example.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { repository } from "./paths.mjs";

const api = 1;

/** Asks the native engine; returns what `Baked` in src/engine/baked.ts describes. */
export async function bake() {
  const [hello] = await ask({ call: "hello" });
  const [example] = hello.examples;
  const files = [{ name: example.file, text: example.text }];
  const [state, { summary }] = await ask({ call: "state", files, quote: false }, { call: "compare", files, deployment: 0 });
  return { hello, state, compare: { summary }, example };
}

/** The results of requests, in their order. */
async function ask(...requests) {
  const child = spawn("go", ["run", "./wasm"], { cwd: repository, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(requests.map((request) => `${JSON.stringify({ api, ...request })}\n`).join(""));
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  const [code] = await once(child, "close");
  const lines = Buffer.concat(output).toString("utf8").trimEnd().split("\n");
  if (code !== 0 || lines.length !== requests.length) {
    throw new Error(`the native engine ended with ${code} after ${lines.length} of ${requests.length} answers`);
  }
  return lines.map((line, i) => {
    const response = JSON.parse(line);
    if (!response.ok) {
      throw new Error(`the native engine refused ${requests[i].call}: ${response.error.message}`);
    }
    return response.result;
  });
}
