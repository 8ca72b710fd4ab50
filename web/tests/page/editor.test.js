// The text editor on the built page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findingsInAllViews } from "../harness/accessibility.js";
import { picture } from "../harness/screenshots.js";
import { day, quiet, rest, startApp, textOf, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(async () => {
  await app.stop();
});

/** Two deployments without a mistake: 3,456.00 by the day, and 220 × 8 × 11 = 19,360.00 by the hour. */
const sound = `version: 1
region: singapore
period: 30d # what the total covers
deployments:
  - name: chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
    estimate: {payment: subscription}
  - name: batch
    model_name: qwen3-32b
    plan: mu
    deploy_spec: MU1
    capacity: 8
    billing_method: POST_PAY
    estimate: {hours: 220}
`;

/** A key with a letter left out, and a capacity that is no multiple of 4. */
const mistaken = sound.replace("billing_method", "billing_methd").replace("capacity: 8", "capacity: 6");

/** A tab with the editor on a text. Its clock runs: what shows up beside the pointer waits for it to rest. */
async function open(text) {
  const tab = await app.open(text, { before: (page) => page.clock.setSystemTime(new Date(day)) });
  await tab.page.click("#tab-yaml");
  await tab.page.locator(".cm-content").waitFor();
  await rest(tab.page);
  if (text.includes("deployments:")) await tab.page.locator(".cm-hint").first().waitFor(); // They move lines.
  return tab;
}

/** Waits for findings: `number` of them in the gutter, or any number. */
const findings = (page, number) =>
  number === undefined ? page.locator(".cm-content .cm-finding").first().waitFor() : page.waitForFunction((n) => document.querySelector(".editor-host > div").shadowRoot.querySelectorAll(".cm-gutter .cm-gutterElement > .cm-finding-marker").length >= n, number);

const marked = (page, code) => page.locator(".cm-content .cm-finding", { hasText: code });

/** What has the focus, within the editor's shadow root too. */
const focused = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.className || element.id || element.tagName;
  });

/** Puts the caret behind a text. */
async function caretAfter(page, text) {
  const line = page.locator(".cm-line", { hasText: text }).first();
  await line.click();
  await page.keyboard.press("Home");
  const whole = await line.evaluate((line) => [...line.childNodes].filter((node) => !node.classList?.contains("cm-hint")).map((node) => node.textContent).join(""));
  // Home goes to the first letter.
  const moves = [...whole.slice(0, whole.indexOf(text) + text.length).trimStart()].length;
  for (let i = 0; i < moves; i++) await page.keyboard.press("ArrowRight");
}

test("the text is highlighted, numbered and named, with what each deployment costs, under a strict policy", async () => {
  const tab = await open(sound);
  const { page } = tab;
  const editor = page.getByRole("textbox", { name: "Deployments as YAML or JSON" });
  await editor.waitFor();
  const colours = await page.locator(".cm-line", { hasText: "# what the total covers" }).evaluate((line) => [...line.querySelectorAll("span")].map((span) => getComputedStyle(span).color));
  assert.ok(new Set(colours).size >= 2, `keys, values and comments differ: ${colours}`);
  assert.equal(await page.locator(".cm-lineNumbers .cm-gutterElement").last().innerText(), "17");
  const hint = page.locator(".cm-line", { hasText: "name: chat" }).locator(".cm-hint");
  await hint.waitFor();
  assert.equal(await hint.innerText(), "3,456.00 USD / 30d");
  assert.equal(await page.locator(".cm-line", { hasText: "name: batch" }).locator(".cm-hint").innerText(), "19,360.00 USD / 30d");
  await quiet(tab);
  await page.close();
});

test("findings stand at their exact place, behind characters of two units too", async () => {
  // "nope" is not a model; what stands before it in its line has 4 characters beyond the basic plane and a combining one.
  const { page } = await open(`region: singapore\ndeployments:\n  - {name: "😀😀 é 𝄞🧮", model_name: nope, plan: ptu}\n`);
  await findings(page);
  const texts = await page.locator(".cm-content .cm-finding-error").allInnerTexts();
  assert.deepEqual(texts, ["nope"]);
  await page.close();
});

