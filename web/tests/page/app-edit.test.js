// One document in two forms: form to text and back with its comments kept, undo, duplicate, delete, fixes, scenarios.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { delayEngine, quiet, rest, startApp, textOf, total, totalNote, typeYaml } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

const document_ = `# ours
region: singapore # of all
deployments:
  # the chat
  - name: chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000} # so much
  - name: batch # at night
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`;

// chat: 720 × (5 × 1.2 + 5 × 0.72) = 6,912; batch: 220 × 8 × 44 / 4 = 19,360.
const before_ = "26,272.00 USD";

const card = (page, n) => page.locator(`[data-card="${n}"]`);
const field = (page, n, id) => card(page, n).locator(`[data-field="${id}"]`);
const amount = (page, n, text) => page.waitForFunction(([n, text]) => document.querySelector(`[data-row="${n}"] .amount .figure`)?.textContent === text, [n, text]);

test("a number in the form is a number in the text, and every comment stays", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  assert.equal(await total(page), before_);
  await page.click("#card-1-title");
  const capacity = field(page, 1, "capacity").locator("input");
  await capacity.fill("16");
  await amount(page, 1, "38,720.00 USD"); // 220 × 16 × 11
  await rest(page);
  assert.equal(await textOf(page), document_.replace("capacity: 8", "capacity: 16"));
  await quiet(tab);
  await page.close();
});

test("nothing that is typed, chosen or taken back is lost while the engine is late", async () => {
  const tab = await app.open(document_, { before: delayEngine });
  const { page } = tab;
  await page.click("#card-1-title");
  let seed = 11;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  await page.evaluate(() => {
    let seed = 5;
    globalThis.delay = () => (seed = (seed * 48271) % 2147483647) % 200;
  });
  // Steps of one field are one, since no time passes on this page.
  const past = [];
  let [now, last] = [{ capacity: "8", hours: "220" }, ""];
  const write = (field, value) => {
    if (last !== field) past.push(now);
    now = { ...now, [field]: value };
    last = field;
  };
  for (let i = 0; i < 60; i++) {
    const name = ["capacity", "hours", "undo"][random(3)];
    if (name === "undo") {
      if (past.length === 0) continue;
      await page.click("[data-key=undo]");
      [now, last] = [past.pop(), ""];
    } else {
      const value = String(4 * (i + 3)); // a new one each time
      await field(page, 1, name).locator("input").fill(value);
      write(name, value);
    }
  }
  await rest(page);
  assert.equal(await textOf(page), document_.replace("capacity: 8", `capacity: ${now.capacity}`).replace("hours: 220", `hours: ${now.hours}`));
  await quiet(tab);
  await page.close();
});

test("the steps of a number are valid ones, by button and by arrow", async () => {
  const { page } = await app.open(document_);
  await page.click("#card-1-title");
  const capacity = field(page, 1, "capacity");
  await capacity.getByRole("button", { name: "Capacity up to 12" }).click();
  await amount(page, 1, "29,040.00 USD"); // 220 × 12 × 11
  await capacity.locator("input").focus();
  await page.keyboard.press("ArrowUp");
  await amount(page, 1, "38,720.00 USD");
  await page.keyboard.press("ArrowDown");
  await amount(page, 1, "29,040.00 USD");
  await page.close();
});

test("the text is the document: what is typed there is in the form, with the caret where it was", async () => {
  const { page } = await app.open(document_);
  await page.click("#tab-yaml");
  await page.locator(".cm-line", { hasText: "name: chat" }).click();
  await page.keyboard.press("End");
  await page.keyboard.type("-prod", { delay: 20 });
  await rest(page);
  assert.match(await page.locator('[data-row="0"] .row-title').innerText(), /^chat-prod$/);
  await page.keyboard.type("-eu");
  await rest(page);
  await page.click("#tab-form");
  assert.equal(await field(page, 0, "name").locator("input").inputValue(), "chat-prod-eu");
  assert.equal(await textOf(page), document_.replace("name: chat", "name: chat-prod-eu"));
  await page.close();
});

test("typing fast in the form loses no letter and keeps the caret", async () => {
  const { page } = await app.open(document_);
  const name = field(page, 0, "name").locator("input");
  await name.fill("");
  await name.pressSequentially("a quick brown fox", { delay: 4 });
  await page.keyboard.press("Home");
  await page.keyboard.type("so ");
  await rest(page);
  assert.equal(await name.inputValue(), "so a quick brown fox");
  await page.waitForFunction(() => document.querySelector('[data-row="0"] .row-title').textContent === "so a quick brown fox");
  assert.match(await textOf(page), /name: so a quick brown fox\n/);
  await page.close();
});

