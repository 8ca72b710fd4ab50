// The form: where the demand comes from, which model it is for, and what the capacity has to do.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Complaint, Inputs, Model, TextInput } from "./inputs";
import { limitText } from "./usage";

/** What the form is drawn with. */
export interface FormContext {
  readonly inputs: Inputs;
  readonly models: readonly Model[];
  readonly complaint: Complaint | null;
  /** What is being done; null if nothing. */
  readonly busy: Busy | null;
  readonly dropping: boolean;
  /** The payment whose capacities are shown; "" for all. */
  readonly payment: Payment;
  regionName(code: string): string;
  set(change: Partial<Inputs>): void;
  pay(payment: Payment): void;
  open(file: File | undefined): void;
  drop(over: boolean): void;
  saveExample(): void;
  submit(): void;
  stop(): void;
}

export type Payment = "" | "pay_as_you_go" | "subscription";

/** What is being done, and how much of it is done: null if that is not known. */
export interface Busy {
  readonly text: string;
  readonly share: number | null;
}

/** The id of an input. */
export function idOf(input: keyof Inputs): string {
  return `sizing-${input}`;
}

export function formTemplate(context: FormContext): TemplateResult {
  const { busy, complaint, inputs } = context;
  const here = context.models.filter(({ region }) => region === inputs.region);
  const thinking = here.some(({ code, thinking }) => code === inputs.model && thinking);
  return html`<form
    class="sizing-form"
    aria-label="What is to be sized"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      context.submit();
    }}
  >
    ${sourceTemplate(context)} ${inputs.source === "usage" ? usageTemplate(context) : averagesTemplate(context, thinking)}
    ${selectTemplate(context, "region", "Region", [...new Set(context.models.map(({ region }) => region))].map((code) => [code, context.regionName(code)]))}
    ${selectTemplate(context, "model", "Model", here.map(({ code }) => [code, code]))}
    ${inputs.source === "usage" ? goalTemplate(context) : nothing} ${inputs.source === "usage" ? pricesTemplate(context, thinking) : nothing}
    ${paymentTemplate(context)} ${textTemplate(context, "period", "Period", "", "What amounts are for: 30d, 720h, 1mo or 2026-12.")} ${inputs.source === "usage" ? moreTemplate(context) : nothing}
    ${complaint && complaint.input === null ? html`<p class="problem problem-error sizing-complaint" role="alert">${complaint.message}</p>` : nothing}
    <div class="sizing-submit">
      <button type="submit" class="button button-primary">Find the capacity</button>
      ${busy ? html`<button type="button" class="button" @click=${() => context.stop()}>Stop</button>` : nothing}
    </div>
    <div class="sizing-progress" role="status">${busy ? progressTemplate(busy) : nothing}</div>
  </form>`;
}

function progressTemplate({ share, text }: Busy): TemplateResult {
  return html`<label>${text}${share === null ? html`<progress></progress>` : html`<progress max="1" .value=${share}></progress>`}</label>`;
}

function sourceTemplate({ inputs, set }: FormContext): TemplateResult {
  const radio = (value: Inputs["source"], label: string) =>
    html`<label class="sizing-radio"
      ><input type="radio" name="sizing-source" value=${value} .checked=${live(inputs.source === value)} @change=${() => set({ source: value })} /><span>${label}</span></label
    >`;
  return html`<fieldset class="sizing-set">
    <legend>What is known of the traffic</legend>
    ${radio("usage", "A file of usage")} ${radio("averages", "Averages")}
  </fieldset>`;
}

function usageTemplate(context: FormContext): TemplateResult {
  const { inputs, dropping } = context;
  const { usage } = inputs;
  const id = idOf("usage");
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    context.open(input.files?.[0]);
    input.value = ""; // The same file may be chosen again after a change.
  };
  return html`<div class="field">
    <div
      class="sizing-drop ${dropping ? "sizing-dropping" : ""}"
      @dragover=${(event: DragEvent) => {
        event.preventDefault();
        context.drop(true);
      }}
      @dragleave=${() => context.drop(false)}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        context.drop(false);
        context.open(event.dataTransfer?.files[0]);
      }}
    >
      <label class="sizing-file" for=${id}><b>${usage ? "Choose another file" : "Choose a file"}</b><span class="quiet"> or drop it here</span></label>
      <input
        id=${id}
        class="sizing-file-input"
        type="file"
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,.gz,text/csv,application/x-ndjson,application/gzip"
        aria-describedby="${id}-hint ${described(context, "usage")}"
        @change=${chosen}
      />
      <p class="sizing-chosen" role="status">${usage ? html`<span class="mono">${usage.name}</span>, ${sizeText(usage.length)} of text` : "No file chosen"}</p>
    </div>
    <p class="hint" id="${id}-hint">
      CSV with a header, or NDJSON, also as .gz; a row a request or a minute: <code>timestamp</code>, <code>input_tokens</code>, <code>output_tokens</code>, and if they are
      known <code>thinking_output_tokens</code> and <code>cached_tokens</code>. At most ${limitText} of text. The file stays on this device.
    </p>
    <p><button type="button" class="link" @click=${() => context.saveExample()}>Download an example of the format</button></p>
    ${complaintTemplate(context, "usage")}
    </div>
    ${textTemplate(context, "trafficModel", "Model in the file", "", "Only rows of this model count. Leave it empty if the file names no model, or one.")}`;
}

function sizeText(length: number): string {
  return length < 1000 ? `${length} bytes` : length < 1_000_000 ? `${Math.round(length / 1000)} KB` : `${(length / 1_000_000).toFixed(1)} MB`;
}

