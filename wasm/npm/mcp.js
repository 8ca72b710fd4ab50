// The server for agents: the tools of server.json, each a call of the module. `costplan mcp` of the command line reads the
// same table, and answers alike.

import { open, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Server, inputRequired } from "@modelcontextprotocol/server";
import { StdioServerTransport, serveStdio } from "@modelcontextprotocol/server/stdio";
import { CostplanError, load } from "./node.js";

const table = JSON.parse(await readFile(new URL("./server.json", import.meta.url), "utf8"));
const { version } = JSON.parse(await readFile(new URL("./package.json", import.meta.url), "utf8"));
const maxText = 16_000;
const maxFile = 32 << 20;
const maxMessage = 64 << 20;

/** Serves one client on standard input and output. `roots` are folders whose files may be read. */
export async function serve(roots) {
  const costplan = await load();
  const outputs = new Map(await Promise.all(table.tools.map(async ({ output }) => [output, table.outputs[output] ?? (await schemaOf(output))])));
  serveStdio(() => serverOf(costplan, outputs, roots), { transport: new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: maxMessage }) });
}

function serverOf(costplan, outputs, roots) {
  const server = new Server(
    { name: "costplan", title: table.title, version },
    { instructions: table.instructions, capabilities: { tools: {}, resources: {}, prompts: {} } },
  );
  server.setRequestHandler("tools/list", () => ({ tools: table.tools.map((tool) => described(tool, outputs)) }));
  server.setRequestHandler("tools/call", async ({ params }, { mcpReq }) => {
    const tool = table.tools.find(({ name }) => name === params.name);
    if (!tool) {
      throw new Error(`there is no tool ${params.name}`);
    }
    try {
      const args = structuredClone(params.arguments ?? {});
      check(tool, args);
      const files = paths(args);
      if (files.length > 0 && !mcpReq.inputResponses && server.getClientCapabilities()?.roots) {
        return inputRequired({ inputRequests: { roots: inputRequired.listRoots() } }); // and it calls again
      }
      await fill(files, [...granted(mcpReq.inputResponses), ...roots]);
      return use(costplan, tool, args);
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof CostplanError)) {
        throw error;
      }
      return { isError: true, content: [{ type: "text", text: error instanceof CostplanError ? error.text : error.message }] };
    }
  });
  const resources = table.resources.map(({ request, schema, ...resource }) => ({ ...resource, mimeType: "application/json" }));
  server.setRequestHandler("resources/list", () => ({ resources }));
  server.setRequestHandler("resources/read", async ({ params: { uri } }) => {
    const resource = table.resources.find((one) => one.uri === uri);
    if (!resource) {
      throw new Error(`there is no resource ${uri}`);
    }
    const text = resource.schema ? await readFile(schemaFile(resource.schema), "utf8") : ask(costplan, resource.request).text;
    return { contents: [{ uri, mimeType: "application/json", text }] };
  });
  server.setRequestHandler("prompts/list", () => ({ prompts: table.prompts.map(({ text, ...prompt }) => prompt) }));
  server.setRequestHandler("prompts/get", ({ params }) => filled(params));
  return server;
}

class Refusal extends Error {}

function described({ name, title, description, input: { required, properties }, output }, outputs) {
  return {
    name,
    title,
    description,
    inputSchema: {
      type: "object",
      additionalProperties: false,
      required,
      properties: Object.fromEntries(properties.map((property) => [property, table.properties[property]])),
      $defs: table.$defs,
    },
    outputSchema: outputs.get(output),
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  };
}

const schemaFile = (name) => new URL(`./schema/${name}.schema.json`, import.meta.url);

/** A schema by itself. It names no dialect: some clients know only the one that they assume, and ours are valid in each. */
async function schemaOf(name) {
  const { $schema, $id, ...whole } = JSON.parse(await readFile(schemaFile(name), "utf8"));
  return whole;
}

function check(tool, args) {
  const { required, properties } = tool.input;
  for (const name of Object.keys(args)) {
    if (!properties.includes(name)) {
      throw new Refusal(`${name}: there is no such argument; ${tool.name} takes ${properties.join(", ")}`);
    }
  }
  for (const name of required) {
    if (!(name in args)) {
      throw new Refusal(`${name} is missing`);
    }
  }
}

function use(costplan, tool, args) {
  const { text, value } = ask(costplan, tool.request, tool.under, args);
  const shown = tool.text ? ask(costplan, tool.text, tool.under, args).text : text;
  return { content: [{ type: "text", text: short(shown) }], structuredContent: value };
}

