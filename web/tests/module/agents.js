// Both servers for agents as clients start them: that of the command line, and that of the npm package.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { repository, web } from "../../build/paths.mjs";

const run = promisify(execFile);

/** Builds the command line into a folder. Returns its path. */
export async function buildProgram(folder) {
  const program = join(folder, "costplan-program");
  await run("go", ["build", "-o", program, "./cmd/costplan"], { cwd: repository });
  return program;
}

/** A client of a server that is started as `command`. `roots` are file addresses of folders that it grants. */
export async function connect(command, args, { roots, cwd } = {}) {
  const client = new Client({ name: "test", version: "1" }, { capabilities: roots ? { roots: {} } : {} });
  if (roots) {
    client.setRequestHandler("roots/list", () => ({ roots: roots.map((uri) => ({ uri })) }));
  }
  await client.connect(new StdioClientTransport({ command, args, cwd }));
  return client;
}

/** The questions that an agent may ask, with the answers that were worked out by hand. */
export async function questions() {
  return JSON.parse(await readFile(join(repository, "testdata/agents/questions.json"), "utf8"));
}

/** What the inspector prints, as JSON. */
export async function inspect(command, args, method, ...rest) {
  const packages = join(web, "node_modules", "@modelcontextprotocol");
  // By itself the inspector's command line misses the package.json of the whole inspector, which tells its version.
  await writeFile(join(packages, "package.json"), '{"name": "inspector", "version": "1.0.3"}\n');
  const inspector = join(packages, "inspector-cli/build/cli.js");
  const { stdout } = await run(process.execPath, [inspector, "--cli", command, ...args, "--method", method, ...rest], { maxBuffer: 64 << 20 });
  return JSON.parse(stdout);
}

/** The value at a path such as totals.0.amount; null where there is none. */
export function at(value, path) {
  return path.split(".").reduce((of, key) => of?.[key] ?? null, value);
}
