// Edits and answers that cross each other, with an engine whose answers the test gives by hand. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importSource } from "./editor-source.js";

const { answered, EngineError, initialState, merged, Session, Store } = await importSource("app/text.ts", "app/session.ts", "app/reduce.ts", "app/state.ts", "app/store.ts", "engine/error.ts");

const hello = { examples: [], editions: [], sources: [], regions: [] };

/** An engine that keeps each call until the test answers it. */
function engineByHand() {
  const calls = [];
  return {
    status: "ready",
    calls,
    call(call, args) {
      return new Promise((resolve, reject) => calls.push({ call, args, resolve, reject }));
    },
    /** Answers the oldest call that waits. */
    async answer(result) {
      calls.shift().resolve(result);
      await settle();
    },
    async refuse(error) {
      calls.shift().reject(error);
      await settle();
    },
  };
}

const settle = () => new Promise((done) => setTimeout(done, 0));

function started(text = "text 0") {
  const store = new Store({ ...initialState(hello, text, "a.yaml", "2026-06-20"), engine: { status: "ready", detail: "" } });
  const engine = engineByHand();
  store.update((s) => answered(s, 0, answerFor(text)));
  let now = 0;
  const session = new Session(store, engine, () => (now += 10_000));
  return { store, engine, session };
}

/** What the engine makes of a text, with three deployments. */
const answerFor = (text) => ({ text, own: "", view: { readable: true, deployments: ["a", "b", "c"].map((title) => ({ title })) }, form: { deployments: [] }, diagnostics: [] });

const set = (field, value, deployment = 0) => ({ kind: "set", deployment, field, value });

test("an edit is asked for again when the text has changed under it", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "8"), "set capacity", "0:/capacity");
  assert.equal(engine.calls[0].args.files[0].text, "text 0");
  session.setText("typed meanwhile", "edit the text");
  await engine.answer({ text: "text 0 with capacity", deployment: null });
  assert.equal(store.state.text, "typed meanwhile", "what was made for the old text is not put in");
  assert.equal(engine.calls.length, 0, "it waits until it is known which deployments the text has");
  store.update((s) => answered(s, 1, answerFor("typed meanwhile")));
  await settle();
  assert.equal(engine.calls[0].args.files[0].text, "typed meanwhile");
  await engine.answer({ text: "typed meanwhile with capacity", deployment: null });
  assert.equal(store.state.text, "typed meanwhile with capacity");
});

test("of several values of one field only the newest is written behind the one on its way", async () => {
  const { store, engine, session } = started();
  session.clock = () => 1;
  for (const value of ["1", "12", "120"]) session.edits.change(set("capacity", value), "set capacity", "0:/capacity", undefined, true);
  session.edits.change(set("name", "x"), "set name", "0:/name");
  assert.equal(engine.calls.length, 1);
  assert.equal(engine.calls[0].args.change.value, "1");
  await engine.answer({ text: "text 1", deployment: null });
  assert.deepEqual(engine.calls[0].args.change, set("capacity", "120"));
  assert.equal(engine.calls[0].args.files[0].text, "text 1");
  await engine.answer({ text: "text 2", deployment: null });
  assert.deepEqual(engine.calls[0].args.change, set("name", "x"));
  await engine.answer({ text: "text 3", deployment: null });
  assert.equal(store.state.text, "text 3");
  assert.equal(store.state.drafts.get("0:/capacity").pending, 0);
});

test("what was typed is shown until an answer for it is there", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "12"), "set capacity", "0:/capacity");
  assert.deepEqual(store.state.drafts.get("0:/capacity"), { value: "12", error: "", pending: 1 });
  store.update((s) => answered(s, 0, answerFor("text 0")));
  assert.equal(store.state.drafts.get("0:/capacity").value, "12", "an answer for the text before it does not take it away");
  await engine.answer({ text: "text 1", deployment: null });
  assert.equal(store.state.drafts.get("0:/capacity").value, "12");
  store.update((s) => answered(s, 1, answerFor("text 1")));
  assert.equal(store.state.drafts.size, 0);
});

test("a refusal stays at its field with what was typed, and the text stays as it was", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "many"), "set capacity", "0:/capacity");
  await engine.refuse(new EngineError("request", "\"many\" is no number", "write 8"));
  assert.equal(store.state.text, "text 0");
  assert.deepEqual(store.state.drafts.get("0:/capacity"), { value: "many", error: "\"many\" is no number (write 8)", pending: 0 });
  assert.equal(store.state.notices.length, 0, "it is said where it belongs, and only there");
});

test("changes that wait follow their deployment when the list changes", async () => {
  const { engine, session } = started();
  session.edits.change({ kind: "delete", deployment: 1 }, "delete b");
  session.edits.change(set("name", "gone", 1), "set name", "1:/name");
  session.edits.change(set("name", "moved", 2), "set name", "2:/name");
  session.edits.change(set("name", "stays", 0), "set name", "0:/name");
  await engine.answer({ text: "text 1", deployment: 1 });
  assert.deepEqual(engine.calls[0].args.change, set("name", "moved", 1), "that of the deleted one is dropped");
  await engine.answer({ text: "text 2", deployment: null });
  assert.deepEqual(engine.calls[0].args.change, set("name", "stays", 0));
});

test("what comes after an edit waits for it: another document, and a step back", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "8"), "set capacity", "0:/capacity");
  session.open({ text: "other", file: "b.yaml", example: false }, "open b.yaml");
  session.undo();
  assert.equal(store.state.text, "text 0");
  await engine.answer({ text: "text 0 with capacity", deployment: null });
  assert.equal(store.state.text, "text 0 with capacity", "the document was opened, and the step back was back from it");
  session.undo();
  assert.equal(store.state.text, "text 0");
  session.redo();
  session.redo();
  assert.equal(store.state.text, "other");
  assert.equal(engine.calls.length, 0);
});

