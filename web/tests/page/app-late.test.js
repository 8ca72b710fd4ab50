// An engine that is late: whatever somebody types, clicks and takes back meanwhile, the text ends as if it had answered at once. The
// session runs here without a browser, on the engine's own module, in a time that the test makes pass.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { shippedModule, startModule } from "../module/engines.js";
import { importSource } from "./editor-source.js";

const edition = "2026-06-06";
const build = { edition, version: "test", addresses: { worker: "worker.js", module: "engine.wasm", service: "sw.js" } };
globalThis.document = { baseURI: "http://localhost/", getElementById: (id) => (id === "build" ? { textContent: JSON.stringify(build) } : null) };

let source;
let respond;
before(async () => {
  source = await importSource("app/session.ts", "app/reduce.ts", "app/history.ts", "app/state.ts", "app/store.ts", "engine/client.ts");
  ({ respond } = await startModule(await shippedModule()));
});

const turn = () => new Promise((done) => setImmediate(done));

/** Numbers that are the same in each run. */
function randomFrom(seed) {
  return (n) => (seed = (seed * 48271) % 2147483647) % n;
}

/** Time that passes when the test says so. */
class Time {
  now = 0;
  #due = [];
  at(delay, run) {
    this.#due.push({ at: this.now + delay, run });
    this.#due.sort((a, b) => a.at - b.at);
  }
  /** Lets everything happen that is due within some time. */
  async pass(ms) {
    const end = this.now + ms;
    while (this.#due.length > 0 && this.#due[0].at <= end) {
      const { at, run } = this.#due.shift();
      this.now = at;
      run();
      for (let i = 0; i < 3; i++) await turn();
    }
    this.now = end;
    await turn();
  }
  async passAll() {
    while (this.#due.length > 0) await this.pass(this.#due[0].at - this.now);
  }
}

/** A session whose engine takes from 0 to 2 seconds for each answer. */
async function started(text, time, random) {
  const { Session, Store, initialState, startEngine } = source;
  globalThis.Worker = class {
    postMessage(message) {
      if (message.kind === "start") time.at(0, () => this.onmessage({ data: { kind: "ready" } }));
      else time.at(random(2000), () => this.onmessage({ data: { kind: "answer", id: message.id, response: respond(message.request) } }));
    }
    terminate() {}
  };
  const hello = { examples: [], editions: [], sources: [], regions: [], edition };
  const store = new Store(initialState(hello, text, "a.yaml", "2026-06-20"));
  const engine = startEngine();
  const session = new Session(store, engine, () => time.now);
  engine.onStatus((status) => store.update((s) => ({ ...s, engine: { status, detail: "" } })));
  store.subscribe((state, before) => {
    if (state.revision !== before.revision) void session.compute();
  });
  void session.compute();
  await time.passAll();
  assert.equal(store.state.answer.text, text);
  return { store, session };
}

/** What the text should be: each change is made at once, by the same engine. Deployments are found by their names. */
class Model {
  past = [];
  future = [];
  #key = "";
  #at = 0;
  constructor(text) {
    this.text = text;
  }
  names() {
    return [...this.text.matchAll(/\{name: ([\w-]+),/g)].map(([, name]) => name);
  }
  /** Makes changes of one deployment as one step; false if one of them is refused. */
  change(name, changes, key, now) {
    const deployment = this.names().indexOf(name);
    if (deployment < 0) return;
    let text = this.text;
    for (const change of changes) {
      const args = { files: [{ name: "a.yaml", text }], settings: { today: "2026-06-20" } };
      if (change.unless) {
        const { result } = JSON.parse(respond(JSON.stringify({ api: 1, call: "state", ...args, quote: false, cards: { from: deployment, count: 1 } })));
        const card = result.form.deployments.find((c) => c.deployment === deployment);
        if (card.fields.find((f) => f.id === change.field)?.effective === change.value) continue;
      }
      const { unless, ...rest } = change;
      const response = JSON.parse(respond(JSON.stringify({ api: 1, call: "edit", ...args, change: { ...rest, deployment } })));
      if (!response.ok) return;
      text = response.result.text;
    }
    this.set(text, key, now);
  }
  /** Steps of one key in quick succession are one; one that leads back to where they began is none. */
  set(text, key, now) {
    if (text === this.text) return;
    if (key !== "" && key === this.#key && now - this.#at < 1500 && this.past.length > 0) {
      if (this.past.at(-1) === text) {
        this.past.pop();
        key = "";
      }
    } else this.past.push(this.text);
    [this.#key, this.#at, this.text, this.future] = [key, now, text, []];
  }
  undo() {
    if (this.past.length === 0) return;
    this.future.push(this.text);
    this.text = this.past.pop();
    this.#key = "";
  }
  redo() {
    if (this.future.length === 0) return;
    this.past.push(this.text);
    this.text = this.future.pop();
    this.#key = "";
  }
  forgetPast() {
    this.past = [];
    this.future = [];
    this.#key = "";
  }
}

const line = (name, suffix) => `  - {name: ${name}, model_name: qwen3-32b, plan: mu, suffix: ${suffix}, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n`;

for (const seed of (process.env.COSTPLAN_SEEDS ?? "1").split(",").map(Number)) {
  test(`500 actions while the engine is late, of which none is lost (seed ${seed})`, async () => {
    const random = randomFrom(seed * 7919);
    const pick = (list) => list[random(list.length)];
    const time = new Time();
    const text = `region: singapore\ndeployments:\n${Array.from({ length: 6 }, (_, i) => line(`d${i}`, `s${i}`)).join("")}`;
    const { store, session } = await started(text, time, random);
    const model = new Model(text);
    const { edits } = session;
    const doubled = new Set();
    let editor = text; // what the text editor shows
    let typed = 0;
    let crossed = false; // the editor was typed in while changes were under way: in which order they are undone is open

    const shown = () => source.shownAnswer(store.state).view.deployments.map((row) => row.title);
    const settled = async () => {
      await time.passAll();
      assert.equal(store.state.pending, 0);
      assert.equal(store.state.text, model.text);
      editor = store.state.text;
      if (crossed) {
        store.update((s) => ({ ...s, history: source.noHistory }));
        model.forgetPast();
        crossed = false;
      }
    };
    const set = (n, name, field, value, isTyped) => {
      const kind = value === "" ? "remove_field" : "set";
      const path = `${source.idAt(store.state, n)}:${field}`;
      edits.change({ kind, deployment: n, field, value }, `set ${field}`, path, undefined, isTyped);
      model.change(name, [{ kind, field, value }], `${name} ${field} ${isTyped}`, time.now);
    };
    const actions = {
      async type(n, name) {
        const [field, value] = pick([["capacity", "128"], ["capacity", "16"], ["hours", "200"], ["hours", "72.5"], ["capacity", "4x"], ["hours", "7h"]]);
        // The field stays under the hand of who types when others come and go.
        for (let i = 1; i <= value.length && n >= 0; i++, n = shown().indexOf(name)) {
          set(n, name, field, value.slice(0, i), true);
          await time.pass(random(300));
        }
      },
      step: (n, name) => set(n, name, "capacity", pick(["4", "8", "12"]), true),
      pay: (n, name) => set(n, name, "payment", pick(["subscription", "pay_as_you_go"]), false),
      choose(n, name) {
        const fields = [{ field: "region", value: pick(["cn-beijing", "ap-southeast-1"]) }, { field: "payment", value: pick(["subscription", "pay_as_you_go"]) }];
        edits.choose(n, fields, "choose another");
        model.change(name, fields.map((field) => ({ kind: "set", unless: true, ...field })), "", time.now);
      },
      duplicate(n, name) {
        if (doubled.has(name) || name.includes("-")) return; // a name that went never comes again
        doubled.add(name);
        edits.change({ kind: "duplicate", deployment: n }, "duplicate");
        model.change(name, [{ kind: "duplicate" }], "", time.now);
      },
      remove(n, name) {
        if (model.names().length < 4) return;
        edits.change({ kind: "delete", deployment: n }, "delete");
        model.change(name, [{ kind: "delete" }], "", time.now);
      },
      write() {
        const made = `t${++typed}`;
        const put = (before) => before.replace("deployments:\n", `deployments:\n${line(made, made)}`);
        if (typed > 8) return;
        if (store.state.pending > 0) crossed = true;
        session.typed(put(editor), editor);
        model.set(put(model.text), "text", time.now);
        editor = store.state.text;
      },
      undo() {
        if (crossed) return;
        session.undo();
        model.undo();
      },
      redo() {
        if (crossed) return;
        session.redo();
        model.redo();
      },
    };
    const kinds = ["type", "type", "step", "step", "step", "pay", "choose", "duplicate", "remove", "write", "undo", "undo", "redo"];
    let made = 0;
    for (; made < 500; made++) {
      const kind = pick(kinds);
      const n = random(shown().length);
      await actions[kind](n, shown()[n]);
      // The editor hears of a new text a little later than the page.
      if (random(3) === 0) editor = store.state.text;
      await time.pass(random(4) === 0 ? random(4000) : random(300));
      if (random(25) === 0) await settled();
    }
    await settled();
    assert.ok(model.text !== text && made === 500);
  });
}