test("a finding without width is seen", async () => {
  const { page } = await open("\n\n");
  await page.waitForFunction(() => document.querySelector(".editor-host > div").shadowRoot.querySelectorAll(".cm-finding-point, .cm-finding").length > 0);
  const box = await page.locator(".cm-finding-point, .cm-content .cm-finding").first().boundingBox();
  assert.ok(box.width > 3 && box.height > 3, JSON.stringify(box));
  await page.close();
});

test("severities differ by sign, line and word, not by colour alone", async () => {
  const { page } = await open(sound.replace("capacity: 8", "capacity: 6").replace("input_tpm: 50000", "input_tpm: 50001"));
  await marked(page, "6").first().waitFor();
  const signs = await page.locator(".cm-gutterElement .cm-finding-marker:visible").evaluateAll((all) => all.map((sign) => [sign.title.split(" ")[0], sign.querySelector(".cm-sign-outline").getAttribute("d")]));
  const byWord = new Map(signs.filter(([word]) => word));
  assert.ok(byWord.has("error") && byWord.has("warning"), JSON.stringify(signs));
  assert.equal(new Set(byWord.values()).size, byWord.size);
  const styles = await page.locator(".cm-content .cm-finding").evaluateAll((all) => all.map((mark) => [mark.className, getComputedStyle(mark).textDecorationStyle]));
  const lines = new Map(styles);
  assert.equal(new Set(lines.values()).size, lines.size, JSON.stringify(styles));
  await page.close();
});

test("hovering tells what is wrong and offers the fix, which is one step of the history", async () => {
  const tab = await open(mistaken);
  const { page } = tab;
  await marked(page, "6").first().hover();
  const card = page.locator(".cm-tooltip-hover .cm-card").first();
  await card.waitFor();
  const said = await card.innerText();
  assert.match(said, /error\s+CP305\s+capacity 6 is not a multiple of 4 \(MU1 x 4\): use 4 or 8/);
  assert.match(said, /The API would answer InvalidParameter: /);
  await card.getByRole("button", { name: /8$/ }).click();
  await rest(page);
  assert.match(await total(page), /22,816\.00|at least/); // billing_methd is still wrong
  assert.equal(await textOf(page), mistaken.replace("capacity: 6", "capacity: 8"));
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+z");
  await rest(page);
  assert.equal(await textOf(page), mistaken);
  await quiet(tab);
  await page.close();
});

test("the code leads to the page of its rule", async () => {
  const { page } = await open(mistaken);
  await marked(page, "6").first().hover();
  await page.locator(".cm-tooltip-hover").getByRole("button", { name: "About rule CP305" }).click();
  const dialog = page.getByRole("dialog", { name: /CP305/ });
  await dialog.getByText("its bundle").first().waitFor();
  await page.close();
});

/** Writes down what is announced from here on, since the editor takes it away after a moment. Returns what waits for one. */
async function announcements(page) {
  await page.locator(".cm-announced").evaluate((live) => {
    globalThis.announced = [];
    new MutationObserver(() => globalThis.announced.push(live.textContent)).observe(live, { childList: true, subtree: true, characterData: true });
  });
  return (pattern) => page.waitForFunction((source) => globalThis.announced.some((text) => new RegExp(source).test(text)), pattern.source);
}

