// A choice of the form: side by side if the options are few, else a list that opens.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Field } from "../types";
import { below, chosenValue, describedBy, fieldId, framed, invalid, optional, setField, type FieldContext } from "./frame";

/** The most choices that are laid out side by side instead of in a list that opens. */
export const sideBySide = 4;

/** A detail up to this length stands in the choice itself. */
const briefDetail = 28;

export function choices(f: Field, context: FieldContext): TemplateResult {
  const id = fieldId(context.deployment, f.path);
  const value = chosenValue(f, context);
  const reasons = f.options.filter((o) => o.reason !== "");
  const chosen = f.options.find((o) => o.value === value);
  const brief = f.options.every((o) => o.detail.length <= briefDetail);
  return html`<fieldset class="field field-choices" data-field=${f.id} aria-describedby=${describedBy(f, context)} ?disabled=${context.disabled}>
    <legend>${f.label}${optional(f)}</legend>
    <div class="choices">
      ${f.options.map(
        (o) => html`<label class="choice ${o.disabled ? "choice-off" : ""}">
          <input
            type="radio"
            name=${id}
            id=${o.value === value ? id : nothing}
            value=${o.value}
            .checked=${live(o.value === value)}
            ?disabled=${o.disabled && o.value !== value}
            aria-describedby=${o.reason ? `${id}-reasons` : nothing}
            @change=${() => setField(f, context, o.value)}
          /><span>${o.label}${brief && o.detail ? html`<span class="choice-detail">${o.detail}</span>` : nothing}</span>
        </label>`,
      )}
    </div>
    ${!brief && chosen?.detail ? html`<p class="hint">${chosen.detail}</p>` : nothing}
    ${reasons.length > 0
      ? html`<ul class="hint reasons" id="${id}-reasons">
          ${reasons.map((o) => html`<li><b>${o.label}</b>: ${o.reason}</li>`)}
        </ul>`
      : nothing}
    ${below(f, context)}
  </fieldset>`;
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