test("a model is found by typing, and what follows from it is made right", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  const model = field(page, 0, "model_name").getByRole("combobox");
  await model.click();
  assert.equal(await model.getAttribute("aria-expanded"), "true");
  await page.keyboard.type("3.5-plus");
  assert.equal(await textOf_(page), document_, "nothing is written before something is taken");
  await page.keyboard.press("ArrowDown");
  const marked = await model.getAttribute("aria-activedescendant");
  assert.match(await page.locator(`#${marked}`).innerText(), /Qwen3\.5-Plus-2026-04-20/);
  await page.keyboard.press("Enter");
  await rest(page);
  assert.equal(await model.inputValue(), "qwen3.5-plus-2026-04-20");
  assert.equal(await model.getAttribute("aria-expanded"), "false");
  await amount(page, 0, "5,529.60 USD"); // 720 × (5 × 0.96 + 5 × 0.576)
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await model.inputValue(), "qwen3.5-plus-2026-04-20");
  await quiet(tab);
  await page.close();
});

/** The text that the editor shows, without opening a dialog, which would take the focus. */
async function textOf_(page) {
  await page.waitForTimeout(400);
  return page.evaluate(async () => {
    const packed = location.hash.match(/doc=([\w-]*)/)[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
  });
}

test("what only another region offers is in the list with its reason, and is not taken before somebody presses it", async () => {
  const { page } = await app.open(document_);
  const model = field(page, 0, "model_name").getByRole("combobox");
  await model.click();
  await page.keyboard.type("qwen-flash-2025-07-28"); // PTU in Beijing only
  const option = field(page, 0, "model_name").getByRole("option").first();
  assert.match(await option.innerText(), /switches the region to China \(Beijing\)/);
  await page.keyboard.press("Escape");
  await rest(page);
  assert.equal(await model.inputValue(), "qwen3.6-plus-2026-04-02");
  await page.close();
});

test("another payment brings the fields that go with it", async () => {
  const { page } = await app.open(document_);
  await field(page, 0, "payment").getByRole("radio", { name: /Subscription/ }).check();
  await amount(page, 0, "3,456.00 USD"); // 30 × (5 × 14.4 + 5 × 8.64)
  await rest(page);
  assert.equal(await field(page, 0, "days").count(), 1);
  assert.equal(await field(page, 0, "hours").count(), 0);
  await page.close();
});

test("a preset of hours", async () => {
  const { page } = await app.open(document_);
  await field(page, 0, "hours").getByRole("button", { name: /Office hours/ }).click();
  await amount(page, 0, "2,112.00 USD"); // 220 × 9.6
  await rest(page);
  assert.equal(await field(page, 0, "hours").getByRole("button", { name: /Office hours/ }).getAttribute("aria-pressed"), "true");
  await page.close();
});

test("what cannot be written is refused at its field, and stays there to be fixed", async () => {
  const { page } = await app.open(document_);
  const input = field(page, 0, "input_tpm").locator("input");
  await input.fill("many");
  await page.waitForSelector('[data-card="0"] [data-field=input_tpm] .problem-error');
  assert.equal(await input.inputValue(), "many");
  assert.equal(await input.getAttribute("aria-invalid"), "true");
  const described = await input.getAttribute("aria-describedby");
  assert.ok(described.split(" ").some((id) => id.endsWith("-problem")), described);
  assert.equal(await total(page), before_);
  await input.fill("60000");
  await amount(page, 0, "7,776.00 USD"); // 720 × (6 × 1.2 + 5 × 0.72)
  assert.equal(await field(page, 0, "input_tpm").locator(".problem-error").count(), 0);
  await page.close();
});

test("a finding stands at its field, and its fix fixes it", async () => {
  const { page } = await app.open(document_.replace("capacity: 8", "capacity: 6"));
  assert.match(await totalNote(page), /1 deployment has an error/);
  await page.click("#card-1-title");
  await page.waitForSelector('[data-card="1"] [data-field=capacity] .problem-error');
  const finding = page.locator("[data-code=CP305]");
  assert.match(await finding.innerText(), /6 units are no multiple of 4/);
  await finding.getByRole("button", { name: "Write 8" }).click();
  await amount(page, 1, "19,360.00 USD");
  await rest(page);
  assert.equal(await total(page), before_);
  assert.equal(await textOf(page), document_);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), false, "the focus is not lost");
  await page.close();
});

