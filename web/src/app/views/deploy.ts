// The left: what you deploy, as a form or as text. Both show the same document.

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import { idAt, pageSize } from "../reduce";
import type { State, Tab } from "../state";
import type { Card, Diagnostic, Field, Form } from "../types";
import { field } from "./field";
import { grouped, problem, type FieldContext } from "./frame";
import { hosted, type Mount } from "./hosted";
import { icon } from "./icons";
import { pager } from "./pager";

const tabs: readonly { id: Tab; label: string }[] = [
  { id: "form", label: "Form" },
  { id: "yaml", label: "YAML" },
];

/** What the text editor is given. */
export interface EditorProps {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly answered: string | null;
  readonly theme: State["theme"];
}

export function deploy(state: State, actions: Actions, editor: Mount<EditorProps> | null): TemplateResult {
  return html`<section class="pane pane-deploy" aria-labelledby="deploy-title" id="deploy" tabindex="-1">
    <div class="pane-head">
      <h2 id="deploy-title">What you deploy</h2>
      <button type="button" class="button button-quiet" title=${state.file} @click=${() => actions.openDialog({ kind: "start" })}>${icon("file")}<span>Open or new</span></button>
    </div>
    <div class="tabs">
      <div role="tablist" aria-label="What you deploy">
      ${tabs.map(
        ({ id, label }) => html`<button
          type="button"
          role="tab"
          id="tab-${id}"
          aria-selected=${state.tab === id ? "true" : "false"}
          aria-controls="panel-${id}"
          tabindex=${state.tab === id ? "0" : "-1"}
          @click=${() => actions.showTab(id)}
          @keydown=${(event: KeyboardEvent) => tabKeys(event, actions)}
        >
          ${label}
        </button>`,
      )}
      </div>
      <div class="steps" role="group" aria-label="Changes">${steps(state, actions)}</div>
    </div>
    <p class="visually-hidden file-name">${state.file}</p>
    <div class="tab-panel" role="tabpanel" id="panel-form" aria-labelledby="tab-form" ?hidden=${state.tab !== "form"}>
      ${state.tab === "form" ? formPanel(state, actions) : nothing}
    </div>
    <div class="tab-panel panel-yaml" role="tabpanel" id="panel-yaml" aria-labelledby="tab-yaml" ?hidden=${state.tab !== "yaml"}>
      ${state.tab === "yaml" && editor ? html`<div class="editor-host" ${hosted(editor, editorProps(state))}></div>` : nothing}
    </div>
  </section>`;
}

function steps(state: State, actions: Actions): TemplateResult {
  const last = state.history.past.at(-1);
  const next = state.history.future.at(-1);
  return html`<button
      type="button"
      class="button button-icon button-quiet"
      data-key="undo"
      aria-label="Undo"
      title=${last ? `Undo: ${last.label} (Ctrl+Z)` : "Nothing to undo"}
      ?disabled=${!last && state.pending === 0}
      @click=${() => actions.undo()}
    >
      ${icon("undo")}
    </button>
    <button
      type="button"
      class="button button-icon button-quiet"
      data-key="redo"
      aria-label="Redo"
      title=${next ? `Redo: ${next.label} (Ctrl+Shift+Z)` : "Nothing to redo"}
      ?disabled=${!next}
      @click=${() => actions.redo()}
    >
      ${icon("redo")}
    </button>`;
}

let lastProps: EditorProps | undefined;

/** The same object as long as nothing in it changed, so that the editor is left alone. */
function editorProps(state: State): EditorProps {
  const next = { text: state.text, diagnostics: state.answer?.diagnostics ?? [], answered: state.answer?.text ?? null, theme: state.theme };
  const last = lastProps;
  if (last && last.text === next.text && last.diagnostics === next.diagnostics && last.theme === next.theme) return last;
  return (lastProps = next);
}

function tabKeys(event: KeyboardEvent, actions: Actions): void {
  const to = { ArrowLeft: "form", ArrowRight: "yaml", Home: "form", End: "yaml" }[event.key] as Tab | undefined;
  if (to === undefined) return;
  event.preventDefault();
  actions.showTab(to);
  document.getElementById(`tab-${to}`)?.focus();
}

