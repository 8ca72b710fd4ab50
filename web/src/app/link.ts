// The address's fragment holds the state of the page, so that a link reproduces it and no server ever sees it:
//   #v=1&edition=2026-06-06&total=3%2C456.00+USD&file=team.yaml&doc=BASE64URL(deflate-raw(UTF-8))&pin=...&pinname=...&alt=...&own=...
// Before it stands the view, if it is not the first: "#/prices?v=1&...", "#/size?v=1&...".
// Whatever stands there is foreign text: it is bounded, checked and never trusted to be ours.

import type { Section } from "./state";

export interface Link {
  readonly text: string;
  readonly file: string;
  /** The edition of the prices and the total, as the sender saw them; "" if the link does not say. */
  readonly edition: string;
  readonly total: string;
  /** The pinned scenario A; null for none. */
  readonly pinned: string | null;
  readonly pinnedName: string;
  /** Scenarios that were pinned too. */
  readonly others: readonly { readonly name: string; readonly text: string }[];
  /** The sender's own prices, as the text of an overlay; "" for none. */
  readonly own: string;
}

export type Reading = { kind: "none" } | { kind: "link"; link: Link } | { kind: "broken"; message: string };

/** The format of the fragment. */
const linkVersion = "1";

/** The longest address that is offered as a link, in characters; beyond it mail programs and chats cut addresses. */
export const maxLink = 8 * 1024;

/** The longest fragment that is read, and the largest document that may come out of it, in bytes: the engine reads no more. */
const maxFragment = 1024 * 1024;
export const maxDocument = 4 * 1024 * 1024;

const totalForm = /^(at least )?\d{1,3}(,?\d{3})*(\.\d+)? [A-Z]{3}( \+ \d{1,3}(,?\d{3})*(\.\d+)? [A-Z]{3}){0,4}$/;
const editionForm = /^\d{4}-\d{2}-\d{2}$/;

const views: readonly { readonly section: Section; readonly path: string }[] = [
  { section: "prices", path: "/prices" },
  { section: "sizing", path: "/size" },
];

/** The view that an address shows, and the part of it that holds the document. */
export function readAddress(hash: string): { view: Section; document: string } {
  const [, path = "", document = ""] = /^#?(\/[a-z]*)?\??(.*)$/s.exec(hash) ?? [];
  return { view: views.find((v) => v.path === path)?.section ?? "estimate", document };
}

/** The address of a view and a document, from its "#" on; "" for the first view without a document. */
export function writeAddress(view: Section, document: string): string {
  const path = views.find((v) => v.section === view)?.path ?? "";
  const hash = path + (path && document ? "?" : "") + document;
  return hash === "" ? "" : `#${hash}`;
}

/** The fragment of a link, without "#". */
export async function writeFragment(link: Link): Promise<string> {
  const parts = new URLSearchParams({ v: linkVersion });
  if (link.edition) parts.set("edition", link.edition);
  if (totalForm.test(link.total)) parts.set("total", link.total);
  if (link.file && link.file !== "deployments.yaml") parts.set("file", link.file);
  parts.set("doc", await pack(link.text));
  if (link.pinned !== null) parts.set("pin", await pack(link.pinned));
  if (link.pinned !== null && link.pinnedName !== firstName) parts.set("pinname", link.pinnedName);
  for (const { name, text } of link.others) parts.append("alt", await pack(`${name}\n${text}`));
  if (link.own !== "") parts.set("own", await pack(link.own));
  return parts.toString();
}

/** Reads a fragment, with or without "#". A fragment without a document is none. */
export async function readFragment(fragment: string): Promise<Reading> {
  const bare = fragment.replace(/^#/, "");
  if (bare === "") return { kind: "none" };
  if (bare.length > maxFragment) return broken("it is longer than any link that this page makes");
  const parts = new URLSearchParams(bare);
  const doc = parts.get("doc");
  if (doc === null) return { kind: "none" };
  const version = parts.get("v");
  if (version === null) return broken(damaged);
  if (version !== linkVersion) return broken("it was made by a version of this page that is newer than this one");
  try {
    const text = await unpack(doc);
    const pin = parts.get("pin");
    const pinned = pin === null ? null : await unpack(pin);
    const others: { name: string; text: string }[] = [];
    for (const alt of parts.getAll("alt").slice(0, mostScenarios)) {
      const [name = "", ...lines] = (await unpack(alt)).split("\n");
      others.push({ name: scenarioName(name), text: lines.join("\n") });
    }
    const prices = parts.get("own");
    const own = prices === null ? "" : await unpack(prices);
    const edition = parts.get("edition") ?? "";
    const total = parts.get("total") ?? "";
    return {
      kind: "link",
      link: {
        text,
        pinned,
        pinnedName: scenarioName(parts.get("pinname") ?? firstName),
        others,
        own,
        file: fileName(parts.get("file")),
        edition: editionForm.test(edition) ? edition : "",
        total: total.length <= 160 && totalForm.test(total) ? total : "",
      },
    };
  } catch (error) {
    return broken(error instanceof TooLarge ? "the document in it is larger than 4 MB" : damaged);
  }
}

/** What the first scenario is called until somebody calls it otherwise, and the most that are read of a link. */
export const firstName = "A";
export const mostScenarios = 8;

/** A name as it may stand on the page: one short line. */
export function scenarioName(name: string): string {
  return name.replace(/[\u0000-\u001f\u007f]/g, " ").trim().slice(0, 40) || firstName;
}

const damaged = "part of it is missing or was changed on the way";

function broken(message: string): Reading {
  return { kind: "broken", message };
}

/** A name that may stand as the name of a download: no folders, no control characters, not long. */
export function fileName(name: string | null): string {
  const bare = (name ?? "").replace(/^.*[/\\]/, "").replace(/[\u0000-\u001f\u007f<>:"|?*]/g, "").slice(0, 80).trim();
  return bare === "" || /^\.+$/.test(bare) ? "deployments.yaml" : bare;
}

class TooLarge extends Error {}

async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = "";
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

async function unpack(packed: string): Promise<string> {
  if (!/^[\w-]*$/.test(packed)) throw new Error("not base64url");
  const bytes = Uint8Array.from(atob(packed.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let size = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxDocument) {
      await reader.cancel();
      throw new TooLarge();
    }
    text += decoder.decode(value, { stream: true });
  }
}
