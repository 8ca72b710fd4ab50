// The parts of the page that need no browser: positions and edits, undo, the store, the total, links, the list of models.

import assert from "node:assert/strict";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { test } from "node:test";
import { importSource } from "./editor-source.js";

const {
  ageInDays,
  answered,
  applyEdits,
  fileName,
  initialState,
  joinWithin,
  listed,
  matching,
  maxDocument,
  meant,
  moved,
  noHistory,
  offsetAt,
  openDocument,
  readFragment,
  record,
  redo,
  replaceText,
  shownTotal,
  sizeText,
  sortedFindings,
  totalLine,
  undo,
  undoStep,
  writeFragment,
} = await importSource(
  "app/text.ts",
  "app/history.ts",
  "app/state.ts",
  "app/reduce.ts",
  "app/total.ts",
  "app/link.ts",
  "app/views/combobox.ts",
  "app/views/findings.ts",
  "app/views/strip.ts",
);

test("a position counts code points and knows the three line ends", () => {
  // Offsets: "a" 0, "é" 1, LF 2 | "😀" 3-4, "b" 5, CR LF 6-7 | "c" 8, CR 9 | "d" 10.
  const text = "aé\n😀b\r\nc\rd";
  for (const [line, column, offset] of [
    [1, 1, 0],
    [1, 3, 2],
    [2, 1, 3],
    [2, 2, 5],
    [2, 3, 6],
    [3, 1, 8],
    [4, 1, 10],
    [4, 2, 11],
  ]) {
    assert.equal(offsetAt(text, { line, column }), offset, `${line}:${column}`);
  }
  assert.equal(offsetAt(text, { line: 1, column: 4 }), null, "beyond the line");
  assert.equal(offsetAt(text, { line: 5, column: 1 }), null, "beyond the text");
  assert.equal(offsetAt("\uFEFFab", { line: 1, column: 1 }), 1, "a byte order mark has no column");
});

test("edits are made whatever their order, and refused if they overlap or do not fit", () => {
  const edit = (from, to, text) => ({ start: { line: 1, column: from }, end: { line: 1, column: to }, text });
  assert.equal(applyEdits("abcdef", [edit(5, 6, "E"), edit(1, 2, "A")]), "AbcdEf");
  assert.equal(applyEdits("abc", [edit(2, 2, "-"), edit(2, 2, "+")]), "a-+bc", "two insertions at one place keep their order");
  assert.equal(applyEdits("abcdef", [edit(1, 4, "x"), edit(3, 5, "y")]), null);
  assert.equal(applyEdits("abc", [edit(3, 9, "x")]), null);
  assert.equal(applyEdits("abc", [edit(3, 1, "x")]), null);
});

test("sizes are in units of 1024 bytes", () => {
  assert.equal(sizeText(1023), "1023 bytes");
  assert.equal(sizeText(8 * 1024), "8 KB");
  assert.equal(sizeText(1536), "1.5 KB");
  assert.equal(sizeText(4 * 1024 * 1024), "4 MB");
});

const momentOf = (text) => ({ text, own: "", file: "a.yaml", selected: 0, label: "set capacity" });

test("steps of one key in quick succession are undone together, others alone", () => {
  let history = record(noHistory, momentOf("1"), "12", "capacity", 1000);
  history = record(history, momentOf("12"), "120", "capacity", 1000 + joinWithin - 1);
  assert.equal(history.past.length, 1);
  assert.equal(record(history, momentOf("120"), "1", "capacity", 1000 + joinWithin).past.length, 0, "what leads back to where it began is no step");
  const joined = record(history, momentOf("120"), "1200", "capacity", 1000 + 3 * joinWithin, 1000 + joinWithin);
  assert.equal(joined.past.length, 1, "a step counts from when the first was made that it stands for");
  history = record(history, momentOf("120"), "x", "capacity", 1000 + 3 * joinWithin);
  assert.equal(history.past.length, 2, "after a pause it is a new step");
  history = record(history, momentOf("x"), "y", "", 1000 + 3 * joinWithin);
  history = record(history, momentOf("y"), "z", "", 1000 + 3 * joinWithin);
  assert.equal(history.past.length, 4, "without a key each is one");
  const back = undo(history, momentOf("z"));
  assert.equal(back.moment.text, "y");
  const forth = redo(back.history, back.moment);
  assert.equal(forth.moment.text, "z");
  assert.equal(undo(noHistory, momentOf("z")), null);
});

test("a new step drops what could have been redone", () => {
  const history = record(record(noHistory, momentOf("1"), "2", "", 0), momentOf("2"), "3", "", 0);
  const back = undo(history, momentOf("3")).history;
  assert.equal(back.future.length, 1);
  assert.equal(record(back, momentOf("2"), "4", "", 0).future.length, 0);
});

const hello = { examples: [], editions: [], sources: [], regions: [] };
const start = () => initialState(hello, "a: 1", "a.yaml", "2026-06-20");
const step = { label: "edit", key: "", now: 0 };