test("everything about findings can be done by keyboard", async () => {
  const { page } = await open(mistaken);
  await findings(page);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Home");
  const announced = await announcements(page);
  // The first finding is a hint on the first deployment, the second one the capacity of the second.
  await page.keyboard.press("F8");
  await announced(/^hint CP503: /);
  await page.keyboard.press("F8");
  await announced(/^error CP305: capacity 6/);
  assert.match(await page.locator(".cm-status-here").innerText(), /CP305 capacity 6/);
  await page.keyboard.press("Control+.");
  const card = page.getByRole("dialog", { name: "Findings and help for this place" });
  await card.waitFor();
  assert.equal(await focused(page), (await card.getAttribute("class")) ?? "");
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  assert.match(await focused(page), /cm-content/);
  await page.keyboard.press("Control+.");
  await card.waitFor();
  for (let i = 0; i < 6 && !/cm-action/.test(await focused(page)); i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await rest(page);
  assert.match(await textOf(page), /capacity: [48]\n/);
  await page.close();
});

test("fix all fixes what has one right answer, in one step", async () => {
  const { page } = await open(mistaken);
  await page.getByRole("button", { name: "Fix all" }).click();
  await page.waitForFunction(() => document.querySelector(".editor-host > div").shadowRoot.querySelector(".cm-content").innerText.includes("billing_method"));
  await rest(page);
  assert.equal(await textOf(page), mistaken.replace("billing_methd", "billing_method"));
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+z");
  await rest(page);
  assert.equal(await textOf(page), mistaken);
  await page.close();
});

test("a finding is silenced with a reason that is typed at once", async () => {
  const { page } = await open(sound.replace("capacity: 8", "capacity: 6"));
  await marked(page, "6").first().click();
  await page.keyboard.press("Control+.");
  await page.getByRole("button", { name: /Silence CP305/ }).click();
  await page.keyboard.type("asked the provider");
  await rest(page);
  assert.match(await textOf(page), /# costplan:ignore CP305 asked the provider\n/);
  assert.equal(await marked(page, "6").count(), 0);
  await page.close();
});

test("keys and values are completed while they are typed, with what they cost", async () => {
  const tab = await open(sound.replace("    deploy_spec: MU1\n", ""));
  const { page } = tab;
  await caretAfter(page, "plan: mu");
  await page.keyboard.press("Enter");
  await page.keyboard.type("dep", { delay: 30 });
  const list = page.getByRole("listbox", { name: "Completions" });
  await list.getByRole("option", { name: /deploy_spec/ }).waitFor();
  assert.ok((await page.locator(".cm-completionInfo").innerText()).length > 20, "the key is explained beside");
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
  await list.waitFor({ state: "detached" }).catch(() => undefined);
  await page.keyboard.press("Control+Space");
  await list.getByRole("option", { name: /MU1/ }).first().waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press("Enter");
  await rest(page);
  assert.match(await textOf(page), /plan: mu\n {4}deploy_spec: MU\d\n/);
  await quiet(tab);
  await page.close();
});

test("a model takes the place of the whole word, and Escape takes nothing", async () => {
  const { page } = await open(sound);
  await caretAfter(page, "model_name: qwen3-");
  await page.keyboard.press("Control+Space");
  const list = page.getByRole("listbox", { name: "Completions" });
  await list.waitFor();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  assert.equal(await textOf(page), sound);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Space");
  await list.getByRole("option", { name: /qwen3-14b/ }).waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.type("14");
  await page.keyboard.press("Enter");
  await rest(page);
  assert.match(await textOf(page), /model_name: qwen3-14b\n/);
  await page.close();
});

test("hovering a key explains it, and text stays text", async () => {
  const hostile = sound.replace("name: chat", 'name: "<img src=x onerror=alert(1)>"');
  const tab = await open(hostile);
  const { page } = tab;
  await page.locator(".cm-line", { hasText: "deploy_spec" }).getByText("deploy_spec").hover();
  const help = page.locator(".cm-tooltip-hover .cm-help");
  await help.waitFor();
  assert.match(await help.innerText(), /deploy_spec/);
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "detached" });
  await page.locator(".cm-line", { hasText: "<img" }).getByText("<img").hover();
  await page.waitForTimeout(900);
  assert.equal(await page.locator(".editor-host img[src], .editor-host img[onerror]").count(), 0);
  await quiet(tab);
  await page.close();
});

