// Size from traffic: how much provisioned throughput a measured or an estimated load needs, and what that costs.

import "./sizing.css";
import { html, nothing, render } from "lit-html";
import { download } from "../app/files";
import type { Engine } from "../engine/client";
import { EngineError } from "../engine/error";
import type { Settings, SizeChoice, SizeResult, SizeWhat } from "../generated/module";
import { answerTemplate } from "./answer";
import { type Busy, formTemplate, idOf, type Payment } from "./form";
import { blank, type Complaint, complaintOf, type Inputs, type Model, modelsOf, questionOf, settled } from "./inputs";
import { example, readUsage, UsageError } from "./usage";

/** A capacity that the user has chosen. */
export interface Chosen {
  readonly model: string;
  readonly region: string;
  readonly input_tpm: string;
  readonly output_tpm: string;
  /** Null if the model has no price for output in thinking mode, or none was asked for. */
  readonly thinking_output_tpm: string | null;
  readonly payment: string;
}

export interface SizingOptions {
  settings(): Settings;
  /** The user wants a deployment of this capacity. */
  onUse(chosen: Chosen): void;
}

/** Shows the sizing in an element. */
export function mountSizing(host: HTMLElement, engine: Engine, options: SizingOptions): { open(file: File): void; destroy(): void } {
  const gone = new AbortController();
  const settings = options.settings();
  let inputs: Inputs = { ...blank, ...(settings.region && { region: settings.region }), ...(settings.period && { period: settings.period }) };
  let models: readonly Model[] = [];
  let regions: ReadonlyMap<string, string> = new Map();
  let failure = "";
  let complaint: Complaint | null = null;
  let busy: (Busy & { readonly stop: AbortController }) | null = null;
  let answer: { readonly inputs: Inputs; readonly question: SizeWhat; readonly result: SizeResult } | null = null;
  let dropping = false;
  /** What is to be sized once the models are there. */
  let arrived: File | undefined;
  let payment: Payment = "";

  function draw(): void {
    if (gone.signal.aborted) return;
    if (models.length === 0) {
      render(
        failure === ""
          ? html`<p class="quiet" role="status">The models are being read…</p>`
          : html`<div class="note note-error" role="alert">
              <p>The models could not be read: ${failure}</p>
              <button type="button" class="button" @click=${load}>Try again</button>
            </div>`,
        host,
      );
      return;
    }
    const context = { inputs, models, complaint, busy, dropping, payment, regionName, set, pay, open, drop, saveExample, submit, stop: () => busy?.stop.abort() };
    render(
      html`<div class="sizing">
        ${formTemplate(context)} ${answer ? answerTemplate({ payment, result: answer.result, stale: answer.inputs !== inputs, use, save }) : emptyTemplate}
      </div>`,
      host,
    );
  }

  const regionName = (code: string): string => regions.get(code) ?? code;

  function set(change: Partial<Inputs>): void {
    inputs = settled({ ...inputs, ...change }, models);
    if (complaint?.input && complaint.input in change) complaint = null;
    draw();
  }

  function pay(only: Payment): void {
    payment = only;
    draw();
  }

  function drop(over: boolean): void {
    if (over === dropping) return;
    dropping = over;
    draw();
  }

  function complain(about: Complaint): void {
    complaint = about;
    draw();
    if (about.input !== null) host.querySelector<HTMLElement>(`#${idOf(about.input)}`)?.focus();
  }

  /** Does something that takes a while and can be stopped; one thing at a time. */
  async function work(text: string, what: (signal: AbortSignal, report: (share: number) => void) => Promise<void>): Promise<void> {
    busy?.stop.abort();
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, gone.signal]);
    const mine = (share: number | null): void => {
      if (signal.aborted) return;
      busy = { text, share, stop };
      draw();
    };
    complaint = null;
    mine(null);
    try {
      await what(signal, mine);
    } catch (reason) {
      if (!signal.aborted) complain(toComplaint(reason));
    } finally {
      if (busy?.stop === stop) busy = null;
      draw();
    }
  }

  /** Sizes a file from elsewhere on the page at once, as soon as the models are there. */
  function size(file: File): void {
    arrived = file;
    if (models.length > 0) takeIn();
  }

  function takeIn(): void {
    const file = arrived;
    arrived = undefined;
    if (file) void open(file).then((read) => read && submit());
  }

  /** Reads a file. Resolves to whether it could be read. */
  async function open(file: File | undefined): Promise<boolean> {
    if (!file) return false;
    let read_ = false;
    await work(`Reading ${file.name}`, async (signal, report) => {
      const usage = await readUsage(file, (read, size) => report(read / size), signal);
      inputs = { ...inputs, source: "usage", usage };
      read_ = true;
    });
    return read_;
  }

  function submit(): void {
    const asked = inputs;
    const thinking = models.some(({ code, region, thinking: has }) => code === asked.model && region === asked.region && has);
    const question = questionOf(asked, thinking);
    if ("message" in question) {
      complain(question);
      return;
    }
    void work("Counting and pricing", async (signal) => {
      const result = await engine.call("size", { ...question, settings: options.settings() }, { signal, latest: "size" });
      answer = { inputs: asked, question, result };
      draw();
      host.querySelector<HTMLElement>("#sizing-answer-title")?.focus();
    });
  }

  function use(choice: SizeChoice): void {
    const { input_tpm, model, output_tpm, payment, region, thinking_output_tpm } = choice;
    options.onUse({ model, region, input_tpm, output_tpm, thinking_output_tpm, payment });
  }

  function save(): void {
    if (!answer) return;
    const { question } = answer;
    void work("Writing the file", async (signal) => {
      const { media_type, name, text } = await engine.call("export", { kind: "size", format: "json", size: question }, { signal });
      download(name, media_type, text);
    });
  }

  function saveExample(): void {
    download(example.name, example.type, example.text);
  }

  function load(): void {
    failure = "";
    draw();
    Promise.all([engine.call("hello", {}, { signal: gone.signal }), engine.call("catalog", { what: "offers" }, { signal: gone.signal })])
      .then(([hello, offers]) => {
        if (!("offers" in offers)) throw new Error("the engine answered something else");
        regions = new Map(hello.regions.map(({ code, name }) => [code, name]));
        models = modelsOf(offers.offers);
        const region = hello.regions.find(({ aliases, code }) => code === inputs.region || aliases.includes(inputs.region.toLowerCase()));
        inputs = settled({ ...inputs, region: region?.code ?? "" }, models);
        takeIn();
      })
      .catch((reason: unknown) => {
        failure = reason instanceof Error ? reason.message : String(reason);
      })
      .finally(draw);
  }

  load();
  const forget = engine.onStatus((status) => {
    if (status === "ready" && failure !== "" && models.length === 0) load();
  });
  return {
    open: size,
    destroy() {
      forget();
      gone.abort();
      render(nothing, host);
    },
  };
}

const emptyTemplate = html`<p class="sizing-empty quiet">
  The capacity that the traffic needs, what it covers, what overflows and what it costs will stand here.
</p>`;

function toComplaint(reason: unknown): Complaint {
  if (reason instanceof UsageError) return { input: "usage", message: reason.message };
  if (reason instanceof EngineError) return complaintOf(reason.message, reason.help);
  return { input: null, message: reason instanceof Error ? reason.message : String(reason) };
}
