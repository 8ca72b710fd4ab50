// What all fields of the form have in common, whatever is typed or chosen in them: where their drafts are kept, what describes
// them, and what stands below them.

import { html, nothing, type TemplateResult } from "lit-html";
import type { Actions } from "../actions";
import { idAt } from "../reduce";
import type { Draft, State } from "../state";
import type { Diagnostic, Field, Form } from "../types";
import { icon } from "./icons";
import { changeOf, fixWords, wantedOf, worded } from "./wording";

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

/** A number with more digits than this takes a line of its own. */
const mostDigits = 7;

/** The id of the control of a field, made of its path; paths repeat in the documents of a stream. */
export function fieldId(deployment: number, path: string): string {
  return `field-${deployment < 0 ? "all" : deployment}${path.replace(/[^\w]+/g, "-")}`;
}

/** The key of what was typed into a field; it stays when other deployments come and go. */
export function draftKey(f: Field, context: FieldContext): string {
  return `${context.deployment < 0 ? "all" : idAt(context.state, context.deployment)}:${f.id}`;
}

export function draftOf(f: Field, context: FieldContext): Draft | undefined {
  return context.state.drafts.get(draftKey(f, context));
}

/** What a field shows: what was typed last, else what the text has. */
export function shownValue(f: Field, context: FieldContext): string {
  return draftOf(f, context)?.value ?? f.value ?? "";
}

/** Which option holds: what was chosen last, else what is in force. */
export function chosenValue(f: Field, context: FieldContext): string {
  return draftOf(f, context)?.value || f.effective || f.value || "";
}

/** Sets a field; an emptied one is taken out of the text. */
export function setField(f: Field, context: FieldContext, value: string): void {
  const { deployment, actions } = context;
  const kind = value === "" ? "remove_field" : "set";
  const typed = f.kind === "number" || f.kind === "text";
  actions.change({ kind, deployment, field: f.id, value }, `${value === "" ? "clear" : "set"} ${f.label.toLowerCase()}`, draftKey(f, context), typed);
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

function hasProblem(f: Field, context: FieldContext): boolean {
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
  const stepped = f.kind === "number" && f.step !== null && f.step !== "1" && !f.step_text.startsWith(`+${grouped(f.step)}`);
  const steps = [stepped ? `Steps of ${grouped(f.step!)}` : "", f.step_text].filter(Boolean).join(" · ");
  const hidden = f.kind === "choice" || f.unit === "TPM" || (f.required && f.kind !== "number");
  return { help: f.help, hidden, steps };
}

/** Thousands separators, for reading. */
export function grouped(digits: string): string {
  return /^\d+$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, ",") : digits;
}

export function framed(f: Field, context: FieldContext, control: TemplateResult): TemplateResult {
  const long = f.kind === "number" && (f.value ?? f.effective).length > mostDigits;
  return html`<div class="field field-${f.kind} ${long ? "field-long" : ""}" data-field=${f.id}>
    <label for=${fieldId(context.deployment, f.path)}>${f.label}${f.unit && f.unit !== f.label.toLowerCase() ? html` <span class="unit">${f.unit}</span>` : nothing}${f.required ? nothing : optional(f)}</label>
    ${control} ${presets(f, context)} ${below(f, context)}
  </div>`;
}

export function optional(f: Field): TemplateResult | typeof nothing {
  return f.value === null && f.effective !== "" ? html` <span class="unit">default</span>` : nothing;
}

export function below(f: Field, context: FieldContext): TemplateResult {
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
    ${context.problems.map((d) => problem(d, context.state, context.actions))}
  </div>`;
}

/** One finding in short, as it stands at its field. */
export function problem(d: Diagnostic, state: State, actions: Actions): TemplateResult {
  const sign = d.severity === "error" ? "error" : d.severity === "warning" ? "alert" : "info";
  const { message, help } = worded(d, state);
  const change = changeOf(d, state);
  const wanted = wantedOf(d, state);
  return html`<p class="problem problem-${d.severity}">
    ${icon(sign)}<span><span class="visually-hidden">${d.severity}: </span>${message}${help ? html`<span class="problem-help">${help}</span>` : nothing}
      ${wanted ? html`<button type="button" class="button button-small" @click=${() => actions.showOwn(wanted)}>Enter your price</button>` : nothing}
      ${change ? html`<button type="button" class="button button-small" @click=${() => actions.apply([change], "apply a saving")}>Apply</button>` : nothing}
      ${d.fixes.map((fix) => html`<button type="button" class="button button-small" @click=${() => actions.fix(d, fix)}>${fixWords(fix.title)}</button>`)}</span
    >
  </p>`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
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
