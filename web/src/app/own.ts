// The visitor's own prices: one text, as of an overlay file, that every call of the engine gets.

import type { Engine } from "../engine/client";
import type { State } from "./state";

/** The name of the file that they are kept in outside of the page. */
export const ownName = "my-prices.yaml";

export function ownFile(text: string): { name: string; text: string } {
  return { name: ownName, text };
}

/** The own prices that are in force; "" for none. */
export function ownOf(state: State): string {
  return state.ownError === "" ? state.own : "";
}

/** The engine, which prices with own prices whatever call does not say with which. */
export function pricedBy(engine: Engine, own: () => string): Engine {
  return {
    get status() {
      return engine.status;
    },
    onStatus: (listener) => engine.onStatus(listener),
    retry: () => engine.retry(),
    call(call, args, options) {
      const text = own();
      return engine.call(call, text === "" ? args : { overlays: [ownFile(text)], ...args }, options);
    },
  };
}
