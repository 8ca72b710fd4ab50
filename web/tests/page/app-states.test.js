// Every state that the page can be in, in a real browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { delayEngine, linkTo, quiet, rest, startApp, total, totalNote, typeYaml } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

/** Holds back the module until the function that it returns is called. */
async function holdModule(page) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.context().route(/\.wasm/, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

const steady = "24,372.00 USD";

test("loading: the baked answer is there, marked as an example, and typing already works", async () => {
  let release;
  const tab = await app.open(undefined, { wait: false, before: async (page) => (release = await holdModule(page)) });
  const { page } = tab;
  await page.waitForSelector("#app[data-engine=loading]");
  assert.equal(await total(page), steady);
  assert.match(await totalNote(page), /^Example for 30 days/);
  // 3,456.00 USD is 30 days × (5 × 14.4 + 5 × 8.64); with 60,000 input TPM it is 30 × (6 × 14.4 + 5 × 8.64) = 3,888.
  const input = page.locator('[data-card="0"] [data-field=input_tpm] input');
  await input.fill("60000");
  assert.equal(await input.inputValue(), "60000", "what is typed stays");
  assert.match(await totalNote(page), /calculating/);
  release();
  await page.waitForFunction(() => document.querySelector('[data-row="0"] .amount .figure')?.textContent === "3,888.00 USD");
  await rest(page);
  assert.equal(await input.inputValue(), "60000");
  assert.equal(await total(page), "24,804.00 USD");
  await quiet(tab);
  await page.context().unrouteAll({ behavior: "wait" });
  await page.close();
});

test("module failed: it is said, the example stays marked as one, and trying again works", async () => {
  const { page } = await app.open(undefined, {
    wait: false,
    before: (page) => page.context().route(/\.wasm/, (route) => route.fulfill({ status: 503, body: "no" })),
  });
  const notice = page.locator("[data-notice=failed]");
  await notice.waitFor();
  assert.match(await notice.innerText(), /could not be started.*What is shown is the example/s);
  assert.equal(await total(page), steady);
  assert.match(await totalNote(page), /^Example/);
  assert.equal(await page.locator('[data-card="0"] [data-field=name] input').isDisabled(), true);
  await typeYaml(page, "deployments: []\n");
  await page.waitForSelector(".total[data-tone=stale]");
  assert.match(await totalNote(page), /from before the calculator stopped/);
  await page.context().unroute(/\.wasm/);
  await notice.getByRole("button", { name: "Try again" }).click();
  await rest(page);
  assert.equal(await notice.count(), 0);
  assert.equal(await total(page), "no total");
  await page.close();
});

test("the program does not come: the page says so, and the example can be read, whatever was to be shown", async () => {
  for (const fragment of ["", linkTo("region: singapore\n")]) {
    const { page } = await app.open(undefined, { fragment, wait: false, before: (page) => page.route(/\/main[^/]*\.js$/, (route) => route.abort()) });
    const note = page.locator("#unstarted");
    await note.waitFor();
    assert.match(await note.innerText(), /could not start.*What is shown is an example.*Reload the page/s);
    assert.equal(await total(page), steady);
    assert.ok(await page.locator(".total-amount").isVisible());
    await page.close();
  }
});

test("the module is not downloaded: that is said in a sentence", async () => {
  const { page } = await app.open(undefined, { wait: false, before: (page) => page.context().route(/\.wasm/, (route) => route.abort()) });
  const notice = page.locator("[data-notice=failed]");
  await notice.waitFor();
  assert.match(await notice.innerText(), /was not downloaded: check the connection/);
  assert.doesNotMatch(await notice.innerText(), /Failed to fetch/);
  await page.context().unrouteAll({ behavior: "wait" });
  await page.close();
});

test("calculating: an amount that is not of the present text says so after a moment", async () => {
  const tab = await app.open(undefined, { before: delayEngine });
  const { page } = tab;
  await page.evaluate(() => {
    globalThis.held = [];
    globalThis.delay = () => new Promise((done) => globalThis.held.push(done));
  });
  await page.locator('[data-card="0"] [data-field=input_tpm] input').fill("60000");
  await page.waitForSelector(".total[data-tone=waiting]");
  assert.match(await totalNote(page), /calculating/);
  await page.waitForFunction(() => globalThis.held.length > 0);
  await page.evaluate(() => {
    globalThis.delay = () => 0;
    for (const release of globalThis.held) release();
  });
  await page.waitForSelector(".total[data-tone=sound]");
  assert.equal(await total(page), "24,804.00 USD"); // see the test of loading
  assert.doesNotMatch(await totalNote(page), /calculating/);
  await quiet(tab);
  await page.close();
});

test("a text that cannot be read: the last good total, greyed, with the line of the error", async () => {
  const tab = await app.open();
  const { page } = tab;
  await page.click("#tab-yaml");
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("  - name: [x");
  await page.waitForSelector(".total[data-tone=stale]");
  assert.equal(await total(page), steady);
  const line = await page.locator(".cm-activeLineGutter").last().innerText();
  assert.match(await totalNote(page), new RegExp(`from before the error in line ${line}$`));
  assert.match(await page.locator(".stale-note").innerText(), new RegExp(`from before the error in line ${line}`));
  assert.equal(await page.locator("[data-row]").count(), 2, "the rows from before are there");
  assert.match(await page.locator(".finding-error").innerText(), /CP101/);
  await page.click("#tab-form");
  assert.equal(await page.locator("[data-not-editable]").count(), 1);
  await page.keyboard.press("Control+z");
  await page.waitForSelector(".total[data-tone=sound]");
  assert.equal(await page.locator('[data-card="0"] [data-field=name] input').count(), 1, "and the form is back");
  await quiet(tab);
  await page.close();
});

test("nothing entered: three examples, and one click to a priced document", async () => {
  const tab = await app.open("deployments: []\n");
  const { page } = tab;
  assert.equal(await total(page), "no total");
  assert.equal(await page.locator("[data-empty] [data-example]").count(), 3);
  await page.click("[data-empty] [data-example=office-hours]");
  await rest(page);
  // 220 hours × (5 × 1.2 + 5 × 0.72) = 2,112, and 220 × 44 = 9,680.
  assert.equal(await total(page), "11,792.00 USD");
  await quiet(tab);
  await page.close();
});

test("nothing at all: an empty text is no error to be told off for", async () => {
  const { page } = await app.open("");
  assert.equal(await page.locator("[data-empty] [data-example]").count(), 3);
  assert.equal(await page.locator(".finding").count(), 0);
  await page.close();
});

const unpriced = `region: singapore
deployments:
  - name: tuned
    model_name: qwen3-14b-ft-202511132025-0260
    plan: lora
    capacity: 1
    estimate: {tokens: {input: 120000000, output: 30000000}}
  - name: own
    model_name: my-own
    plan: cu
`;

test("no price: a lower bound and a reason, never 0", async () => {
  const tab = await app.open(unpriced);
  const { page } = tab;
  // 120,000 × 0.00035 + 30,000 × 0.0014 = 42 + 42.
  assert.equal(await total(page), "at least 84.00 USD");
  assert.match(await totalNote(page), /1 deployment has no price/);
  const row = page.locator('[data-row="1"]');
  assert.match(await row.innerText(), /no price/);
  assert.doesNotMatch(await row.innerText(), /\b0\.00\b/);
  await quiet(tab);
  await page.close();
  const none = await app.open("region: singapore\ndeployments:\n  - {name: own, model_name: my-own, plan: cu}\n");
  assert.equal(await total(none.page), "no total");
  assert.match(await totalNote(none.page), /1 deployment has no price/);
  await none.page.close();
});

test("old prices are marked after 30 days", async () => {
  for (const [today, marks] of [
    ["2026-07-06", []],
    ["2026-07-07", ["31 days old: check them with the provider"]],
    ["2026-11-29", ["176 days old: check them with the provider"]],
  ]) {
    const { page } = await app.open(undefined, { today: `${today}T12:00:00Z` });
    assert.deepEqual(await page.locator("[data-age]").allInnerTexts(), marks, today);
    await page.close();
  }
});

const chat = `region: singapore
deployments:
  - name: chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
`;

test("a link made with another edition says what it was then and what it is today", async () => {
  const fragment = linkTo(chat, { edition: "2026-01-10", total: "6,000.00 USD" });
  const { page } = await app.open(undefined, { fragment });
  const notice = page.locator("[data-notice=edition]");
  await notice.waitFor();
  // 720 hours × (5 × 1.2 + 5 × 0.72) = 6,912.
  assert.match(await notice.innerText(), /prices of 2026-01-10: was 6,000\.00 USD then, 6,912\.00 USD today/);
  await page.close();
  const same = await app.open(undefined, { fragment: linkTo(chat, { edition: "2026-06-06", total: "6,912.00 USD" }) });
  assert.equal(await same.page.locator("[data-notice]").count(), 0, "with the same prices there is nothing to say");
  await same.page.close();
});

test("a document too long for a link is offered as a file", async () => {
  // Hexadecimal noise does not compress below half: 24,000 digits are more than 8 KB.
  let noise = 1;
  const digits = Array.from({ length: 24_000 }, () => ((noise = (noise * 48271) % 2147483647) % 16).toString(16)).join("");
  const text = `${chat}# ${digits}\n`;
  const { page } = await app.open(text);
  await page.click("[data-key=share]");
  await page.waitForSelector("[data-too-long]");
  assert.equal(await page.locator("#share-link").count(), 0);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("dialog .button-primary")]);
  assert.equal(download.suggestedFilename(), "deployments.yaml");
  const { readFile } = await import("node:fs/promises");
  assert.equal(await readFile(await download.path(), "utf8"), text);
  await page.close();
});

