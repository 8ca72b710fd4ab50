// What axe-core finds on a page, by the rules of WCAG 2.2 AA.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The findings on the page as it is now, one text each; none is good. */
export async function accessibilityFindings(page) {
  await page.evaluate(source);
  const violations = await page.evaluate(async (values) => {
    const result = await globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return result.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })) }));
  }, tags);
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.flat().join(" ")}: ${failureSummary}`));
}

/** The views that everything is checked in. */
export const views = ["light", "dark"].flatMap((theme) => [320, 1440].map((width) => ({ theme, width })));

/**
 * Brings the page into each view and returns the findings of all, each with its view in front. Nothing may scroll
 * sideways either, which axe-core does not look at.
 */
export async function findingsInAllViews(page) {
  const found = [];
  for (const { theme, width } of views) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height: 900 });
    // From the top: what is scrolled half below the bar that stays is no small target.
    await page.evaluate(() => scrollTo(0, 0));
    await settled(page);
    const findings = await accessibilityFindings(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wider > 0) {
      findings.push(`the page is ${wider} px wider than the window`);
    }
    found.push(...findings.map((finding) => `${theme}, ${width} px: ${finding}`));
  }
  return found;
}

/** Waits until what was just set off has been painted. */
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
}
