// The licences of what is delivered: the packages whose files are in the bundles, the Go modules that are in the
// program, and our own.
//
//   node build/licenses.mjs PACKAGE     prints those of a program in Go, such as ./cmd/costplan, on all systems

import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { repository, web } from "./paths.mjs";

const run = promisify(execFile);
const name = /^(licen[cs]e|copying|notice)(-[a-z0-9]+)?(\.(md|txt|markdown))?$/i;

// What a program is built for: GOOS and GOARCH.
const module = [["js", "wasm"]];
const systems = ["linux", "darwin", "windows"].map((system) => [system, "amd64"]);

/** One text with all of them. `inputs` are the paths of bundled files, relative to web/. */
export async function licenses(inputs, program = "./wasm", platforms = module) {
  const own = { title: "costplan", text: await readFile(join(repository, "LICENSE"), "utf8") };
  const all = [own, ...(await packages(inputs)), ...(await goModules(program, platforms))];
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

async function goModules(program, platforms) {
  const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}";
  const lists = await Promise.all(
    platforms.map(([GOOS, GOARCH]) => run("go", ["list", "-deps", "-f", format, program], { cwd: repository, env: { ...process.env, GOOS, GOARCH } })),
  );
  const lines = lists.flatMap(({ stdout }) => stdout.split("\n").filter(Boolean));
  const modules = [...new Set(lines)].sort().map((line) => line.split("\t"));
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
    throw new Error(`${of} is delivered and has no licence file in ${folder}`);
  }
  return (await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).join("\n\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [program, ...rest] = process.argv.slice(2);
  if (program === undefined || rest.length > 0) {
    console.error("usage: node build/licenses.mjs PACKAGE");
    process.exit(2);
  }
  process.stdout.write(await licenses([], program, systems));
}