function averagesTemplate(context: FormContext, thinking: boolean): TemplateResult {
  return html`<fieldset class="sizing-set sizing-averages">
    <legend>Averages</legend>
    ${textTemplate(context, "rpm", "Requests", "a minute")} ${textTemplate(context, "input", "Input", "tokens a request")}
    ${textTemplate(context, "output", "Output", "tokens a request")}
    ${thinking ? textTemplate(context, "thinking", "Thinking output", "tokens a request") : nothing}
    ${textTemplate(context, "cached", "Cached input", "tokens a request", "Of the input; leave it out if it is not known.")}
  </fieldset>`;
}

function paymentTemplate({ pay, payment }: FormContext): TemplateResult {
  const options: readonly (readonly [Payment, string])[] = [
    ["", "any, the cheapest marked"],
    ["pay_as_you_go", "pay-as-you-go"],
    ["subscription", "subscription"],
  ];
  return html`<div class="field">
    <label for="sizing-payment">Payment</label>
    <select id="sizing-payment" class="input" @change=${(event: Event) => pay((event.target as HTMLSelectElement).value as Payment)}>
      ${options.map(([value, text]) => html`<option value=${value} .selected=${live(value === payment)}>${text}</option>`)}
    </select>
  </div>`;
}

function goalTemplate(context: FormContext): TemplateResult {
  const { inputs, set } = context;
  const radio = (value: Inputs["goal"], label: string) =>
    html`<label class="sizing-radio"
      ><input type="radio" name="sizing-goal" value=${value} .checked=${live(inputs.goal === value)} @change=${() => set({ goal: value })} /><span>${label}</span></label
    >`;
  return html`<fieldset class="sizing-set">
    <legend>What the capacity has to do</legend>
    ${radio("coverage", "Cover a share of the minutes")} ${inputs.goal === "coverage" ? textTemplate(context, "coverage", "Share of the minutes", "percent") : nothing}
    ${radio("overflow", "Let few tokens overflow")} ${inputs.goal === "overflow" ? textTemplate(context, "overflow", "At most", "tokens over all of the traffic") : nothing}
    ${radio("cost", "Cost least, overflow included")}
  </fieldset>`;
}

function pricesTemplate(context: FormContext, thinking: boolean): TemplateResult {
  const { inputs } = context;
  return html`<details class="sizing-more" ?open=${inputs.goal === "cost" || inputs.priceInput + inputs.priceOutput !== ""}>
    <summary>Your price of tokens that overflow</summary>
    <p class="hint">What is above the capacity is billed by the token. That price is not on the provider's page: without yours, overflow is stated in tokens alone.</p>
    <div class="sizing-pair">
      ${textTemplate(context, "priceInput", "Input")} ${textTemplate(context, "priceOutput", "Output")} ${thinking ? textTemplate(context, "priceThinking", "Thinking output") : nothing}
      ${textTemplate(context, "per", "Prices are for", "tokens")}
    </div>
  </details>`;
}

function moreTemplate(context: FormContext): TemplateResult {
  const { inputs, set } = context;
  const id = idOf("week");
  return html`<details class="sizing-more">
    <summary>How the file is read</summary>
    ${selectTemplate(context, "rows", "A row is", [
      ["auto", "found out by itself"],
      ["requests", "a request"],
      ["minutes", "a minute"],
    ])}
    ${textTemplate(context, "timezone", "Time zone", "", "Of times without one, and of the hours of the week, such as +08:00; else the region's.")}
    <div class="sizing-pair">
      ${textTemplate(context, "from", "Count from", "", "A date or time.")} ${textTemplate(context, "to", "Count to", "", "The first moment that is not counted.")}
    </div>
    <label class="sizing-radio" for=${id}
      ><input id=${id} type="checkbox" .checked=${live(inputs.week)} @change=${(event: Event) => set({ week: (event.target as HTMLInputElement).checked })} /><span
        >Also plan which hours of the week to run</span
      ></label
    >
  </details>`;
}

function textTemplate(context: FormContext, input: TextInput, label: string, unit = "", hint = ""): TemplateResult {
  const id = idOf(input);
  return html`<div class="field">
    <label for=${id}>${label}${unit === "" ? nothing : html` <span class="unit">${unit}</span>`}</label>
    <input
      id=${id}
      class="input"
      type="text"
      autocomplete="off"
      spellcheck="false"
      .value=${live(context.inputs[input])}
      aria-invalid=${context.complaint?.input === input ? "true" : nothing}
      aria-describedby="${hint === "" ? "" : `${id}-hint`} ${described(context, input)}"
      @input=${(event: Event) => context.set({ [input]: (event.target as HTMLInputElement).value })}
    />
    ${hint === "" ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`} ${complaintTemplate(context, input)}
  </div>`;
}

function selectTemplate(context: FormContext, input: "region" | "model" | "rows", label: string, options: readonly (readonly [string, string])[]): TemplateResult {
  const id = idOf(input);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      class="input"
      aria-invalid=${context.complaint?.input === input ? "true" : nothing}
      aria-describedby=${described(context, input) || nothing}
      @change=${(event: Event) => context.set({ [input]: (event.target as HTMLSelectElement).value })}
    >
      ${options.map(([value, text]) => html`<option value=${value} .selected=${live(value === context.inputs[input])}>${text}</option>`)}
    </select>
    ${complaintTemplate(context, input)}
  </div>`;
}

function described(context: FormContext, input: keyof Inputs): string {
  return context.complaint?.input === input ? `${idOf(input)}-complaint` : "";
}

function complaintTemplate(context: FormContext, input: keyof Inputs): TemplateResult | typeof nothing {
  const { complaint } = context;
  if (complaint?.input !== input) return nothing;
  return html`<p class="problem problem-error sizing-complaint" id="${idOf(input)}-complaint" role="alert">${complaint.message}</p>`;
}
