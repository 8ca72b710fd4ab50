// What the tests are about: the schemas, the examples, the pages of the rules and the program.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const schemaFolder = join(root, "schema");
export const exampleFolder = join(root, "testdata", "examples");
const pageFolder = join(root, "engine", "rules", "pages");

const extension = ".schema.json";

/** The schemas by name ("deployment"). */
export function schemas() {
  const found = new Map();
  for (const file of readdirSync(schemaFolder)) {
    if (file.endsWith(extension)) {
      found.set(file.slice(0, -extension.length), JSON.parse(readFileSync(join(schemaFolder, file), "utf8")));
    }
  }
  assert.ok(found.size >= 5, `only ${[...found.keys()]} in ${schemaFolder}`);
  return found;
}

// Examples of other things than deployments.
const otherExamples = ["models-dev.json"];

/** The example files of deployments: name and text. */
export function examples() {
  const names = readdirSync(exampleFolder).filter((name) => !otherExamples.includes(name));
  const found = names.map((name) => ({ name, text: readFileSync(join(exampleFolder, name), "utf8") }));
  assert.ok(found.length >= 3, `only ${found.length} examples in ${exampleFolder}`);
  return found;
}

/** The pages of the rules: code, the files of the wrong and the right example, and the places that the page reports. */
export function pages() {
  const found = readdirSync(pageFolder).map((file) => {
    const source = readFileSync(join(pageFolder, file), "utf8");
    const [, wrong, right] = /\n## Wrong\n([^]*)\n## Right\n([^]*)$/.exec(source) ?? assert.fail(`${file} has no examples`);
    const blocks = fencedBlocks(wrong);
    const code = file.replace(/\.md$/, "");
    return {
      code,
      wrong: blocks.filter(isFile),
      right: fencedBlocks(right).filter(isFile),
      paths: blocks.filter((block) => block.kind === "text").flatMap((block) => reportedPaths(block.text, code)),
    };
  });
  assert.ok(found.length >= 40, `only ${found.length} pages in ${pageFolder}`);
  for (const page of found) {
    assert.ok(page.wrong.length > 0 && page.right.length > 0, `${page.code} has no files in its examples`);
  }
  return found;
}

/** The blocks between lines of three backquotes, with the words after the opening ones. */
export function fencedBlocks(markdown) {
  const blocks = [];
  let open;
  for (const line of markdown.split("\n")) {
    if (!line.startsWith("```")) {
      open?.lines.push(line + "\n");
    } else if (open === undefined) {
      const [kind, ...settings] = line.slice(3).trim().split(/\s+/);
      open = { kind, settings, lines: [] };
    } else {
      blocks.push({ kind: open.kind, settings: open.settings, text: open.lines.join("") });
      open = undefined;
    }
  }
  assert.equal(open, undefined, "a block is not closed");
  return blocks;
}

const isFile = ({ kind }) => ["yaml", "json"].includes(kind);

/** The bytes of a block, in some of which \xff and the like stand for bytes. */
export function bytesOf({ text, settings }) {
  return settings.includes("escaped")
    ? Buffer.from(text.replace(/\\x([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1")
    : Buffer.from(text);
}

/** The JSON pointers of the lines "7:5-7:12 error CP201 /deployments/0/capcity" of a code. */
function reportedPaths(report, code) {
  const lines = report.split("\n").filter((line) => new RegExp(`^\\S.* ${code}( |$)`).test(line));
  return lines.map((line) => line.split(` ${code}`)[1].trim());
}

/** The codes for what the schema rules out. What else CP2 is about has no effect, and so does no harm. */
export const codesOfTheSchema = ["CP201", "CP202", "CP203", "CP204", "CP205", "CP206", "CP208"];

/** What the program finds in an example that the schema should find too. */
export function shapeFindings(program, name) {
  const { status, stdout, stderr } = program.run(["lint", "--no-config", "--region", "singapore", "--format", "json", join(exampleFolder, name)]);
  assert.ok(status <= 1, stderr);
  return JSON.parse(stdout).diagnostics.filter(({ code }) => codesOfTheSchema.includes(code));
}

/** Builds the program; run(...args) returns its exit code and what it wrote. */
export function buildProgram() {
  const folder = mkdtempSync(join(tmpdir(), "costplan-schema-"));
  const program = join(folder, process.platform === "win32" ? "costplan.exe" : "costplan");
  execFileSync("go", ["build", "-o", program, "./cmd/costplan"], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return {
    run(args, input = "") {
      const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: root, input, encoding: "utf8", maxBuffer: 64 << 20 });
      assert.ifError(error);
      return { status, stdout, stderr };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
