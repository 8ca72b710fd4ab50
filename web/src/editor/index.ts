// The editor of the document's text: highlighting, the engine's findings with their fixes, completion, help and amounts in place.
// It lives in a shadow root of its own, so that its styles are adopted sheets, which a strict style-src lets through.

import { history, isolateHistory } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, indentUnit } from "@codemirror/language";
import { search } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, lineNumbers, tooltips } from "@codemirror/view";
import { merged } from "../app/text";
import type { Engine } from "../engine/client";
import type { Diagnostic, Settings } from "../generated/module";
import { cards, openCard } from "./card";
import { completion } from "./completion";
import { withContext } from "./context";
import { findings, setFindings } from "./findings";
import { hints } from "./hints";
import { hover } from "./hover";
import { keys } from "./keys";
import type { Position } from "./messages";
import { lineBreakOf, minimalChange } from "./minimal";
import { Places } from "./places";
import { keysId, status } from "./status";
import { textOf } from "./text";
import { theme } from "./theme";
import { wrapping } from "./wrapping";

/** An editor on the page. */
export interface EditorHandle {
  /** Makes the text another one by the smallest change; caret, scroll and history stay. `onChange` is not called for it. */
  setText(text: string): void;
  /** Shows the findings of a text: of the present one, unless it is stated. Those of another one are skipped. */
  setDiagnostics(diagnostics: readonly Diagnostic[], text?: string): void;
  /** Moves the caret to a place and shows it. */
  reveal(place: Position): void;
  focus(): void;
  setDark(dark: boolean): void;
  destroy(): void;
}

export interface EditorOptions {
  readonly text: string;
  readonly engine: Engine;
  /** The settings of the page, asked for with each question. */
  settings(): Settings;
  /** What prices are in force beside the settings: another text, where they are others. */
  prices(): string;
  /** The name of the document. */
  file(): string;
  /** The user has changed the text, which the page had as `base`. Of a large document it is told when typing pauses. */
  onChange(text: string, base: string): void;
  /** The user wants to read the page of a rule. */
  onRule(code: string): void;
  readonly dark: boolean;
}

/** Documents from this many UTF-16 units on are large. */
const largeDocument = 256 * 1024;

/** How long typing has to pause, in ms, before a change of a large document is told. */
const pause = 150;

/** How far tooltips stay away from the edges of the window, in pixels. */
const margin = 8;

/** Words of the search panel, as the rest of the page writes its buttons. */
const phrases: Readonly<Record<string, string>> = {
  next: "Next",
  previous: "Previous",
  all: "All",
  "match case": "Match case",
  regexp: "Pattern",
  "by word": "Whole words",
  replace: "Replace",
  "replace all": "Replace all",
  close: "Close the search",
};

const external = Annotation.define<boolean>();

/** Puts an editor into an element. Its height is the element's; if that has none, it grows with its text. */
export function mountEditor(host: HTMLElement, options: EditorOptions): EditorHandle {
  const frame = document.createElement("div");
  Object.assign(frame.style, { height: "100%", minHeight: "inherit", maxHeight: "inherit" });
  const root = frame.attachShadow({ mode: "open" });
  host.append(frame);

  // The editor counts every line break as one and joins lines by "\n"; the document gets its own back.
  let lineBreak = lineBreakOf(options.text);
  const dark = new Compartment();

  // What the page knows of the text: what it gave, or was told last.
  let known = joined(options.text);
  let timer = 0;
  const written = (text: string): string => (lineBreak === "\n" ? text : text.replaceAll("\n", lineBreak));
  const tell = (state: EditorState): void => {
    clearTimeout(timer);
    timer = 0;
    const base = written(known);
    known = textOf(state.doc);
    options.onChange(written(known), base);
  };

  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        withContext(options),
        theme(),
        dark.of(EditorView.darkTheme.of(options.dark)),
        wrapping(),
        // A tabindex changes nothing for it, but tells checkers that what scrolls here can be reached.
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": "Deployments as YAML or JSON", "aria-describedby": keysId }),
        findings((editor, at) => openCard(editor, at)),
        lineNumbers(),
        highlightActiveLineGutter(),
        highlightActiveLine(),
        highlightSpecialChars(),
        history(),
        bracketMatching(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        yaml(),
        search({ top: true }),
        completion(),
        hover(),
        tooltips({ tooltipSpace: () => ({ left: margin, top: margin, right: window.innerWidth - margin, bottom: window.innerHeight - margin }) }),
        EditorState.phrases.of(phrases),
        cards(),
        hints(),
        status(),
        keys(),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && update.transactions.some((transaction) => transaction.docChanged && !transaction.annotation(external))) {
            clearTimeout(timer);
            if (update.state.doc.length < largeDocument) tell(update.state);
            else timer = window.setTimeout(() => tell(view.state), pause);
          }
          if (update.focusChanged && !update.view.hasFocus && timer !== 0) tell(update.state);
        }),
      ],
    }),
  });

  return {
    setText(text) {
      const next = joined(text);
      if (next === known) return; // It has not heard yet of what is being typed.
      const shown = textOf(view.state.doc);
      const change = minimalChange(shown, timer === 0 ? next : merged(known, shown, next));
      known = next;
      lineBreak = lineBreakOf(text);
      if (change) view.dispatch({ changes: change, annotations: [external.of(true), isolateHistory.of("full")], userEvent: "input.page" });
    },
    setDiagnostics(diagnostics, text) {
      if (text !== undefined && joined(text) !== textOf(view.state.doc)) return;
      view.dispatch({ effects: setFindings.of(diagnostics) });
    },
    reveal(place) {
      const at = new Places(view.state.doc).offset(place);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    },
    focus: () => view.focus(),
    setDark: (is) => view.dispatch({ effects: dark.reconfigure(EditorView.darkTheme.of(is)) }),
    destroy() {
      if (timer !== 0) tell(view.state);
      view.destroy();
      frame.remove();
    },
  };
}

/** A text with its lines joined by "\n". */
function joined(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}
