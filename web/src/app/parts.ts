// The parts of the page that are loaded when they are first shown: the text editor, the charts, the prices and the sizing.

import type { EditorHandle } from "../editor/index";
import type { Actions } from "./actions";
import { ownOf } from "./own";
import type { Session } from "./session";
import type { State } from "./state";
import type { Store } from "./store";
import type { Position } from "./text";
import { turn } from "./views/hosted";
import type { Parts } from "./views/page";

export interface LiveParts extends Parts {
  /** Shows a place in the text editor, as soon as there is one. */
  reveal(position: Position): void;
}

/** Whether the page is dark now. */
function isDark(theme: State["theme"]): boolean {
  return theme === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
}

export function makeParts(session: Session, store: Store, actions: Actions): LiveParts {
  let editor: (EditorHandle & { setDark(dark: boolean): void }) | null = null;
  let wanted: Position | null = null;
  const settings = () => session.settings();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => editor?.setDark(isDark(store.state.theme)));

  return {
    reveal(position) {
      if (!editor) {
        wanted = position;
        return;
      }
      editor.reveal(position);
      editor.focus();
    },

    async editor(host, props) {
      const { mountEditor } = await import("../editor/index");
      // The page's text as it was when the editor last agreed with it: the editor tells of a long text only after a while, and what
      // is typed may have to wait for a step back that was asked for before. It must not be set back to an older text meanwhile.
      let agreed = props.text;
      const handle = mountEditor(host, {
        text: props.text,
        engine: session.engine,
        settings,
        prices: () => ownOf(store.state),
        file: () => store.state.file,
        onChange: (text, base) => {
          session.typed(text, base);
          if (store.state.text === text) agreed = text;
        },
        onRule: (code) => actions.openDialog({ kind: "rule", code }),
        dark: isDark(props.theme),
      });
      editor = handle;
      handle.setDiagnostics([...props.diagnostics], props.answered ?? undefined);
      if (wanted) {
        handle.reveal(wanted);
        handle.focus();
        wanted = null;
      }
      return {
        update({ text, diagnostics, answered, theme }) {
          if (text !== agreed) handle.setText((agreed = text));
          handle.setDiagnostics([...diagnostics], answered ?? undefined);
          handle.setDark(isDark(theme));
        },
        destroy() {
          editor = null;
          handle.destroy();
        },
      };
    },

    drawing: {
      async chart(host, props) {
        const { mountChart } = await import("../charts/index");
        await turn();
        return mountChart(host, props);
      },
      async matrix(host, props) {
        const { mountMatrix } = await import("../charts/index");
        await turn();
        let now = props;
        const handle = mountMatrix(host, props.matrix, { choose: (cell) => now.choose(cell) });
        return {
          update(next) {
            now = next;
            handle.update(next.matrix);
          },
          destroy: () => handle.destroy(),
        };
      },
    },

    async prices(host, props) {
      const { mountPrices } = await import("../prices/index");
      return mountPrices(host, session.engine, props, { use: (own, label) => actions.setOwn(own, label), want: (price) => actions.showOwn(price) });
    },

    async sizing(host, traffic) {
      const { mountSizing } = await import("../sizing/index");
      const sized = mountSizing(host, session.engine, {
        settings,
        onUse: (use) => session.edits.use(use),
      });
      if (traffic) sized.open(traffic);
      return { ...sized, update: (file) => file && sized.open(file) };
    },
  };
}
