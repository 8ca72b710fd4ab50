// Positions and edits as the engine gives them: lines and columns from 1, columns in Unicode code points, lines ended by LF, CRLF
// or CR; a byte order mark has no column.

import { minimalChange, type Change } from "../editor/minimal";

export interface Position {
  line: number;
  column: number;
}

export interface Edit {
  start: Position;
  end: Position;
  text: string;
}

/** The offset in UTF-16 units of a position; null where the text has no such place. */
export function offsetAt(text: string, position: Position): number | null {
  let offset = text.startsWith("\uFEFF") ? 1 : 0;
  for (let line = 1; line < position.line; line++) {
    const end = lineEnd(text, offset);
    if (end === text.length) return null;
    offset = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
  }
  const end = lineEnd(text, offset);
  for (let column = 1; column < position.column; column++) {
    if (offset >= end) return null;
    offset += text.codePointAt(offset)! > 0xffff ? 2 : 1;
  }
  return offset;
}

function lineEnd(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 13) return i;
  }
  return text.length;
}

/** The text after edits that do not overlap, whatever their order; null if one does not fit the text. */
export function applyEdits(text: string, edits: readonly Edit[]): string | null {
  const ranges: { start: number; end: number; text: string }[] = [];
  for (const edit of edits) {
    const start = offsetAt(text, edit.start);
    const end = offsetAt(text, edit.end);
    if (start === null || end === null || end < start) return null;
    ranges.push({ start, end, text: edit.text });
  }
  ranges.sort((a, b) => a.start - b.start || a.end - b.end);
  let out = "";
  let at = 0;
  for (const range of ranges) {
    if (range.start < at) return null;
    out += text.slice(at, range.start) + range.text;
    at = range.end;
  }
  return out + text.slice(at);
}

/**
 * A text in which two changes of `base` are made: the one to `mine` and the one to `theirs`. Where both are about the same lines,
 * only that to `mine` is made.
 */
export function merged(base: string, mine: string, theirs: string): string {
  return both(base, minimalChange(base, mine), minimalChange(base, theirs)) ?? both(base, changedLines(base, mine), changedLines(base, theirs)) ?? mine;
}

/** A text after two changes; null if they overlap. */
function both(text: string, mine: Change | null, theirs: Change | null): string | null {
  if (!mine || !theirs) return applied(text, mine ?? theirs);
  if (theirs.to <= mine.from) return applied(applied(text, mine), theirs);
  return mine.to <= theirs.from ? applied(applied(text, theirs), mine) : null;
}

function applied(text: string, change: Change | null): string {
  return change ? text.slice(0, change.from) + change.insert + text.slice(change.to) : text;
}

/** The smallest change of whole lines. */
function changedLines(before: string, after: string): Change | null {
  const lines = before.split(/(?<=\n)/);
  const changed = after.split(/(?<=\n)/);
  const least = Math.min(lines.length, changed.length);
  let first = 0;
  while (first < least && lines[first] === changed[first]) first++;
  let last = 0;
  while (last < least - first && lines.at(-1 - last) === changed.at(-1 - last)) last++;
  const from = lines.slice(0, first).join("").length;
  const to = before.length - lines.slice(lines.length - last).join("").length;
  const insert = changed.slice(first, changed.length - last).join("");
  return from === to && insert === "" ? null : { from, to, insert };
}

/** A size in bytes, for people: "8 KB". */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${size.toFixed(1).replace(/\.0$/, "")} ${unit}`;
}
