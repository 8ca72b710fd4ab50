// Everything by keyboard: a walk through the page by Tab, the shortcuts, the dialogs, and what is said of changes.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { quiet, rest, startApp, textOf, total } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

/** What the focus is on, inside of shadow roots too: its name and where it stands. */
const focus = (page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const label = element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent ?? "";
    return {
      tag: element.tagName,
      name: label.replace(/\s+/g, " ").trim().slice(0, 40),
      seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      outlined: style.outlineStyle !== "none" || getComputedStyle(element.closest("label") ?? element).outlineStyle !== "none",
    };
  });

test("Tab reaches everything, shows where it is, and comes out at the end", async () => {
  for (const width of [1440, 360]) {
    const { page } = await app.open();
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(500);
    const names = [];
    for (let i = 0; i < 200; i++) {
      await page.keyboard.press("Tab");
      const on = await focus(page);
      if (on.tag === "BODY" || on.tag === "HTML") break;
      assert.ok(on.seen, `at ${width} px "${on.name}" has the focus and is not in sight`);
      assert.ok(on.outlined, `at ${width} px "${on.name}" has the focus and does not show it`);
      names.push(on.name);
    }
    assert.ok(names.length < 200, "the walk comes to an end");
    for (const wanted of ["Skip to what it costs", "Estimate", "Prices", "Share", "Export", "Form", "Duplicate chat", "Delete chat", "Add a deployment", "chat: why", "Pin as scenario A"]) {
      assert.ok(names.some((name) => name.includes(wanted)), `at ${width} px Tab does not reach "${wanted}": ${names.join(" | ")}`);
    }
    await page.close();
  }
});

test("the skip link goes to the amounts", async () => {
  const { page } = await app.open();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "costs");
  await page.close();
});

test("Tab into a number selects it, so that typing puts another in its place", async () => {
  const { page } = await app.open();
  const input = page.locator('[data-card="0"] [data-field=input_tpm] input');
  assert.equal(await input.inputValue(), "50,000", "with separators, to be read");
  await page.locator('[data-card="0"] [data-field=input_tpm] .step').first().focus();
  await page.keyboard.press("Tab");
  assert.equal(await input.inputValue(), "50000", "without them, to be edited");
  await page.keyboard.type("70000");
  assert.equal(await input.inputValue(), "70000");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector('[data-card="0"] [data-field=input_tpm] input').value === "70,000");
  await page.close();
});

test("the tabs follow the arrows, and Tab leaves the editor", async () => {
  const { page } = await app.open();
  await page.locator("#tab-form").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-yaml");
  assert.equal(await page.locator("#tab-yaml").getAttribute("aria-selected"), "true");
  await page.waitForSelector(".cm-content");
  await page.keyboard.press("Tab");
  assert.match((await focus(page)).tag, /DIV/);
  const inside = await page.evaluate(() => document.activeElement.closest(".editor-host") !== null);
  assert.ok(inside, "Tab goes into the editor");
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement.closest(".editor-host") === null)) break;
  }
  assert.ok(await page.evaluate(() => document.activeElement.closest(".editor-host") === null), "and out of it");
  await page.close();
});

test("shortcuts, outside of text fields only, and a switch for those of one letter", async () => {
  const tab = await app.open();
  const { page } = tab;
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard and help" });
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await dialog.count(), 0);
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement.id), "card-1-title");
  await page.keyboard.press("k");
  assert.equal(await page.evaluate(() => document.activeElement.id), "card-0-title");
  await page.keyboard.press("w");
  assert.equal(await page.locator("#row-0-title").getAttribute("aria-expanded"), "true");
  const text = await textOf(page);
  await page.keyboard.press("d");
  await page.waitForSelector('[data-row="2"]');
  await rest(page);
  await page.keyboard.press("Control+z");
  await rest(page);
  assert.equal(await textOf(page), text);
  await page.keyboard.press("Control+Shift+z");
  await page.waitForSelector('[data-row="2"]');
  await page.keyboard.press("Control+z");
  await rest(page);
  const name = page.locator('[data-card="0"] [data-field=name] input');
  await name.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("?jdx");
  assert.equal(await name.inputValue(), "chat?jdx");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await name.blur();
  await page.keyboard.press("?");
  await dialog.getByLabel("Single letters are shortcuts").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("s");
  assert.equal(await page.getByRole("dialog").count(), 0);
  await quiet(tab);
  await page.close();
});

test("a key that follows Escape at once finds the dialog closed", async () => {
  const { page } = await app.open();
  const keys = (...pressed) =>
    page.evaluate((all) => {
      for (const key of all) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true }));
    }, pressed);
  await keys("?");
  await page.getByRole("dialog", { name: "Keyboard and help" }).waitFor();
  await keys("Escape", "s");
  await page.locator("#share-link").waitFor();
  await page.waitForTimeout(100);
  assert.equal(await page.getByRole("dialog", { name: "Share" }).count(), 1, "the end of the one does not close the other");
  await keys("Escape", "d");
  await page.waitForSelector('[data-row="2"]');
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.close();
});

test("dialogs keep the focus inside and give it back", async () => {
  const { page } = await app.open();
  for (const key of ["share", "export"]) {
    const button = page.locator(`[data-key=${key}]`);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null));
    }
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.key), key);
  }
  await page.close();
});

test("a change of the total is said once it is over", async () => {
  const { page } = await app.open();
  const region = page.locator("#app ~ [aria-live=polite]");
  assert.equal(await region.textContent(), "", "nothing is said on arrival");
  await page.locator('[data-card="0"] [data-field=input_tpm] input').fill("60000");
  await page.waitForFunction(() => document.querySelector("#app ~ [aria-live=polite]").textContent !== "");
  assert.equal(await region.textContent(), `Total: ${await total(page)} for 30 days (720 hours)`);
  await page.close();
});

test("who asks for less motion gets none", async () => {
  const { page } = await app.open();
  const durations = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((e) => getComputedStyle(e).transitionDuration.split(", ")));
  assert.ok(durations.every((d) => d === "0s"), "the browser of the tests asks for reduced motion");
  await page.close();
});