test("a fix at the field leaves the focus at the field", async () => {
  const { page } = await app.open(document_.replace("capacity: 8", "capacity: 6"));
  await page.click("#card-1-title");
  await field(page, 1, "capacity").getByRole("button", { name: "Write 8" }).click();
  await amount(page, 1, "19,360.00 USD");
  await rest(page);
  assert.equal(await page.evaluate(() => document.activeElement.closest("[data-field]")?.dataset.field), "capacity");
  await page.close();
});

test("all fixes with one right answer at once", async () => {
  const wrong = document_.replace("plan: ptu\n", "plan: PTU\n").replace("deploy_spec: MU1", "deploy_spec: mu1");
  const { page } = await app.open(wrong);
  const all = page.getByRole("button", { name: /^Fix the \d+ with one right answer/ });
  if ((await all.count()) === 0) assert.fail(`no two safe fixes: ${await page.locator(".findings").innerText()}`);
  await all.click();
  await rest(page);
  assert.equal(await textOf(page), document_);
  await page.close();
});

test("a finding leads to its field, its line and its rule", async () => {
  const tab = await app.open(document_.replace("capacity: 8", "capacity: 6"));
  const { page } = tab;
  const finding = page.locator("[data-code=CP305]");
  await finding.getByRole("button", { name: "Show in the form" }).click();
  await page.waitForFunction(() => document.activeElement?.closest("[data-field]")?.getAttribute("data-field") === "capacity");
  await page.click("#tab-yaml");
  await finding.getByRole("button", { name: /Go to line 13/ }).click();
  await page.waitForFunction(() => document.activeElement?.shadowRoot !== null || document.activeElement?.classList.contains("cm-content"));
  await finding.getByRole("button", { name: "Rule CP305" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("pre").first().waitFor();
  assert.match(await dialog.innerText(), /base_capacity/);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await quiet(tab);
  await page.close();
});

test("duplicate, delete, add and undo, with the focus where the work is", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await page.click("#row-0-title");
  await page.locator('[data-row="0"]').getByRole("button", { name: "Duplicate chat" }).click();
  await page.waitForSelector('[data-row="2"]');
  await rest(page);
  // A copy of the same model needs a suffix of its own, which the engine gives it, so that it has an amount.
  assert.equal(await total(page), "33,184.00 USD");
  assert.equal(await page.evaluate(() => document.activeElement.id), "row-1-title");
  await page.locator('[data-row="0"]').getByRole("button", { name: "Delete chat" }).click();
  await page.waitForSelector("[data-notice=deleted]");
  await rest(page);
  assert.equal(await page.locator("[data-row]").count(), 2);
  await page.locator("[data-notice=deleted]").getByRole("button", { name: "Undo" }).click();
  await page.waitForSelector('[data-row="2"]');
  assert.equal(await page.locator("[data-notice=deleted]").count(), 0);
  await page.click("[data-key=undo]");
  await page.waitForSelector('[data-row="2"]', { state: "detached" });
  await rest(page);
  assert.equal(await textOf(page), document_);
  await page.click("[data-key=redo]");
  await page.waitForSelector('[data-row="2"]');
  await page.click("[data-key=undo]");
  await page.click("[data-key=add]");
  await page.waitForSelector('[data-card="2"].card-open');
  await rest(page);
  assert.equal(await page.evaluate(() => document.activeElement.id), "card-2-title");
  assert.match(await total(page), /USD$/, "what is added has an amount at once");
  await quiet(tab);
  await page.close();
});

test("a row opens to why: the formula, the price and the page that it comes from", async () => {
  const { page } = await app.open(document_);
  await page.click("#row-0-title");
  const why = page.locator("#why-0");
  const text = (await why.innerText()).replaceAll(/\s+/g, " ");
  assert.match(text, /720 hours × 50,000 TPM × 1\.2 USD \/ 10,000 = 4,320\.00 USD/);
  assert.match(text, /720 hours × 5,000 TPM × 0\.72 USD \/ 1,000 = 2,592\.00 USD/);
  assert.match(text, /Create deployment, page of 2026-06-06: Singapore, provisioned throughput, .*row .*qwen3\.6-plus-2026-04-02/);
  assert.equal(await page.locator("#row-0-title").getAttribute("aria-expanded"), "true");
  await why.getByRole("button", { name: "Edit chat" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "card-0-title");
  await page.close();
});

test("another region and payment are chosen in the matrix, as one step to undo", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await page.getByRole("button", { name: /choose ptu, subscription in China \(Beijing\)/ }).click();
  await page.locator("[data-key=use]").click();
  await amount(page, 0, "1,902.45 USD"); // 30 × (5 × 7.93 + 5 × 4.753)
  await rest(page);
  assert.equal(await page.locator('[data-row="0"] .row-region').innerText(), "China (Beijing)");
  await page.locator(".matrix-today", { hasText: "1,902.45 USD" }).waitFor();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /1,902\.45 USD/, "the focus is on what was taken");
  await page.click("[data-key=undo]");
  await rest(page);
  assert.equal(await textOf(page), document_);
  await quiet(tab);
  await page.close();
});

