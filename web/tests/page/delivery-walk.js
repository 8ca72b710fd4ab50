// A walk over the whole page, so that everything that is loaded when first shown has been, and what it leads to.

import assert from "node:assert/strict";

/** Waits until the engine runs and what is shown is of the present text. */
export async function ready(page, timeout = 30_000) {
  await page.waitForSelector("#app[data-engine=ready]:not([data-behind])", { timeout });
}

/** Goes through all sections and tabs; the charts, the editor, the prices and the sizing have something to show after it. */
export async function walk(page) {
  await ready(page);
  await page.locator("figure svg").first().waitFor();
  await page.getByRole("tab", { name: "YAML" }).click();
  await page.locator(".cm-content").waitFor();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("# the end\n");
  await ready(page);
  await page.getByRole("tab", { name: "Form" }).click();
  const sections = page.getByRole("navigation", { name: "Sections" });
  await sections.getByText("Prices").click();
  await page.getByRole("table").first().waitFor();
  assert.ok((await page.getByRole("row").count()) > 20, "the prices are there");
  await sections.getByText("Size from traffic").click();
  await page.getByRole("heading", { name: /traffic/i }).first().waitFor();
  await sections.getByText("Estimate").click();
  for (const name of ["Share", "Export"]) {
    await page.getByRole("button", { name }).first().click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  }
}

/** The total at the top. */
export async function total(page) {
  return (await page.locator(".total-amount").innerText()).replaceAll(/\s+/g, " ").trim();
}
