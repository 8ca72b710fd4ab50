// The dialogs: share, export, start, keyboard and help, and the page of a rule. Native modal dialogs: the browser keeps the
// focus inside, closes on Escape, and gives the focus back.

import { html, noChange, nothing, type TemplateResult } from "lit-html";
import { Directive, directive, type ElementPart } from "lit-html/directive.js";
import { renderMarkdown } from "../../editor/markdown";
import type { Actions } from "../actions";
import { maxLink } from "../link";
import { ownName, ownOf } from "../own";
import type { Dialog, State } from "../state";
import type { ExportFormat, ExportKind, Rule } from "../types";
import { sizeText } from "../text";
import { examples } from "./examples";
import { icon } from "./icons";
import { quoteBody } from "./handover";
import { keyTable } from "./keytable";

/** What the share dialog shows, made outside of rendering. */
export interface ShareState {
  readonly link: string;
  readonly copied: boolean;
}

/** Opens the element, once for each dialog that it is to show. */
class ModalDirective extends Directive {
  #shown: Dialog | null = null;

  render(_: Dialog): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [shown]: [Dialog]): typeof noChange {
    if (shown === this.#shown) return noChange;
    this.#shown = shown;
    const element = part.element as HTMLDialogElement;
    queueMicrotask(() => {
      if (element.isConnected && !element.open) element.showModal();
    });
    return noChange;
  }
}

const modal = directive(ModalDirective);

/** The browser has closed the element. It tells of it later, when another dialog may be open. */
function closed(event: Event, actions: Actions): void {
  const element = event.currentTarget as HTMLDialogElement;
  if (element.isConnected && !element.open) actions.closeDialog();
}

export function dialogs(state: State, actions: Actions, share: ShareState | null): TemplateResult | typeof nothing {
  const { dialog } = state;
  if (!dialog) return nothing;
  const [title, body] = content(dialog, state, actions, share);
  return html`<dialog
    class="dialog dialog-${dialog.kind}"
    aria-labelledby="dialog-title"
    ${modal(dialog)}
    @close=${(event: Event) => closed(event, actions)}
    @click=${(event: Event) => event.target === event.currentTarget && actions.closeDialog()}
  >
    <div class="dialog-frame">
      <div class="dialog-head">
        <h2 id="dialog-title">${title}</h2>
        <button type="button" class="button button-icon button-quiet" aria-label="Close" @click=${() => actions.closeDialog()}>${icon("close")}</button>
      </div>
      <div class="dialog-body">${body}</div>
    </div>
  </dialog>`;
}

function content(dialog: Dialog, state: State, actions: Actions, share: ShareState | null): [string, TemplateResult] {
  switch (dialog.kind) {
    case "share":
      return ["Share", shareBody(state, actions, share)];
    case "export":
      return ["Export", exportBody(state, actions)];
    case "quote":
      return ["Quote", quoteBody(state)];
    case "start":
      return ["Open or new", startBody(state, actions)];
    case "help":
      return ["Keyboard and help", helpBody(state, actions)];
    case "rule":
      return [ruleTitle(dialog.code, state), ruleBody(dialog.code, state)];
  }
}

function shareBody(state: State, actions: Actions, share: ShareState | null): TemplateResult {
  if (share === null) return html`<p class="quiet" data-wait>The link is being made.</p>`;
  const size = sizeText(share.link.length);
  if (share.link.length > maxLink) {
    return html`<div class="note note-warning" data-too-long>
        <p>As a link this document would be ${size} long. Mail and chat programs cut addresses over ${sizeText(maxLink)}, so send the file instead: whoever gets it opens it here.</p>
      </div>
      <p class="dialog-tools"><button type="button" class="button button-primary" @click=${() => actions.downloadDocument()}>${icon("download")}<span>Download ${state.file}</span></button></p>`;
  }
  if (share.link.startsWith("file:")) {
    return html`<p data-from-file>This page was opened from a file, so that a link to it works on this computer only. Send the file of the document instead; it opens in any copy of this page.</p>
      <p class="dialog-tools"><button type="button" class="button button-primary" autofocus @click=${() => actions.downloadDocument()}>${icon("download")}<span>Download ${state.file}</span></button>
        <button type="button" class="button" @click=${() => actions.copyLink()}>${icon(share.copied ? "check" : "copy")}<span>${share.copied ? "Copied" : "Copy the link for this computer"}</span></button></p>
      <input id="share-link" class="input mono" type="text" readonly aria-label="Link to this page" .value=${share.link} />`;
  }
  return html`<p>Whoever opens this link sees this document, its total, and the prices that it was made with. The document is in the link itself: no server ever sees it.</p>
    <label for="share-link" class="visually-hidden">Link to this page</label>
    <input id="share-link" class="input mono" type="text" readonly .value=${share.link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
    <p class="hint">${size} of at most ${sizeText(maxLink)}. It holds your names and numbers, readable to everyone who has it.</p>
    <p class="dialog-tools">
      <button type="button" class="button button-primary" autofocus @click=${() => actions.copyLink()}>${icon(share.copied ? "check" : "copy")}<span>${share.copied ? "Copied" : "Copy the link"}</span></button>
      <button type="button" class="button" @click=${() => actions.downloadDocument()}>${icon("download")}<span>Download the file</span></button>
    </p>`;
}

interface ExportGroup {
  readonly title: string;
  readonly detail: string;
  readonly kind: ExportKind;
  readonly formats: readonly { format: ExportFormat; label: string }[];
}

