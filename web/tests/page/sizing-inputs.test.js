// What is asked of the engine, and how files of usage are read. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { importSource } from "./editor-source.js";

const { blank, complaintOf, example, maxLength, modelsOf, questionOf, readUsage, settled, UsageError } = await importSource("sizing/inputs.ts", "sizing/usage.ts");

const usage = { name: "u.csv", length: 3, file: { name: "u.csv", text: "a,b" } };
const inputs = (change) => ({ ...blank, model: "m", region: "r", usage, ...change });

test("a file and a share make a question", () => {
  assert.deepEqual(questionOf(inputs({ coverage: " 99 " }), false), { model: "m", region: "r", period: "30d", traffic: usage.file, coverage: ["99%"] });
});

test("only what is stated is asked", () => {
  const question = questionOf(
    inputs({ goal: "cost", priceInput: "0.5", priceThinking: "9", per: "", period: "", rows: "minutes", from: "2026-06-01", timezone: "+08:00", trafficModel: " a ", week: true, coverage: "" }),
    false,
  );
  assert.deepEqual(question, {
    model: "m",
    region: "r",
    timezone: "+08:00",
    traffic: usage.file,
    minimise: "cost",
    on_demand: { input: "0.5", per: "1M" },
    rows: "minutes",
    traffic_model: "a",
    window: "2026-06-01..",
    schedule: true,
  });
  const overflow = questionOf(inputs({ goal: "overflow", overflow: "50k", priceThinking: "9" }), true);
  assert.deepEqual([overflow.max_overflow, overflow.on_demand, overflow.coverage], ["50k", { thinking_output: "9", per: "1M" }, undefined]);
});

test("averages make a question without goal and file", () => {
  const question = questionOf(inputs({ source: "averages", rpm: "60", input: "2000", output: "500", thinking: "7" }), false);
  assert.deepEqual(question, { model: "m", region: "r", period: "30d", rates: { rpm: "60", input_per_request: "2000", output_per_request: "500" } });
});

test("what is missing is said at its input", () => {
  const missing = (change) => questionOf(inputs(change), false).input;
  assert.equal(missing({ usage: null }), "usage");
  assert.equal(missing({ model: "" }), "model");
  assert.equal(missing({ coverage: " " }), "coverage");
  assert.equal(missing({ goal: "overflow", overflow: "" }), "overflow");
  assert.equal(missing({ goal: "cost" }), "priceInput");
  assert.equal(missing({ source: "averages" }), "rpm");
  assert.equal(missing({ source: "averages", rpm: "1" }), "input");
});

test("what the engine refuses is said at the input that it speaks of", () => {
  assert.deepEqual(complaintOf("traffic: line 1: no column for timestamp", "begin with a header"), { input: "usage", message: "Line 1: no column for timestamp; begin with a header." });
  assert.deepEqual(complaintOf('rates.rpm: "x": not a number', ""), { input: "rpm", message: '"x": not a number.' });
  assert.deepEqual(complaintOf("coverage[0]: 120% is above 100%", ""), { input: "coverage", message: "120% is above 100%." });
  assert.deepEqual(complaintOf("there is no edition", ""), { input: null, message: "There is no edition." });
});

test("models are those with prices on plan ptu, and a region keeps a model that it has", () => {
  const offer = (region, model, plan, ...items) => ({ region, model, plan, family: "", prices: items.map((item) => ({ item })) });
  const models = modelsOf([offer("a", "x", "ptu", "input", "output"), offer("a", "y", "mu", "model_unit"), offer("b", "x", "ptu", "input", "thinking_output"), offer("b", "z", "ptu", "input"), offer("b", "cu", "ptu")]);
  assert.deepEqual(
    models.map(({ code, region, thinking }) => [region, code, thinking]),
    [
      ["a", "x", false],
      ["b", "x", true],
      ["b", "z", false],
    ],
  );
  const pick = (region, model) => Object.values((({ region: r, model: m }) => ({ r, m }))(settled({ ...blank, region, model }, models)));
  assert.deepEqual(pick("b", "z"), ["b", "z"]);
  assert.deepEqual(pick("a", "z"), ["a", "x"]);
  assert.deepEqual(pick("", ""), ["a", "x"]);
});

