// Builds the page into dist/: files for any static host, and costplan.html, which is all of it in one file.
//
//   node build.mjs           everything
//   node build.mjs --types   only the types of the engine's messages, for the type checker

import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bake } from "./build/bake.mjs";
import { weigh } from "./build/budgets.mjs";
import { application, applicationInOne, classicScript } from "./build/bundle.mjs";
import { brotli, gzip } from "./build/compress.mjs";
import { long, short } from "./build/digest.mjs";
import { firstView } from "./build/first.mjs";
import { licenses } from "./build/licenses.mjs";
import { buildModule } from "./build/module.mjs";
import { hostedPage, singlePage } from "./build/page.mjs";
import { cache, dist, sources } from "./build/paths.mjs";
import { writeTypes } from "./build/types.mjs";

await writeTypes();
if (!process.argv.includes("--types")) {
  await build();
}

async function build() {
  const [module, baked, early, worker, icon] = await Promise.all([
    moduleBytes(),
    bake(),
    classicScript("app/early.ts").then((text) => text.trim()),
    classicScript("engine/worker.ts"),
    readFile(join(sources, "icon.svg")),
  ]);
  const bakedText = JSON.stringify(baked);
  const { edition } = baked.hello;
  const parts = { module, baked, bakedText, edition, early, worker, icon };
  const hosted = await hostedFiles(parts);
  const single = await singleFile(parts, hosted.notice);
  await replaceDist(new Map([...hosted.files, ["costplan.html", single]]));
  await checkBudgets(hosted, single);
}

async function moduleBytes() {
  const folder = await mkdtemp(join(tmpdir(), "costplan-module-"));
  try {
    const file = join(folder, "engine.wasm");
    await buildModule(file);
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function hostedFiles({ module, baked, bakedText, edition, early, worker, icon }) {
  const app = await application();
  const files = new Map(app.files);
  const add = (stem, ending, content) => {
    const bytes = Buffer.from(content);
    const name = `${stem}-${short(bytes)}.${ending}`;
    files.set(name, bytes);
    return name;
  };
  const moduleName = add("engine", "wasm", module);
  const workerName = add("worker", "js", worker);
  const iconName = add("icon", "svg", icon);
  const manifestName = add("costplan", "webmanifest", manifest(iconName));
  const version = long([...files.keys(), bakedText, early].join("\n")).slice(0, 16);
  const addresses = { worker: workerName, module: moduleName, service: "sw.js" };
  const blocks = { build: JSON.stringify({ edition, version, addresses }), baked: bakedText };
  const first = await firstView(baked, blocks);
  const page = await hostedPage({ early, style: app.style, main: app.main, icon: iconName, manifest: manifestName, first, blocks });
  const stored = ["./", ...files.keys()];
  const service = await classicScript("sw.ts", {
    FILES: JSON.stringify(stored),
    EDITION: JSON.stringify(edition),
    VERSION: JSON.stringify(`${version}-${short(page)}`),
    PAGE_VERSION: JSON.stringify(version),
  });
  const notice = await licenses(app.inputs);
  files.set("index.html", Buffer.from(page));
  files.set("sw.js", Buffer.from(service));
  files.set("licenses.txt", Buffer.from(notice));
  files.set("llms.txt", await readFile(join(sources, "llms.txt")));
  const groups = new Map([
    ["page and styles", ["index.html", app.style]],
    ...app.groups,
    ["module with catalog", [moduleName]],
  ]);
  groups.get("application").push(workerName);
  return { files, groups, notice };
}

async function singleFile({ module, baked, bakedText, edition, early, worker, icon }, notice) {
  const { script, style } = await applicationInOne();
  const [program, engine, loader] = await Promise.all([packed(Buffer.from(script)), packed(module), classicScript("single.ts")]);
  const version = long([script, style, engine, bakedText].join("\n")).slice(0, 16);
  const blocks = { build: JSON.stringify({ edition, version, addresses: null }), baked: bakedText };
  const first = await firstView(baked, blocks);
  return Buffer.from(
    await singlePage({ early, style, loader, program: { text: script, packed: program }, icon, first, blocks, worker, module: engine, notice }),
  );
}

async function packed(bytes) {
  return Buffer.from(await gzip(bytes)).toString("base64");
}

function manifest(icon) {
  return JSON.stringify({
    name: "costplan",
    short_name: "costplan",
    description: "What deployments on Alibaba Cloud Model Studio cost, in the browser, offline.",
    start_url: "./",
    scope: "./",
    display: "standalone",
    background_color: "#ffffff",
    theme_color: "#ffffff",
    icons: [{ src: icon, sizes: "any", type: "image/svg+xml", purpose: "any" }],
  });
}

// The new page takes the place of the old one whole, so that a server never sends a mixture.
async function replaceDist(files) {
  const fresh = join(cache, `dist.${process.pid}`);
  await mkdir(fresh, { recursive: true });
  try {
    await Promise.all(
      [...files].map(async ([name, bytes]) => {
        await writeFile(join(fresh, name), bytes);
        if (name !== "costplan.html") {
          await writeFile(join(fresh, `${name}.br`), await brotli(bytes));
          await writeFile(join(fresh, `${name}.gz`), await gzip(bytes));
        }
      }),
    );
    await rm(dist, { recursive: true, force: true });
    await rename(fresh, dist);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

async function checkBudgets({ files, groups }, single) {
  const sizes = { "single file": single.length };
  for (const [group, names] of groups) {
    const compressed = await Promise.all(names.map((name) => brotli(files.get(name))));
    sizes[group] = compressed.reduce((sum, { length }) => sum + length, 0);
  }
  const { table, tooLarge } = weigh(sizes);
  console.log(table);
  if (tooLarge.length > 0) {
    console.error(`above the budget: ${tooLarge.join(", ")}`);
    process.exitCode = 1;
  }
}
