// How a finding is said to somebody who fills in the form: without the names of fields, commands and plans that only the text
// has. Beside the text the engine's own words stand, which speak of just these.

import type { Answer, State, WantedPrice } from "../state";
import type { Card, Diagnostic } from "../types";

/** What the findings of an answer are about, found in one look: a large document has as many findings as deployments. */
interface Index {
  readonly facts: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly cards: ReadonlyMap<string, readonly Card[]>;
}

const indices = new WeakMap<Answer, Index>();

function indexOf(answer: Answer): Index {
  let index = indices.get(answer);
  if (!index) {
    const facts = new Map<string, Readonly<Record<string, string>>>();
    for (const { code, path, line, values } of answer.view.facts) {
      const key = `${code} ${line} ${path}`;
      if (!facts.has(key)) facts.set(key, values);
    }
    const cards = new Map<string, Card[]>();
    for (const card of answer.form.deployments) {
      const same = cards.get(card.path);
      if (same) same.push(card);
      else cards.set(card.path, [card]);
    }
    index = { facts, cards };
    indices.set(answer, index);
  }
  return index;
}

/** The facts of a finding; none for most. */
export function factsOf(d: Diagnostic, { answer }: State): Readonly<Record<string, string>> {
  return (answer && indexOf(answer).facts.get(`${d.code} ${d.start.line} ${d.path}`)) ?? {};
}

/** What a finding says, and what can be done. */
export function worded(d: Diagnostic, state: State): { message: string; help: string } {
  if (state.tab === "yaml") return { message: capital(d.message), help: capital(d.help) };
  const name = titleAt(d, state);
  const v = factsOf(d, state);
  const of = name ? `${name} ` : "";
  if (v["more"]) return { message: capital(d.message), help: "" }; // stands for many
  const told = Object.keys(v).length > 0 || !factual.has(d.code);
  switch (told ? d.code : "") {
    case "CP501":
      return { message: `The total is ${v["total_text"]}, ${v["over_text"]} above the budget of ${v["limit_text"]}.`, help: "" };
    case "CP502":
      if (v["payment"] === "pay_as_you_go") return { message: `${of}costs ${v["saving_text"]} less paid by the hour, for ${v["length"]}: ${v["other_text"]} instead of ${v["now_text"]}.`, help: "Delete the deployment between uses: it is billed while it exists." };
      return { message: `${of}costs ${v["saving_text"]} less as a subscription of ${v["length"]}: ${v["other_text"]} instead of ${v["now_text"]}.`, help: "A subscription is paid in advance, whether it is used or not." };
    case "CP503": {
      const spec = v["deploy_spec"] ? ` on ${v["capacity"]} units of ${v["deploy_spec"]}` : "";
      const help = spec === "" ? "If it may run there." : "Load-test it first: the throughput of a model unit is not published and differs between specifications.";
      return { message: `${of}costs ${v["saving_text"]} less in ${v["region_name"]}${spec}: ${v["other_text"]} instead of ${v["now_text"]}.`, help };
    }
    case "CP301":
      return { message: `${v["model"] || "This model"} is not in the price list.`, help: "Choose a model from the list. For a model of your own, name the foundation model that it was tuned from." };
    case "CP302":
      return { message: `${v["model"]} is not offered in ${v["region_name"]}.`, help: `It is offered in ${v["where"]}.` };
    case "CP303": {
      const others = (v["choices"] ?? "").replace(/\b(ptu|mu|lora|cu)\b/g, (plan) => plans[plan]!);
      return { message: `${v["model"]} is not offered as ${plans[v["plan"] ?? ""] ?? v["plan"]} in ${v["region_name"]}.`, help: others === "" ? "Choose another model or region." : `Here it is offered as ${others}.` };
    }
    case "CP304":
      return { message: `${v["model"]} is not offered on ${v["deploy_spec"] || "this specification"} in ${v["region_name"]}.`, help: `It is offered on ${v["choices"]}.` };
    case "CP305":
      return { message: `${v["capacity"]} units are no multiple of ${v["bundle"]}, the number that ${v["deploy_spec"] || "this model"} is sold in.`, help: `Use ${v["choices"]}.` };
    case "CP306":
      return { message: `${v["capacity"]} units are more than one deployment may have.`, help: `The most here are ${v["most"]}; deploy the rest separately.` };
    case "CP307":
      return { message: `${v["model"]} has no throughput for thinking output in ${v["region_name"]}.`, help: "Leave it empty." };
    case "CP308":
      return { message: `${v["tpm"]} tokens a minute are no multiple of ${v["step"]}, which is what is priced; the rest is priced pro rata.`, help: `Use ${v["choices"]}.` };
    case "CP508":
      return { message: `${of}is paid for ${v["paid"]}, and the period has ${v["period"]}: the total has no cost for the rest.`, help: "Clear how long it is paid for to cover the whole period, or choose another period." };
    case "CP509":
      return { message: `${of}is paid for ${v["paid"]}, and the period has only ${v["period"]}: the total has costs of a longer time.`, help: "Enter less, or choose a longer period." };
    case "CP309":
      return { message: `${of}states no throughput, so the default is priced.`, help: "Write down how many tokens a minute it must carry." };
    case "CP310":
      return { message: `${v["model"] || "This deployment"} has no published price as ${plans[v["plan"] ?? ""] ?? v["plan"]} in ${v["region_name"]}.`, help: "If you have a price, enter it. Until then the total is a lower bound." };
    case "CP312":
      return { message: "Token billing takes only a model that was fine-tuned.", help: "Type the name of the tuned model, or choose another plan." };
    case "CP313":
      return { message: `${of}does not say how model units are billed, which the provider asks for.`, help: "" };
    case "CP315":
      return { message: `${of}states no capacity. The provider asks for one, though it has no effect on token billing.`, help: "" };
    case "CP506":
      return { message: `${of}is billed by token, and no tokens are given.`, help: "Enter how many tokens it reads and writes in the period." };
    default:
      return { message: capital(plain(d.message)), help: capital(plain(d.help)) };
  }
}

