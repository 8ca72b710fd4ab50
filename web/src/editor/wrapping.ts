// Long lines in an editor that is too narrow for them: they go on below, as far in as they begin, so that the structure stays to
// be seen.

import { Compartment, countColumn, type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Editors narrower than this wrap, in pixels. */
const narrow = 600;

/** The most columns that the rest of a line goes in. */
const mostIndent = 16;

const hanging = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = indented(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = indented(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function indented(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const [blank = ""] = /^\s*(?:- )*/.exec(line.text) ?? [];
      const columns = Math.min(countColumn(blank, view.state.tabSize), mostIndent);
      if (columns > 0) {
        const style = `padding-left: calc(${columns}ch + var(--space-2)); text-indent: -${columns}ch`;
        builder.add(line.from, line.from, Decoration.line({ attributes: { style } }));
      }
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** Wraps lines as long as the editor is narrow. */
export function wrapping(): Extension {
  const compartment = new Compartment();
  return [
    compartment.of([]),
    ViewPlugin.fromClass(
      class {
        private wraps = false;
        private readonly observer: ResizeObserver;
        constructor(view: EditorView) {
          this.observer = new ResizeObserver(([entry]) => {
            const width = entry?.contentRect.width ?? 0;
            const wraps = width > 0 && width < narrow;
            if (wraps === this.wraps) return;
            this.wraps = wraps;
            view.dispatch({ effects: compartment.reconfigure(wraps ? [EditorView.lineWrapping, hanging] : []) });
          });
          this.observer.observe(view.dom);
        }
        destroy(): void {
          this.observer.disconnect();
        }
      },
    ),
  ];
}