test("what was sized becomes a deployment", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await page.getByRole("navigation", { name: "Sections" }).getByText("Size from traffic").click();
  await page.getByLabel("Averages").check();
  await page.getByLabel("Requests a minute").fill("60");
  await page.getByLabel(/^Input tokens/).fill("2000");
  await page.getByLabel(/^Output tokens/).fill("500");
  await page.getByRole("button", { name: "Find the capacity" }).click();
  await page.getByRole("button", { name: /^Use this/ }).first().click();
  await page.waitForSelector('[data-row="2"]');
  await rest(page);
  const row = page.locator('[data-row="2"]');
  await page.waitForFunction(() => /120,000\/30,000 TPM/.test(document.querySelector('[data-row="2"]').textContent));
  assert.match(await row.locator(".amount").innerText(), /USD/);
  await quiet(tab);
  await page.close();
});

test("scenario A against B", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await page.click("[data-key=pin]");
  await field(page, 0, "payment").getByRole("radio", { name: /Subscription/ }).check();
  await amount(page, 0, "3,456.00 USD");
  // 6,912 - 3,456 = 3,456 less of 26,272.
  await page.waitForFunction(() => /falls by 3,456\.00 USD/.test(document.querySelector("[data-compared]")?.textContent ?? ""));
  assert.match(await page.locator(".sides").innerText(), /26,272\.00 USD[^]*22,816\.00 USD/);
  await page.waitForTimeout(600); // the address follows
  await page.reload();
  await rest(page);
  await page.waitForFunction(() => /falls by 3,456\.00 USD/.test(document.querySelector("[data-compared]")?.textContent ?? ""), undefined, { timeout: 10_000 });
  assert.match(await page.locator(".sides").innerText(), /26,272\.00 USD[^]*22,816\.00 USD/, "a link or a reload brings A along");
  await page.getByRole("button", { name: "Go back to A" }).click();
  await rest(page);
  assert.equal(await total(page), before_);
  await page.getByRole("button", { name: "Unpin A" }).click();
  assert.equal(await page.locator(".sides").count(), 0);
  await quiet(tab);
  await page.close();
});

test("scenarios have names, are more than two, and travel in the link", async () => {
  const { page } = await app.open(document_);
  await page.click("[data-key=pin]");
  await page.getByRole("textbox", { name: "Name of the scenario A" }).fill("By the hour");
  await page.keyboard.press("Enter");
  await field(page, 0, "payment").getByRole("radio", { name: /Subscription/ }).check();
  await amount(page, 0, "3,456.00 USD");
  await page.getByRole("button", { name: "Pin what is shown now too" }).click();
  await page.click("[data-key=share]");
  const link = await page.locator("#share-link").inputValue();
  await page.close();
  const other = await app.open(undefined, { fragment: new URL(link).hash });
  const sides = other.page.locator(".side");
  await other.page.waitForFunction(() => [...document.querySelectorAll(".side .figure")].every((e) => /USD/.test(e.textContent)));
  assert.deepEqual(await sides.locator("input").evaluateAll((all) => all.map((e) => e.value)), ["A", "By the hour"]);
  assert.deepEqual(await sides.locator(".figure").allInnerTexts(), ["22,816.00 USD", "26,272.00 USD", "22,816.00 USD"]);
  await other.page.getByRole("button", { name: "Compare with By the hour" }).click();
  await other.page.waitForFunction(() => /falls by 3,456\.00 USD/.test(document.querySelector("[data-compared]")?.textContent ?? ""));
  await other.page.close();
});

