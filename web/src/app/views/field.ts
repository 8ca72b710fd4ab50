// One field of the form, whatever it means: the engine says what it is called, what may stand in it, what one step more costs
// and what is wrong with it.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions";
import type { Draft, State } from "../store";
import type { Diagnostic, Field, Form } from "../types";
import { combobox } from "./combobox";
import { icon } from "./icons";

/** What a field is drawn with. */
export interface FieldContext {
  readonly state: State;
  readonly actions: Actions;
  /** The deployment that it belongs to; -1 for the document. */
  readonly deployment: number;
  /** What is wrong with it. */
  readonly problems: readonly Diagnostic[];
  readonly options: Form["option_sets"];
  readonly disabled: boolean;
}

/** The most choices that are laid out side by side instead of in a list that opens. */
const sideBySide = 4;

/** A detail up to this length stands in the choice itself. */
const briefDetail = 28;

/** A number with more digits than this takes a line of its own. */
const mostDigits = 7;

/** The id of the control of a field, made of its path; paths repeat in the documents of a stream. */
export function fieldId(deployment: number, path: string): string {
  return `field-${deployment < 0 ? "all" : deployment}${path.replace(/[^\w]+/g, "-")}`;
}

/** The key of what was typed into a field; paths repeat in the documents of a stream. */
export function draftKey(f: Field, context: FieldContext): string {
  return `${context.deployment}:${f.path}`;
}

function draftOf(f: Field, context: FieldContext): Draft | undefined {
  return context.state.drafts.get(draftKey(f, context));
}

/** What a field shows: what was typed last, else what the text has. */
export function shownValue(f: Field, context: FieldContext): string {
  return draftOf(f, context)?.value ?? f.value ?? "";
}

/** The same for a number: with thousands separators as long as nobody types there. */
function shownNumber(f: Field, context: FieldContext): string {
  const draft = draftOf(f, context);
  if (draft) return draft.value;
  const value = f.value ?? "";
  return context.state.focused === draftKey(f, context) ? value : grouped(value);
}

/** Which option holds: what was chosen last, else what is in force. */
function chosenValue(f: Field, context: FieldContext): string {
  return draftOf(f, context)?.value || f.effective || f.value || "";
}

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

/** Sets a field; an emptied one is taken out of the text. */
export function setField(f: Field, context: FieldContext, value: string): void {
  const { deployment, actions } = context;
  const kind = value === "" ? "remove_field" : "set";
  actions.change({ kind, deployment, field: f.id, value }, `${value === "" ? "clear" : "set"} ${f.label.toLowerCase()}`, draftKey(f, context));
}

/** The ids of what describes a field, for aria-describedby. */
export function describedBy(f: Field, context: FieldContext): string | typeof nothing {
  const id = fieldId(context.deployment, f.path);
  const ids: string[] = [];
  const { help, steps } = hint(f);
  if (help || steps) ids.push(`${id}-hint`);
  if (hasProblem(f, context)) ids.push(`${id}-problem`);
  return ids.length > 0 ? ids.join(" ") : nothing;
}

export function hasProblem(f: Field, context: FieldContext): boolean {
  return context.problems.length > 0 || (draftOf(f, context)?.error ?? "") !== "";
}

export function invalid(f: Field, context: FieldContext): "true" | typeof nothing {
  const refused = (draftOf(f, context)?.error ?? "") !== "";
  return refused || context.problems.some((d) => d.severity === "error") ? "true" : nothing;
}

/**
 * What is said below a field: its step and what one step more costs, and its help. What a choice, a name or a model is needs
 * no words below it, so that help is for who cannot see what stands around it.
 */
function hint(f: Field): { help: string; hidden: boolean; steps: string } {
  const steps = [f.kind === "number" && f.step !== null && f.step !== "1" ? `Steps of ${grouped(f.step)}` : "", f.step_text].filter(Boolean).join(" · ");
  const hidden = f.kind === "choice" || (f.required && f.kind !== "number");
  return { help: f.help, hidden, steps };
}

/** Thousands separators, for reading. */
function grouped(digits: string): string {
  return /^\d+$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, ",") : digits;
}

function framed(f: Field, context: FieldContext, control: TemplateResult): TemplateResult {
  const long = f.kind === "number" && (f.value ?? f.effective).length > mostDigits;
  return html`<div class="field field-${f.kind} ${long ? "field-long" : ""}" data-field=${f.id}>
    <label for=${fieldId(context.deployment, f.path)}>${f.label}${f.unit && f.unit !== f.label.toLowerCase() ? html` <span class="unit">${f.unit}</span>` : nothing}${f.required ? nothing : optional(f)}</label>
    ${control} ${presets(f, context)} ${below(f, context)}
  </div>`;
}

function optional(f: Field): TemplateResult | typeof nothing {
  return f.value === null && f.effective !== "" ? html` <span class="unit">default</span>` : nothing;
}

function below(f: Field, context: FieldContext): TemplateResult {
  const id = fieldId(context.deployment, f.path);
  const { help, hidden, steps } = hint(f);
  return html`${help || steps
    ? html`<p class=${hidden && !steps ? "visually-hidden" : "hint"} id="${id}-hint">
        ${help ? html`<span class=${hidden ? "visually-hidden" : nothing}>${help} </span>` : nothing}${steps ? html`<span class="steps">${steps}</span>` : nothing}
      </p>`
    : nothing}${problems(f, context)}`;
}

function problems(f: Field, context: FieldContext): TemplateResult | typeof nothing {
  if (!hasProblem(f, context)) return nothing;
  const refused = draftOf(f, context)?.error ?? "";
  return html`<div class="problems" id="${fieldId(context.deployment, f.path)}-problem">
    ${refused ? html`<p class="problem problem-error">${icon("error")}<span>${refused}</span></p>` : nothing}
    ${context.problems.map((d) => problem(d, context.actions))}
  </div>`;
}

/** One finding in short, as it stands at its field. */
export function problem(d: Diagnostic, actions: Actions): TemplateResult {
  const sign = d.severity === "error" ? "error" : d.severity === "warning" ? "alert" : "info";
  return html`<p class="problem problem-${d.severity}">
    ${icon(sign)}<span><span class="visually-hidden">${d.severity}: </span>${d.message}${d.help ? html`<span class="problem-help">${d.help}</span>` : nothing}
      ${d.fixes.map((fix) => html`<button type="button" class="button button-small" @click=${() => actions.fix(d, fix)}>${capital(fix.title)}</button>`)}</span
    >
  </p>`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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

function presets(f: Field, context: FieldContext): TemplateResult | typeof nothing {
  if (f.presets.length === 0) return nothing;
  return html`<div class="presets" role="group" aria-label="${f.label}: common values">
    ${f.presets.map(
      (preset) => html`<button
        type="button"
        class="chip"
        aria-pressed=${preset.active ? "true" : "false"}
        ?disabled=${context.disabled}
        @click=${() => context.actions.change(preset.change, `set ${f.label.toLowerCase()}`, draftKey(f, context))}
      >
        ${preset.label}
      </button>`,
    )}
  </div>`;
}

function choices(f: Field, context: FieldContext): TemplateResult {
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

function selection(f: Field, context: FieldContext): TemplateResult {
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
