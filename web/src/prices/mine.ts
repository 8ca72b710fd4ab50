// The visitor's own prices: discounts and single prices as a form, each entry with what it changes, and the same as the text of an
// overlay. The engine writes and checks the text.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { chooseFile, download } from "../app/files";
import { ownFile, ownName } from "../app/own";
import type { WantedPrice } from "../app/state";
import type { Engine } from "../engine/client";
import { EngineError } from "../engine/error";
import type { OverlayChange, OverlayEdit } from "../generated/module";
import type { Offer } from "./rows";

export interface MineProps {
  readonly own: string;
  readonly ownError: string;
  readonly wanted: WantedPrice | null;
}

/** What can be done with them outside of this part. */
export interface MineActions {
  use(own: string, label: string): void;
}

/** What the form knows of the list. */
export interface Known {
  readonly offers: readonly Offer[];
  readonly regions: ReadonlyMap<string, string>;
}

type Discount = Record<"region" | "plan" | "model" | "payment" | "value", string>;

const noDiscount: Discount = { region: "", plan: "", model: "", payment: "", value: "" };
const noPrice: WantedPrice & { value: string } = { region: "", plan: "mu", model: "", spec: "", bundle: "", payment: "pay_as_you_go", item: "", value: "" };

const plans = [
  ["ptu", "Provisioned throughput (PTU)"],
  ["mu", "Model units (MU)"],
  ["lora", "Tokens of a tuned model (LoRA)"],
  ["cu", "Compute units (CU)"],
] as const;
const payments = [
  ["pay_as_you_go", "Pay as you go"],
  ["subscription", "Subscription"],
] as const;
const items = [
  ["input", "Input"],
  ["output", "Output"],
  ["thinking_output", "Thinking output"],
] as const;

/** The state of the section; `draw` is called when it has changed. */
export class Mine {
  #props: MineProps;
  #changes: readonly OverlayChange[] = [];
  #discount = noDiscount;
  #price = noPrice;
  /** What is wrong, and with which part. */
  #error: { readonly part: "discount" | "price" | "text" | "entries"; readonly message: string } | null = null;
  #text: string | null = null;
  /** Whether the forms are shown. */
  #unfolded = false;

  constructor(
    readonly engine: Engine,
    props: MineProps,
    readonly actions: MineActions,
    readonly draw: () => void,
    readonly signal: AbortSignal,
  ) {
    this.#props = props;
    this.#want(props.wanted);
    void this.#check();
  }

  update(props: MineProps): void {
    const before = this.#props;
    this.#props = props;
    if (props.wanted !== before.wanted) this.#want(props.wanted);
    if (props.own !== before.own) {
      this.#text = null;
      this.#error = null;
      void this.#check();
    }
    this.draw();
    if (props.wanted !== before.wanted) {
      const field = document.getElementById("own-price-value");
      field?.focus();
      field?.scrollIntoView({ block: "center" });
    }
  }