test("hostile names are text wherever they stand", async () => {
  const name = `<img src=x onerror="globalThis.hacked=1">`;
  const tab = await app.open(document_.replace("name: chat", `name: '${name}'`).replace("name: batch", "name: \"${globalThis.hacked=1} {{constructor.constructor('hacked=1')()}} \\u202E\""));
  const { page } = tab;
  assert.equal(await page.locator('[data-row="0"] .row-title').innerText(), name);
  assert.equal(await page.locator('[data-card="0"] .card-name').innerText(), name);
  await page.click("#row-0-title");
  await page.click("#tab-yaml");
  await page.waitForSelector(".cm-content");
  await page.click("[data-key=pin]");
  await page.locator('[data-row="0"]').getByRole("button", { name: `Delete ${name}` }).click();
  await page.waitForSelector("[data-notice=deleted]");
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => globalThis.hacked), undefined);
  assert.equal(await page.locator("img:not(.cm-widgetBuffer)").count(), 0);
  await quiet(tab);
  await page.close();
});

test("a request body is edited as it is", async () => {
  const body = `{\n  "name": "units",\n  "model_name": "qwen3-32b",\n  "plan": "mu",\n  "deploy_spec": "MU1",\n  "capacity": 4,\n  "billing_method": "POST_PAY"\n}\n`;
  const { page } = await app.open(body);
  // No region is stated, which is an error; the text alone says which one.
  await page.waitForSelector('[data-card="0"]');
  await typeYaml(page, body.replace("{\n", '{\n  "region": "singapore",\n'));
  await rest(page);
  await page.click("#tab-form");
  const capacity = field(page, 0, "capacity").locator("input");
  await capacity.fill("8");
  await page.waitForFunction(() => /63,360\.00/.test(document.querySelector(".total-amount").textContent)); // 720 × 8 × 11
  assert.match(await textOf(page), /"capacity": 8,/);
  await page.close();
});

test("of a stream each document is edited in its place, though paths repeat", async () => {
  const stream = `${document_}---\nregion: beijing\ndeployments:\n  - name: other\n    model_name: qwen3-8b\n    plan: mu\n    deploy_spec: MU5\n    capacity: 3\n    billing_method: POST_PAY\n`;
  const { page } = await app.open(stream.replace("capacity: 3", "capacity: 0.5"));
  await page.click("#card-2-title");
  await page.waitForSelector('[data-card="2"] [data-field=capacity] .problem-error');
  assert.equal(await card(page, 0).locator(".badge-error").count(), 0, "the error is at its own document");
  await field(page, 2, "capacity").locator("input").fill("3");
  await rest(page);
  assert.equal(await textOf(page), stream);
  assert.equal(await card(page, 2).locator(".problem-error").count(), 0);
  await page.close();
});

test("a file is opened by dropping it, and refused in words if it is none", async () => {
  const { page } = await app.open();
  const drop = (name, content) =>
    page.evaluate(
      ([name, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(content)], name));
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, [...Buffer.from(content)]],
    );
  await drop("team.yaml", document_);
  await page.waitForFunction(() => document.querySelector(".file-name").textContent === "team.yaml");
  await rest(page);
  assert.equal(await total(page), before_);
  await drop("photo.png", Buffer.from([0x89, 0x50, 0xff, 0xfe]));
  await page.locator("[data-notice=file]").waitFor();
  assert.match(await page.locator("[data-notice=file]").innerText(), /photo\.png was not opened: it is not UTF-8 text/);
  assert.equal(await total(page), before_);
  await page.close();
});

test("on plan lora the name of the tuned model is empty until it is typed", async () => {
  const tab = await app.open("region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-14b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n");
  const { page } = tab;
  await field(page, 0, "plan").locator("input[value=lora]").check({ force: true });
  await field(page, 0, "base_model").waitFor();
  await rest(page);
  assert.equal(await field(page, 0, "model_name").locator("input").inputValue(), "");
  assert.match(await textOf(page), /model_name: ""/);
  assert.match(await field(page, 0, "model_name").innerText(), /fine-tuned/);
  assert.equal(await page.locator('[data-row="0"] .no-amount-error').count(), 1, "there is no amount before");
  await field(page, 0, "model_name").locator("input").fill("mine");
  await field(page, 0, "model_name").locator("input").press("Enter");
  await page.waitForFunction(() => document.querySelector('[data-row="0"] .amount .figure'));
  await rest(page);
  // 1,000 × 0.00035 + 1,000 × 0.0014, for a million tokens each
  assert.equal(await total(page), "1.75 USD");
  assert.match(await textOf(page), /model_name: mine, plan: lora, .*base_model: qwen3-14b/);
  await quiet(tab);
  await page.close();
});
