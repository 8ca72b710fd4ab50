// Edits and answers that cross each other, with an engine whose answers the test gives by hand. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importSource } from "./editor-source.js";

const { answered, EngineError, initialState, Session, Store } = await importSource("app/session.ts", "app/reduce.ts", "app/state.ts", "app/store.ts", "engine/error.ts");

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
  let now = 0;
  const session = new Session(store, engine, () => (now += 10_000));
  return { store, engine, session };
}

const set = (field, value, deployment = 0) => ({ kind: "set", deployment, field, value });

test("an edit is asked for again when the text has changed under it", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "8"), "set capacity", "0:/capacity");
  assert.equal(engine.calls[0].args.files[0].text, "text 0");
  session.setText("typed meanwhile", "edit the text");
  await engine.answer({ text: "text 0 with capacity", deployment: null });
  assert.equal(store.state.text, "typed meanwhile", "what was made for the old text is not put in");
  assert.equal(engine.calls[0].args.files[0].text, "typed meanwhile");
  await engine.answer({ text: "typed meanwhile with capacity", deployment: null });
  assert.equal(store.state.text, "typed meanwhile with capacity");
});

test("of several values of one field only the newest is written behind the one on its way", async () => {
  const { store, engine, session } = started();
  for (const value of ["1", "12", "120"]) session.edits.change(set("capacity", value), "set capacity", "0:/capacity");
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
  const early = { text: "text 0", view: { readable: true, deployments: [] }, form: {}, diagnostics: [] };
  store.update((s) => answered(s, 0, early));
  assert.equal(store.state.drafts.get("0:/capacity").value, "12", "an answer for the text before it does not take it away");
  await engine.answer({ text: "text 1", deployment: null });
  assert.equal(store.state.drafts.get("0:/capacity").value, "12");
  store.update((s) => answered(s, 1, { ...early, text: "text 1" }));
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

test("an edit on its way is dropped when another document is opened, or by undo", async () => {
  const { store, engine, session } = started();
  session.edits.change(set("capacity", "8"), "set capacity", "0:/capacity");
  session.open({ text: "other", file: "b.yaml", example: false }, "open b.yaml");
  await engine.answer({ text: "text 0 with capacity", deployment: null });
  assert.equal(store.state.text, "other");
  assert.equal(engine.calls.length, 0, "it is not asked for again");
  session.edits.change(set("capacity", "9"), "set capacity", "0:/capacity");
  assert.equal(engine.calls.length, 1, "later ones are made as ever");
  session.undo();
  await engine.answer({ text: "other with capacity", deployment: null });
  assert.equal(store.state.text, "text 0");
});

test("a choice of several fields is one step to undo", async () => {
  const { store, engine, session } = started();
  session.clock = () => 1;
  session.edits.choose(0, [{ field: "region", value: "cn-beijing" }, { field: "payment", value: "subscription" }], "choose another");
  await engine.answer({ text: "text 1", deployment: null });
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
  store.update((s) => answered(s, 0, { text: "capacity: 6\n", view: { readable: true, deployments: [] }, form: {}, diagnostics: [diagnostic] }));
  session.fix(diagnostic, fix);
  assert.equal(store.state.text, "capacity: 8\n");
  session.fix(diagnostic, fix);
  assert.equal(store.state.text, "capacity: 8\n", "not a second time");
  assert.equal(store.state.notices[0].id, "fix");
  assert.equal(engine.calls[0].call, "state");
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
