// What can be entered, and the question to the engine that it makes.

import type { OffersOffer, SizeWhat } from "../generated/module";
import type { Usage } from "./usage";

/** What has been entered: texts as they were typed. */
export interface Inputs {
  readonly source: "usage" | "averages";
  readonly usage: Usage | null;
  readonly rpm: string;
  readonly input: string;
  readonly output: string;
  readonly thinking: string;
  readonly cached: string;
  readonly region: string;
  readonly model: string;
  readonly goal: "coverage" | "overflow" | "cost";
  readonly coverage: string;
  readonly overflow: string;
  readonly priceInput: string;
  readonly priceOutput: string;
  readonly priceThinking: string;
  readonly per: string;
  readonly period: string;
  readonly rows: "auto" | "requests" | "minutes";
  readonly timezone: string;
  /** The model whose rows count, where the file has rows of several. */
  readonly trafficModel: string;
  readonly from: string;
  readonly to: string;
  readonly week: boolean;
}

/** The inputs that hold a text. */
export type TextInput = Exclude<keyof Inputs, "source" | "usage" | "goal" | "rows" | "week">;

/** What is wrong with the inputs, and with which of them. */
export interface Complaint {
  readonly input: keyof Inputs | null;
  readonly message: string;
}

export const blank: Inputs = {
  source: "usage",
  usage: null,
  rpm: "",
  input: "",
  output: "",
  thinking: "",
  cached: "",
  region: "",
  model: "",
  goal: "coverage",
  coverage: "99.9%",
  overflow: "0",
  priceInput: "",
  priceOutput: "",
  priceThinking: "",
  per: "1M",
  period: "30d",
  rows: "auto",
  timezone: "",
  trafficModel: "",
  from: "",
  to: "",
  week: false,
};

/** A model that has prices on plan ptu in a region. */
export interface Model {
  readonly region: string;
  readonly code: string;
  readonly family: string;
  /** Output in thinking mode has a price of its own. */
  readonly thinking: boolean;
}

/** The models that can be sized, in the order of the page. */
export function modelsOf(offers: readonly OffersOffer[]): Model[] {
  return offers
    .filter(({ plan, prices }) => plan === "ptu" && prices.length > 0)
    .map(({ family, model, prices, region }) => ({ region, code: model, family, thinking: prices.some(({ item }) => item === "thinking_output") }));
}

/** The inputs with a region and a model that belong together: the model stays if the region has it. */
export function settled(inputs: Inputs, models: readonly Model[]): Inputs {
  const region = models.some((model) => model.region === inputs.region) ? inputs.region : (models[0]?.region ?? "");
  const here = models.filter((model) => model.region === region);
  const model = here.some(({ code }) => code === inputs.model) ? inputs.model : (here[0]?.code ?? "");
  return { ...inputs, region, model };
}

/** The question that the inputs make, or what is missing of it. */
export function questionOf(inputs: Inputs, thinking: boolean): SizeWhat | Complaint {
  const { goal, model, region } = inputs;
  const missing = missingOf(inputs);
  if (missing) return missing;
  const common = { model, region, ...stated({ period: inputs.period, timezone: inputs.timezone }) };
  if (inputs.source === "averages") {
    const rates = stated({
      input_per_request: inputs.input,
      output_per_request: inputs.output,
      cached_per_request: inputs.cached,
      thinking_output_per_request: thinking ? inputs.thinking : "",
    });
    return { ...common, rates: { rpm: inputs.rpm.trim(), ...rates } };
  }
  const prices = stated({ input: inputs.priceInput, output: inputs.priceOutput, thinking_output: thinking ? inputs.priceThinking : "" });
  const { from, to, usage } = inputs;
  return {
    ...common,
    ...(usage && { traffic: usage.file }),
    ...(goal === "coverage" && { coverage: [percent(inputs.coverage)] }),
    ...(goal === "overflow" && { max_overflow: inputs.overflow.trim() }),
    ...(goal === "cost" && { minimise: "cost" as const }),
    ...(Object.keys(prices).length > 0 && { on_demand: { ...prices, per: inputs.per.trim() || blank.per } }),
    ...(inputs.rows !== "auto" && { rows: inputs.rows }),
    ...stated({ traffic_model: inputs.trafficModel }),
    ...(from.trim() + to.trim() !== "" && { window: `${from.trim()}..${to.trim()}` }),
    ...(inputs.week && { schedule: true }),
  };
}

function missingOf(inputs: Inputs): Complaint | null {
  if (inputs.model === "") return { input: "model", message: "Choose a model." };
  if (inputs.source === "averages") {
    if (inputs.rpm.trim() === "") return { input: "rpm", message: "State how many requests come in a minute." };
    if (inputs.input.trim() + inputs.output.trim() === "") return { input: "input", message: "State the tokens of a request." };
    return null;
  }
  if (!inputs.usage) return { input: "usage", message: "Choose a file of usage first, or enter averages." };
  if (inputs.goal === "coverage" && inputs.coverage.trim() === "") return { input: "coverage", message: "State the share of the minutes to cover." };
  if (inputs.goal === "overflow" && inputs.overflow.trim() === "") return { input: "overflow", message: "State how many tokens may overflow." };
  if (inputs.goal === "cost" && [inputs.priceInput, inputs.priceOutput, inputs.priceThinking].every((price) => price.trim() === "")) {
    return { input: "priceInput", message: "The least cost needs your own price of the tokens that overflow: the provider's page has none." };
  }
  return null;
}

/** The members that hold more than blanks. */
function stated<K extends string>(members: Readonly<Record<K, string>>): Partial<Record<K, string>> {
  const kept = Object.entries<string>(members).filter(([, text]) => text.trim() !== "");
  return Object.fromEntries(kept.map(([name, text]) => [name, text.trim()])) as Partial<Record<K, string>>;
}

function percent(text: string): string {
  return text.trim().endsWith("%") ? text.trim() : `${text.trim()}%`;
}

/** Inputs by what the engine calls them. */
const inputsByPath: Readonly<Record<string, keyof Inputs>> = {
  "rates.rpm": "rpm",
  "rates.input_per_request": "input",
  "rates.output_per_request": "output",
  "rates.cached_per_request": "cached",
  "rates.thinking_output_per_request": "thinking",
  "on_demand.input": "priceInput",
  "on_demand.output": "priceOutput",
  "on_demand.thinking_output": "priceThinking",
  "on_demand.per": "per",
  coverage: "coverage",
  max_overflow: "overflow",
  model: "model",
  region: "region",
  period: "period",
  timezone: "timezone",
  window: "from",
  traffic_model: "trafficModel",
  traffic: "usage",
  columns: "usage",
  dates: "usage",
};

/** What the engine refused, at the input that it speaks of. */
export function complaintOf(message: string, help: string): Complaint {
  const found = /^([a-z_.]+)(?:\[\d+\])?: ([\s\S]+)$/.exec(message);
  const input = found && inputsByPath[found[1] ?? ""];
  const said = input ? (found[2] ?? message) : message;
  return { input: input ?? null, message: sentence(help === "" ? said : `${said}; ${help}`) };
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");
}
