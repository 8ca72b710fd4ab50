// The state that the page starts in: the example, with the answer that the build computed for it.

import type { Baked } from "../engine/baked";
import { answered } from "./reduce";
import { initialState, type State } from "./state";

/** `today` may be "" where no clock is known; the age of the prices is not shown then. */
export function bakedState(baked: Baked, today: string): State {
  const { hello, state, example, compare } = baked;
  const start = initialState(hello, example.text, example.file, today);
  const answer = { text: example.text, own: "", view: state.view, form: state.form, diagnostics: state.lint.diagnostics, charts: [] };
  return {
    ...answered(start, start.revision, answer),
    comparison: { revision: 0, deployment: 0, summary: compare.summary, charts: [], matrix: null, error: "" },
  };
}
