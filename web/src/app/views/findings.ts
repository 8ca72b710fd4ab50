// What the engine found in the document: each with its place, its rule, and its fix where there is one.

import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { Actions } from "../actions";
import { pageSize } from "../reduce";
import type { State } from "../state";
import type { Diagnostic } from "../types";
import { capital } from "./frame";
import { icon } from "./icons";
import { pager } from "./pager";

const order = { error: 0, warning: 1, info: 2 } as const;

/** The findings in the order in which they matter: errors first, then by place. */
export function sortedFindings(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) => order[a.severity] - order[b.severity] || a.start.line - b.start.line || a.start.column - b.start.column,
  );
}

export function findings(state: State, actions: Actions): TemplateResult {
  const all = sortedFindings(state.answer?.diagnostics ?? []);
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
      : html`<ol class="finding-list">
          ${repeat(
            all.slice(first, first + pageSize),
            (d) => `${d.code} ${d.path} ${d.start.line}:${d.start.column} ${d.message}`,
            (d) => finding(d, state, actions),
          )}
        </ol>`}
    ${pager(all.length, state.findingsPage, "Findings", (page) => actions.showPage("findings", page))}
  </section>`;
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

function finding(d: Diagnostic, state: State, actions: Actions): TemplateResult {
  const sign = d.severity === "error" ? "error" : d.severity === "warning" ? "alert" : "info";
  const word = d.severity === "info" ? "hint" : d.severity;
  const off = state.engine.status === "failed";
  return html`<li class="finding finding-${d.severity}" data-code=${d.code} tabindex="-1">
    <p class="finding-head">
      ${icon(sign)}<span class="finding-word">${word}</span>
      <button type="button" class="link code" aria-label="Rule ${d.code}" @click=${() => actions.openDialog({ kind: "rule", code: d.code })}>${d.code}</button>
      <button type="button" class="link place" aria-label="Go to line ${d.start.line}, column ${d.start.column}" @click=${() => actions.goTo(d)}>line ${d.start.line}</button>
    </p>
    <p class="finding-message">${capital(d.message)}</p>
    ${d.help ? html`<p class="finding-help">${capital(d.help)}</p>` : nothing}
    ${d.api_error ? html`<p class="finding-help">The API would answer <code>${d.api_error.code}: ${d.api_error.message}</code></p>` : nothing}
    ${d.fixes.length > 0
      ? html`<p class="finding-fixes">
          ${d.fixes.map((fix) => html`<button type="button" class="button button-small" ?disabled=${off} @click=${() => actions.fix(d, fix)}>${icon("check")}<span>${capital(fix.title)}</span></button>`)}
        </p>`
      : nothing}
  </li>`;
}
