// The prices: the whole catalog as a table, and what its source leaves open.

import "./prices.css";
import { html, render, type TemplateResult } from "lit-html";
import { download } from "../app/files";
import type { Engine } from "../engine/client";
import type { NotesNote as Note } from "../generated/module";
import type { WantedPrice } from "../app/state";
import { Mine, type MineActions, type MineProps } from "./mine";
import { notesTemplate } from "./notes";
import { type Column, everything, type Filter, filterRows, type Order, type Row, rowsOf, sortRows } from "./rows";
import { controlsTemplate, type TableContext, tableTemplate } from "./table";

/** What was asked of the engine. */
interface Catalog {
  readonly edition: string;
  readonly rows: readonly Row[];
  readonly notes: readonly Note[];
  readonly regions: ReadonlyMap<string, string>;
  /** The pages that the prices come from. */
  readonly sources: readonly { readonly name: string; readonly title: string; readonly updated: string; readonly url: string }[];
}

/** What can be done with prices outside of this part. */
export interface PricesActions extends MineActions {
  want(price: WantedPrice): void;
}

/** Shows the prices in an element. */
export function mountPrices(host: HTMLElement, engine: Engine, props: MineProps, actions: PricesActions): { update(props: MineProps): void; destroy(): void } {
  const gone = new AbortController();
  let { own, ownError } = props;
  let catalog: Catalog | null = null;
  let failure = "";
  let filter: Filter = everything;
  let order: Order | null = null;

  const draw = (): void => {
    if (!gone.signal.aborted) render(catalog ? pricesTemplate(contextOf(catalog), catalog, failure, mine) : waitingTemplate(failure, load), host);
  };
  const mine: Mine = new Mine(engine, props, actions, () => draw(), gone.signal);

  const contextOf = ({ edition, regions, rows }: Catalog): TableContext => ({
    rows,
    shown: sortRows(filterRows(rows, filter), order),
    order,
    filter,
    edition,
    regionName: (code) => regions.get(code) ?? code,
    sort(column: Column) {
      if (order?.column !== column) order = { column, descending: false };
      else order = order.descending ? null : { column, descending: true };
      draw();
    },
    choose(change) {
      filter = { ...filter, ...change };
      draw();
    },
    clear() {
      filter = everything;
      draw();
      host.querySelector<HTMLInputElement>("#prices-text")?.focus();
    },
    want(offer, price) {
      const [payment = "pay_as_you_go"] = offer.payments;
      actions.want({
        region: offer.region,
        plan: offer.plan,
        model: offer.model,
        spec: offer.spec,
        bundle: offer.spec === "" && offer.plan === "mu" ? offer.bundle : "",
        payment: price?.payment ?? payment,
        item: price && price.item !== "model_unit" ? price.item : "",
      });
    },
    save(format) {
      failure = "";
      engine
        .call("export", { kind: "rates", format }, { signal: gone.signal })
        .then(({ media_type, name, text }) => download(name, media_type, text))
        .catch((reason: unknown) => {
          failure = `The file could not be made: ${messageOf(reason)}`;
        })
        .finally(draw);
    },
  });

  function load(): void {
    failure = "";
    draw();
    read(engine, gone.signal)
      .then((found) => {
        catalog = found;
      })
      .catch((reason: unknown) => {
        failure = messageOf(reason);
      })
      .finally(draw);
  }

  load();
  const forget = engine.onStatus((status) => {
    if (status === "ready" && failure !== "" && !catalog) load();
  });
  return {
    update(next) {
      mine.update(next);
      if (next.own === own && next.ownError === ownError) return;
      ({ own, ownError } = next);
      load();
    },
    destroy() {
      forget();
      gone.abort();
      render(html``, host);
    },
  };
}

async function read(engine: Engine, signal: AbortSignal): Promise<Catalog> {
  const [hello, offers, notes] = await Promise.all([
    engine.call("hello", {}, { signal }),
    engine.call("catalog", { what: "offers" }, { signal }),
    engine.call("catalog", { what: "notes" }, { signal }),
  ]);
  const regions = new Map(hello.regions.map(({ code, name }) => [code, name]));
  if (!("offers" in offers) || !("notes" in notes)) throw new Error("the engine answered something else");
  return {
    edition: hello.edition,
    rows: rowsOf(offers.offers, (code) => regions.get(code) ?? code),
    notes: notes.notes,
    regions,
    sources: hello.sources,
  };
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}

function waitingTemplate(failure: string, retry: () => void): TemplateResult {
  if (failure === "") return html`<p class="prices-waiting" role="status">The prices are being read…</p>`;
  return html`<div class="note note-error" role="alert">
    <p>The prices could not be read: ${failure}</p>
    <button type="button" class="button" @click=${retry}>Try again</button>
  </div>`;
}

function pricesTemplate(context: TableContext, catalog: Catalog, failure: string, mine: Mine): TemplateResult {
  const name = (code: string) => context.regionName(code);
  return html`<div class="prices">
    ${mine.template({ offers: context.rows.map(({ offer }) => offer), regions: catalog.regions })}
    <h2>The list</h2>
    <p class="prices-lead">
      Every price of the provider's page, edition ${catalog.edition}, as it is printed there; a price of model units is for the whole bundle. What is offered without
      a price is listed as well.
    </p>
    ${controlsTemplate(context)} ${failure === "" ? "" : html`<p class="note note-error" role="alert">${failure}</p>`} ${tableTemplate(context)}
    <p class="prices-sources">
      Sources: ${catalog.sources.map(({ name: region, title, updated, url }, i) => html`${i > 0 ? "; " : ""}${region}: <a href=${url} target="_blank" rel="noopener noreferrer">${title}<span class="visually-hidden"> (opens in a new tab)</span></a>, page of ${updated}`)}.
    </p>
    ${notesTemplate(catalog.notes, name)}
  </div>`;
}
