// The subset of Markdown that the pages of rules are written in: headings, paragraphs, lists, fenced code, tables; inline code,
// emphasis and links. What it does not know stays as it is written. Text reaches the page as text only.

import { html, type TemplateResult } from "lit-html";

export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; ordered: boolean; items: string[] }
  | { kind: "code"; language: string; text: string }
  | { kind: "table"; head: string[]; rows: string[][] };

export type Inline = { kind: "text" | "code" | "strong"; text: string } | { kind: "link"; text: string; address: string };

/** The blocks of a page. */
export function readBlocks(markdown: string): Block[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: Block[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i]!;
    const fence = /^(```+|~~~+)\s*(\S*)/.exec(line);
    if (fence) {
      const body: string[] = [];
      for (i++; i < lines.length && !lines[i]!.startsWith(fence[1]!); i++) body.push(lines[i]!);
      i++;
      blocks.push({ kind: "code", language: fence[2]!, text: body.join("\n") });
      continue;
    }
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    if (heading) {
      blocks.push({ kind: "heading", level: heading[1]!.length, text: heading[2]! });
      i++;
      continue;
    }
    if (/^\s*$/.test(line)) {
      i++;
      continue;
    }
    if (line.startsWith("|") && /^\|[\s:|-]+\|?\s*$/.test(lines[i + 1] ?? "")) {
      const head = cells(line);
      const rows: string[][] = [];
      for (i += 2; lines[i]?.startsWith("|"); i++) rows.push(cells(lines[i]!));
      blocks.push({ kind: "table", head, rows });
      continue;
    }
    const item = /^\s*([-*]|\d+[.)])\s+(.*)$/.exec(line);
    if (item) {
      const items: string[] = [];
      for (; i < lines.length && !/^\s*$/.test(lines[i]!); i++) {
        const next = /^\s*(?:[-*]|\d+[.)])\s+(.*)$/.exec(lines[i]!);
        if (next) items.push(next[1]!);
        else items[items.length - 1] += ` ${lines[i]!.trim()}`;
      }
      blocks.push({ kind: "list", ordered: /\d/.test(item[1]!), items });
      continue;
    }
    const text: string[] = [];
    for (; i < lines.length && !/^\s*$|^```|^~~~|^#{1,6}\s/.test(lines[i]!); i++) text.push(lines[i]!.trim());
    blocks.push({ kind: "paragraph", text: text.join(" ") });
  }
  return blocks;
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}

/** The inline parts of a text. Only https links are links. */
export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  const pattern = /(`+)(.+?)\1|\*\*(.+?)\*\*|\[([^\]]+)\]\((https:\/\/[^\s)]+)\)/g;
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) parts.push({ kind: "text", text: text.slice(at, match.index) });
    if (match[2] !== undefined) parts.push({ kind: "code", text: match[2] });
    else if (match[3] !== undefined) parts.push({ kind: "strong", text: match[3] });
    else parts.push({ kind: "link", text: match[4]!, address: match[5]! });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: "text", text: text.slice(at) });
  return parts;
}

export function markdown(text: string): TemplateResult[] {
  return readBlocks(text).map(block);
}

function block(b: Block): TemplateResult {
  switch (b.kind) {
    case "heading":
      return b.level <= 1 ? html`<h2>${inline(b.text)}</h2>` : html`<h3>${inline(b.text)}</h3>`;
    case "paragraph":
      return html`<p>${inline(b.text)}</p>`;
    case "code":
      return html`<pre tabindex="0" role="group" aria-label=${b.language === "yaml" ? "Example" : "What is reported"}><code>${b.text}</code></pre>`;
    case "list": {
      const items = b.items.map((item) => html`<li>${inline(item)}</li>`);
      return b.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case "table":
      return html`<div class="table-scroll" tabindex="0" role="group" aria-label="Table"><table>
        <thead><tr>${b.head.map((c) => html`<th scope="col">${inline(c)}</th>`)}</tr></thead>
        <tbody>${b.rows.map((row) => html`<tr>${row.map((c) => html`<td>${inline(c)}</td>`)}</tr>`)}</tbody>
      </table></div>`;
  }
}

function inline(text: string): (TemplateResult | string)[] {
  return readInline(text).map((part) => {
    switch (part.kind) {
      case "code":
        return html`<code>${part.text}</code>`;
      case "strong":
        return html`<strong>${part.text}</strong>`;
      case "link":
        return html`<a href=${part.address} rel="noreferrer noopener" target="_blank">${part.text}</a>`;
      default:
        return part.text;
    }
  });
}
