// The engine counts lines and columns from 1, and columns in Unicode code points; the editor counts UTF-16 units from the start
// of the text. This is the one place where the two meet. It knows nothing of an editor but its text.

import type { Text } from "@codemirror/state";
import type { Position } from "./messages";

const byteOrderMark = "\uFEFF";

/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Converts places in one text. Places asked for in ascending order cost a walk over the text at most, however long its lines. */
export class Places {
  // The last place found: column and offset within line `number`, whose text is `text`.
  private number = 0;
  private from = 0;
  private text = "";
  private astral = false;
  private column = 1;
  private at = 0;

  constructor(private readonly doc: Text) {}

  /** The offset of a place. Places outside of the text are moved to the nearest one in it. */
  offset(place: Position): number {
    if (place.line < 1) return 0;
    if (place.line > this.doc.lines) return this.doc.length;
    this.enter(place.line);
    if (!this.astral) return this.from + this.mark() + Math.min(Math.max(place.column - 1, 0), this.text.length - this.mark());
    if (place.column < this.column) this.rewind();
    while (this.column < place.column && this.at < this.text.length) {
      this.at += width(this.text, this.at);
      this.column++;
    }
    return this.from + this.at;
  }

  /** The place of an offset. An offset within a character is that of the character. */
  position(offset: number): Position {
    const line = this.doc.lineAt(Math.min(Math.max(offset, 0), this.doc.length));
    this.enter(line.number);
    const end = Math.max(offset - line.from, this.mark());
    if (!this.astral) return { line: line.number, column: Math.min(end, this.text.length) - this.mark() + 1 };
    if (end < this.at) this.rewind();
    while (this.at < this.text.length && this.at + width(this.text, this.at) <= end) {
      this.at += width(this.text, this.at);
      this.column++;
    }
    return { line: line.number, column: this.column };
  }

  /** The offsets of a range, never reversed. */
  range(start: Position, end: Position): Range {
    const from = this.offset(start);
    return { from, to: Math.max(from, this.offset(end)) };
  }

  private enter(number: number): void {
    if (number === this.number) return;
    const line = this.doc.line(number);
    this.number = number;
    this.from = line.from;
    this.text = line.text;
    this.astral = /[\uD800-\uDBFF]/.test(line.text);
    this.rewind();
  }

  private rewind(): void {
    this.column = 1;
    this.at = this.mark();
  }

  // A byte order mark has no column.
  private mark(): number {
    return this.number === 1 && this.text.startsWith(byteOrderMark) ? 1 : 0;
  }
}

/** The range to show for a finding: one without width gets the character after it, or the one before it at the end of a line.
 *  On an empty line it stays without width. */
export function visible(doc: Text, range: Range): Range {
  if (range.from < range.to) return range;
  const line = doc.lineAt(range.from);
  const at = range.from - line.from;
  if (at < line.text.length) return { from: range.from, to: range.from + width(line.text, at) };
  if (at > 0) return { from: range.from - widthBefore(line.text, at), to: range.from };
  return range;
}

/** UTF-16 units of the character at an offset. */
function width(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** UTF-16 units of the character before an offset. */
function widthBefore(text: string, at: number): number {
  return at > 1 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
}