const exportGroups: readonly ExportGroup[] = [
  {
    title: "Quote as data",
    detail: "every amount with its formula and source",
    kind: "price",
    formats: [
      { format: "json", label: "JSON" },
      { format: "csv", label: "CSV" },
      { format: "markdown", label: "Markdown" },
      { format: "focus", label: "FOCUS columns" },
    ],
  },
  { title: "Findings", detail: "what is wrong and what could cost less", kind: "lint", formats: [{ format: "json", label: "JSON" }] },
  { title: "Comparison", detail: "every region, plan and payment", kind: "compare", formats: [{ format: "json", label: "JSON" }, { format: "csv", label: "CSV" }, { format: "markdown", label: "Markdown" }] },
  {
    title: "Requests",
    detail: "the bodies that the API takes to create these deployments",
    kind: "request",
    formats: [
      { format: "json", label: "JSON" },
      { format: "curl", label: "curl script" },
    ],
  },
];

function exportBody(state: State, actions: Actions): TemplateResult {
  const off = state.engine.status === "failed";
  return html`<ul class="exports">
      <li>
        <div><b>Document</b><span class="hint">what you entered, with its comments</span></div>
        <div class="export-formats"><button type="button" class="button button-small" data-export="document" @click=${() => actions.downloadDocument()}>${icon("download")}<span>${state.file}</span></button></div>
      </li>
      <li>
        <div><b>Quote to hand over</b><span class="hint">one page with rows, total and source, to print or save as PDF</span></div>
        <div class="export-formats"><button type="button" class="button button-small" data-key="quote" @click=${() => actions.openDialog({ kind: "quote" })}>${icon("file")}<span>Open the page</span></button></div>
      </li>
      ${state.own === ""
        ? nothing
        : html`<li>
            <div><b>My prices</b><span class="hint">which all of these use</span></div>
            <div class="export-formats"><button type="button" class="button button-small" data-export="own" @click=${() => actions.downloadOwn()}>${icon("download")}<span>${ownName}</span></button></div>
          </li>`}
      ${exportGroups.map(
        (group) => html`<li>
          <div><b>${group.title}</b><span class="hint">${group.detail}</span></div>
          <div class="export-formats">
            ${group.formats.map(
              ({ format, label }) => html`<button
                type="button"
                class="button button-small"
                data-export="${group.kind}-${format}"
                aria-label="${group.title} as ${label}"
                ?disabled=${off}
                @click=${() => actions.download(group.kind, format)}
              >
                ${label}
              </button>`,
            )}
          </div>
        </li>`,
      )}
    </ul>
    <p class="hint">The same bytes as the command line prints, for instance <code>costplan price --format csv ${ownOf(state) === "" ? "" : `--overlay ${ownName} `}${state.file}</code>.</p>`;
}

function startBody(state: State, actions: Actions): TemplateResult {
  return html`<p>Open a deployment file, a request body or an answer of the API, as YAML or JSON; a file of your own prices; or usage as CSV, to be sized. You can also drop it anywhere on the page.</p>
    <p class="dialog-tools"><button type="button" class="button button-primary" autofocus @click=${() => actions.openFile()}>${icon("file")}<span>Open a file</span></button></p>
    <h3>Start from an example</h3>
    ${examples(state.hello.examples, actions)}
    <p class="hint">What you have now can be brought back by Undo.</p>`;
}

function helpBody(state: State, actions: Actions): TemplateResult {
  return html`${keyTable()}
    <p class="field-flag">
      <label><input type="checkbox" .checked=${state.singleKeys} @change=${(event: Event) => actions.setSingleKeys((event.target as HTMLInputElement).checked)} /><span>Single letters are shortcuts</span></label>
    </p>
    <h3>How this page computes</h3>
    <p>
      Every amount is computed exactly, from the prices of the provider's page “Create deployment” as of ${state.hello.edition}, by the same engine as the
      command line. Open a row to see its formula, its numbers and the line that each price comes from. Nothing that you enter leaves this browser.
    </p>
    <p class="hint">costplan ${state.hello.version}, prices ${state.hello.edition}, digest ${state.hello.digest.slice(0, 12)}</p>`;
}

const drawn = new WeakMap<Rule, HTMLElement>();

/** The page of a rule without its title, which the dialog has; the same element for the same page, so that it is drawn once. */
function ruleElement(page: Rule): HTMLElement {
  let element = drawn.get(page);
  if (!element) {
    element = document.createElement("div");
    element.className = "rule";
    let count = 0;
    const codeLabel = (language: string) => `${language === "yaml" ? "Example" : "Report"} ${++count}`;
    element.append(renderMarkdown(page.text.replace(/^# .*\n+/, ""), { headings: 1, codeLabel }));
    drawn.set(page, element);
  }
  return element;
}

function ruleTitle(code: string, state: State): string {
  const page = state.rules.get(code);
  return typeof page === "object" ? `Rule ${code}: ${page.slug.replaceAll("-", " ")}` : `Rule ${code}`;
}

function ruleBody(code: string, state: State): TemplateResult {
  const page = state.rules.get(code);
  if (page === undefined) return html`<p class="quiet" data-wait>The page of this rule is being fetched.</p>`;
  if (typeof page === "string") return html`<p class="quiet">${page}</p>`;
  return html`${ruleElement(page)}`;
}
