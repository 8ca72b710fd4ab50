// What axe-core finds in every state, in both themes, at 320 and 1440 px. Nothing may be found, and nothing scroll sideways.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findingsInAllViews } from "../harness/accessibility.js";
import { linkTo, startApp, typeYaml } from "./app-page.js";

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

const long = "a-name-that-goes-on-and-on-and-on-without-a-place-to-break-it-for-a-narrow-window";
const mixed = `region: singapore
budget: 100
deployments:
  - name: ${long}
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 55000, output_tpm: 5000}
  - {name: own, model_name: my-own, plan: cu}
  - {name: wrong, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 6, billing_method: POST_PAY}
  - {name: tuned, model_name: qwen3-14b-ft-202511132025-0260, plan: lora, capacity: 1, estimate: {tokens: {input: 120000000, output: 30000000}}}
`;

const opened = (kind) => async (page) => {
  await page.keyboard.press(kind);
  await page.getByRole("dialog").waitFor();
};

const states = {
  "the example": {},
  "a row that is open": { then: (page) => page.click("#row-0-title") },
  "a list of models": { then: (page) => page.click('[data-card="0"] [role=combobox]') },
  "findings, no price, an error": { text: mixed },
  "the token plan": { text: mixed, then: (page) => page.click("#card-3-title") },
  "nothing entered": { text: "deployments: []\n" },
  "a text that cannot be read": { then: (page) => typeYaml(page, "deployments: [\n") },
  "the text editor": { then: (page) => page.click("#tab-yaml") },
  "a broken link": { fragment: "#v=1&doc=AAAA" },
  "another edition, very old prices": { fragment: linkTo(mixed, { edition: "2026-01-10", total: "1.00 USD" }), today: "2027-01-01T00:00:00Z" },
  "a pinned scenario": {
    async then(page) {
      await page.click("[data-key=pin]");
      await page.locator('[data-card="0"] [data-field=name] input').fill("other");
      await page.waitForSelector("[data-compared] svg");
    },
  },
  loading: { wait: false, before: (page) => page.context().route(/\.wasm/, () => undefined), then: (page) => page.waitForSelector("#app[data-engine=loading]") },
  "module failed": { wait: false, before: (page) => page.context().route(/\.wasm/, (route) => route.abort()), then: (page) => page.waitForSelector("[data-notice=failed]") },
  "the dialog to share": { then: opened("s") },
  "the dialog to export": { then: opened("x") },
  "the dialog to start anew": { then: opened("o") },
  help: { then: opened("?") },
  "the page of a rule": {
    text: mixed,
    async then(page) {
      await page.locator("[data-code=CP305] .code").click();
      await page.locator("dialog pre").first().waitFor();
    },
  },
};

for (const [name, { text, then, ...options }] of Object.entries(states)) {
  test(name, async () => {
    const { page } = await app.open(text, options);
    await then?.(page);
    await page.waitForTimeout(400);
    assert.deepEqual(await findingsInAllViews(page), []);
    await page.context().unrouteAll({ behavior: "ignoreErrors" });
    await page.close();
  });
}
