// Pictures of states for people to look at, in web/screenshots/, at three widths.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { web } from "../../build/paths.mjs";
import { settled } from "./accessibility.js";

const folder = join(web, "screenshots");
export const widths = [320, 768, 1440];

/** Saves the whole page at each width as NAME-WIDTH.png. */
export async function picture(page, name) {
  await mkdir(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize(before);
}