test("broken and hostile links are refused in words, and the draft is as it was", async () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString("base64url");
  for (const [fragment, message] of [
    ["#v=1&doc=AAAA", /missing or was changed/],
    ["#v=9&doc=AAAA", /newer than this one/],
    [`#v=1&doc=${bomb}`, /larger than 4 MB/],
  ]) {
    const { page } = await app.open(chat);
    await page.locator('[data-field=name] input').fill("mine");
    await page.waitForFunction(() => localStorage.getItem("costplan.draft")?.includes("mine"));
    await page.waitForFunction((opened) => location.hash !== opened, linkTo(chat));
    await page.goto(app.server.address + fragment);
    await page.reload();
    await rest(page);
    const notice = page.locator("[data-notice=link]");
    assert.match(await notice.innerText(), message);
    assert.match(await notice.innerText(), /Your draft is as it was/);
    assert.equal(await page.locator('[data-field=name] input').inputValue(), "mine");
    await page.close();
  }
});

test("a link that is opened while the address is being written is not written over", async () => {
  const { page } = await app.open(chat);
  await page.evaluate(() => {
    const { arrayBuffer } = Response.prototype;
    const gate = new Promise((open) => (window.openGate = open));
    Response.prototype.arrayBuffer = async function () {
      await gate;
      return arrayBuffer.call(this);
    };
  });
  await page.locator('[data-field=name] input').fill("mine");
  await page.waitForFunction(() => localStorage.getItem("costplan.draft")?.includes("mine"));
  await page.evaluate(() => {
    location.hash = "#v=9&doc=AAAA";
    window.openGate();
  });
  await page.locator("[data-notice=link]").waitFor();
  await page.waitForTimeout(600);
  assert.equal(await page.evaluate(() => location.hash), "#v=9&doc=AAAA");
  assert.match(await page.evaluate(() => localStorage.getItem("costplan.draft")), /mine/);
  await page.close();
});

