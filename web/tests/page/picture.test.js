// The page's picture in the README: what the page shows when it is first opened.
//
//   make picture     makes it anew

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { repository, web } from "../../build/paths.mjs";
import { settled } from "../harness/accessibility.js";
import { startApp, total } from "./app-page.js";

const file = join(web, "page.png");
const size = { width: 1280, height: 800 };
const most = 250_000; // bytes: it is fetched with the README, and kept for ever

test("the README's picture is the page, and says its total", async () => {
  const app = await startApp({ viewport: size, colorScheme: "light" });
  let shown;
  try {
    const { page } = await app.open();
    await page.waitForSelector("figure svg");
    await settled(page);
    shown = await total(page);
    if (process.env.COSTPLAN_PICTURE === "1") {
      await page.screenshot({ path: file });
    }
  } finally {
    await app.stop();
  }
  const readme = await readFile(join(repository, "README.md"), "utf8");
  const [, text] = /!\[([^\]]+)\]\(web\/page\.png\)/.exec(readme) ?? [];
  assert.ok(text?.includes(shown), `the page shows ${shown}, and the README's picture is "${text}": make picture`);
  const bytes = await readFile(file);
  assert.deepEqual({ width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }, size);
  assert.ok(bytes.length <= most, `${bytes.length} bytes`);
});