  #want(wanted: WantedPrice | null): void {
    if (wanted) this.#unfolded = true;
    if (wanted) this.#price = { ...noPrice, ...wanted, item: wanted.item || (wanted.plan === "mu" || wanted.plan === "cu" ? "" : "input") };
  }

  async #check(): Promise<void> {
    const { own } = this.#props;
    if (own === "") {
      this.#changes = [];
      return this.draw();
    }
    try {
      const { changes } = await this.engine.call("overlay", { overlays: [], files: [ownFile(own)] }, { signal: this.signal });
      if (this.#props.own !== own) return;
      this.#changes = changes;
    } catch {
      return; // the page says what is wrong with the engine
    }
    this.draw();
  }

  /** Writes an entry, and puts the text in force if it is right. */
  async #edit(part: "discount" | "price" | "entries", edit: OverlayEdit, label: string): Promise<boolean> {
    return this.#take(part, () => this.engine.call("overlay", { overlays: [], files: [ownFile(this.#props.own)], edit }, { signal: this.signal }), null, label);
  }

  async #take(
    part: "discount" | "price" | "text" | "entries",
    ask: () => Promise<{ text?: string; lint: { diagnostics: readonly { start: { line: number }; message: string; help: string }[] } }>,
    whole: string | null,
    label: string,
  ): Promise<boolean> {
    try {
      const { lint, text } = await ask();
      const [wrong] = lint.diagnostics;
      if (wrong) return this.#refuse(part, `${whole === null ? "" : `line ${wrong.start.line}: `}${wrong.message}`, wrong.help);
      this.#error = null;
      this.actions.use(whole ?? text ?? "", label);
      return true;
    } catch (error) {
      if (this.signal.aborted) return false;
      return this.#refuse(part, error instanceof Error ? error.message : String(error), error instanceof EngineError ? error.help : "");
    }
  }

  #refuse(part: "discount" | "price" | "text" | "entries", message: string, help: string): false {
    const hint = /^costplan |overlay/.test(help) ? "" : help;
    this.#error = { part, message: capital(hint ? `${message}; ${hint}` : message) };
    this.draw();
    return false;
  }

  async #addDiscount(): Promise<void> {
    if (await this.#edit("discount", { kind: "discount", ...stated(this.#discount) }, "add a discount")) this.#discount = noDiscount;
    this.draw();
  }

  async #addPrice(): Promise<void> {
    const { plan, spec, bundle, item, payment, ...rest } = this.#price;
    const units = plan === "mu" || plan === "cu";
    const unknown = plan === "mu" && !this.#specs.includes(spec);
    const edit = {
      ...rest,
      plan,
      spec: plan === "mu" && !unknown ? spec : "",
      bundle: unknown ? bundle : "",
      payment: plan === "lora" ? "" : payment,
      item: units ? "" : item,
    };
    if (await this.#edit("price", { kind: "price", ...stated(edit) }, "enter a price")) this.#price = { ...this.#price, value: "" };
    this.draw();
  }

  async #useText(): Promise<void> {
    const text = (this.#text ?? this.#props.own).trim() === "" ? "" : (this.#text ?? this.#props.own);
    if (text === "") this.actions.use("", "remove my prices");
    else await this.#take("text", () => this.engine.call("overlay", { overlays: [], files: [ownFile(text)] }, { signal: this.signal }), text, "edit my prices");
  }

  async #open(): Promise<void> {
    const file = await chooseFile();
    if (!file) return;
    this.#text = await file.text();
    this.draw();
    await this.#useText();
  }

  #known: Known = { offers: [], regions: new Map() };

  /** Of the model and region of the price. */
  get #specs(): string[] {
    const { region, model } = this.#price;
    return [...new Set(this.#known.offers.filter((o) => o.plan === "mu" && o.spec !== "" && o.region === region && o.model === model).map((o) => o.spec))];
  }

  template(known: Known): TemplateResult {
    this.#known = known;
    const { own, ownError } = this.#props;
    return html`<section class="own" aria-labelledby="own-title">
      <h2 id="own-title" tabindex="-1">My prices</h2>
      <p class="prices-lead">What your contract says, on top of the list. Every amount, comparison, link and export then uses it, and shows the list price beside.</p>
      ${ownError ? html`<p class="note note-warning">${ownError}</p>` : nothing}
      ${own === "" ? html`<p class="quiet">List prices are in force: nothing of your own is entered.</p>` : this.#entries()}
      <details class="own-add" .open=${this.#unfolded} @toggle=${(event: Event) => (this.#unfolded = (event.target as HTMLDetailsElement).open)}>
        <summary>Add a discount or a price</summary>
        <div class="own-forms">${this.#discountForm()} ${this.#priceForm()}</div>
        ${this.#textForm()}
      </details>
    </section>`;
  }

  #entries(): TemplateResult {
    const groups = new Map<string, string[]>();
    for (const { path, text } of this.#changes) groups.set(path, [...(groups.get(path) ?? []), text.replace(" -> ", " → ")]);
    return html`<ul class="own-entries">
        ${[...groups].map(
          ([path, texts]) => html`<li>
            <div>${texts.map((text) => html`<p>${text}</p>`)}</div>
            <button type="button" class="button button-small" aria-label="Remove: ${texts[0]!}" @click=${() => void this.#edit("entries", { kind: "remove", path }, "remove an entry")}>Remove</button>
          </li>`,
        )}
      </ul>
      ${this.#said("entries")}
      <p class="own-tools">
        <button type="button" class="button" @click=${() => this.actions.use("", "remove my prices")}>Remove all</button>
        <button type="button" class="button" @click=${() => download(ownName, "application/yaml", this.#props.own)}>Download as a file</button>
      </p>`;
  }

  #said(part: string): TemplateResult | typeof nothing {
    return this.#error?.part === part ? html`<p class="own-error" role="alert">${this.#error.message}</p>` : nothing;
  }

  #discountForm(): TemplateResult {
    const d = this.#discount;
    const set = (name: keyof Discount) => (value: string) => {
      this.#discount = { ...this.#discount, [name]: value };
      this.draw();
    };
    return html`<form class="own-form" aria-labelledby="own-discount-title" @submit=${submitted(() => void this.#addDiscount())}>
      <h3 id="own-discount-title">A discount</h3>
      ${typed("own-discount-value", "Percent off", d.value, set("value"), { mode: "decimal", placeholder: "15" })}
      ${chosen("own-discount-plan", "Plan", d.plan, [["", "all plans"], ...plans], set("plan"))}
      ${typed("own-discount-model", "Models", d.model, set("model"), { placeholder: "all; qwen* for those that begin so", list: "own-models" })}
      ${chosen("own-discount-payment", "Payment", d.payment, [["", "any payment"], ...payments], set("payment"))}
      ${chosen("own-discount-region", "Region", d.region, [["", "all regions"], ...this.#known.regions], set("region"))}
      ${this.#said("discount")}
      <button type="submit" class="button button-primary">Add the discount</button>
    </form>`;
  }

  #priceForm(): TemplateResult {
    const p = this.#price;
    const { offers, regions } = this.#known;
    const set = (name: keyof typeof p) => (value: string) => {
      this.#price = { ...this.#price, [name]: value };
      if (name === "plan" && (value === "ptu" || value === "lora") && this.#price.item === "") this.#price = { ...this.#price, item: "input" };
      this.draw();
    };
    const specs = this.#specs;
    const region = p.region || [...regions.keys()][0] || "";
    if (p.region === "") this.#price = { ...p, region };
    const unit = unitOf(p, specs, offers);
    return html`<form class="own-form" aria-labelledby="own-price-title" @submit=${submitted(() => void this.#addPrice())}>
      <h3 id="own-price-title">A single price</h3>
      ${typed("own-price-value", "Price", p.value, set("value"), { mode: "decimal", unit })}
      ${chosen("own-price-plan", "Plan", p.plan, plans, set("plan"))}
      ${typed("own-price-model", "Model", p.model, set("model"), { list: "own-models" })}
      ${chosen("own-price-region", "Region", region, [...regions], set("region"))}
      ${p.plan === "mu" && specs.length > 0 ? chosen("own-price-spec", "Specification", p.spec, [["", "choose"], ...specs.map((s) => [s, s] as const)], set("spec")) : nothing}
      ${p.plan === "mu" && p.model !== "" && specs.length === 0 ? typed("own-price-bundle", "Units that the price covers", p.bundle, set("bundle"), { mode: "numeric" }) : nothing}
      ${p.plan === "lora" ? nothing : chosen("own-price-payment", "Payment", p.payment, payments, set("payment"))}
      ${p.plan === "ptu" || p.plan === "lora" ? chosen("own-price-item", "For", p.item, items, set("item")) : nothing}
      ${this.#said("price")}
      <button type="submit" class="button button-primary">Set the price</button>
      <datalist id="own-models">
        ${[...new Set(offers.map((o) => o.model))].map((model) => html`<option value=${model}></option>`)}
      </datalist>
    </form>`;
  }

  #textForm(): TemplateResult {
    const text = this.#text ?? this.#props.own;
    return html`<details class="own-text">
      <summary>The same as text, or from a file</summary>
      <label for="own-text" class="visually-hidden">My prices as text</label>
      <textarea
        id="own-text"
        class="input mono"
        rows="10"
        spellcheck="false"
        placeholder="source: contract of May 2026&#10;discounts:&#10;  - {percent: 10, plans: [ptu]}"
        .value=${live(text)}
        @input=${(event: Event) => {
          this.#text = (event.target as HTMLTextAreaElement).value;
        }}
      ></textarea>
      ${this.#said("text")}
      <p class="own-tools">
        <button type="button" class="button" @click=${() => void this.#useText()}>Use this text</button>
        <button type="button" class="button" @click=${() => void this.#open()}>Open a file</button>
      </p>
    </details>`;
  }
}

