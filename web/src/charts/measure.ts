// How wide texts are.

export interface Ruler {
  /** The size of the text of a chart in pixels. */
  readonly size: number;
  /** The width of a text of that size, or of another one. */
  width(text: string, weight?: number, size?: number): number;
}

/** Measures in the font that a text in the host is shown in. Size is that of --text-xs. */
export function rulerOf(host: Element): Ruler {
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const size = root * 0.75;
  const family = getComputedStyle(host).fontFamily || "sans-serif";
  const pencil = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return {
    size,
    width(text, weight = 400, own = size) {
      if (!pencil) return text.length * own * 0.6;
      const key = `${weight} ${own} ${text}`;
      let width = known.get(key);
      if (width === undefined) {
        pencil.font = `${weight} ${own}px ${family}`;
        width = pencil.measureText(text).width;
        known.set(key, width);
      }
      return width;
    },
  };
}

/** Breaks a text between words into lines that fit; a word that does not fit has a line of its own. */
export function wrapped(text: string, room: number, width: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((w) => w !== "")) {
    const next = line === "" ? word : `${line} ${word}`;
    if (line !== "" && width(next) > room) {
      lines.push(line);
      line = word;
    } else {
      line = next;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
