// The YAML language server, as editors run it, spoken to over its standard input and output.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import protocol from "vscode-languageserver-protocol/node.js";

const program = fileURLToPath(new URL("../../node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url));

// As in an editor that is not set up for our files, except that nothing is fetched.
const settings = {
  yaml: { schemaStore: { enable: false }, validate: true, hover: true, completion: true },
  http: {},
};

/** Starts a server for a folder. */
export async function startServer(folder) {
  const child = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(child.stdout),
    new protocol.StreamMessageWriter(child.stdin),
  );
  const waiting = new Map();
  connection.onRequest("workspace/configuration", ({ items }) => items.map(({ section }) => settings[section] ?? null));
  connection.onRequest("client/registerCapability", () => null);
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => waiting.get(uri)?.(diagnostics));
  connection.listen();

  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "test" }],
    capabilities: {
      textDocument: { completion: { completionItem: { documentationFormat: ["markdown"] } }, hover: { contentFormat: ["markdown"] } },
      workspace: { configuration: true },
    },
  });
  await connection.sendNotification("initialized", {});

  return {
    /** Opens a text as a file of the folder and waits for what the server finds in it. */
    async open(name, text) {
      const uri = `${rootUri}/${name}`;
      const published = new Promise((resolve) => waiting.set(uri, resolve));
      await connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
      return { uri, diagnostics: await published };
    },
    /** The labels that it offers at a position, counted from 0. */
    async complete(uri, position) {
      const { items } = await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position });
      return items.map(({ label }) => label);
    },
    /** The text that it shows for the word at a position, counted from 0. */
    async hover(uri, position) {
      const hover = await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
      return hover?.contents.value ?? "";
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      if (child.exitCode === null) {
        await once(child, "exit");
      }
      connection.dispose();
    },
  };
}
