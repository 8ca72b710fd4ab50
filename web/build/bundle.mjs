// The programs of the page: the application with the parts that are loaded when first shown, the worker that runs the
// engine, the service worker, the script that runs before the first paint.

import { join, relative } from "node:path";
import * as esbuild from "esbuild";
import { sources, web } from "./paths.mjs";
import { plotWithoutStyles } from "./plot.mjs";
import { lazyStyles, noStyles } from "./styles.mjs";
import { targets } from "./targets.mjs";
import { wasmExec } from "./wasm-exec.mjs";

const common = {
  absWorkingDir: web,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  target: targets,
  charset: "utf8",
  legalComments: "none", // licenses.txt has the licences whole
  logLevel: "warning",
};

/**
 * The parts of the page that are loaded when first shown, by the module that each starts with. A part that is not
 * named here counts as application.
 */
export const parts = {
  "src/editor/index.ts": "editor",
  "src/charts/index.ts": "charts",
};

/**
 * The application with its parts as separate files of hashed names.
 * Returns `{files: Map name -> bytes, main, style, groups: Map "application"|"editor"|"charts" -> names, inputs}`.
 */
export async function application() {
  const { outputFiles, metafile } = await esbuild.build({
    ...common,
    entryPoints: { main: join(sources, "main.ts") },
    outdir: join(web, "dist"),
    format: "esm",
    splitting: true,
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    plugins: [lazyStyles, plotWithoutStyles],
  });
  const nameOf = (path) => relative("dist", path).replaceAll("\\", "/");
  const files = new Map(outputFiles.map(({ path, contents }) => [relative(join(web, "dist"), path), Buffer.from(contents)]));
  const outputs = Object.entries(metafile.outputs);
  const [main, { cssBundle }] = outputs.find(([, output]) => output.entryPoint === "src/main.ts");
  return {
    files,
    main: nameOf(main),
    style: cssBundle && nameOf(cssBundle),
    groups: groupsOf(metafile.outputs, main, nameOf),
    inputs: Object.keys(metafile.inputs),
  };
}

// What a part needs beyond what the application has loaded when it starts counts as that part; what several parts need
// counts in each.
function groupsOf(outputs, main, nameOf) {
  const needed = (start, met = new Set()) => {
    if (!met.has(start)) {
      met.add(start);
      for (const { path, kind } of outputs[start].imports) {
        if (kind === "import-statement") {
          needed(path, met);
        }
      }
    }
    return met;
  };
  const atStart = needed(main);
  const groups = new Map([["application", [...atStart]]]);
  const counted = new Set(atStart);
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    const part = parts[entryPoint];
    if (part) {
      const files = [...needed(path)].filter((file) => !atStart.has(file));
      groups.set(part, files);
      files.forEach((file) => counted.add(file));
    }
  }
  for (const path of Object.keys(outputs)) {
    if (path.endsWith(".js") && !counted.has(path)) {
      groups.get("application").push(path);
    }
  }
  return new Map([...groups].map(([group, paths]) => [group, paths.map(nameOf)]));
}

/** The application as one module with all of its parts inside: `{script, style, inputs}` as text. */
export async function applicationInOne() {
  const { outputFiles, metafile } = await esbuild.build({
    ...common,
    entryPoints: { main: join(sources, "main.ts") },
    outdir: join(web, "dist"),
    format: "esm",
    plugins: [lazyStyles, plotWithoutStyles],
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: textOf(".js"), style: textOf(".css"), inputs: Object.keys(metafile.inputs) };
}

/** A classic script of one source file, as text. `define` fills in constants. */
export async function classicScript(source, define = {}) {
  const { outputFiles } = await esbuild.build({
    ...common,
    entryPoints: [join(sources, source)],
    format: "iife",
    define,
    plugins: [wasmExec],
  });
  return outputFiles[0].text;
}

/** A module of one source file for Node, without styles, as text. */
export async function moduleForNode(source) {
  const { outputFiles } = await esbuild.build({
    ...common,
    minify: false,
    entryPoints: [join(sources, source)],
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["browser"],
    plugins: [noStyles],
  });
  return outputFiles[0].text;
}

/**
 * A program for Node of one source file anywhere, with the packages that it needs inside; what is in `external` stays an
 * import. Returns the paths of what is in it, relative to web/.
 */
export async function programForNode(source, outfile, external) {
  const { metafile } = await esbuild.build({
    ...common,
    entryPoints: [source],
    outfile,
    write: true,
    format: "esm",
    platform: "node",
    target: "node20",
    nodePaths: [join(web, "node_modules")],
    external,
  });
  return Object.keys(metafile.inputs);
}