/** Findings that are worded by their facts; not all places where they are found have some. */
const factual = new Set(["CP302", "CP303", "CP304", "CP305", "CP306", "CP307", "CP308", "CP310", "CP508", "CP509"]);

const plans: Readonly<Record<string, string>> = {
  ptu: "provisioned throughput",
  mu: "model units",
  lora: "token billing",
  cu: "compute units",
};

const fields: Readonly<Record<string, string>> = {
  "estimate.payment": "the payment",
  "estimate.base_model": "the foundation model",
  "estimate.tokens": "the tokens",
  thinking_output_tpm: "thinking output",
  input_tpm: "input",
  output_tpm: "output",
  ptu_capacity: "the throughput",
  billing_method: "the billing method",
  deploy_spec: "the specification",
  model_name: "the model",
  base_model: "the foundation model",
  cancel_after_days: "days until cancellation",
  ordered_at: "the time of the order",
};

/** A sentence of the engine without the words of the text format and the command line. */
export function plain(text: string): string {
  return text
    .replace(/^costplan [^;,.]*[;,.]?\s*/, "")
    .replace(/ \(costplan [^)]*\)/g, "")
    .replace(/,? or use --region/g, "")
    .replace(/: use --region[^:]*/g, "")
    .replace(/\bplan (ptu|mu|lora|cu)\b/g, (_, plan: string) => plans[plan]!)
    .replace(/\b(ptu|mu|lora|cu), (?=\w+ or|\w+$)/g, (_, plan: string) => `${plans[plan]}, `)
    .replace(/\b(add|set|write) (?:estimate: )?\{?\s*([\w.]+): \{[^}]*\}+/g, (_, verb: string, key: string) => `${verb} ${fields[key] ?? key}`)
    .replace(/\b(add|set|write|use) ([\w.]+): ([\w.-]+)/g, (_, verb: string, key: string, value: string) => (fields[key] ? `${verb} ${fields[key]}: ${value}` : `choose ${value}`))
    .replace(/\b[a-z]+(?:[_.][a-z]+)+\b/g, (key) => fields[key] ?? key.replaceAll("_", " "))
    .trim();
}

/** What findings of one kind have in common, after their number. */
export function summary(code: string, message: string): string {
  switch (code) {
    case "CP502":
      return "deployments cost less with the other payment";
    case "CP503":
      return "deployments cost less elsewhere";
    case "CP308":
      return "throughputs are no whole pricing unit; they are priced pro rata";
    case "CP310":
      return "deployments have no price";
    case "CP313":
      return "deployments do not say how model units are billed";
    default:
      return `findings of this kind, the first: ${plain(message)}`;
  }
}

/** The title of a fix as a button has it. */
export function fixWords(title: string): string {
  return capital(plain(title));
}

/** What a saving would change; null for a finding that has nothing to apply. */
export function changeOf(d: Diagnostic, state: State): { deployment: number; fields: { field: string; value: string }[] } | null {
  const v = factsOf(d, state);
  const form = state.answer?.form;
  const card = form?.editable ? cardAt(d, state) : undefined;
  if (v["saving"] === undefined || !card?.editable) return null;
  const changed = (["region", "deploy_spec", "capacity", "payment"] as const).flatMap((field) => (v[field] ? [{ field, value: v[field] }] : []));
  return { deployment: card.deployment, fields: changed };
}

/** What a finding says has no price, so that one can be typed; null for another finding. */
export function wantedOf(d: Diagnostic, state: State): WantedPrice | null {
  if (d.code !== "CP310") return null;
  const { region = "", plan = "", model = "", deploy_spec = "", bundle = "", payment = "" } = factsOf(d, state);
  return plan === "" ? null : { region, plan, model, spec: deploy_spec, bundle, payment, item: "" };
}

/** The deployment that a finding is about: its path leads to it or into it; the documents of a stream have the same paths. */
function cardAt(d: Diagnostic, { answer }: State): Card | undefined {
  if (!answer) return undefined;
  const { cards } = indexOf(answer);
  for (let path = d.path; ; path = path.slice(0, path.lastIndexOf("/"))) {
    const card = cards.get(path)?.find((c) => d.start.line >= c.line && d.start.line <= c.end_line);
    if (card || path === "") return card;
  }
}

function titleAt(d: Diagnostic, state: State): string {
  return cardAt(d, state)?.title ?? "";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
