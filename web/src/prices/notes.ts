// Where the provider's page contradicts itself or says too little, and how it is read.

import { html, type TemplateResult } from "lit-html";
import type { NotesNote as Note } from "../generated/module";

/** A note with all regions that it is the same for. */
export interface Card extends Omit<Note, "region"> {
  readonly regions: readonly string[];
}

/** The notes, those that say the same of several regions put together, in their order. */
export function cardsOf(notes: readonly Note[]): Card[] {
  const cards = new Map<string, Omit<Note, "region"> & { regions: string[] }>();
  for (const { region, ...note } of notes) {
    const key = JSON.stringify(note);
    const card = cards.get(key);
    if (card) card.regions.push(region);
    else cards.set(key, { ...note, regions: [region] });
  }
  return [...cards.values()];
}

export function notesTemplate(notes: readonly Note[], regionName: (code: string) => string): TemplateResult {
  return html`<section class="prices-notes" id="prices-notes" tabindex="-1" aria-labelledby="prices-notes-title">
    <h2 id="prices-notes-title">Where the page contradicts itself</h2>
    <p class="prices-lead">What the provider's page leaves open, and how its prices are read here.</p>
    <div class="prices-cards">
      ${cardsOf(notes).map(
        (card) => html`<article class="prices-card">
          <h3>${card.title}</h3>
          <p class="prices-regions">${card.regions.map((region) => html`<span class="badge">${regionName(region)}</span> `)}</p>
          <dl>
            <dt>The page</dt>
            <dd>${card.text}</dd>
            <dt>Read as</dt>
            <dd>${card.reading}</dd>
          </dl>
        </article>`,
      )}
    </div>
  </section>`;
}
