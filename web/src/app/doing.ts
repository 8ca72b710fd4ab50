// What is done when a view asks for it.

import type { Actions } from "./actions";
import { chooseFile, download } from "./files";
import type { Focus, Here } from "./focus";
import { mostScenarios, scenarioName } from "./link";
import { compareWith, focusField, freeName, isPresent, lastPage, pageSize, select, toggleCard, toggleOpen, withoutNotice, withScenario } from "./reduce";
import { ownName } from "./own";
import type { Session } from "./session";
import type { Sharing } from "./sharing";
import type { State } from "./state";
import { saveTheme } from "./storage";
import { shownTotal, totalLine } from "./total";
import type { Change } from "./types";
import { sortedFindings } from "./views/findings";

/** What the actions need of the page beside its state. */
interface Desk {
  readonly session: Session;
  readonly focus: Focus;
  readonly sharing: Sharing;
  open(file: File): Promise<void>;
  closeDialog(): void;
  /** Says what has been done, with a button that takes it back, until something else is done. */
  offerUndo(text: string, id?: string): void;
}

export function makeActions(desk: Desk): Actions {
  const { session, focus, sharing } = desk;
  const { store } = session;
  const update = (reduce: (state: State) => State) => store.update(reduce);
  const count = () => store.state.answer?.view.deployments.length ?? 0;
  const nameOf = (n: number) => store.state.answer?.view.deployments[n]?.title || "deployment";
  const structural = (change: Change, label: string, then?: (n: number | null, here: Here) => void) => {
    const here = focus.here();
    session.edits.change(change, label, "", (n) => then?.(n, here));
  };
  return {
    undo: () => session.undo(),
    redo: () => session.redo(),
    add: () => {
      update((s) => ({ ...s, section: "estimate", tab: "form" }));
      structural({ kind: "add", deployment: -1 }, "add a deployment", (n, here) => focus.deploymentSoon(n, { ...here, inForm: true }));
    },
    duplicate: (n) => {
      if (n >= count()) return;
      structural({ kind: "duplicate", deployment: n }, `duplicate ${nameOf(n)}`, (made, here) => focus.deploymentSoon(made, here));
    },
    remove: (n) => {
      if (n >= count()) return;
      const name = nameOf(n);
      structural({ kind: "delete", deployment: n }, `delete ${name}`, (neighbour, here) => {
        desk.offerUndo(`Deleted ${name}.`, "deleted");
        focus.deploymentSoon(neighbour, here);
      });
    },
    change: (change, label, path, typed) => session.edits.change(change, label, path, undefined, typed),
    choose: (deployment, fields, label) => session.edits.choose(deployment, fields, label),
    focusField: (path, focused) => {
      update((s) => focusField(s, path, focused));
      if (focused) store.flush();
    },

    select: (n) => update((s) => select(s, n)),
    toggle: (n) => n < count() && update((s) => toggleOpen(s, n)),
    toggleDocument: () => update((s) => ({ ...s, documentOpen: !s.documentOpen })),
    toggleCard: (n) => update((s) => toggleCard(s, n)),
    editInForm: (n) => {
      if (n < 0 || n >= count()) return;
      update((s) => ({ ...select(s, n), tab: "form", section: "estimate" }));
      focus.to(`card-${n}-title`);
    },
    showElse: (n) => {
      update((s) => select(s, n));
      focus.to("else");
    },
    goTo: (d) => focus.toFinding(d),
    fix: (d, fix) => {
      const control = focus.control();
      if (control) {
        session.fix(d, fix);
        control.focus();
        return;
      }
      const at = sortedFindings(store.state.answer?.diagnostics ?? []).indexOf(d);
      session.fix(d, fix);
      focus.findingSoon(at);
    },
    fixAll: () => session.fixAll(),

    showSection: (section) => update((s) => ({ ...s, section, visited: new Set(s.visited).add(section) })),
    showNotes: () => {
      update((s) => ({ ...s, section: "prices", visited: new Set(s.visited).add("prices") }));
      focus.soon("prices-notes");
    },
    showOwn: (wanted = null) => {
      update((s) => ({ ...s, section: "prices", visited: new Set(s.visited).add("prices"), wanted: wanted ?? s.wanted }));
      focus.soon(wanted ? "own-price-value" : "own-title");
    },
    setOwn: (own, label) => {
      session.setOwn(own, label);
      session.edits.after(() => desk.offerUndo(own === "" ? "Your own prices are removed. Amounts are at list prices." : "Amounts are at your own prices now."));
    },
    apply: (changes, label) => session.edits.chooseAll(changes, label),
    sort: (column) =>
      update((s) => ({
        ...s,
        rowsPage: 0,
        order: s.order?.column !== column ? { column, descending: column === "amount" } : s.order.descending === (column === "amount") ? { column, descending: !s.order.descending } : null,
      })),
    search: (query) => update((s) => ({ ...s, query, rowsPage: 0 })),
    group: (grouping) => update((s) => ({ ...s, grouping, rowsPage: 0 })),
    showTab: (tab) => update((s) => ({ ...s, tab, section: "estimate" })),
    showPage: (list, n) =>
      update((s) => (list === "rows" ? { ...s, rowsPage: Math.min(n, lastPage(count())), selected: n * pageSize } : { ...s, findingsPage: n })),
    setTheme: (theme) => {
      saveTheme(theme);
      if (theme === "system") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = theme;
      update((s) => ({ ...s, theme }));
    },
    setSingleKeys: (on) => update((s) => ({ ...s, singleKeys: on })),
    setCombo: (combo) => update((s) => ({ ...s, combo })),
    openDialog: (dialog) => {
      sharing.forget();
      update((s) => ({ ...s, dialog }));
      if (dialog.kind === "share") void sharing.make();
      if (dialog.kind === "rule") void session.rule(dialog.code);
    },
    closeDialog: () => desk.closeDialog(),
    dismiss: (id) => update((s) => withoutNotice(s, id)),
    retry: () => session.engine.retry(),
    skipTo: (id) => focus.to(id),

    startFrom: (id) => {
      const example = store.state.hello.examples.find((e) => e.id === id);
      if (!example) return;
      desk.closeDialog();
      const { example: untouched, file, text } = store.state;
      session.open({ text: example.text, file: example.file, example: example.id !== "empty" }, "start anew");
      if (!untouched && text.trim() !== "") session.edits.after(() => desk.offerUndo(`${example.title} is open in place of ${file}.`));
    },
    openFile: () => void chooseFile().then((file) => file && desk.open(file)),
    copyLink: () => void sharing.copy(),
    download: (kind, format) =>
      void session.export(kind, format).then((file) => (file ? download(file.name, file.media_type, file.text) : desk.closeDialog())),
    downloadOwn: () => download(ownName, "application/yaml", store.state.own),
    downloadDocument: () =>
      void session.edits.settled().then(() => {
        const { file, text } = store.state;
        download(file, file.endsWith(".json") ? "application/json" : "application/yaml", text);
      }),

    pin: () =>
      session.edits.after(() =>
        update((s) => {
          const total = isPresent(s, s.answer) ? totalLine(shownTotal(s)) || "no total" : ""; // else it is computed
          const pinned = { name: freeName(s), text: s.text, file: s.file, total };
          return { ...s, pinned, others: s.pinned ? [s.pinned, ...s.others].slice(0, mostScenarios) : [], difference: null };
        }),
      ),
    unpin: (scenario) => update((s) => (s.pinned ? withScenario(s, scenario ?? s.pinned, null) : s)),
    rename: (scenario, name) => update((s) => withScenario(s, scenario, { ...scenario, name: scenarioName(name) })),
    compareWith: (scenario) => update((s) => compareWith(s, scenario)),
    backTo: ({ name, text, file }) => {
      session.open({ text, file, example: false }, `go back to ${name}`);
      session.edits.after(() => desk.offerUndo(`What is shown is ${name} now.`));
    },
  };
}
