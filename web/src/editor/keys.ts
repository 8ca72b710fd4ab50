// The keys of the editor. Tab is not among them: it always leaves the editor.

import { completionKeymap } from "@codemirror/autocomplete";
import { copyLineDown, copyLineUp, deleteLine, historyKeymap, indentLess, indentMore, moveLineDown, moveLineUp, standardKeymap, toggleComment } from "@codemirror/commands";
import { closeSearchPanel, findNext, findPrevious, openSearchPanel } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { openCardAtCaret } from "./card";
import { goToFinding } from "./status";

const searchScope = "editor search-panel";

/** All keys. */
export function keys(): Extension {
  return keymap.of([
    { key: "F8", run: goToFinding(1), shift: goToFinding(-1) },
    { key: "Mod-.", run: openCardAtCaret },
    { key: "Alt-Enter", run: openCardAtCaret },
    ...completionKeymap,
    { key: "Mod-f", run: openSearchPanel, scope: searchScope },
    { key: "F3", run: findNext, shift: findPrevious, scope: searchScope, preventDefault: true },
    { key: "Mod-g", run: findNext, shift: findPrevious, scope: searchScope, preventDefault: true },
    { key: "Escape", run: closeSearchPanel, scope: searchScope },
    ...historyKeymap,
    { key: "Mod-/", run: toggleComment },
    { key: "Mod-]", run: indentMore },
    { key: "Mod-[", run: indentLess },
    { key: "Alt-ArrowUp", run: moveLineUp, shift: copyLineUp },
    { key: "Alt-ArrowDown", run: moveLineDown, shift: copyLineDown },
    { key: "Shift-Mod-k", run: deleteLine },
    ...standardKeymap,
  ]);
}
