// Shortcuts. Single letters count only outside of text fields, and can be switched off for those who speak to their computer.

import type { Actions } from "./actions";
import type { State } from "./state";

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
  /** The key of the event; a single letter without Ctrl. */
  readonly key: string;
  readonly control?: boolean;
  readonly shift?: boolean;
  run(actions: Actions, state: State): void;
}

const modifier = "Ctrl";

export const shortcuts: readonly Shortcut[] = [
  { keys: ["?"], does: "this help", key: "?", run: (a) => a.openDialog({ kind: "help" }) },
  { keys: [modifier, "Z"], does: "undo", key: "z", control: true, run: (a) => a.undo() },
  { keys: [modifier, "Shift", "Z"], does: "redo", key: "z", control: true, shift: true, run: (a) => a.redo() },
  { keys: ["j"], does: "next deployment", key: "j", run: (a, s) => a.editInForm(s.selected + 1) },
  { keys: ["k"], does: "previous deployment", key: "k", run: (a, s) => a.editInForm(s.selected - 1) },
  { keys: ["n"], does: "add a deployment", key: "n", run: (a) => a.add() },
  { keys: ["d"], does: "duplicate the chosen deployment", key: "d", run: (a, s) => a.duplicate(s.selected) },
  { keys: ["w"], does: "why: open or close the chosen row", key: "w", run: (a, s) => a.toggle(s.selected) },
  { keys: ["f"], does: "form", key: "f", run: (a) => (a.showTab("form"), a.skipTo("tab-form")) },
  { keys: ["y"], does: "YAML", key: "y", run: (a) => (a.showTab("yaml"), a.skipTo("tab-yaml")) },
  { keys: ["c"], does: "what it costs", key: "c", run: (a) => a.skipTo("costs") },
  { keys: ["e"], does: "what else it could cost", key: "e", run: (a) => a.skipTo("else") },
  { keys: ["p"], does: "pin as a scenario, or unpin", key: "p", run: (a, s) => (s.pinned ? a.unpin() : a.pin()) },
  { keys: ["s"], does: "share", key: "s", run: (a) => a.openDialog({ kind: "share" }) },
  { keys: ["x"], does: "export", key: "x", run: (a) => a.openDialog({ kind: "export" }) },
  { keys: ["o"], does: "open a file, or start anew", key: "o", run: (a) => a.openDialog({ kind: "start" }) },
];

/** Runs the shortcut of a key press, if there is one; says whether it did. */
export function press(event: KeyboardEvent, state: State, actions: Actions): boolean {
  if (event.defaultPrevented || event.altKey) return false;
  if (state.dialog !== null) {
    // The browser would close it too, but tell of it later than of the next key.
    if (event.key !== "Escape" || event.isComposing) return false;
    actions.closeDialog();
    return true;
  }
  const target = event.composedPath()[0];
  if (target instanceof Element && typed(target)) return false;
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (control && key === "y") {
    actions.redo();
    return true;
  }
  const shortcut = shortcuts.find((s) => s.key === key && (s.control ?? false) === control && (!control || (s.shift ?? false) === event.shiftKey));
  if (!shortcut || (!control && !state.singleKeys)) return false;
  shortcut.run(actions, state);
  return true;
}

/** Whether a key pressed here is text, or means something to the control. */
function typed(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || (target instanceof HTMLElement && target.isContentEditable);
}
