// What this browser keeps: the draft, the own prices and the theme, nothing else. Every function works without storage (private windows, some
// browsers for a page opened from a file); what is saved then simply does not last.

export type Theme = "system" | "light" | "dark";

export interface Draft {
  readonly file: string;
  readonly text: string;
  /** The visitor's own prices. */
  readonly own: string;
  /** The fragment of the address beside which it was kept: a page with the same one is the same page, loaded again. */
  readonly beside: string;
}

const themeKey = "costplan.theme";
const draftKey = "costplan.draft";

export function readTheme(): Theme {
  const theme = read(themeKey);
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function saveTheme(theme: Theme): void {
  if (theme === "system") remove(themeKey);
  else write(themeKey, theme);
}

/** The draft that was kept; null if there is none or it cannot be read. */
export function readDraft(): Draft | null {
  const stored = read(draftKey);
  if (stored === null) return null;
  try {
    const draft: unknown = JSON.parse(stored);
    if (typeof draft === "object" && draft !== null && "file" in draft && "text" in draft) {
      const { file, text } = draft;
      const own = "own" in draft && typeof draft.own === "string" ? draft.own : "";
      const beside = "beside" in draft && typeof draft.beside === "string" ? draft.beside : "";
      if (typeof file === "string" && typeof text === "string") return { file, text, own, beside };
    }
  } catch {
    // Not ours, or cut off: as good as none.
  }
  return null;
}

/** Keeps a draft; false if this browser would not. */
export function saveDraft(draft: Draft): boolean {
  return write(draftKey, JSON.stringify({ file: draft.file, text: draft.text, own: draft.own, beside: draft.beside }));
}

export function dropDraft(): void {
  remove(draftKey);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing is stored where nothing can be.
  }
}
