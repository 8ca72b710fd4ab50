// The smallest single change from one text to another, so that what is around it (caret, scroll, folds, history) stays as it is.

/** A replacement of UTF-16 offsets. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** The change that makes `after` of `before`: what lies between their common beginning and their common end; null if they are
 *  equal. It never cuts a character in two. */
export function minimalChange(before: string, after: string): Change | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** The line break that a text uses most; "\n" if it has none. The editor counts every break as one. */
export function lineBreakOf(text: string): string {
  let lf = 0;
  let crlf = 0;
  let cr = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10) lf++;
    else if (unit === 13 && text.charCodeAt(at + 1) === 10) {
      crlf++;
      at++;
    } else if (unit === 13) cr++;
  }
  if (crlf > lf && crlf >= cr) return "\r\n";
  return cr > lf ? "\r" : "\n";
}
