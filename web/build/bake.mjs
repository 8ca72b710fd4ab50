// The answer that is in the page before the engine has started: the native engine's, for the first example.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { repository } from "./paths.mjs";

const api = 1;

/** Asks the native engine; returns what `Baked` in src/engine/baked.ts describes. */
export async function bake() {
  const hello = await ask({ call: "hello" });
  const [example] = hello.examples;
  const files = [{ name: example.file, text: example.text }];
  const [state, { summary }] = await Promise.all([
    ask({ call: "state", files, quote: false }),
    ask({ call: "compare", files, deployment: 0 }),
  ]);
  return { hello, state, compare: { summary }, example };
}

async function ask(request) {
  const child = spawn("go", ["run", "./wasm"], { cwd: repository, stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(`${JSON.stringify({ api, ...request })}\n`);
  const output = [];
  child.stdout.on("data", (chunk) => output.push(chunk));
  const [code] = await once(child, "close");
  const text = Buffer.concat(output).toString("utf8");
  if (code !== 0) {
    throw new Error(`the native engine ended with ${code} on ${request.call}: ${text}`);
  }
  const response = JSON.parse(text);
  if (!response.ok) {
    throw new Error(`the native engine refused ${request.call}: ${response.error.message}`);
  }
  return response.result;
}
