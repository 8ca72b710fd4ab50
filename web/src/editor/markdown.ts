// The part of Markdown that the engine writes in its help: headings, paragraphs, lists, tables, code, emphasis and links. Text
// becomes a tree first, and the tree becomes elements through textContent alone, so that no text can become markup.

/** A run of text. */
type Inline =
  | { readonly kind: "text" | "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis"; readonly content: readonly Inline[] }
  | { readonly kind: "link"; readonly href: string; readonly content: readonly Inline[] };

/** A block of a text. */
export type Block =
  | { readonly kind: "heading"; readonly level: number; readonly content: readonly Inline[] }
  | { readonly kind: "paragraph"; readonly content: readonly Inline[] }
  | { readonly kind: "break" }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "table"; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] };

interface MarkdownOptions {
  /** Added to the level of each heading; 0 makes h1 of "#". */
  readonly headings?: number;
  /** The name of a block of code, which can be scrolled by keyboard. */
  readonly codeLabel?: (language: string) => string;
  /** What a link does on the page itself; null, and without this, links to https addresses open apart, and others are text. */
  readonly onLink?: (href: string) => (() => void) | null;
}

const item = /^(?:[-*]|(\d+)[.)])\s+/;
const heading = /^(#{1,6})\s+(.*?)\s*#*$/;
const divide = /^(?:-{3,}|\*{3,}|_{3,})\s*$/;
const fence = /^(`{3,}|~{3,})\s*([\w-]*)/;
const divider = /^\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?$/;

/** Reads a text into blocks. Whatever it does not know is text. */
export function parseMarkdown(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/);
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const opened = fence.exec(line);
    const headed = heading.exec(line);
    if (line.trim() === "") at++;
    else if (divide.test(line)) {
      blocks.push({ kind: "break" });
      at++;
    } else if (opened) {
      const mark = opened[1] ?? "```";
      let end = at + 1;
      while (end < lines.length && !(lines[end] ?? "").startsWith(mark)) end++;
      blocks.push({ kind: "code", language: opened[2] ?? "", text: lines.slice(at + 1, end).join("\n") });
      at = end + 1;
    } else if (headed) {
      blocks.push({ kind: "heading", level: headed[1]?.length ?? 1, content: parseInline(headed[2] ?? "") });
      at++;
    } else if (line.includes("|") && divider.test(lines[at + 1] ?? "")) {
      let end = at + 2;
      while (end < lines.length && (lines[end] ?? "").includes("|")) end++;
      blocks.push({ kind: "table", head: cells(line), rows: lines.slice(at + 2, end).map(cells) });
      at = end;
    } else if (item.test(line)) {
      const items: string[] = [];
      const ordered = item.exec(line)?.[1] !== undefined;
      for (; at < lines.length; at++) {
        const next = lines[at] ?? "";
        const found = item.exec(next);
        if (found && (found[1] !== undefined) === ordered) items.push(next.slice(found[0].length));
        else if (/^\s+\S/.test(next) && items.length > 0) items[items.length - 1] += ` ${next.trim()}`;
        else break;
      }
      blocks.push({ kind: "list", ordered, items: items.map(parseInline) });
    } else {
      let end = at + 1;
      while (end < lines.length && !startsBlock(lines[end] ?? "")) end++;
      blocks.push({ kind: "paragraph", content: parseInline(lines.slice(at, end).map((l) => l.trim()).join(" ")) });
      at = end;
    }
  }
  return blocks;
}

function startsBlock(line: string): boolean {
  return line.trim() === "" || divide.test(line) || fence.test(line) || heading.test(line) || item.test(line);
}

function cells(line: string): Inline[][] {
  const row = line.trim().replace(/^\|/, "").replace(/\|$/, "");
  return row.split(/(?<!\\)\|/).map((cell) => parseInline(cell.trim().replaceAll("\\|", "|")));
}