/** Sends a request to the module. Of an export the result is what it holds. */
function ask(costplan, fixed, under, args = {}) {
  const { overlays, edition, ...rest } = args;
  const request = { ...fixed, ...(overlays && { overlays }), ...(edition && { edition }), ...(under ? { [under]: rest } : rest) };
  const result = costplan.call(fixed.call, request);
  if (fixed.call !== "export") {
    return { text: JSON.stringify(result), value: result };
  }
  if (fixed.format !== "json") {
    return { text: result.text.replace(/\n$/, "") };
  }
  const value = JSON.parse(result.text);
  return { text: JSON.stringify(value), value };
}

/** The files of the arguments that are named by their path. */
function paths(args) {
  const found = [];
  for (const [name, value] of Object.entries(args)) {
    for (const file of Array.isArray(value) ? value : [value]) {
      if (file === null || typeof file !== "object" || file.path === undefined) {
        continue;
      }
      if (typeof file.path !== "string" || file.path === "") {
        throw new Refusal(`${name}: path has to be the path of a file`);
      }
      if (file.text !== undefined) {
        throw new Refusal(`${name}: ${file.path} has a path and text: leave one out`);
      }
      found.push(file);
    }
  }
  return found;
}

/** Puts the text of files beside the names of their paths. */
async function fill(files, roots) {
  for (const file of files) {
    const { path } = file;
    const data = await read(roots, path);
    delete file.path;
    file.name ??= path;
    try {
      file.text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(data);
    } catch {
      file.base64 = data.toString("base64");
    }
  }
}

/** The folders that the client lets its servers read. */
function granted(responses) {
  return (responses?.roots?.roots ?? []).filter(({ uri }) => uri.startsWith("file:")).map(({ uri }) => fileURLToPath(uri));
}

async function read(roots, path) {
  if (roots.length === 0) {
    throw new Refusal(`${path} was not read: no folder is granted; send its text, or start the server with --root FOLDER`);
  }
  let last;
  for (const folder of roots) {
    const inside = relative(folder, resolve(folder, path));
    if (isOutside(inside)) {
      continue;
    }
    try {
      return await readIn(folder, resolve(folder, path));
    } catch (error) {
      last = error;
    }
  }
  throw new Refusal(
    last ? `${path} was not read: ${plain(last)}` : `${path} was not read: it is outside of the folders of this session: ${roots.join(", ")}`,
  );
}

const isOutside = (path) => path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path);

/** Reads a file of a folder. A link that leads out of the folder is not followed. */
async function readIn(folder, path) {
  const real = await realpath(path);
  if (isOutside(relative(await realpath(folder), real))) {
    throw new Refusal("path escapes from parent");
  }
  const info = await stat(real);
  if (info.isDirectory()) {
    throw new Refusal("it is a folder: name its files");
  }
  if (!info.isFile()) {
    throw new Refusal("it is not a file");
  }
  if (info.size > maxFile) {
    throw new Refusal(`it is larger than ${maxFile >> 20} MiB`);
  }
  const file = await open(real);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** What a failure of the system says, without the path. */
function plain(error) {
  switch (error.code) {
    case "ENOENT":
    case "ENOTDIR":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "permission is denied";
    default:
      return error.message;
  }
}

/** A text with its end cut off, at a line, where it is long. */
function short(text) {
  const bytes = Buffer.from(text);
  if (bytes.length <= maxText) {
    return text;
  }
  let kept = new TextDecoder().decode(bytes.subarray(0, maxText)).replace(/\uFFFD+$/, "");
  const end = kept.lastIndexOf("\n");
  kept = end > 0 ? kept.slice(0, end) : kept;
  return `${kept}\n\n(cut off: these are ${Buffer.byteLength(kept)} of ${bytes.length} bytes; the structured content is whole)`;
}

function filled({ name, arguments: args = {} }) {
  const prompt = table.prompts.find((one) => one.name === name);
  if (!prompt) {
    throw new Error(`there is no prompt ${name}`);
  }
  for (const { name: argument, description } of prompt.arguments) {
    if (!args[argument]) {
      throw new Error(`the argument ${argument} is missing: ${description}`);
    }
  }
  const text = prompt.text.replaceAll(/\{(\w+)\}/g, (_, argument) => args[argument]);
  return { description: prompt.description, messages: [{ role: "user", content: { type: "text", text } }] };
}
