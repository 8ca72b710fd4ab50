// The examples that the page brings along, to start from.

import { html, type TemplateResult } from "lit-html";
import type { Actions } from "../actions";
import type { Hello } from "../types";
import { icon } from "./icons";

export function examples(list: Hello["examples"], actions: Actions): TemplateResult {
  return html`<ul class="examples">
    ${list.map(
      (example) => html`<li>
        <button type="button" class="example" data-example=${example.id} @click=${() => actions.startFrom(example.id)}>
          <span class="example-title">${example.title}</span>
          <span class="example-sign">${icon("forward")}</span>
          <span class="example-about">${example.about}</span>
        </button>
      </li>`,
    )}
  </ul>`;
}
