// Undo and redo over whole texts: a document is small, and a text that comes back whole brings its comments with it.

export interface Moment {
  readonly text: string;
  /** The visitor's own prices. */
  readonly own: string;
  readonly file: string;
  readonly selected: number;
  /** Names of its deployments, and whether they are known to be those of the text. */
  readonly ids: readonly number[];
  readonly read: boolean;
  /** What was done next, for the button: "delete chat". */
  readonly label: string;
}

export interface History {
  readonly past: readonly Moment[];
  readonly future: readonly Moment[];
  /** The key of the newest step and when it was last extended, in milliseconds; steps of one key in quick succession are one. */
  readonly key: string;
  readonly at: number;
}

/** The most steps that are kept, and the most characters that they may hold together. */
const maxSteps = 200;
const maxCharacters = 32 * 1024 * 1024;

/** Within this time, in milliseconds, steps with the same key are one step. */
export const joinWithin = 1500;

export const noHistory: History = { past: [], future: [], key: "", at: 0 };

/**
 * Records that `before` was left for `text` by a step. An empty key never joins the step before it. A step may stand for several
 * that came in quick succession, the first of them at `began`. Steps that lead back to where they began are no step.
 */
export function record(history: History, before: Moment, text: string, key: string, now: number, began: number = now): History {
  if (key !== "" && key === history.key && began - history.at < joinWithin && history.past.length > 0) {
    if (history.past.at(-1)!.text === text) return { past: history.past.slice(0, -1), future: [], key: "", at: 0 };
    return { past: history.past, future: [], key, at: now };
  }
  return { past: bounded([...history.past, before]), future: [], key, at: now };
}

function bounded(past: readonly Moment[]): readonly Moment[] {
  let first = Math.max(0, past.length - maxSteps);
  let size = 0;
  for (let i = past.length - 1; i >= first; i--) {
    size += past[i]!.text.length + past[i]!.own.length;
    if (size > maxCharacters) first = i + 1;
  }
  return past.slice(first);
}

/** One step back from `present`; null if there is none. */
export function undo(history: History, present: Moment): { history: History; moment: Moment } | null {
  const moment = history.past.at(-1);
  if (!moment) return null;
  const next = { ...present, label: moment.label };
  return { moment, history: { past: history.past.slice(0, -1), future: [...history.future, next], key: "", at: 0 } };
}

/** One step forward again from `present`; null if there is none. */
export function redo(history: History, present: Moment): { history: History; moment: Moment } | null {
  const moment = history.future.at(-1);
  if (!moment) return null;
  const last = { ...present, label: moment.label };
  return { moment, history: { past: [...history.past, last], future: history.future.slice(0, -1), key: "", at: 0 } };
}
