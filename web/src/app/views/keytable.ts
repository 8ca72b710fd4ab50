// The shortcuts, for the dialog that explains them; what they do is in keys.ts.

import { html, type TemplateResult } from "lit-html";
import { shortcuts } from "../keys";

export function keyTable(): TemplateResult {
  return html`<table class="keys">
    <caption class="visually-hidden">Keyboard shortcuts</caption>
    <tbody>
      ${shortcuts.map(({ keys, does }) => html`<tr><th scope="row">${keys.map((key, i) => html`${i > 0 ? " " : ""}<kbd>${key}</kbd>`)}</th><td>${does}</td></tr>`)}
    </tbody>
  </table>`;
}
