// The page as the build draws it into the HTML, so that there is a priced example before any script has run.

import { render } from "lit-html";
import type { Baked } from "../engine/baked";
import { inert } from "./actions";
import { bakedState } from "./start";
import { page } from "./views/page";

export function renderFirst(root: HTMLElement, baked: Baked): void {
  render(page(bakedState(baked, ""), inert(), null, { drawing: false, share: null }), root);
}