test("a link never takes the place of a draft without asking", async () => {
  const { page } = await app.open(chat);
  await page.locator('[data-field=name] input').fill("mine");
  await page.waitForFunction(() => localStorage.getItem("costplan.draft")?.includes("mine"));
  const theirs = chat.replace("name: chat", "name: theirs");
  await page.evaluate((hash) => (location.hash = hash), linkTo(theirs));
  await page.locator("[data-notice=draft]").waitFor();
  await rest(page);
  const name = page.locator('[data-field=name] input');
  assert.equal(await name.inputValue(), "theirs");
  await name.fill("theirs too");
  await page.waitForTimeout(600);
  assert.match(await page.evaluate(() => localStorage.getItem("costplan.draft")), /mine/, "it is kept while the link is looked at");
  await page.getByRole("button", { name: "Back to my draft" }).click();
  await rest(page);
  assert.equal(await name.inputValue(), "mine");
  assert.equal(await page.locator("[data-notice=draft]").count(), 0);
  await page.close();
});

test("without storage the page works, and says once that nothing is kept", async () => {
  const tab = await app.open(undefined, {
    keep: true,
    before: (page) =>
      page.addInitScript(() => {
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        });
      }),
  });
  const { page } = tab;
  assert.equal(await total(page), steady);
  await page.locator('[data-card="0"] [data-field=name] input').fill("mine");
  await page.locator("[data-notice=storage]").waitFor();
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "light");
  await quiet(tab);
  await page.close();
});

