// What the engine found in the document: each with its place, its rule, and its fix where there is one.

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import { pageSize } from "../reduce";
import type { State } from "../state";
import type { Diagnostic } from "../types";
import { icon } from "./icons";
import { pager } from "./pager";
import { changeOf, fixWords, summary, wantedOf, worded } from "./wording";

const order = { error: 0, warning: 1, info: 2 } as const;

/** The findings in the order in which they matter: errors first, then by place. */
export function sortedFindings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => order[a.severity] - order[b.severity] || a.start.line - b.start.line || a.start.column - b.start.column,
  );
}

export function findings(state: State, actions: Actions): TemplateResult {
  const all = sortedFindings(state.answer?.diagnostics ?? []);
  const groups = grouped(all);
  const first = state.findingsPage * pageSize;
  const safe = all.filter((d) => d.fixes.some((fix) => fix.safe)).length;
  return html`<section class="findings" aria-labelledby="findings-title" id="findings" tabindex="-1">
    <div class="section-head">
      <h3 id="findings-title">Findings</h3>
      <span class="counts">${counts(all)}</span>
      ${safe > 1 ? html`<button type="button" class="button button-small" @click=${() => actions.fixAll()}>${icon("check")}<span>Fix the ${safe} with one right answer</span></button>` : nothing}
    </div>
    ${all.length === 0
      ? html`<p class="quiet">${icon("check")} Nothing found: the document is sound.</p>`
      : html`<div class="finding-groups">
          ${repeat(
            groups.slice(first, first + pageSize),
            (group) => `${group[0]!.code} ${group.length > 1}`,
            (group) => (group.length === 1 ? html`<ol class="finding-list">${finding(group[0]!, state, actions)}</ol>` : groupView(group, state, actions)),
          )}
        </div>`}
    ${pager(groups.length, state.findingsPage, "Findings", (page) => actions.showPage("findings", page))}
  </section>`;
}

/** Findings of one code together, in the order of the first of each. */
function grouped(all: readonly Diagnostic[]): Diagnostic[][] {
  const groups = new Map<string, Diagnostic[]>();
  for (const d of all) {
    const group = groups.get(d.code);
    if (group) group.push(d);
    else groups.set(d.code, [d]);
  }
  return [...groups.values()];
}

/** The most findings of one group that are drawn. */
const mostOfOne = 50;

/** Findings of one kind: a line with their sum, which opens to each of them. */
function groupView(group: readonly Diagnostic[], state: State, actions: Actions): TemplateResult {
  const d = group[0]!;
  const saving = state.answer?.view.savings.find((s) => s.code === d.code);
  const changes = group.flatMap((each) => {
    const change = changeOf(each, state);
    return change ? [change] : [];
  });
  const off = state.engine.status === "failed";
  return html`<div class="finding finding-${d.severity} finding-group" data-codes=${d.code}>
    <div class="group-line">
      ${sign(d)}
      <p class="finding-message">${group.length} ${summary(d.code, d.message)}${saving ? html`: <b>save ${saving.text}</b> in all` : nothing}</p>
      ${changes.length > 1
        ? html`<button type="button" class="button button-small" data-key="apply-all" ?disabled=${off} @click=${() => actions.apply(changes, "apply all savings")}>${icon("check")}<span>Apply to all ${changes.length}</span></button>`
        : nothing}
    </div>
    <details class="group-all">
      <summary>Show each</summary>
      <ol class="finding-list">${group.slice(0, mostOfOne).map((each) => finding(each, state, actions))}</ol>
      ${group.length > mostOfOne ? html`<p class="hint">and ${group.length - mostOfOne} more of this kind</p>` : nothing}
    </details>
  </div>`;
}

function counts(all: readonly Diagnostic[]): string {
  const words = { error: ["error", "errors"], warning: ["warning", "warnings"], info: ["hint", "hints"] } as const;
  return (["error", "warning", "info"] as const)
    .flatMap((severity) => {
      const n = all.filter((d) => d.severity === severity).length;
      return n === 0 ? [] : [`${n} ${words[severity][n === 1 ? 0 : 1]}`];
    })
    .join(", ");
}

function sign(d: Diagnostic): TemplateResult {
  return html`<span class="finding-sign">${icon(d.severity === "error" ? "error" : d.severity === "warning" ? "alert" : "info")}<span class="visually-hidden">${wordOf(d)}</span></span>`;
}

function wordOf(d: Diagnostic): string {
  return d.severity === "info" ? "hint" : d.severity;
}

function finding(d: Diagnostic, state: State, actions: Actions): TemplateResult {
  const off = state.engine.status === "failed";
  const change = changeOf(d, state);
  const wanted = wantedOf(d, state);
  const { message, help } = worded(d, state);
  return html`<li class="finding finding-${d.severity}" data-code=${d.code} tabindex="-1">
    <div class="group-line">
      ${sign(d)}
      <div class="finding-text">
        <p class="finding-message">${message}</p>
        ${help ? html`<p class="finding-help">${help}</p>` : nothing}
        ${d.api_error ? html`<p class="finding-help">The API would answer <code>${d.api_error.code}: ${d.api_error.message}</code></p>` : nothing}
        <p class="finding-head">
          <button type="button" class="link place" @click=${() => actions.goTo(d)}>${state.tab === "form" ? "Show in the form" : `Go to line ${d.start.line}`}</button>
          <button type="button" class="link code" aria-label="Rule ${d.code}" @click=${() => actions.openDialog({ kind: "rule", code: d.code })}>${d.code}</button>
        </p>
      </div>
      <div class="finding-fixes">
        ${wanted ? html`<button type="button" class="button button-small" data-key="set-price" @click=${() => actions.showOwn(wanted)}>${icon("tag")}<span>Enter your price</span></button>` : nothing}
        ${change
          ? html`<button type="button" class="button button-small" data-key="apply" ?disabled=${off} @click=${() => actions.apply([change], "apply a saving")}>${icon("check")}<span>Apply</span></button>`
          : nothing}
        ${d.fixes.map((fix) => html`<button type="button" class="button button-small" ?disabled=${off} @click=${() => actions.fix(d, fix)}>${icon("check")}<span>${fixWords(fix.title)}</span></button>`)}
      </div>
    </div>
  </li>`;
}