function formPanel(state: State, actions: Actions): TemplateResult {
  const answer = state.answer;
  if (answer === null) {
    return html`<p class="quiet" data-wait>
      ${state.engine.status === "failed" ? "The form needs the calculator, which could not be started. The text can still be edited under YAML." : "The form is being made of your document."}
    </p>`;
  }
  const { form } = answer;
  if (!form.editable) {
    return html`<div class="note note-warning" data-not-editable>
      <p>${form.reason || "This document can only be edited as text."}</p>
      ${form.document.map((f) => field(f, { state, actions, deployment: -1, problems: [], options: form.option_sets, disabled: state.engine.status === "failed" }))}
      <button type="button" class="button" @click=${() => actions.showTab("yaml")}>${icon("edit")}<span>Edit the text</span></button>
    </div>`;
  }
  const disabled = state.engine.status === "failed";
  const first = Math.floor(state.selected / pageSize) * pageSize;
  const cards = form.deployments.slice(first, first + pageSize);
  const sorted = sortProblems(form, cards, answer.diagnostics);
  return html`<form class="form" autocomplete="off" @submit=${(event: Event) => event.preventDefault()}>
    ${documentCard(form, state, actions, sorted, disabled)}
    ${repeat(
      cards,
      (card) => idAt(state, card.deployment),
      (card) => cardView(card, form, state, actions, sorted, disabled),
    )}
    ${pager(form.deployments.length, Math.floor(state.selected / pageSize), "Deployments", (page) => actions.select(page * pageSize))}
    ${form.can_add
      ? html`<button type="button" class="button add" data-key="add" ?disabled=${disabled} @click=${() => actions.add()}>${icon("add")}<span>Add a deployment</span></button>`
      : nothing}
  </form>`;
}

/** What holds for all deployments; closed, it says what that is. */
function documentCard(form: Form, state: State, actions: Actions, sorted: Sorted, disabled: boolean): TemplateResult | typeof nothing {
  if (form.document.length === 0) return nothing;
  const open = state.documentOpen;
  const summary = form.document.flatMap((f) => {
    const value = f.options.find((o) => o.value === f.effective)?.label ?? (f.kind === "number" ? grouped(f.effective) : f.effective);
    return value === "" ? [] : [[f.id === "budget" ? "budget" : "", value, f.unit].filter(Boolean).join(" ")];
  });
  const errors = form.document.some((f) => sorted.at(-1, f.path).some((d) => d.severity === "error"));
  return html`<section class="card" data-card="all" aria-labelledby="card-all-title">
    <div class="card-head">
      <h3>
        <button type="button" class="card-title" id="card-all-title" aria-expanded=${open ? "true" : "false"} aria-controls="card-all" @click=${() => actions.toggleDocument()}>
          <span class="turn">${icon("chevron")}</span><span class="card-name">For all deployments</span>
          ${errors ? html`<span class="badge badge-error">${icon("error")}error</span>` : nothing}
          ${open ? nothing : html`<span class="card-summary">${summary.join(" · ")}</span>`}
        </button>
      </h3>
    </div>
    <div class="card-body" id="card-all" ?hidden=${!open}>
      ${open
        ? html`<div class="fields">
            ${repeat(
              form.document,
              (f) => f.path,
              (f) => field(f, { state, actions, deployment: -1, problems: sorted.at(-1, f.path), options: form.option_sets, disabled }),
            )}
          </div>`
        : nothing}
    </div>
  </section>`;
}

/** Findings by what they are about. */
interface Sorted {
  /** At a field of a card, else at the card itself; the key of a card is its deployment, of the document -1. */
  at(deployment: number, path: string): readonly Diagnostic[];
  rest(deployment: number): readonly Diagnostic[];
  errors(deployment: number): boolean;
}

/** Puts each finding at the field that it is about, else at the deployment. */
function sortProblems(form: Form, cards: readonly Card[], diagnostics: readonly Diagnostic[]): Sorted {
  const stream = form.deployments.some((card) => card.document !== form.deployments[0]!.document);
  const byPath = new Map<string, Diagnostic[]>();
  for (const d of diagnostics) push(byPath, d.path, d);
  const within = (card: Card, d: Diagnostic) => !stream || (d.start.line >= card.line && d.start.line <= card.end_line);
  const fields = new Map<string, Diagnostic[]>();
  const rest = new Map<number, Diagnostic[]>();
  const errors = new Set<number>();
  for (const f of form.document) for (const d of byPath.get(f.path) ?? []) push(fields, `-1 ${f.path}`, d);
  for (const card of cards) {
    const known = new Set(card.fields.map((f) => f.path));
    for (const [path, list] of byPath) {
      if (path !== card.path && !path.startsWith(`${card.path}/`)) continue;
      for (const d of list) {
        if (!within(card, d)) continue;
        if (d.severity === "error") errors.add(card.deployment);
        if (known.has(path)) push(fields, `${card.deployment} ${path}`, d);
        else if (d.severity !== "info") push(rest, card.deployment, d);
      }
    }
  }
  return {
    at: (deployment, path) => fields.get(`${deployment} ${path}`) ?? [],
    rest: (deployment) => rest.get(deployment) ?? [],
    errors: (deployment) => errors.has(deployment),
  };
}

