// The engine's findings in the editor: their ranges, which move with the text, the marks below the text and in the gutter.

import { ChangeSet, type EditorState, type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, GutterMarker, gutter, WidgetType } from "@codemirror/view";
import { el } from "./dom";
import { icon, severityName } from "./icons";
import type { Diagnostic, Edit, Severity } from "./messages";
import type { Change } from "./minimal";
import { Places, type Range, visible } from "./places";

/** A finding where it stands now. */
export interface Finding extends Range {
  readonly diagnostic: Diagnostic;
}

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>;

interface Found {
  readonly counts: Counts;
  /** Some fix is safe, so "fix all" has something to do. */
  readonly fixable: boolean;
  readonly marks: DecorationSet;
  /** The text that the findings were made for, and what has happened to it since. */
  readonly base: Text;
  readonly since: ChangeSet | null;
}

/** Replaces all findings. They must be those of the present text. */
export const setFindings = StateEffect.define<readonly Diagnostic[]>();

const found = StateField.define<Found>({
  create: (state) => read(state.doc, []),
  update(value, transaction) {
    let next = value;
    if (transaction.docChanged) {
      const since = value.since ? value.since.compose(transaction.changes) : transaction.changes;
      next = { ...value, marks: value.marks.map(transaction.changes), since };
    }
    for (const effect of transaction.effects) if (effect.is(setFindings)) next = read(transaction.newDoc, effect.value);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field, (value) => value.marks),
});

/** Marks a place on an empty line, where no character can be underlined. */
class PointWidget extends WidgetType {
  constructor(private readonly severity: Severity) {
    super();
  }
  override eq(other: PointWidget): boolean {
    return other.severity === this.severity;
  }
  toDOM(): HTMLElement {
    return el("span", { class: `cm-finding-point cm-finding-${this.severity}`, "aria-hidden": "true" });
  }
}

function read(doc: Text, diagnostics: readonly Diagnostic[]): Found {
  const counts = { error: 0, warning: 0, info: 0 };
  const places = new Places(doc);
  const marks = diagnostics.map((diagnostic) => {
    counts[diagnostic.severity]++;
    const { from, to } = marked(doc, visible(doc, places.range(diagnostic.start, diagnostic.end)));
    const { severity } = diagnostic;
    if (from === to) return Decoration.widget({ widget: new PointWidget(severity), side: 1, diagnostic }).range(from);
    return Decoration.mark({ class: `cm-finding cm-finding-${severity}`, diagnostic }).range(from, to);
  });
  const fixable = diagnostics.some(({ fixes }) => fixes.some(({ safe }) => safe));
  return { counts, fixable, marks: Decoration.set(marks, true), base: doc, since: null };
}

// What speaks of a whole deployment is marked on its first line: a line under all of it would hide what is in it.
function marked(doc: Text, range: Range): Range {
  const line = doc.lineAt(range.from);
  return range.to <= line.to ? range : visible(doc, { from: range.from, to: line.to });
}

export function countsOf(state: EditorState): Counts {
  return state.field(found).counts;
}

export function isFixable(state: EditorState): boolean {
  return state.field(found).fixable;
}

const gravity: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The findings that touch a range, the gravest first. */
export function findingsAt(state: EditorState, from: number, to: number): Finding[] {
  const hits: Finding[] = [];
  state.field(found).marks.between(from, to, (start, end, { spec }) => {
    hits.push({ from: start, to: end, diagnostic: spec.diagnostic as Diagnostic });
  });
  return hits.sort((a, b) => gravity[a.diagnostic.severity] - gravity[b.diagnostic.severity] || a.from - b.from);
}

/** The findings of a line. */
export function findingsOfLine(state: EditorState, at: number): Finding[] {
  const line = state.doc.lineAt(at);
  return findingsAt(state, line.from, line.to).filter(({ from }) => from >= line.from);
}

/** The next finding from a place on, or the one before it; around the end of the text. Null if there is none. */
export function nextFinding(state: EditorState, from: number, direction: 1 | -1): Finding | null {
  let before: Finding | null = null;
  let after: Finding | null = null;
  let first: Finding | null = null;
  let last: Finding | null = null;
  for (const cursor = state.field(found).marks.iter(); cursor.value; cursor.next()) {
    const finding = { from: cursor.from, to: cursor.to, diagnostic: cursor.value.spec.diagnostic as Diagnostic };
    first ??= finding;
    if (finding.from < from) before = finding;
    if (finding.from > from) after ??= finding;
    last = finding;
  }
  return direction > 0 ? (after ?? first) : (before ?? last);
}

/** The changes that edits of a finding ask for, moved to where the text has moved since. Null if the text that they replace is
 *  no longer what it was: the edits then answer a question that nobody asks any more. */
export function changesOf(state: EditorState, edits: readonly Edit[]): Change[] | null {
  const { base, since } = state.field(found);
  const places = new Places(base);
  const changes: Change[] = [];
  for (const edit of edits) {
    const was = places.range(edit.start, edit.end);
    const from = since ? since.mapPos(was.from, -1) : was.from;
    const to = since ? since.mapPos(was.to, was.from === was.to ? -1 : 1) : was.to;
    if (since && state.sliceDoc(from, to) !== base.sliceString(was.from, was.to)) return null;
    changes.push({ from, to, insert: edit.text });
  }
  return changes;
}

class FindingMarker extends GutterMarker {
  constructor(
    private readonly severity: Severity,
    private readonly title: string,
  ) {
    super();
  }
  override eq(other: FindingMarker): boolean {
    return other.severity === this.severity && other.title === this.title;
  }
  override toDOM(): HTMLElement {
    return el("span", { class: `cm-finding-marker cm-finding-${this.severity}`, title: this.title }, icon(this.severity));
  }
}

class Spacer extends GutterMarker {
  override toDOM(): HTMLElement {
    return el("span", { class: "cm-finding-marker" }, icon("info"));
  }
}

/** The findings, their marks, and a gutter whose markers call `open` when pressed. */
export function findings(open: (view: EditorView, at: number) => void): Extension {
  return [
    found,
    gutter({
      class: "cm-findings",
      lineMarker(view, line) {
        const worst = findingsOfLine(view.state, line.from);
        if (!worst[0]) return null;
        const { code, severity, message } = worst[0].diagnostic;
        const more = worst.length > 1 ? ` (and ${worst.length - 1} more)` : "";
        return new FindingMarker(severity, `${severityName[severity]} ${code}: ${message}${more}`);
      },
      lineMarkerChange: ({ startState, state }) => startState.field(found) !== state.field(found),
      initialSpacer: () => new Spacer(),
      domEventHandlers: {
        click(view, line) {
          const [worst] = findingsOfLine(view.state, line.from);
          if (!worst) return false;
          open(view, worst.from);
          return true;
        },
      },
    }),
  ];
}
