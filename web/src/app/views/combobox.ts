// A searchable list after the ARIA pattern "editable combobox with list autocomplete": typing filters, arrows move, Enter takes,
// Escape closes. Nothing is written into the document before something is taken. What is not offered stays in the list with its
// reason and cannot be taken; any text may be taken as it is, since a fine-tuned model has a name of its own.

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import type { Combo, State } from "../state";
import type { Field, Option } from "../types";
import { describedBy, draftKey, fieldId, invalid, setField, shownValue, type FieldContext } from "./frame";
import { icon } from "./icons";
import { plain } from "./wording";

/** The options that hold every word of a query in their value, label, group or detail; those that can be taken come first. */
export function matching(options: readonly Option[], query: string): Option[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = options.filter((o) => {
    const text = `${o.value} ${o.label} ${o.group} ${o.detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return [...found.filter((o) => !o.disabled), ...found.filter((o) => o.disabled)];
}

/** What the list shows: the options that match, and what was typed, if it is none of them. */
export function listed(options: readonly Option[], combo: Combo): Option[] {
  if (!combo.typed) return matching(options, "");
  const found = matching(options, combo.text);
  const text = combo.text.trim();
  if (text === "" || options.some((o) => o.value === text)) return found;
  const own: Option = { value: text, label: text, group: "", detail: "as it is written, for a model of your own", disabled: false, reason: "" };
  return [...found, own];
}

/** What Enter takes while no option is marked: the one that is meant, if only one can be. */
export function meant(options: readonly Option[], combo: Combo): Option | undefined {
  const text = combo.text.trim();
  const exact = options.find((o) => o.value === text);
  const can = matching(options, combo.text).filter((o) => !o.disabled);
  return exact ?? (can.length === 1 ? can[0] : listed(options, combo).at(-1));
}

/** The region that alone offers a model; undefined if it is offered here. */
function elsewhere(option: Option, state: State): State["hello"]["regions"][number] | undefined {
  return option.disabled ? state.hello.regions.find((r) => option.reason.startsWith(`only in ${r.name}`)) : undefined;
}

export function combobox(f: Field, context: FieldContext): TemplateResult {
  const { state, actions } = context;
  const id = fieldId(context.deployment, f.path);
  const key = draftKey(f, context);
  const value = shownValue(f, context);
  const combo = state.combo?.path === key ? state.combo : null;
  const options = f.options_ref ? (context.options[f.options_ref] ?? []) : f.options;
  const shown = combo ? listed(options, combo) : [];
  const active = combo ? shown[combo.active] : undefined;
  const close = () => actions.setCombo(null);
  const take = (option: Option | undefined) => {
    if (!option || (option.disabled && !elsewhere(option, state))) return;
    close();
    const region = elsewhere(option, state);
    if (region && context.deployment >= 0) {
      const fields = [
        { field: "region", value: region.code },
        { field: f.id, value: option.value },
      ];
      actions.choose(context.deployment, fields, `use ${option.label} in ${region.name}`);
    } else if (option.value !== value) setField(f, context, option.value);
  };
  const mark = (event: Event, index: number) => {
    event.preventDefault();
    actions.setCombo({ ...(combo ?? { path: key, text: value, typed: false }), active: index });
    requestAnimationFrame(() => document.getElementById(`${id}-option-${index}`)?.scrollIntoView({ block: "nearest" }));
  };
  const keydown = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    switch (event.key) {
      case "ArrowDown":
        return mark(event, !combo || combo.active >= last ? 0 : combo.active + 1);
      case "ArrowUp":
        return mark(event, !combo ? options.length - 1 : combo.active <= 0 ? last : combo.active - 1);
      case "Home":
      case "End":
        return combo && combo.active >= 0 ? mark(event, event.key === "Home" ? 0 : last) : undefined;
      case "Enter":
        event.preventDefault();
        return combo ? take(active ?? meant(options, combo)) : undefined;
      case "Escape":
        if (!combo) return;
        event.preventDefault();
        event.stopPropagation();
        close();
    }
  };
  return html`<div class="combobox">
    <input
      id=${id}
      class="input"
      type="text"
      role="combobox"
      autocomplete="off"
      spellcheck="false"
      autocapitalize="off"
      aria-autocomplete="list"
      aria-expanded=${combo ? "true" : "false"}
      aria-controls="${id}-list"
      aria-activedescendant=${active ? `${id}-option-${combo!.active}` : nothing}
      aria-describedby=${describedBy(f, context)}
      aria-invalid=${invalid(f, context)}
      placeholder=${f.effective || "search the models"}
      ?disabled=${context.disabled}
      .value=${live(combo ? combo.text : value)}
      @input=${(event: Event) => actions.setCombo({ path: key, text: (event.target as HTMLInputElement).value, typed: true, active: -1 })}
      @keydown=${keydown}
      @click=${() => !combo && actions.setCombo({ path: key, text: value, typed: false, active: -1 })}
      @focus=${(event: Event) => {
        actions.focusField(key, true);
        (event.target as HTMLInputElement).select();
      }}
      @blur=${() => {
        actions.focusField(key, false);
        if (combo) close();
      }}
    />
    <span class="combobox-sign">${icon(combo ? "search" : "chevron")}</span>
    <div class="list" id="${id}-list" role="listbox" aria-label=${f.label} ?hidden=${combo === null}>
      ${repeat(
        shown,
        (o) => o.value,
        (o, i) => html`<div
          class="option ${o === active ? "option-active" : ""} ${o.disabled && !elsewhere(o, state) ? "option-off" : ""}"
          id="${id}-option-${i}"
          role="option"
          aria-selected=${o.value === value ? "true" : "false"}
          aria-disabled=${o.disabled && !elsewhere(o, state) ? "true" : nothing}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => take(o)}
        >
          <span class="option-label">${o.label}${o.label.toLowerCase() === o.value.toLowerCase() ? nothing : html` <code>${o.value}</code>`}</span>
          <span class="option-detail">${[o.group, o.detail, elsewhere(o, state) ? `switches the region to ${elsewhere(o, state)!.name}` : plain(o.reason)].filter(Boolean).join(" · ")}</span>
        </div>`,
      )}
    </div>
  </div>`;
}