test("the draft and the theme are there again after a reload, without the example flashing by", async () => {
  const { page } = await app.open(chat);
  await page.locator('[data-field=name] input').fill("mine");
  await page.getByRole("button", { name: "Theme: as the system" }).click();
  await page.getByRole("button", { name: "Theme: light" }).click();
  await page.waitForFunction(() => localStorage.getItem("costplan.draft")?.includes("mine"));
  await page.goto("about:blank");
  await page.goto(app.server.address);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await rest(page);
  assert.equal(await page.locator('[data-field=name] input').inputValue(), "mine");
  assert.match(await page.evaluate(() => location.hash), /^$|doc=/);
  await page.close();
});

test("a page that is left in the middle of a word goes on with it", async () => {
  const { page } = await app.open(chat);
  await page.locator('[data-field=name] input').fill("first");
  await page.waitForFunction(() => /doc=/.test(location.hash) && localStorage.getItem("costplan.draft")?.includes("first"));
  await page.waitForTimeout(500);
  await page.locator('[data-field=name] input').fill("second");
  await page.waitForFunction(() => document.querySelector('[data-row="0"] .row-title').textContent === "second");
  await page.reload();
  await rest(page);
  assert.equal(await page.locator('[data-field=name] input').inputValue(), "second");
  assert.equal(await page.locator("[data-notice]").count(), 0);
  await page.close();
});

test("what always has to be known is always there", async () => {
  const { page } = await app.open();
  assert.match(await page.locator(".pane-costs .fact").innerText(), /billed from the moment they are deployed.*idle/);
  const card = page.locator('[data-card="0"]');
  assert.match(await card.locator(".facts-list").innerText(), /can('t|not) be changed without/);
  await page.close();
  // Model units that are paid by the hour are allocated as they are bought.
  const units = await app.open("region: singapore\ndeployments:\n  - {name: a, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 4, billing_method: POST_PAY}\n");
  assert.match(await units.page.locator('[data-card="0"] .facts-list').innerText(), /first.come, first.served/);
  await units.page.close();
});

test("an amount has two decimals, and all of them on demand", async () => {
  const tab = await app.open("region: beijing\ndeployments:\n  - {name: a, model_name: qwen3-8b, plan: mu, deploy_spec: MU5, capacity: 3, billing_method: POST_PAY, estimate: {payment: subscription, cancel_after_days: 11.5}}\n");
  const { page } = tab;
  const figure = page.locator('[data-row="0"] .amount .figure');
  assert.equal(await figure.innerText(), "2,007.83 USD"); // 12 × 3 × 1394.329 × 1.2 / 30 = 2007.83376
  assert.equal(await figure.getAttribute("title"), "exactly 2,007.83376 USD");
  await page.click("#row-0-title");
  assert.match(await page.locator('[data-row="0"] .formula').innerText(), /= 2,007\.83376 USD/);
  await quiet(tab);
  await page.close();
});
