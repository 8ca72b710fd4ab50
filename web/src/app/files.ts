// Files that come in by the file dialog or by dropping, and files that go out as downloads.

import { fileName, maxDocument } from "./link";
import { sizeText } from "./text";

export type Opened = { kind: "document"; text: string; file: string } | { kind: "traffic" } | { kind: "refused"; message: string };

/** Reads a file as a document. What is packed, or a table that is larger than any document, can only be traffic. */
export async function readDocument(file: File): Promise<Opened> {
  const start = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (start[0] === 0x1f && start[1] === 0x8b) return { kind: "traffic" };
  if (file.size > maxDocument && /\.(csv|tsv|ndjson|jsonl)$/i.test(file.name)) return { kind: "traffic" };
  if (file.size > maxDocument) return { kind: "refused", message: `${fileName(file.name)} has ${sizeText(file.size)}; at most ${sizeText(maxDocument)} are read.` };
  try {
    const bytes = await file.arrayBuffer();
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: "document", text, file: fileName(file.name) };
  } catch (error) {
    const why = error instanceof TypeError ? "it is not UTF-8 text" : error instanceof Error ? error.message : "it could not be read";
    return { kind: "refused", message: `${fileName(file.name)} was not opened: ${why}.` };
  }
}

/** Lets somebody choose a file; null if they chose none. */
export function chooseFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = ".yaml,.yml,.json,.csv,.tsv,.ndjson,.jsonl,.gz,text/csv,text/yaml,application/yaml,application/json";
    input.onchange = () => resolve(input.files?.[0] ?? null);
    input.oncancel = () => resolve(null);
    input.click();
  });
}

/** Saves a text as a file. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Takes a file that is dropped anywhere on the page, where no part takes it. */
export function onDrop(target: HTMLElement, opened: (file: File) => void): void {
  const holdsFile = (event: DragEvent) => (event.dataTransfer?.types.includes("Files") ?? false);
  target.addEventListener("dragover", (event) => {
    if (!holdsFile(event) || event.defaultPrevented) return;
    event.preventDefault();
    target.dataset["drop"] = "";
  });
  target.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) delete target.dataset["drop"];
  });
  target.addEventListener("drop", (event) => {
    delete target.dataset["drop"];
    const file = event.dataTransfer?.files[0];
    if (!file || event.defaultPrevented) return;
    event.preventDefault();
    opened(file);
  });
}
