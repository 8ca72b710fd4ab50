// Modules of the page's source, made to run in Node: for what can be tested without a browser.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const sources = fileURLToPath(new URL("../../src/", import.meta.url));

/** Imports what the source modules named export, all as one module. */
export async function importSource(...modules) {
  const contents = modules.map((module) => `export * from ${JSON.stringify(join(sources, module))};`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: sources },
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["node", "import"],
    write: false,
  });
  const folder = mkdtempSync(join(tmpdir(), "costplan-source-"));
  const file = join(folder, "source.mjs");
  writeFileSync(file, outputFiles[0].contents);
  const loaded = await import(pathToFileURL(file));
  rmSync(folder, { recursive: true });
  return loaded;
}