function push<K>(map: Map<K, Diagnostic[]>, key: K, d: Diagnostic): void {
  const list = map.get(key);
  if (list) list.push(d);
  else map.set(key, [d]);
}

function cardView(card: Card, form: Form, state: State, actions: Actions, sorted: Sorted, disabled: boolean): TemplateResult {
  const n = card.deployment;
  const open = state.selected === n && state.cardOpen;
  const title = card.title || "a deployment without a name";
  const errors = sorted.errors(n);
  return html`<section class="card ${open ? "card-open" : ""}" data-card=${n} aria-labelledby="card-${n}-title">
    <div class="card-head">
      <h3>
        <button type="button" class="card-title" id="card-${n}-title" aria-expanded=${open ? "true" : "false"} aria-controls="card-${n}" @click=${() => actions.toggleCard(n)}>
          <span class="turn">${icon("chevron")}</span><span class="card-name">${title}</span>
          ${errors ? html`<span class="badge badge-error">${icon("error")}error</span>` : nothing}
          ${open ? nothing : html`<span class="card-summary">${[card.plan, card.model].filter(Boolean).join(" · ")}</span>`}
        </button>
      </h3>
      <div class="card-tools">
        <button type="button" class="button button-icon button-quiet" aria-label="Duplicate ${title}" title="Duplicate" ?disabled=${disabled} @click=${() => actions.duplicate(n)}>${icon("copy")}</button>
        <button type="button" class="button button-icon button-quiet" aria-label="Delete ${title}" title="Delete" ?disabled=${disabled} @click=${() => actions.remove(n)}>${icon("trash")}</button>
      </div>
    </div>
    <div class="card-body" id="card-${n}" ?hidden=${!open}>${open ? cardBody(card, form, state, actions, sorted, disabled) : nothing}</div>
  </section>`;
}

/** What a card asks, in this order: the workload first, then how it is bought. */
const sections: readonly { title: string; has: (f: Field) => boolean }[] = [
  { title: "Model", has: (f) => f.id === "model_name" || f.id === "base_model" },
  { title: "What it must carry", has: (f) => /^(input_tpm|output_tpm|thinking_output_tpm|tokens\..*)$/.test(f.id) },
  { title: "When it runs", has: (f) => ["hours", "days", "months", "cancel_after_days"].includes(f.id) },
  { title: "Where and how", has: (f) => ["region", "plan", "deploy_spec", "capacity", "payment"].includes(f.id) },
  { title: "What it is called", has: () => true },
];

function cardBody(card: Card, form: Form, state: State, actions: Actions, sorted: Sorted, disabled: boolean): TemplateResult {
  const context = (f: Field): FieldContext => ({ state, actions, deployment: card.deployment, problems: sorted.at(card.deployment, f.path), options: form.option_sets, disabled: disabled || !card.editable });
  const left = new Set(card.fields);
  const parts = sections.map(({ title, has }) => {
    const fields = card.fields.filter((f) => left.has(f) && has(f));
    fields.forEach((f) => left.delete(f));
    return { title, fields };
  });
  return html`${sorted.rest(card.deployment).map((d) => problem(d, state, actions))}
    ${card.editable ? nothing : html`<p class="hint">${card.reason}</p>`}
    ${parts.map(({ title, fields }) =>
      fields.length === 0
        ? nothing
        : html`<div class="part" role="group" aria-label=${title}>
            ${title === "Model" ? nothing : html`<p class="part-title" aria-hidden="true">${title}</p>`}
            <div class="fields">
              ${repeat(
                fields,
                (f) => f.id,
                (f) => field(f, context(f)),
              )}
            </div>
          </div>`,
    )}
    ${card.notes.length > 0
      ? html`<ul class="facts-list">
          ${card.notes.map((note) => html`<li>${icon("info")}<span>${note}</span></li>`)}
        </ul>`
      : nothing}`;
}
