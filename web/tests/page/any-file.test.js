// Any file finds its place, whichever view is shown; what belongs nowhere is refused in words and changes nothing.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { quiet, rest, startApp, textOf, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

// 10 hours of one bundle of 4 units at 44 USD an hour: 440 USD.
const document_ = "region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY, estimate: {hours: 10}}\n";
const usage = "timestamp,input_tokens,output_tokens\n2026-06-01T09:00:00Z,12000,900\n2026-06-01T09:01:00Z,8000,700\n";

const drop = (page, name, content) =>
  page.evaluate(
    ([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [name, [...Buffer.from(content)]],
  );

const show = (page, name) => page.getByRole("navigation", { name: "Sections" }).getByText(name).click();

test("usage goes to Size and is sized at once, also when it is packed", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await drop(page, "usage.csv", usage);
  await page.locator("#sizing-answer-title").waitFor();
  assert.match(await page.evaluate(() => location.hash), /^#\/size/);
  await show(page, "Estimate");
  assert.equal(await total(page), "440.00 USD");
  await drop(page, "usage.csv.gz", gzipSync(usage + "2026-06-01T09:02:00Z,90000,700\n"));
  await page.waitForFunction(() => location.hash.startsWith("#/size"));
  await page.locator(".sizing").getByText("usage.csv", { exact: false }).first().waitFor();
  await page.locator("#sizing-answer-title").waitFor();
  assert.equal(await textOf(page), document_);
  await quiet(tab);
  await page.close();
});

test("an overlay goes to My prices, is in force, and can be taken back", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await drop(page, "contract.yaml", "source: contract\nprices: [{region: singapore, plan: mu, model: qwen3-32b, spec: MU1, hourly: 40.5}]\n");
  await page.locator(".own-entries").getByText("44 → 40.5").waitFor();
  await rest(page);
  assert.equal(await total(page), "405.00 USD");
  const notice = page.locator("[data-notice=undo]");
  assert.match(await notice.innerText(), /contract\.yaml is in force/);
  await notice.getByRole("button", { name: "Undo" }).click();
  await page.getByText("List prices are in force").waitFor();
  await rest(page);
  assert.equal(await total(page), "440.00 USD");
  await drop(page, "wrong.yaml", "source: contract\ndiscounts: [{percent: 5, models: [gpt*]}]\n");
  await page.locator("[data-notice=file]").getByText("wrong.yaml was not used: line 2").waitFor();
  assert.equal(await total(page), "440.00 USD");
  await quiet(tab);
  await page.close();
});

test("an answer of the API becomes a fleet with a region to choose", async () => {
  const tab = await app.open(document_);
  const { page } = tab;
  await drop(page, "fleet.json", '{"request_id": "1", "output": {"status": "RUNNING", "deployed_model": "qwen3-32b-1", "model_name": "qwen3-32b", "plan": "mu", "deploy_spec": "MU1", "capacity": 4, "charge_type": "post_paid"}}');
  await page.locator("[data-notice=undo]").getByText("choose the region").waitFor();
  await rest(page);
  assert.equal(await total(page), "no total");
  await page.locator("[data-not-editable]").getByRole("radio", { name: /Singapore/ }).check();
  await page.waitForFunction(() => document.querySelector(".total-amount").textContent.includes("31,680.00")); // 720 h x 44
  await page.click("[data-key=undo]");
  await page.click("[data-key=undo]");
  await rest(page);
  assert.equal(await textOf(page), document_);
  await quiet(tab);
  await page.close();
});

test("deployments that are dropped beside another view are opened, and what was open can be brought back", async () => {
  const { page } = await app.open(document_);
  await show(page, "Prices");
  await drop(page, "team.yaml", document_.replace("hours: 10", "hours: 20"));
  await page.locator("[data-notice=undo]").getByText("Opened team.yaml").waitFor();
  await rest(page);
  assert.equal(await total(page), "880.00 USD");
  await page.locator("[data-notice=undo]").getByRole("button", { name: "Undo" }).click();
  await rest(page);
  assert.equal(await textOf(page), document_);
  await page.close();
});

test("what belongs nowhere is refused in words, and nothing changes", async () => {
  const { page } = await app.open(document_);
  for (const [name, content, said] of [
    ["note.txt", "just a note\n", "it holds no deployments"],
    ["list.csv", "name,amount\na,1\n", "it holds no deployments"],
    ["nothing.yaml", "", "nothing.yaml is empty"],
    ["photo.png", Buffer.from([0x89, 0x50, 0xff, 0xfe]), "it is not UTF-8 text"],
  ]) {
    await drop(page, name, content);
    // The notice of the file before may still be there, in the same words.
    await page.locator("[data-notice=file]").filter({ hasText: name }).getByText(said).waitFor();
  }
  assert.equal(await total(page), "440.00 USD");
  assert.equal(await textOf(page), document_);
  await page.close();
});

test("an example takes the place of a document with an undo that says so", async () => {
  const { page } = await app.open(document_);
  await page.getByRole("button", { name: "Open or new" }).click();
  await page.click("dialog [data-example=office-hours]");
  await page.locator("[data-notice=undo]").getByText("in place of deployments.yaml").waitFor();
  await rest(page);
  assert.notEqual(await total(page), "440.00 USD");
  await page.locator("[data-notice=undo]").getByRole("button", { name: "Undo" }).click();
  await rest(page);
  assert.equal(await textOf(page), document_);
  await page.close();
});