test("a change elsewhere on the page leaves caret, scroll and history alone", async () => {
  const filler = Array.from({ length: 60 }, (_, i) => `# line ${i}\n`).join("");
  const { page } = await open(sound + filler);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("# mine");
  await rest(page);
  const place = () =>
    page.evaluate(() => {
      const root = document.querySelector(".editor-host > div").shadowRoot;
      return { scroll: root.querySelector(".cm-scroller").scrollTop, line: root.querySelector(".cm-activeLine").textContent };
    });
  const before_ = await place();
  assert.ok(before_.scroll > 100);
  await page.click("#row-1-title");
  await page.locator('[data-row="1"]').getByRole("button", { name: /^Delete/ }).click();
  await page.locator('[data-row="1"]').waitFor({ state: "detached" });
  await rest(page);
  assert.ok(!(await textOf(page)).includes("batch"));
  assert.equal((await place()).line, before_.line);
  await page.locator(".cm-content").focus();
  await page.keyboard.type("!");
  await rest(page);
  assert.match(await textOf(page), /# mine!$/);
  for (let i = 0; i < 2; i++) await page.keyboard.press("Control+z");
  await rest(page);
  assert.match(await textOf(page), /batch/);
  await page.close();
});

test("line breaks stay what they are", async () => {
  const text = sound.replaceAll("\n", "\r\n");
  const { page } = await open(text);
  await caretAfter(page, "name: chat");
  await page.keyboard.type("-2");
  await rest(page);
  assert.equal(await textOf(page), text.replace("name: chat", "name: chat-2"));
  await page.close();
});

test("Tab leaves the editor, Ctrl-] indents", async () => {
  const { page } = await open(sound);
  await caretAfter(page, "name: chat");
  await page.keyboard.press("Control+]");
  await rest(page);
  await page.keyboard.press("Control+[");
  await rest(page);
  await page.keyboard.press("Tab");
  assert.doesNotMatch(await focused(page), /cm-content/);
  await page.keyboard.press("Shift+Tab");
  assert.match(await focused(page), /cm-content/);
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(page), "tab-yaml");
  assert.equal(await textOf(page), sound);
  await page.close();
});

test("a narrow editor shows its keys on request", async () => {
  const { page } = await open(sound);
  const keys = page.locator(".cm-status-keys");
  assert.ok((await keys.boundingBox()).height < 5);
  await page.getByRole("button", { name: "Keys", exact: true }).click();
  assert.ok((await keys.boundingBox()).height > 10);
  assert.match(await keys.innerText(), /Tab leaves/);
  await page.close();
});

test("Ctrl-F searches and replaces, Escape closes", async () => {
  const { page } = await open(sound);
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find" }).fill("qwen3");
  await page.getByRole("textbox", { name: "Replace" }).fill("kimi");
  await page.getByRole("button", { name: "Replace all" }).click();
  await page.keyboard.press("Escape");
  await page.locator(".cm-search").waitFor({ state: "detached" });
  await rest(page);
  assert.equal(await textOf(page), sound.replaceAll("qwen3", "kimi"));
  await page.close();
});

test("JSON is a document like any other", async () => {
  const json = JSON.stringify({ region: "singapore", deployments: [{ name: "a", model_name: "nope", plan: "ptu" }] }, null, 2);
  const { page } = await open(json);
  await findings(page);
  assert.deepEqual(await page.locator(".cm-content .cm-finding-error").allInnerTexts(), ['"nope"']);
  await page.close();
});

test("a thousand deployments: what is typed is there, with its amount", async () => {
  const one = (i) => `  - name: chat-${i}\n    model_name: qwen3.6-plus-2026-04-02\n    plan: ptu\n    suffix: s${i}\n    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}\n`;
  const { page } = await open(`region: singapore\ndeployments:\n${Array.from({ length: 1000 }, (_, i) => one(i)).join("")}`);
  await page.locator(".cm-line", { hasText: "name: chat-3" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type("-and-some-more", { delay: 60 });
  await page.locator(".cm-line", { hasText: "name: chat-3-and-some-more" }).waitFor();
  await rest(page);
  await page.locator(".cm-line", { hasText: "name: chat-3-and-some-more" }).locator(".cm-hint", { hasText: "USD" }).waitFor();
  await page.close();
});

test("the editor has no accessibility findings in any view", async () => {
  const { page } = await open(mistaken);
  await findings(page);
  assert.deepEqual(await findingsInAllViews(page), []);
  if (process.env.COSTPLAN_PICTURES) await picture(page, "editor");
  await marked(page, "6").first().click();
  await page.keyboard.press("Control+.");
  await page.getByRole("dialog", { name: "Findings and help for this place" }).waitFor();
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+f");
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.keyboard.press("Escape");
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Space");
  await page.getByRole("listbox", { name: "Completions" }).waitFor();
  assert.deepEqual(await findingsInAllViews(page), []);
  await page.close();
});
