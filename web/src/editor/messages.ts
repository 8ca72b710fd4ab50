// What the editor gets from the engine, as it is here used.

/** A place in a text: line and column from 1, columns in Unicode code points. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A replacement of a range of the text. */
export interface Edit {
  readonly start: Position;
  readonly end: Position;
  readonly text: string;
}

/** A way to mend a finding. A safe one has one right answer. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly file: string;
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
}

/** A finding of the engine. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly help: string;
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly path: string;
  readonly api_error: { readonly code: string; readonly message: string } | null;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  readonly url: string;
}

export type Severity = "error" | "warning" | "info";

/** What can be done at a place. */
export interface Action {
  readonly title: string;
  readonly kind: string;
  readonly code: string;
  readonly preferred: boolean;
  readonly edits: readonly Edit[];
  /** What is to be selected in the text after the edits. */
  readonly select?: { readonly start: Position; readonly end: Position };
}

/** A remark at the end of a line. */
export interface Hint extends Position {
  readonly label: string;
  readonly tooltip: string;
}

/** What can be put in at a place. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: string;
  readonly detail: string;
  readonly documentation: string;
  readonly insert: string;
  /** Where the caret goes, in code points of what is put in; its end by default. */
  readonly caret?: number;
  readonly sort: string;
}