test("a change of a deployment of another document is none of this one", async () => {
  const { store, engine, session } = started();
  session.open({ text: "other", file: "b.yaml", example: false }, "open b.yaml");
  session.edits.change({ kind: "delete", deployment: 1 }, "delete b"); // that of the old document is still shown
  store.update((s) => answered(s, 1, { ...answerFor("other"), view: { readable: true, deployments: ["x", "y"].map((title) => ({ title })) } }));
  await settle();
  assert.equal(engine.calls.length, 0);
  assert.equal(store.state.text, "other");
});

test("a refused value leaves the one that was typed before it", async () => {
  const { store, engine, session } = started();
  session.clock = () => 1;
  session.edits.change(set("name", "x"), "set name", "0:name", undefined, true);
  for (const value of ["1", "1h"]) session.edits.change(set("hours", value), "set hours", "0:hours", undefined, true);
  await engine.answer({ text: "text 1", deployment: null });
  assert.deepEqual(engine.calls[0].args.change, set("hours", "1h"));
  await engine.refuse(new EngineError("request", "1h is no number"));
  assert.deepEqual(engine.calls[0].args.change, set("hours", "1"));
  await engine.answer({ text: "text 2", deployment: null });
  assert.equal(store.state.text, "text 2");
  assert.deepEqual(store.state.drafts.get("0:hours"), { value: "1h", error: "1h is no number", pending: 0 });
});

test("edits wait for an engine that is started again", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "8"), "set capacity", "0:capacity");
  session.edits.change(set("name", "x"), "set name", "0:name");
  engine.status = "failed";
  await engine.refuse(new EngineError("failed", "the engine stopped"));
  assert.equal(engine.calls.length, 0);
  session.undo();
  assert.equal(store.state.pending, 1, "the newest is taken back");
  engine.status = "ready";
  session.edits.resume();
  assert.deepEqual(engine.calls[0].args.change, set("capacity", "8"));
  await engine.answer({ text: "text 1", deployment: null });
  assert.deepEqual([store.state.text, store.state.pending], ["text 1", 0]);
});

test("what is typed into the text stays when an edit was made in it at the same time", () => {
  assert.equal(merged("a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n"), "a\nB\nC\n");
  assert.equal(merged("a\nb\nc\n", "a\nb\nC\n", "b\nc\n"), "b\nC\n");
  // A line before one that is taken out; the lines begin alike.
  assert.equal(merged("x\nt1\ny\n", "x\nt2\nt1\ny\n", "x\ny\n"), "x\nt2\ny\n");
  assert.equal(merged("capacity: 4\n", "capacity: 16\n", "capacity: 8\n"), "capacity: 16\n", "of the same place that which was typed");
  assert.equal(merged("a", "a", "b"), "b");
  assert.equal(merged("a", "b", "a"), "b");
});

test("a choice of several fields is one step to undo", async () => {
  const { store, engine, session } = started();
  session.clock = () => 1;
  session.edits.choose(0, [{ field: "region", value: "cn-beijing" }, { field: "plan", value: "mu" }, { field: "payment", value: "subscription" }], "choose another");
  const fields = [{ id: "region", effective: "ap-southeast-1" }, { id: "plan", effective: "mu" }, { id: "payment", effective: "pay_as_you_go" }];
  await settle();
  await engine.answer({ form: { deployments: [{ deployment: 0, fields }] } });
  assert.deepEqual(engine.calls[0].args.change, set("region", "cn-beijing"));
  await engine.answer({ text: "text 1", deployment: null });
  assert.equal(store.state.text, "text 0", "half of a choice is never there");
  assert.deepEqual(engine.calls[0].args.change, set("payment", "subscription"), "what holds already is not written");
  await engine.answer({ text: "text 2", deployment: null });
  assert.equal(store.state.text, "text 2");
  session.undo();
  assert.equal(store.state.text, "text 0");
  session.redo();
  assert.equal(store.state.text, "text 2");
});

test("a fix is made only on the text that it was found in", async () => {
  const { store, engine, session } = started("capacity: 6\n");
  const fix = { title: "write 8", safe: false, edits: [{ start: { line: 1, column: 11 }, end: { line: 1, column: 12 }, text: "8" }] };
  const diagnostic = { code: "CP305", fixes: [fix] };
  store.update((s) => answered(s, 0, { text: "capacity: 6\n", own: "", view: { readable: true, deployments: [] }, form: {}, diagnostics: [diagnostic] }));
  session.fix(diagnostic, fix);
  await settle();
  assert.equal(store.state.text, "capacity: 8\n");
  session.fix(diagnostic, fix);
  await settle();
  assert.equal(engine.calls[0].call, "state", "the text has changed: is it found in it still?");
  const { text, ...rest } = answerFor("capacity: 8\n");
  await engine.answer({ ...rest, lint: { diagnostics: [] } });
  assert.equal(store.state.text, "capacity: 8\n", "not a second time");
  assert.equal(store.state.notices[0].id, "fix");
});

test("a call that gave way to a newer one is no failure", async () => {
  const { store, engine, session } = started();
  const computing = session.compute();
  await engine.refuse(new EngineError("superseded", "a later one took its place"));
  await computing;
  assert.equal(store.state.notices.length, 0);
  const again = session.compute();
  await engine.refuse(new EngineError("defect", "a mistake in the engine"));
  await again;
  assert.equal(store.state.notices[0].text, "a mistake in the engine");
});