const viewOf = (more) => ({
  readable: true,
  broken_line: null,
  period: { label: "30d", text: "30 days (720 hours)" },
  edition_text: "",
  idle_text: "",
  totals: [],
  no_total_text: "",
  deployments: [],
  ...more,
});
const totalOf = (text, more) => ({ currency: "USD", amount_text: text, exact_text: null, text: `${text} USD`, list_text: null, complete: true, lower_bound_text: null, unpriced: 0, ...more });
const deployment = (more) => ({ path: "/deployments/0", title: "chat", amount_text: "1.00 USD", ...more });
const answerOf = (text, view) => ({ text, own: "", view: viewOf(view), form: {}, diagnostics: [] });

test("an answer that is late is dropped", () => {
  const changed = replaceText(start(), "a: 2", step);
  const late = answered(changed, 0, answerOf("a: 1", {}));
  assert.equal(late.answer, null);
  const timely = answered(changed, 1, answerOf("a: 2", {}));
  assert.equal(timely.answer.text, "a: 2");
});

test("what was chosen stays within the list when deployments go", () => {
  const state = { ...start(), selected: 5, rowsPage: 0 };
  const two = answered(state, 0, answerOf("a: 1", { deployments: [deployment(), deployment()] }));
  assert.equal(two.selected, 1);
  assert.equal(answered(state, 0, answerOf("a: 1", {})).selected, 0);
});

test("a text that cannot be read keeps the last good answer and what was chosen", () => {
  const good = answered({ ...start(), selected: 1 }, 0, answerOf("a: 1", { totals: [totalOf("5.00")], deployments: [deployment(), deployment()] }));
  const broken = answered(replaceText(good, "a: [", step), 1, answerOf("a: [", { readable: false, broken_line: 12 }));
  assert.equal(broken.good.text, "a: 1");
  assert.equal(broken.selected, 1);
  const total = shownTotal(broken);
  assert.deepEqual([total.tone, total.amounts, total.note], ["stale", ["5.00 USD"], "from before the error in line 12"]);
});

test("undo brings back the text, the name and the choice", () => {
  const one = { ...start(), selected: 3 };
  const two = openDocument(one, { text: "b: 2", file: "b.yaml", example: false }, step);
  assert.deepEqual([two.file, two.selected, two.example], ["b.yaml", 0, false]);
  const back = undoStep(two);
  assert.deepEqual([back.text, back.file, back.selected], ["a: 1", "a.yaml", 3]);
  assert.equal(back.revision, 2, "an undone text is a new one to compute");
});

test("where a deployment is after the list has changed", () => {
  assert.equal(moved(2, { kind: "delete", deployment: 1 }), 1);
  assert.equal(moved(1, { kind: "delete", deployment: 1 }), null);
  assert.equal(moved(0, { kind: "delete", deployment: 1 }), 0);
  assert.equal(moved(2, { kind: "duplicate", deployment: 1 }), 3);
  assert.equal(moved(1, { kind: "duplicate", deployment: 1 }), 1);
  assert.equal(moved(4, { kind: "add", deployment: -1 }), 4);
  assert.equal(moved(-1, { kind: "delete", deployment: 0 }), -1, "the document stays where it is");
});

const shown = (view) => shownTotal({ ...answered(start(), 0, answerOf("a: 1", view)), engine: { status: "ready", detail: "" } });

test("a total that lacks a deployment is a lower bound and says so, never 0", () => {
  const part = totalOf("105.00", { complete: false, unpriced: 1, lower_bound_text: "at least 105.00 USD, 1 deployment has no price" });
  const total = shown({ totals: [part], deployments: [deployment()] });
  assert.deepEqual([total.tone, total.atLeast, total.note, totalLine(total)], ["partial", true, "1 deployment has no price", "at least 105.00 USD"]);
  const none = totalOf(null, { text: "no amount", complete: false, lower_bound_text: "1 deployment has no price" });
  const without = shown({ totals: [none], deployments: [deployment({ amount_text: null })] });
  assert.deepEqual([without.tone, without.amounts, without.note, totalLine(without)], ["none", [], "1 deployment has no price", ""]);
});

test("currencies are never added", () => {
  const total = shown({ totals: [totalOf("1.00"), { ...totalOf("2.00"), currency: "CNY", text: "2.00 CNY" }], deployments: [deployment()] });
  assert.equal(totalLine(total), "1.00 USD + 2.00 CNY");
});

test("a total that is not of the text says what it is of", () => {
  const state = replaceText(answered(start(), 0, answerOf("a: 1", { totals: [totalOf("5.00")], deployments: [deployment()] })), "a: 2", step);
  assert.equal(shownTotal({ ...state, engine: { status: "failed", detail: "" } }).note, "from before the calculator stopped");
  assert.equal(shownTotal({ ...state, engine: { status: "loading", detail: "" } }).tone, "waiting");
  assert.equal(shownTotal({ ...start(), engine: { status: "failed", detail: "" } }).note, "not computed");
});

const link = { text: "deployments: []\n# é 😀\n", file: "team.yaml", edition: "2026-06-06", total: "at least 3,456.00 USD + 1.00 CNY", pinned: "deployments: [a]", pinnedName: "Cheap", others: [{ name: "Large", text: "deployments: [b]\n# c\n" }], own: "source: s\n" };