const span = /(?<code>(?<tick>`+)(?<coded>[\s\S]*?[^`])\k<tick>(?!`))|\*\*(?<strong>(?=\S)[^\n]*?\S)\*\*|(?<![\w*])\*(?<em>(?=\S)[^*\n]*?[^\s*])\*(?!\w)|(?<!\w)_(?<under>(?=\S)[^_\n]*?[^\s_])_(?!\w)|\[(?<label>[^\]\n]+)\]\((?<href>[^()\s]+)\)|\\(?<escaped>[!-/:-@[-`{-~])/;

/** Reads the runs of one block of text. */
export function parseInline(text: string): Inline[] {
  const runs: Inline[] = [];
  let plain = "";
  let rest = text;
  const flush = (): void => {
    if (plain !== "") runs.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let found = span.exec(rest); found; found = span.exec(rest)) {
    const is = found.groups ?? {};
    plain += rest.slice(0, found.index);
    rest = rest.slice(found.index + found[0].length);
    if (is.escaped !== undefined) {
      plain += is.escaped;
      continue;
    }
    flush();
    if (is.coded !== undefined) runs.push({ kind: "code", text: is.coded.replace(/^ (.*\S.*) $/, "$1") });
    else if (is.strong !== undefined) runs.push({ kind: "strong", content: parseInline(is.strong) });
    else if (is.label !== undefined) runs.push({ kind: "link", href: is.href ?? "", content: parseInline(is.label) });
    else runs.push({ kind: "emphasis", content: parseInline(is.em ?? is.under ?? "") });
  }
  plain += rest;
  flush();
  return runs;
}

/** Makes the elements of a text. */
export function renderMarkdown(text: string, options: MarkdownOptions = {}): DocumentFragment {
  const whole = document.createDocumentFragment();
  for (const block of parseMarkdown(text)) whole.append(renderBlock(block, options));
  return whole;
}

function renderBlock(block: Block, options: MarkdownOptions): HTMLElement {
  switch (block.kind) {
    case "heading":
      return filled(`h${Math.min(block.level + (options.headings ?? 0), 6)}`, block.content, options);
    case "paragraph":
      return filled("p", block.content, options);
    case "break":
      return document.createElement("hr");
    case "code": {
      const pre = document.createElement("pre");
      const code = pre.appendChild(document.createElement("code"));
      code.textContent = block.text;
      pre.tabIndex = 0; // It scrolls sideways, by keyboard too.
      pre.setAttribute("role", "region");
      pre.setAttribute("aria-label", options.codeLabel?.(block.language) ?? "Code");
      return pre;
    }
    case "list": {
      const list = document.createElement(block.ordered ? "ol" : "ul");
      for (const content of block.items) list.append(filled("li", content, options));
      return list;
    }
    case "table": {
      const table = document.createElement("table");
      const head = table.createTHead().insertRow();
      for (const content of block.head) {
        const cell = filled(content.length > 0 ? "th" : "td", content, options);
        if (content.length > 0) cell.setAttribute("scope", "col");
        head.append(cell);
      }
      const body = table.createTBody();
      for (const row of block.rows) {
        const line = body.insertRow();
        for (const content of row) line.append(filled("td", content, options));
      }
      return table;
    }
  }
}

function filled(tag: string, content: readonly Inline[], options: MarkdownOptions): HTMLElement {
  const element = document.createElement(tag);
  for (const run of content) element.append(renderInline(run, options));
  return element;
}

function renderInline(run: Inline, options: MarkdownOptions): Node {
  switch (run.kind) {
    case "text":
      return document.createTextNode(run.text);
    case "code": {
      const code = document.createElement("code");
      code.textContent = run.text;
      return code;
    }
    case "strong":
      return filled("strong", run.content, options);
    case "emphasis":
      return filled("em", run.content, options);
    case "link":
      return renderLink(run.href, run.content, options);
  }
}

function renderLink(href: string, content: readonly Inline[], options: MarkdownOptions): HTMLElement {
  const follow = options.onLink?.(href);
  if (follow) {
    const button = filled("button", content, options) as HTMLButtonElement;
    button.type = "button";
    button.className = "link";
    button.addEventListener("click", follow);
    return button;
  }
  if (!href.startsWith("https://")) return filled("span", content, options);
  const link = filled("a", content, options) as HTMLAnchorElement;
  link.href = href;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}
