// The total in words, for who cannot see it and for the title of the window; and the date.

import type { State } from "./state";
import { shownTotal, totalLine } from "./total";

/** What is said of the total when it has changed. */
export function spoken(state: State): string {
  const total = shownTotal(state);
  return `Total: ${totalLine(total) || "none"}${total.period ? ` for ${total.period}` : ""}${total.note ? `, ${total.note}` : ""}`;
}

export function titleOf(state: State): string {
  const total = totalLine(shownTotal(state));
  return total === "" ? "costplan: what model deployments cost" : `${total} · costplan`;
}

/** Today's date where the page is read, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A text for reading: with the sign that is a minus in place of the hyphen that data has. */
export function readable(text: string): string {
  return text.replace(/(^|[\s(])-(?=\d)/g, "$1\u2212");
}
