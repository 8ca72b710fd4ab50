// The grand total as it is shown: with what it lacks, and with how old it is. The amounts are the engine's own words.

import { isPresent } from "./reduce";
import type { State } from "./state";
import type { Total, View } from "./types";

export interface ShownTotal {
  /** One text a currency: "3,456.00 USD". */
  readonly amounts: readonly string[];
  /** "at least" if a deployment is missing from them. */
  readonly atLeast: boolean;
  readonly exact: readonly string[];
  readonly period: string;
  /** waiting: being computed; stale: from before an error; none: there is no amount to show. */
  readonly tone: "sound" | "partial" | "stale" | "waiting" | "none";
  /** What qualifies the amounts: "from before the error in line 12". */
  readonly note: string;
}

export function shownTotal(state: State): ShownTotal {
  const failed = state.engine.status === "failed";
  const { answer, good } = state;
  if (answer === null) {
    return { ...nothing, tone: failed ? "none" : "waiting", note: failed ? "not computed" : "being computed" };
  }
  if (!answer.view.readable) {
    const line = answer.view.broken_line;
    const error = line === null ? "the error in the text" : `the error in line ${line}`;
    if (good === null) return { ...nothing, note: `cannot be computed before ${error} is fixed` };
    return { ...amountsOf(good.view), tone: "stale", note: `from before ${error}` };
  }
  const shown = amountsOf(answer.view);
  if (!isBehind(state)) {
    // What was typed and refused is not in the amounts.
    const refused = [...state.drafts.values()].some((draft) => draft.error !== "" && draft.pending === 0);
    return refused ? { ...shown, tone: "stale", note: ["from before the value that was refused", shown.note].filter(Boolean).join(", ") } : shown;
  }
  if (failed) return { ...shown, tone: "stale", note: "from before the calculator stopped" };
  if (state.engine.status === "loading" || state.late) return { ...shown, tone: "waiting", note: "calculating" };
  return shown;
}

/** Whether something was asked for that the shown amounts do not have in them. */
export function isBehind(state: State): boolean {
  return !isPresent(state, state.answer) || state.pending > 0;
}

const nothing: ShownTotal = { amounts: [], atLeast: false, exact: [], period: "", tone: "none", note: "" };

/** The total of what has been computed, whatever the page shows. */
export function amountsOf(view: View): ShownTotal {
  const period = view.period.text;
  if (view.deployments.length === 0) return { ...nothing, note: "nothing entered" };
  const known = view.totals.filter((t) => t.amount_text !== null);
  const lacks = view.totals.flatMap((t) => lacking(t));
  if (known.length === 0) {
    return { ...nothing, period, note: lacks.join(", ") || view.no_total_text || view.totals.map((t) => t.text).join(", ") };
  }
  return {
    amounts: known.map((t) => t.text),
    atLeast: lacks.length > 0,
    exact: known.flatMap((t) => (t.exact_text === null ? [] : [`${t.exact_text} ${t.currency}`])),
    period,
    tone: lacks.length > 0 ? "partial" : "sound",
    note: [...lacks, ...known.flatMap((t) => t.covers_text || [])].join(", "),
  };
}

/** What a total lacks, without the amount that stands beside it: "1 deployment has no price". */
function lacking(total: Total): string[] {
  if (total.lower_bound_text === null) return [];
  return [total.lower_bound_text.replace(`at least ${total.text}, `, "")];
}

/** The total in one line, as links and pinned scenarios carry it: "at least 105.00 USD"; "" if there is none. */
export function totalLine(total: ShownTotal): string {
  if (total.amounts.length === 0) return "";
  return (total.atLeast ? "at least " : "") + total.amounts.join(" + ");
}