/** What the typed price is for: "USD for 4 MU1 units an hour". */
function unitOf(p: WantedPrice, specs: readonly string[], offers: readonly Offer[]): string {
  const during = p.payment === "subscription" ? (p.plan === "ptu" ? "a day" : "a month") : "an hour";
  switch (p.plan) {
    case "ptu":
      return `for ${p.item === "input" ? "10,000" : "1,000"} TPM ${during}`;
    case "lora":
      return "for 1,000 tokens";
    case "cu":
      return `for a compute unit ${during}`;
  }
  const offer = offers.find((o) => o.plan === "mu" && o.model === p.model && o.region === p.region && o.spec === p.spec);
  if (specs.length > 0 && offer) return `for ${offer.bundle} ${offer.spec} ${offer.bundle === "1" ? "unit" : "units"} ${during}`;
  return `for the bundle ${during}`;
}

/** The members that say something. */
function stated<T extends Record<string, string>>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value.trim() !== "")) as Partial<T>;
}

function submitted(run: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    run();
  };
}

function typed(
  id: string,
  label: string,
  value: string,
  set: (value: string) => void,
  { mode, placeholder = "", list, unit = "" }: { mode?: string; placeholder?: string; list?: string; unit?: string } = {},
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}${unit ? html` <span class="unit">${unit}</span>` : nothing}</label>
    <input
      id=${id}
      class="input"
      type="text"
      autocomplete="off"
      spellcheck="false"
      inputmode=${mode ?? nothing}
      list=${list ?? nothing}
      placeholder=${placeholder}
      .value=${live(value)}
      @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
    />
  </div>`;
}

function chosen(id: string, label: string, value: string, options: readonly (readonly [string, string])[], set: (value: string) => void): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} class="input" @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}>
      ${options.map(([each, text]) => html`<option value=${each} .selected=${live(each === value)}>${text}</option>`)}
    </select>
  </div>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
