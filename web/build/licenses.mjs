// The licences of what is delivered with the page: the packages whose files are in the bundles, the Go modules that are
// in the engine, and our own.

import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository, web } from "./paths.mjs";

const run = promisify(execFile);
const name = /^(licen[cs]e|copying|notice)(\.(md|txt|markdown))?$/i;

/** One text with all of them. `inputs` are the paths of bundled files, relative to web/. */
export async function licenses(inputs) {
  const own = { title: "costplan", text: await readFile(join(repository, "LICENSE"), "utf8") };
  const all = [own, ...(await packages(inputs)), ...(await goModules())];
  return all.map(({ title, text }) => `${title}\n${"=".repeat(title.length)}\n\n${text.trim()}\n`).join("\n\n");
}

async function packages(inputs) {
  const folders = new Set(inputs.flatMap((path) => path.match(/^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []));
  return Promise.all(
    [...folders].sort().map(async (folder) => {
      const { name: title, version } = JSON.parse(await readFile(join(web, folder, "package.json"), "utf8"));
      return { title: `${title} ${version}`, text: await licenceIn(join(web, folder), title) };
    }),
  );
}

async function goModules() {
  const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}";
  const { stdout } = await run("go", ["list", "-deps", "-f", format, "./wasm"], {
    cwd: repository,
    env: { ...process.env, GOOS: "js", GOARCH: "wasm" },
  });
  const modules = [...new Set(stdout.split("\n").filter(Boolean))].sort().map((line) => line.split("\t"));
  const listed = await Promise.all(
    modules.map(async ([path, version, folder]) => ({ title: `${path} ${version}`, text: await licenceIn(folder, path) })),
  );
  const { stdout: root } = await run("go", ["env", "GOROOT"], { cwd: repository });
  const { stdout: version } = await run("go", ["env", "GOVERSION"], { cwd: repository });
  return [...listed, { title: `Go ${version.trim().replace(/^go/, "")}`, text: await licenceIn(root.trim(), "Go") }];
}

async function licenceIn(folder, of) {
  const files = (await readdir(folder)).filter((file) => name.test(file)).sort();
  if (files.length === 0) {
    throw new Error(`${of} is delivered with the page and has no licence file in ${folder}`);
  }
  return (await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).join("\n\n");
}
