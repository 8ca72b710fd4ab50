// Builds the npm package of the module into build/npm, ready for npm pack or npm publish.
//
//   npm --prefix web ci                once, for the types
//   node wasm/npm/build.mjs [VERSION]  such as v1.2.3; 0.0.0 if it is left out

import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { programForNode } from "../../web/build/bundle.mjs";
import { licenses } from "../../web/build/licenses.mjs";
import { buildModule } from "../../web/build/module.mjs";
import { repository, sources } from "../../web/build/paths.mjs";
import { writeTypes } from "../../web/build/types.mjs";
import { findWasmExec } from "../../web/build/wasm-exec.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
/** Where the package is built. */
export const target = join(repository, "build", "npm");

export async function buildPackage(version = "0.0.0") {
  const number = version.replace(/^v/, "");
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(number)) {
    throw new Error(`${version} is not a version: write v1.2.3`);
  }
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const manifest = JSON.parse(await readFile(join(here, "package.json"), "utf8"));
  await writeFile(join(target, "package.json"), `${JSON.stringify({ ...manifest, version: number }, null, 2)}\n`);
  for (const name of ["index.js", "node.js", "service.js", "cli.js", "index.d.ts", "README.md"]) {
    await cp(join(here, name), join(target, name));
  }
  await cp(join(repository, "LICENSE"), join(target, "LICENSE"));
  await writeFile(join(target, "go.js"), glue(await readFile(await findWasmExec(), "utf8")));
  await writeTypes();
  await cp(join(sources, "generated", "module.ts"), join(target, "calls.d.ts"));
  await writeFile(join(target, "licenses.txt"), await licenses(await buildServer()));
  await buildModule(join(target, "engine.wasm"));
}

/** Bundles the server for agents with its table, and returns the paths of what is in the bundle. */
async function buildServer() {
  const bundled = await programForNode(join(here, "mcp.js"), join(target, "mcp.js"), ["./node.js"]);
  const table = await readFile(join(repository, "cmd/costplan/internal/mcp/server.json"), "utf8");
  await writeFile(join(target, "server.json"), table);
  const { tools, resources } = JSON.parse(table);
  const names = [...tools.map(({ output }) => output), ...resources.map(({ schema }) => schema)];
  for (const name of new Set(names)) {
    const file = join(repository, "schema", `${name}.schema.json`);
    if (name && existsSync(file)) {
      await cp(file, join(target, "schema", `${name}.schema.json`));
    }
  }
  return bundled;
}

/**
 * Go's glue as a function that makes one more instance of it. It puts what it needs, and what the module defines, into
 * an object of its own instead of the global scope.
 */
function glue(source) {
  return `// Go's wasm_exec.js in a scope of its own.

export function createGo() {
  const { Object, Array, Uint8Array, Date, Error, crypto, performance, TextEncoder, TextDecoder } = globalThis;
  const scope = { Object, Array, Uint8Array, Date, Error, crypto, performance, TextEncoder, TextDecoder };
  const decoder = new TextDecoder();
  const refuse = (...args) => args.at(-1)(Object.assign(new Error("not implemented"), { code: "ENOSYS" }));
  // Only Go's own last words come here.
  scope.fs = {
    constants: { O_WRONLY: -1, O_RDWR: -1, O_CREAT: -1, O_TRUNC: -1, O_APPEND: -1, O_EXCL: -1, O_DIRECTORY: -1 },
    writeSync(_file, bytes) {
      console.error(decoder.decode(bytes));
      return bytes.length;
    },
    open: refuse,
    read: refuse,
    write: refuse,
  };
  evaluate(scope, scope.fs);
  return { go: new scope.Go(), scope };
}

function evaluate(globalThis, fs) {
${source}
}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [version, ...rest] = process.argv.slice(2);
  if (rest.length > 0) {
    console.error("usage: node wasm/npm/build.mjs [VERSION]");
    process.exit(2);
  }
  await buildPackage(version);
  console.log(target);
}
