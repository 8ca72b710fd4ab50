// Runs the engine away from the page's own thread: loads the module, hands it each request, posts each response back.

import "wasm-exec";
import type { FromWorker, ModuleSource, ToWorker } from "./messages";

interface Go {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

// What wasm_exec.js and the module put into the global scope.
interface WorkerGlobals {
  Go: new () => Go;
  fs: { writeSync(file: number, bytes: Uint8Array): number };
  costplan?: (request: string) => string;
}

const scope = globalThis as unknown as WorkerGlobals & DedicatedWorkerGlobalScope;
const post = (message: FromWorker): void => scope.postMessage(message);

// The end of what Go wrote to its standard error: the reason, when it stops.
let lastWords = "";
const wordsKept = 2000;
const decoder = new TextDecoder();
scope.fs.writeSync = (_file, bytes) => {
  lastWords = (lastWords + decoder.decode(bytes)).slice(-wordsKept);
  return bytes.length;
};

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") {
    start(data.module).catch(fail);
    return;
  }
  try {
    if (!scope.costplan) {
      throw new Error("the engine was asked before it was ready");
    }
    post({ kind: "answer", id: data.id, response: scope.costplan(data.request) });
  } catch (error) {
    fail(error);
  }
};

async function start(source: ModuleSource): Promise<void> {
  const go = new scope.Go();
  const { instance } = await instantiate(source, go.importObject);
  // Go runs until its main waits for requests, and returns to here; the promise settles when it exits.
  const exited = go.run(instance);
  exited.then(() => fail(new Error("the engine stopped")), fail);
  if (!scope.costplan) {
    throw new Error("the module does not answer requests");
  }
  post({ kind: "ready" });
}

async function instantiate(source: ModuleSource, imports: WebAssembly.Imports): Promise<WebAssembly.WebAssemblyInstantiatedSource> {
  if ("base64" in source) {
    const unpacked = new Blob([bytesOf(source.base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.instantiateStreaming(new Response(unpacked, { headers: { "Content-Type": "application/wasm" } }), imports);
  }
  const response = await fetch(source.address).catch(() => {
    throw new Error("the calculator was not downloaded: check the connection");
  });
  if (!response.ok) {
    throw new Error(`the engine could not be loaded: ${response.status} ${response.statusText}`.trim());
  }
  if (response.headers.get("Content-Type") === "application/wasm") {
    return WebAssembly.instantiateStreaming(response, imports);
  }
  // A host that does not know the type; streaming insists on it.
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }
  return bytes;
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  post({ kind: "failed", detail: [message, lastWords.trim()].filter(Boolean).join("\n") });
}
