// A choice of the form: side by side if the options are few, else a list that opens.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Field, Option } from "../types";
import { below, chosenValue, describedBy, fieldId, framed, invalid, optional, setField, type FieldContext } from "./frame";
import { plain } from "./wording";

/** The most choices that are laid out below each other instead of in a list that opens. */
export const sideBySide = 4;

export function choices(f: Field, context: FieldContext): TemplateResult {
  const id = fieldId(context.deployment, f.path);
  const value = chosenValue(f, context);
  const about = terms[value] ?? "";
  return html`<fieldset class="field field-choices" data-field=${f.id} aria-describedby=${describedBy(f, context)} ?disabled=${context.disabled}>
    <legend>${f.label}${optional(f)}</legend>
    <div class="choices">
      ${f.options.map((o) => {
        const reason = o.reason === "no price in the catalog" ? "" : plain(o.reason);
        const amount = amountOf(f, o, context);
        return html`<label class="choice ${o.disabled ? "choice-off" : ""}">
          <input
            type="radio"
            name=${id}
            id=${o.value === value ? id : nothing}
            value=${o.value}
            .checked=${live(o.value === value)}
            ?disabled=${o.disabled && o.value !== value}
            @change=${() => setField(f, context, o.value)}
          /><span class="choice-label">${o.label}${reason ? html`<span class="choice-detail">${reason}</span>` : nothing}</span>
          ${amount ? html`<span class="choice-amount">${amount}</span>` : nothing}
        </label>`;
      })}
    </div>
    ${about ? html`<p class="hint">${about}</p>` : nothing} ${below(f, context)}
  </fieldset>`;
}

/** What the plans are, where one is chosen. */
const terms: Readonly<Record<string, string>> = {
  ptu: "PTU: tokens per minute (TPM) set aside for you, billed by time whether used or not.",
  mu: "Model unit: hardware that runs one model for you, billed by time. The tokens that a unit serves are not published, so load-test it.",
  lora: "LoRA: a model that you fine-tuned with low-rank adaptation, billed by the token.",
  cu: "Compute unit: hardware for any model. The provider publishes no price.",
};

/**
 * What the deployment costs with an option, from the comparison of everything that it could be: the option in place of what
 * is chosen, all else as it is; of a plan the cheapest that it has here under the same payment.
 */
function amountOf(f: Field, o: Option, { state, deployment }: FieldContext): string {
  const { comparison } = state;
  if (o.disabled) return "";
  if (comparison?.matrix && comparison.revision === state.revision && comparison.deployment === deployment) {
    const { cells, columns } = comparison.matrix;
    const today = cells.find((c) => c.today);
    const column = columns.find((c) => c.id === today?.column);
    if (today && column) {
      const { plan, spec, payment } = column;
      const found = cells.filter((cell) => {
        const c = columns.find((each) => each.id === cell.column)!;
        switch (f.id) {
          case "region":
            return cell.region === o.value && c === column;
          case "plan":
            return cell.region === today.region && c.plan === o.value && c.payment === payment && (o.value !== plan || c === column);
          case "deploy_spec":
            return cell.region === today.region && c.plan === plan && c.spec === o.value && c.payment === payment;
          case "payment":
            return cell.region === today.region && c.plan === plan && c.spec === spec && c.payment === o.value;
        }
        return false;
      });
      const cell = found.find((c) => c.amount !== null && found.every((d) => d.amount === null || Number(c.amount) <= Number(d.amount))) ?? found[0];
      if (cell) return cell.amount_text ?? (cell.state === "needs" ? "" : cell.state_text);
    }
  }
  if (o.reason === "no price in the catalog") return "no price";
  return f.id === "payment" ? o.detail.replace(/ for .*/, "") : "";
}

export function selection(f: Field, context: FieldContext): TemplateResult {
  const value = chosenValue(f, context);
  const known = f.options.some((o) => o.value === value);
  return framed(
    f,
    context,
    html`<select
      id=${fieldId(context.deployment, f.path)}
      class="input"
      aria-describedby=${describedBy(f, context)}
      aria-invalid=${invalid(f, context)}
      ?disabled=${context.disabled}
      @change=${(event: Event) => setField(f, context, (event.target as HTMLSelectElement).value)}
    >
      ${known ? nothing : html`<option value=${value} .selected=${true}>${value || "choose"}</option>`}
      ${f.options.map(
        (o) =>
          html`<option value=${o.value} .selected=${live(o.value === value)} ?disabled=${o.disabled && o.value !== value}>
            ${[o.label, o.detail, o.reason].filter(Boolean).join(": ")}
          </option>`,
      )}
    </select>`,
  );
}
