// One field of the form, whatever it means: the engine says what it is called, what may stand in it, what one step more costs
// and what is wrong with it.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Field } from "../types";
import { choices, selection, sideBySide } from "./choices";
import { combobox } from "./combobox";
import { describedBy, draftKey, draftOf, fieldId, framed, grouped, invalid, setField, shownValue, type FieldContext } from "./frame";
import { icon } from "./icons";

export function field(f: Field, context: FieldContext): TemplateResult {
  switch (f.kind) {
    case "choice":
      return f.options.length <= sideBySide ? choices(f, context) : selection(f, context);
    case "model":
      return framed(f, context, combobox(f, context));
    default:
      return framed(f, context, entry(f, context));
  }
}

/** What a number shows: with thousands separators as long as nobody types there. */
function shownNumber(f: Field, context: FieldContext): string {
  const draft = draftOf(f, context);
  if (draft) return draft.value;
  const value = f.value ?? "";
  return context.state.focused === draftKey(f, context) ? value : grouped(value);
}

function entry(f: Field, context: FieldContext): TemplateResult {
  const number = f.kind === "number";
  const value = number ? shownNumber(f, context) : shownValue(f, context);
  const input = html`<input
    id=${fieldId(context.deployment, f.path)}
    class="input"
    type="text"
    inputmode=${number ? "decimal" : nothing}
    autocomplete="off"
    spellcheck="false"
    autocapitalize="off"
    .value=${live(value)}
    placeholder=${f.value === null && f.effective !== "" ? (number ? grouped(f.effective) : f.effective) : nothing}
    aria-describedby=${describedBy(f, context)}
    aria-invalid=${invalid(f, context)}
    ?disabled=${context.disabled}
    @input=${(event: Event) => setField(f, context, (event.target as HTMLInputElement).value)}
    @keydown=${(event: KeyboardEvent) => number && arrow(event, f, context)}
    @focus=${(event: Event) => {
      // The separators go, and with them what Tab has selected: all of it, for who types another number.
      context.actions.focusField(draftKey(f, context), true);
      if (number) (event.target as HTMLInputElement).select();
    }}
    @blur=${() => context.actions.focusField(draftKey(f, context), false)}
  />`;
  if (!number || (f.step_up === null && f.step_down === null)) return input;
  return html`<div class="stepper">
    ${step(f, context, f.step_down, "less", "down")} ${input} ${step(f, context, f.step_up, "add", "up")}
  </div>`;
}

function step(f: Field, context: FieldContext, to: string | null, sign: "less" | "add", word: string): TemplateResult {
  const label = to === null ? `${f.label}: no step ${word}` : `${f.label} ${word} to ${grouped(to)}`;
  return html`<button
    type="button"
    class="button button-icon step"
    aria-label=${label}
    title=${to === null ? nothing : `${grouped(to)}`}
    ?disabled=${context.disabled || to === null}
    @click=${() => to !== null && setField(f, context, to)}
  >
    ${icon(sign)}
  </button>`;
}

function arrow(event: KeyboardEvent, f: Field, context: FieldContext): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = event.key === "ArrowUp" ? f.step_up : event.key === "ArrowDown" ? f.step_down : null;
  if (to === null) return;
  event.preventDefault();
  setField(f, context, to);
}