const readFile = (bytes, name = "u.csv") => readUsage(new File([bytes], name), () => {}, new AbortController().signal);

/** What the engine gets of a file: its name and its text, unpacked if it goes there compressed. */
async function read(bytes, name) {
  const { file, length, name: shown } = await readFile(bytes, name);
  const text = file.text ?? gunzipSync(Buffer.from(file.base64, "base64")).toString();
  assert.deepEqual([file.name, length], [shown, text.length]);
  return { name: shown, text };
}
const refused = (pattern) => (error) => error instanceof UsageError && pattern.test(error.message);

test("files are read as text", async () => {
  assert.deepEqual(await read("a,b\n1,😀\n"), { name: "u.csv", text: "a,b\n1,😀\n" });
  assert.equal((await read("\uFEFFa,b\n")).text, "a,b\n");
  const utf16 = Buffer.from("\uFEFFa,ü\n", "utf16le");
  assert.equal((await read(utf16)).text, "a,ü\n");
});

test("compressed files are unpacked, whatever they are called", async () => {
  assert.deepEqual(await read(gzipSync("a,b\n"), "u.csv.gz"), { name: "u.csv", text: "a,b\n" });
  assert.deepEqual(await read(gzipSync("a,b\n"), "u.csv"), { name: "u.csv", text: "a,b\n" });
});

test("a character is not cut where a file is read in pieces", async () => {
  const text = "x" + "😀".repeat(100_000);
  assert.equal((await read(text)).text, text);
  assert.equal((await read(gzipSync(text), "u.gz")).text, text);
});

test("long texts go to the engine compressed", async () => {
  const line = "2026-06-01T09:00:00Z,5,5\n";
  const { file } = await readFile(line.repeat(100_000));
  assert.ok(file.base64.length < 50_000, `${file.base64.length} for ${100_000 * line.length}`);
  assert.equal("text" in file, false);
});

test("progress grows to the size of the file", async () => {
  const file = new File(["x".repeat(1_000_000)], "u.csv");
  const heard = [];
  await readUsage(file, (done, size) => heard.push([done, size]), new AbortController().signal);
  assert.deepEqual(heard.at(-1), [1_000_000, 1_000_000]);
  assert.ok(heard.every(([done], i) => i === 0 || done > heard[i - 1][0]));
});

test("files that can't be usage are refused with a reason", async () => {
  await assert.rejects(read(""), refused(/is empty/));
  await assert.rejects(read(Buffer.from("PK\x03\x04rest")), refused(/spreadsheet.*CSV/));
  await assert.rejects(read(Buffer.from([0x61, 0xff, 0xfe, 0x62])), refused(/not UTF-8/));
  await assert.rejects(read("a\0b"), refused(/not text/));
  await assert.rejects(read(gzipSync("a,b\n".repeat(9999)).subarray(0, 40)), refused(/damaged or cut off/));
});

test("a file that unpacks beyond the limit is refused before it is read whole", async () => {
  const bomb = gzipSync(Buffer.alloc(maxLength * 2, "a"));
  assert.ok(bomb.length < 200_000);
  await assert.rejects(read(bomb, "bomb.gz"), refused(/more than 32 MB/));
});

test("reading stops when it is asked to", async () => {
  const stop = new AbortController();
  const reading = readUsage(new File(["x".repeat(10_000_000)], "u.csv"), () => stop.abort(), stop.signal);
  await assert.rejects(reading, { name: "AbortError" });
});

test("the example says that it is one, in its name and in each row", () => {
  assert.match(example.name, /example/);
  const [header, ...lines] = example.text.trim().split("\n");
  assert.equal(header, "timestamp,input_tokens,output_tokens,remark");
  assert.ok(lines.length >= 3);
  for (const line of lines) assert.match(line, /^2026-06-01T09:0\d:00\+08:00,\d+,\d+,made-up example$/);
});