test("a link holds the document, its pinned scenario, the edition and the total", async () => {
  const fragment = await writeFragment(link);
  assert.match(fragment, /^v=1&edition=2026-06-06&total=/);
  const packed = new URLSearchParams(fragment).get("doc");
  assert.equal(inflateRawSync(Buffer.from(packed, "base64url")).toString(), link.text, "as raw deflate in base64url");
  assert.deepEqual(await readFragment(`#${fragment}`), { kind: "link", link });
});

test("fragments that are none, broken or too large", async () => {
  assert.equal((await readFragment("")).kind, "none");
  assert.equal((await readFragment("#section-3")).kind, "none");
  const pack = (data) => deflateRawSync(data).toString("base64url");
  const reading = async (fields) => readFragment(new URLSearchParams(fields).toString());
  for (const [fields, message] of [
    [{ v: "2", doc: pack("a") }, /newer/],
    [{ doc: pack("a") }, /missing or was changed/],
    [{ v: "1", doc: "%%%" }, /missing or was changed/],
    [{ v: "1", doc: "AAAA" }, /missing or was changed/],
    [{ v: "1", doc: pack("a long enough document".repeat(9)).slice(0, -3) }, /missing or was changed/],
    [{ v: "1", doc: pack(Buffer.from([0xff, 0xfe])) }, /missing or was changed/],
    [{ v: "1", doc: pack(Buffer.alloc(maxDocument + 1, 97)) }, /larger than 4 MB/],
    [{ v: "1", doc: pack("a"), pin: pack(Buffer.alloc(maxDocument + 1, 97)) }, /larger than 4 MB/],
    [{ v: "1", doc: "A".repeat(2_000_000) }, /longer than any/],
  ]) {
    const result = await reading(fields);
    assert.equal(result.kind, "broken", JSON.stringify(fields).slice(0, 60));
    assert.match(result.message, message);
  }
  const large = await reading({ v: "1", doc: pack(Buffer.alloc(maxDocument, 97)) });
  assert.equal(large.link.text.length, maxDocument, "as much as the engine reads is read");
});

test("what a link says of itself is taken only in the form that we write", async () => {
  const doc = deflateRawSync("a").toString("base64url");
  const reading = async (fields) => (await readFragment(new URLSearchParams({ v: "1", doc, ...fields }).toString())).link;
  assert.equal((await reading({ total: "free, call 555-0100" })).total, "");
  assert.equal((await reading({ total: "3,456.00 USD" })).total, "3,456.00 USD");
  assert.equal((await reading({ edition: "<img>" })).edition, "");
  assert.equal((await reading({ file: "../../etc/pass\u0000wd" })).file, "passwd");
  assert.equal((await reading({ file: "" })).file, "deployments.yaml");
  assert.equal(fileName(".."), "deployments.yaml");
  assert.equal(fileName("a".repeat(200)).length, 80);
});

test("the age of an edition in days", () => {
  assert.equal(ageInDays("2026-06-06", "2026-07-06"), 30);
  assert.equal(ageInDays("2026-06-06", "2026-06-06"), 0);
  assert.equal(ageInDays("2026-06-06", ""), null);
});

test("findings come by severity, then by place", () => {
  const d = (severity, line, column) => ({ severity, start: { line, column } });
  const sorted = sortedFindings([d("info", 1, 1), d("error", 9, 2), d("warning", 2, 1), d("error", 9, 1)]);
  assert.deepEqual(
    sorted.map((x) => `${x.severity} ${x.start.line}:${x.start.column}`),
    ["error 9:1", "error 9:2", "warning 2:1", "info 1:1"],
  );
});

const option = (value, more) => ({ value, label: value, group: "Qwen", detail: "", disabled: false, reason: "", ...more });
const models = [option("qwen3-32b"), option("qwen3.6-plus-2026-04-02"), option("qwen-plus-2025-12-01", { disabled: true, reason: "only in China (Beijing)" }), option("glm-5.1", { group: "GLM" })];
const typed = (text) => ({ path: "", text, typed: true, active: -1 });

test("every word filters, and what cannot be taken comes last", () => {
  assert.deepEqual(matching(models, "plus qwen").map((o) => o.value), ["qwen3.6-plus-2026-04-02", "qwen-plus-2025-12-01"]);
  assert.deepEqual(matching(models, "GLM").map((o) => o.value), ["glm-5.1"]);
  assert.equal(listed(models, { ...typed("zzz"), typed: false }).length, 4, "before something is typed all are there");
});

test("Enter takes the one option that can be meant, else what is written", () => {
  assert.equal(meant(models, typed("plus")).value, "qwen3.6-plus-2026-04-02", "the other one is not offered");
  assert.equal(meant(models, typed("glm-5.1")).value, "glm-5.1");
  assert.equal(meant(models, typed("qwen3-14b-ft-2025")).value, "qwen3-14b-ft-2025", "a model of one's own");
});
