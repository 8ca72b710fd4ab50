// The engine as the page sees it: calls that return typed results. One request is with the worker at a time and the
// others wait here, so that what a later keystroke has made pointless is dropped before it costs anything.

import type { Calls } from "../generated/module";
import { API, BUILD, textOf } from "./baked";
import { EngineError, type ErrorKind } from "./error";
import type { FromWorker, ModuleSource, ToWorker } from "./messages";
import { scriptAddress } from "./trusted";

export { EngineError, type ErrorKind } from "./error";

export type Status = "loading" | "ready" | "failed";

export interface CallOptions {
  /** Gives up waiting. A request that has started runs to its end, unheard. */
  signal?: AbortSignal;
  /** Calls that have not started are superseded by a later one with the same key. */
  latest?: string;
}

export interface Engine {
  readonly status: Status;
  /** Hears of each change of the status, and of the present one at once. Returns how to stop. */
  onStatus(listener: (status: Status, detail?: string) => void): () => void;
  /** Starts afresh after a failure. */
  retry(): void;
  /** Rejects with an EngineError, or with the signal's reason. */
  call<K extends keyof Calls>(call: K, args: Calls[K]["args"], options?: CallOptions): Promise<Calls[K]["result"]>;
}

/** Starts the engine in a worker. Calls may be made at once and wait until it is ready. */
export function startEngine(): Engine {
  return new WorkerEngine();
}

// A request that takes longer than this has hung: the largest document takes a fraction of it.
const patience = 30_000;

interface Job {
  readonly call: string;
  readonly args: object;
  readonly latest: string | undefined;
  readonly done: (result: unknown) => void;
  readonly failed: (reason: unknown) => void;
}

type Response =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: { readonly kind: ErrorKind; readonly message: string; readonly help?: string } };

class WorkerEngine implements Engine {
  #status: Status = "loading";
  #detail: string | undefined;
  readonly #listeners = new Set<(status: Status, detail?: string) => void>();
  #worker: Worker | undefined;
  #waiting: Job[] = [];
  #running: { readonly id: number; readonly job: Job; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  #lastId = 0;

  constructor() {
    this.#start();
  }

  get status(): Status {
    return this.#status;
  }

  onStatus(listener: (status: Status, detail?: string) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#status, this.#detail);
    return () => this.#listeners.delete(listener);
  }

  retry(): void {
    if (this.#status === "failed") {
      this.#set("loading");
      this.#start();
    }
  }

  call<K extends keyof Calls>(call: K, args: Calls[K]["args"], options: CallOptions = {}): Promise<Calls[K]["result"]> {
    const { signal, latest } = options;
    return new Promise<unknown>((done, failed) => {
      if (signal?.aborted) {
        failed(signal.reason);
        return;
      }
      if (this.#status === "failed") {
        failed(new EngineError("failed", "the engine is not running", this.#detail));
        return;
      }
      const job: Job = { call, args, latest, done, failed };
      if (latest !== undefined) {
        this.#drop((other) => other.latest === latest, () => new EngineError("superseded", `a later ${call} took its place`));
      }
      signal?.addEventListener(
        "abort",
        () => {
          this.#drop((other) => other === job, () => signal.reason);
          failed(signal.reason);
        },
        { once: true },
      );
      this.#waiting.push(job);
      this.#next();
    }) as Promise<Calls[K]["result"]>;
  }

  #drop(which: (job: Job) => boolean, reason: () => unknown): void {
    const dropped = this.#waiting.filter(which);
    this.#waiting = this.#waiting.filter((job) => !which(job));
    dropped.forEach((job) => job.failed(reason()));
  }

  #start(): void {
    let worker: Worker;
    try {
      worker = new Worker(workerAddress());
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (worker !== this.#worker) {
        return;
      }
      switch (data.kind) {
        case "ready":
          this.#greet();
          break;
        case "answer":
          this.#answered(data.id, data.response);
          break;
        case "failed":
          this.#fail(data.detail);
          break;
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) {
        this.#fail(event.message || "the worker of the engine could not be loaded");
      }
    };
    this.#post({ kind: "start", module: moduleSource() });
  }

  // The first request makes sure that page and engine were built together: a host may hold a mixture of two builds.
  #greet(): void {
    const done = (result: unknown): void => {
      const { api, edition } = result as Calls["hello"]["result"];
      if (api !== API || edition !== BUILD.edition) {
        this.#fail(
          `the page has the prices of ${BUILD.edition} and interface ${API}, the engine those of ${edition} and ${api}: reload the page`,
        );
        return;
      }
      this.#set("ready");
    };
    const failed = (reason: unknown): void => {
      if (this.#status !== "failed") {
        this.#fail(reason instanceof Error ? reason.message : String(reason));
      }
    };
    this.#send({ call: "hello", args: {}, latest: undefined, done, failed });
  }

  #next(): void {
    if (this.#status === "ready" && !this.#running) {
      const job = this.#waiting.shift();
      if (job) {
        this.#send(job);
      }
    }
  }

  #send(job: Job): void {
    const id = ++this.#lastId;
    const timer = setTimeout(() => this.#timedOut(job), patience);
    this.#running = { id, job, timer };
    this.#post({ kind: "call", id, request: JSON.stringify({ api: API, call: job.call, ...job.args }) });
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #answered(id: number, text: string): void {
    if (this.#running?.id !== id) {
      return;
    }
    const { job, timer } = this.#running;
    clearTimeout(timer);
    this.#running = undefined;
    const response = JSON.parse(text) as Response;
    if (response.ok) {
      job.done(response.result);
    } else {
      const { kind, message, help } = response.error;
      job.failed(new EngineError(kind, message, help));
    }
    this.#next();
  }

  #timedOut(job: Job): void {
    const message = `no answer to ${job.call} in ${patience / 1000} seconds`;
    job.failed(new EngineError("timeout", message));
    this.#fail(message);
  }

  #fail(detail: string): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const jobs = this.#running ? [this.#running.job, ...this.#waiting] : this.#waiting;
    clearTimeout(this.#running?.timer);
    this.#running = undefined;
    this.#waiting = [];
    this.#set("failed", detail);
    jobs.forEach((job) => job.failed(new EngineError("failed", "the engine stopped", detail)));
  }

  #set(status: Status, detail?: string): void {
    this.#status = status;
    this.#detail = detail;
    this.#listeners.forEach((listener) => listener(status, detail));
    this.#next();
  }
}

function workerAddress(): string {
  if (BUILD.addresses) {
    return scriptAddress(new URL(BUILD.addresses.worker, document.baseURI).href);
  }
  const script = new Blob([textOf("worker")], { type: "text/javascript" });
  return scriptAddress(URL.createObjectURL(script));
}

function moduleSource(): ModuleSource {
  if (BUILD.addresses) {
    return { address: new URL(BUILD.addresses.module, document.baseURI).href };
  }
  return { base64: textOf("module") };
}
