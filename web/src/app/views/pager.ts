// The pages of a list that is too long to be drawn at once.

import { html, nothing, type TemplateResult } from "lit-html";
import { lastPage, pageSize } from "../reduce";
import { icon } from "./icons";

export function pager(count: number, page: number, what: string, show: (page: number) => void): TemplateResult | typeof nothing {
  if (count <= pageSize) return nothing;
  const last = lastPage(count);
  const first = page * pageSize;
  return html`<nav class="pager" aria-label="${what}: pages">
    <button type="button" class="button button-icon" aria-label="Earlier ${what.toLowerCase()}" ?disabled=${page === 0} @click=${() => show(page - 1)}>${icon("back")}</button>
    <span>${first + 1} to ${Math.min(count, first + pageSize)} of ${count}</span>
    <button type="button" class="button button-icon" aria-label="Later ${what.toLowerCase()}" ?disabled=${page >= last} @click=${() => show(page + 1)}>${icon("forward")}</button>
  </nav>`;
}
