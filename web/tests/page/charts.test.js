// Charts and the table of regions and plans, in a browser, with what the engine answers.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { findingsInAllViews, settled } from "../harness/accessibility.js";
import { ask, startStage } from "./charts-stage.js";

const chat = `version: 1
region: singapore
deployments:
  - name: chat
    model_name: qwen3.6-plus-2026-04-02
    plan: ptu
    ptu_capacity: {input_tpm: 50000, output_tpm: 5000}
    estimate: {hours: 220}
`;
const batch = `
  - {name: "<img src=x onerror=alert(1)>", model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: 8, billing_method: POST_PAY, estimate: {hours: 220}}
  - {name: own, model_name: mine, plan: cu, capacity: 1}
`;
const tuned = "{region: singapore, name: a, model_name: qwen3-14b-ft-1, plan: lora, capacity: 1, estimate: {tokens: {input: 12000000000, output: 3000000000}}}";
const many = `version: 1\nregion: singapore\ndeployments:\n${Array.from({ length: 30 }, (_, i) => `  - {name: d${i}, suffix: d${i}, model_name: qwen3-32b, plan: mu, deploy_spec: MU1, capacity: ${4 * (1 + i)}, billing_method: POST_PAY, estimate: {hours: 10}}\n`).join("")}`;

/** Two weeks of minutes, busy from nine to six on working days. */
function traffic() {
  const rows = ["timestamp,input_tokens,output_tokens"];
  const start = Date.UTC(2026, 4, 4);
  for (let minute = 0; minute < 14 * 1440; minute += 7) {
    const at = new Date(start + minute * 60_000);
    const busy = at.getUTCHours() >= 9 && at.getUTCHours() < 18 && at.getUTCDay() % 6 !== 0;
    const tokens = (busy ? 40_000 : 4_000) + ((minute * 7919) % 5_000);
    rows.push(`${at.toISOString()},${tokens},${Math.floor(tokens / 10)}`);
  }
  return rows.join("\n");
}

const file = (text) => ({ name: "a.yaml", text });
let stage;
let charts;
let comparison;

before(async () => {
  const [compared, tokens, mu, difference, state, lots, sized] = await ask(
    { call: "compare", files: [file(chat)], deployment: 0 },
    { call: "compare", files: [file(tuned)], deployment: 0 },
    { call: "compare", need: { model: "qwen3-32b", hours: "220", mu_capacity: "8" } },
    { call: "diff", before: file(chat), after: file(chat + batch) },
    { call: "state", files: [file(chat + batch)], charts: true },
    { call: "state", files: [file(many)], charts: true },
    {
      call: "size",
      model: "qwen3.6-plus-2026-04-02",
      region: "singapore",
      traffic: { name: "t.csv", text: traffic() },
      coverage: ["99%"],
      schedule: true,
      on_demand: { input: "0.5", output: "3", per: "1000000" },
    },
  );
  comparison = compared;
  charts = {};
  const add = (name, list) => list.forEach((chart) => (charts[`${name}-${chart.id}`] = chart));
  add("chat", compared.charts);
  add("tuned", tokens.charts);
  add("mu", mu.charts);
  add("diff", difference.charts);
  add("state", state.charts);
  add("many", lots.charts);
  add("size", sized.charts);
  stage = await startStage();
  await stage.show(charts);
  await stage.page.evaluate((matrix) => globalThis.stage.matrix("matrix", matrix), compared.matrix);
});
after(() => stage?.stop());

test("there is a chart of every kind", () => {
  assert.deepEqual(Object.keys(charts).sort(), [
    "chat-hours",
    "diff-scenarios",
    "many-deployments",
    "mu-hours",
    "size-capacity-input",
    "size-capacity-output",
    "size-load-input",
    "size-load-output",
    "state-deployments",
    "tuned-hours",
    "tuned-tokens",
  ]);
});

test("no text of a picture lies on another or is cut off, at any width", async () => {
  for (const width of [304, 320, 400, 560, 600, 820, 1024, 1224]) {
    await stage.page.setViewportSize({ width, height: 900 });
    await settled(stage.page);
    const found = await stage.page.evaluate(() => {
      const troubles = [];
      let texts = 0;
      for (const svg of document.querySelectorAll(".chart-picture > svg")) {
        const of = `${svg.closest("section").id}, ${svg.getAttribute("width")} px`;
        const edge = svg.getBoundingClientRect();
        if (Math.abs(edge.width - svg.parentElement.clientWidth) > 1) troubles.push(`${of}: it does not fill its place of ${svg.parentElement.clientWidth} px`);
        const boxes = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim() !== "").map((text) => ({ text: text.textContent, rect: text.getBoundingClientRect() }));
        texts += boxes.length;
        boxes.forEach(({ text, rect }, i) => {
          if (rect.left < edge.left - 1 || rect.right > edge.right + 1 || rect.top < edge.top - 1 || rect.bottom > edge.bottom + 1) troubles.push(`${of}: "${text}" is cut off`);
          for (const other of boxes.slice(0, i)) {
            const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
            const down = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
            if (across > 1 && down > 3) troubles.push(`${of}: "${text}" lies on "${other.text}"`);
          }
        });
      }
      return { troubles, texts };
    });
    assert.ok(found.texts > 100, `only ${found.texts} texts are looked at`);
    assert.deepEqual(found.troubles, []);
  }
});

test("what has no label in the picture is said below it", async () => {
  const { page } = stage;
  const below = (id) => page.locator(`#${id} .chart-below`).innerText();
  await page.setViewportSize({ width: 320, height: 900 });
  await settled(page);
  for (const line of charts["chat-hours"].lines) assert.match(await below("chat-hours"), new RegExp(line.label.replace(/[()]/g, "\\$&")));
  await page.setViewportSize({ width: 1000, height: 900 });
  await settled(page);
  assert.equal(await below("chat-hours"), "");
  const picture = await page.locator("#chat-hours svg").textContent();
  for (const line of charts["chat-hours"].lines) assert.ok(picture.replaceAll(/\s/g, "").includes(line.short.replaceAll(/\s/g, "")), `${line.short} is not in ${picture}`);
  assert.match(picture, /12 hours a day.*360 of 720 hours, 3,456\.00 USD/s);
  assert.match(picture, /you are here: 220 hours/);
});

test("colour is the region and dashes are the payment, of every deployment", async () => {
  const drawn = await stage.page.evaluate(() =>
    Object.fromEntries(
      ["chat-hours", "mu-hours"].map((id) => [id, [...document.querySelectorAll(`#${id} svg [data-part="line"]`)].map((line) => `${line.getAttribute("stroke")} ${line.getAttribute("stroke-dasharray") ?? "none"}`)]),
    ),
  );
  const looks = { "ap-southeast-1": "var(--series-1)", "cn-beijing": "var(--series-2)", pay_as_you_go: "7 4", subscription: "none" };
  for (const [id, lines] of Object.entries(drawn)) {
    const wanted = charts[id].lines.map((line) => `${looks[line.id.split("/")[0]]} ${looks[line.id.split("/").at(-1)]}`);
    assert.deepEqual(lines, wanted, id);
    assert.equal(new Set(wanted).size, 4, "both regions and both payments are drawn");
  }
});

test("no line and no rule crosses a label, at any width", async () => {
  let labels = 0;
  for (const width of [304, 400, 560, 700, 820, 1024, 1224]) {
    await stage.page.setViewportSize({ width, height: 900 });
    await settled(stage.page);
    const found = await stage.page.evaluate(() => {
      const crossed = [];
      let looked = 0;
      for (const svg of document.querySelectorAll(".chart-picture > svg")) {
        // A number stands on a disc that covers its point, and the library's shift of half a pixel does not matter here.
        const edge = svg.getBoundingClientRect();
        const texts = [...svg.querySelectorAll("text")].filter((t) => !t.closest('[data-part$="tick label"]') && t.textContent.trim() !== "" && t.previousElementSibling?.localName !== "circle" && !svg.querySelector('[data-part="bar"]'));
        looked += texts.length;
        const boxes = texts.map((t) => ({ text: t.textContent, box: t.getBoundingClientRect() }));
        for (const path of svg.querySelectorAll('[data-part="line"] path, [data-part="rule"] line')) {
          const length = path.getTotalLength();
          for (let at = 0; at <= length; at += 2) {
            const p = path.getPointAtLength(at);
            const [x, y] = [p.x + edge.left, p.y + edge.top];
            for (const { text, box } of boxes) {
              if (x > box.left + 1 && x < box.right - 1 && y > box.top + 2 && y < box.bottom - 2) crossed.push(`${svg.closest("section").id}: ${text}`);
            }
          }
        }
      }
      return { looked, crossed: [...new Set(crossed)] };
    });
    labels += found.looked;
    assert.deepEqual(found.crossed, [], `at ${width} px`);
  }
  assert.ok(labels > 100, `only ${labels} labels`);
});

test("the axis of a month has hours a day", async () => {
  const { page } = stage;
  await page.setViewportSize({ width: 1000, height: 900 });
  await settled(page);
  const ticks = await page.locator('#chat-hours svg [data-part="x-axis tick label"] text').allTextContents();
  assert.deepEqual(ticks, ["0", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20", "22", "24"]);
  assert.match(await page.locator("#chat-hours svg").textContent(), /billed hours a day, on each of 30 days/);
});

/** Where the hours of a chart of 30 days are on the screen. */
const across = async (page, id, hours) => {
  const [left, right] = await page.evaluate((of) => {
    const ticks = [...document.querySelectorAll(`#${of} svg [data-part="x-axis tick label"] text`)].map((t) => t.getBoundingClientRect());
    return [ticks[0], ticks.at(-1)].map((box) => (box.left + box.right) / 2);
  }, id);
  return left + ((right - left) * hours) / 720;
};

test("the pointer reads off what the engine says, and the keyboard too", async () => {
  const { page } = stage;
  const picture = page.locator("#chat-hours .chart-picture");
  const values = page.locator("#chat-hours .chart-values");
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  assert.equal(await values.isVisible(), false);
  // 12 hours a day are 360 hours: 9.6 x 360 = 3,456 in Singapore, and as much by subscription; 5.335 x 360 = 1,920.60 in Beijing.
  await page.mouse.move(await across(page, "chat-hours", 362), box.y + box.height / 2);
  const read = async () => (await values.innerText()).replaceAll(/\s+/g, " ");
  assert.match(await read(), /^hours a day 12 · break-even billed hours 360 /);
  for (const value of ["pay-as-you-go, Singapore 3,456.00", "subscription, Singapore 3,456.00", "pay-as-you-go, China (Beijing) 1,920.60"]) assert.ok((await read()).includes(value), `${value} in ${await read()}`);
  assert.equal(await page.locator("#chat-hours .chart-dot").count(), charts["chat-hours"].lines.length);
  await page.mouse.move(box.x + box.width / 2, box.y - 40);
  assert.equal(await values.isVisible(), false);

  await picture.focus();
  await page.keyboard.press("Home");
  assert.match(await read(), /^hours a day 0 billed hours 0 /);
  await page.keyboard.press("ArrowRight");
  assert.match(await read(), /^hours a day 1 billed hours 30 .*288\.00/); // 9.6 x 30
  await page.keyboard.press("Escape");
  assert.equal(await values.isVisible(), false);
});

test("you are here is dragged, and moved by the arrow keys", async () => {
  const { page } = stage;
  const handle = page.getByRole("slider", { name: "billed hours a day, on each of 30 days" }).first();
  assert.equal(await handle.getAttribute("aria-valuenow"), "220");
  const moved = () => page.evaluate(() => globalThis.stage.moved.splice(0));
  await moved();
  await handle.scrollIntoViewIfNeeded();
  const box = await handle.boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(await across(page, "chat-hours", 470), y, { steps: 8 });
  assert.equal(await handle.getAttribute("aria-valuenow"), "480", "the nearest whole hour a day");
  assert.match(await page.locator("#chat-hours .chart-values").innerText(), /4,608\.00/); // 9.6 x 480
  assert.deepEqual(await moved(), [], "it is told when it is let go");
  await page.mouse.up();
  assert.deepEqual(await moved(), ["480"]);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("End");
  assert.deepEqual(await moved(), ["450", "720"]);
  await page.mouse.move(await across(page, "chat-hours", 720), y);
  await page.mouse.down();
  await page.mouse.move(await across(page, "chat-hours", 300), y, { steps: 4 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.deepEqual(await moved(), [], "Escape leaves it where it was");
  assert.equal(await handle.getAttribute("aria-valuenow"), "720");
});

test("days that were not measured are drawn as no data, and less than a week by time", async () => {
  const { page } = stage;
  const rows = (minutes) => ["timestamp,input_tokens,output_tokens", ...minutes.map((m) => `${new Date(Date.UTC(2026, 5, 1) + m * 60_000).toISOString()},5000,500`)].join("\n");
  const every = (from, to) => Array.from({ length: (to - from) * 6 }, (_, i) => from * 60 + i * 10);
  const size = (text) => ({ call: "size", model: "qwen3.6-plus-2026-04-02", region: "singapore", traffic: { name: "t.csv", text }, coverage: ["99%"] });
  const [gappy, short] = await ask(size(rows([...every(0, 48), ...every(96, 170)])), size(rows(every(0, 30))));
  await stage.show({ gappy: gappy.charts[0], short: short.charts[0] });
  await settled(page);
  const drawn = (id) =>
    page.evaluate((of) => {
      const svg = document.querySelector(`#${of} svg`);
      return { bands: svg.querySelectorAll('[data-part="rect"] rect').length, parts: svg.querySelector('[data-part="line"] path').getAttribute("d").match(/M/g).length, texts: [...svg.querySelectorAll("text")].map((t) => t.textContent) };
    }, id);
  const gap = await drawn("gappy");
  assert.equal(gap.bands, 1);
  assert.equal(gap.parts, 2, "the line stops where nothing was measured");
  assert.ok(gap.texts.includes("no data"));
  const picture = page.locator("#gappy .chart-picture");
  await picture.focus();
  await page.keyboard.press("Home");
  for (let i = 0; i < 60; i++) await page.keyboard.press("ArrowRight");
  assert.match(await page.locator("#gappy .chart-values").innerText(), /Wed 12:00[\s\S]*no data/);
  assert.equal(await page.locator("#gappy .chart-dot").count(), 1, "the capacity goes on");

  const days = await drawn("short");
  assert.equal(days.bands, 0);
  assert.ok(days.texts.includes("Tue 2 Jun") && days.texts.includes("12:00"), `${days.texts}`);
  assert.ok(days.texts.some((text) => text.startsWith("time (+08:00)")), `${days.texts}`);
});

test("the points of a line are where the engine says", async () => {
  // Ticks tell the scale: the y of the line's two ends is that of 0 and of 6,912 of 8,000.
  const { page } = stage;
  const at = await page.evaluate((index) => {
    const svg = document.querySelector("#chat-hours svg");
    const line = svg.querySelectorAll('[data-part="line"] path')[index].getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const tick = (text) => [...svg.querySelectorAll('[data-part="y-axis tick label"] text')].find((t) => t.textContent === text).getAttribute("transform").match(/-?[\d.]+/g).map(Number)[1];
    return { start: line[1], end: line[3], zero: tick("0"), top: tick("8,000") };
  }, charts["chat-hours"].lines.findIndex((line) => line.id === "ap-southeast-1/ptu/pay_as_you_go"));
  assert.ok(Math.abs(at.start - at.zero) < 1.5, JSON.stringify(at));
  assert.ok(Math.abs(at.end - (at.zero + (at.top - at.zero) * (6912 / 8000))) < 1.5, JSON.stringify(at));
});

test("a chart is a figure with its sentence, a picture with a name, and its numbers", async () => {
  const { page } = stage;
  for (const [id, chart] of Object.entries(charts)) {
    const figure = page.locator(`#${id} figure`);
    assert.equal(await figure.locator("figcaption .chart-reading").innerText(), chart.reading);
    assert.equal(await figure.locator(".chart-picture svg").getAttribute("role"), "img");
    assert.equal(await figure.locator(".chart-picture svg").getAttribute("aria-label"), `${chart.title}. ${chart.reading}`);
    await figure.locator("summary").click();
    await figure.locator("tbody").waitFor();
    const rows = await figure.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.deepEqual(rows, chart.table.rows);
    const head = await figure.locator("thead th").allTextContents();
    assert.deepEqual(head, chart.table.columns);
  }
});

test("axe-core finds nothing, with all numbers open, in both themes, narrow and wide", async () => {
  assert.deepEqual(await findingsInAllViews(stage.page), []);
});

test("bars of two scenarios have the same number for the same deployment", async () => {
  const { page } = stage;
  await page.setViewportSize({ width: 1000, height: 900 });
  await settled(page);
  const legend = await page.locator("#diff-scenarios .chart-legend li").allInnerTexts();
  // 220 x 8 x 44 / 4 = 19,360.00; what is chat costs 2,112.00 in both.
  assert.deepEqual(legend.map((text) => text.replaceAll(/\s+/g, " ")), ["1 <img src=x onerror=alert(1)> A none B 19,360.00 USD", "2 chat A 2,112.00 USD B 2,112.00 USD"]);
  assert.match(await page.locator("#diff-scenarios .chart-notes").innerText(), /own \(no price\)/);
  const numbers = await page.locator("#diff-scenarios svg text").allTextContents();
  assert.equal(numbers.filter((text) => text.startsWith("2")).length >= 2, true, `the numbers are ${numbers}`);
});

test("more deployments than can be told apart are shown together", async () => {
  const legend = await stage.page.locator("#many-deployments .chart-legend li").allInnerTexts();
  assert.equal(legend.length, 8);
  assert.match(legend.at(-1), /23 others/);
});

test("colours follow the theme without drawing again", async () => {
  const { page } = stage;
  const colour = async (scheme) => {
    await page.emulateMedia({ colorScheme: scheme });
    return page.evaluate(() => getComputedStyle(document.querySelector('#chat-hours svg [data-part="line"]')).stroke);
  };
  const mark = await page.evaluate(() => (document.querySelector("#chat-hours svg").dataset.same = "yes"));
  assert.notEqual(await colour("light"), await colour("dark"));
  assert.equal(await page.evaluate(() => document.querySelector("#chat-hours svg").dataset.same), mark);
  await page.emulateMedia({ colorScheme: "light" });
});

async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("the CSV is the engine's", async () => {
  const { name, text } = await saved(stage.page, () => stage.page.click("#chat-hours .chart-button:has-text('CSV')"));
  assert.equal(name, "cost-by-hours.csv");
  assert.equal(text, `\uFEFF${charts["chat-hours"].table.csv}`);
});

test("the SVG needs nothing of the page", async () => {
  const { page } = stage;
  for (const id of ["chat-hours", "diff-scenarios", "size-load-input", "tuned-tokens"]) {
    const { name, text } = await saved(page, () => page.click(`#${id} .chart-button:has-text('SVG')`));
    assert.equal(name, `${charts[id].file}.svg`);
    assert.doesNotMatch(text, /var\(|class=|style=|light-dark|https?:\/\/(?!www\.w3\.org\/)/);
    const read = await page.evaluate((source) => {
      const svg = new DOMParser().parseFromString(source, "image/svg+xml");
      const all = [...svg.querySelectorAll("*")];
      return {
        broken: svg.querySelector("parsererror")?.textContent ?? "",
        names: [...new Set(all.map((e) => e.localName))].sort(),
        words: [...svg.querySelectorAll("text")].map((e) => e.textContent).join(" "),
        unpainted: all.filter((e) => e.localName === "text" && !/^(rgb|color|oklch|lab)/.test(e.getAttribute("fill") ?? "rgb(0, 0, 0)")).length,
        fonts: all.filter((e) => e.localName === "text" && !e.getAttribute("font-family")).length,
        size: [svg.documentElement.getAttribute("width"), svg.documentElement.getAttribute("viewBox")],
      };
    }, text);
    assert.equal(read.broken, "");
    assert.ok(read.words.replaceAll(/\s+/g, " ").includes(charts[id].title), `${charts[id].title} is not in ${read.words}`);
    assert.ok(charts[id].reading.split(" ").every((word) => read.words.includes(word)), "the sentence is not in it");
    assert.equal(read.unpainted + read.fonts, 0);
    assert.equal(read.size[0], "960");
    assert.deepEqual(read.names.filter((name) => !["svg", "title", "desc", "rect", "g", "path", "line", "text", "circle"].includes(name)), []);
  }
  assert.equal(await page.locator(".chart-stage").count(), 0);
});

test("an update keeps what is open and shows what is new", async () => {
  const { page } = stage;
  await page.evaluate((chart) => globalThis.stage.handles["chat-hours"].update(chart), charts["mu-hours"]);
  assert.equal(await page.locator("#chat-hours .chart-reading").innerText(), charts["mu-hours"].reading);
  assert.equal(await page.locator("#chat-hours tbody tr").count(), charts["mu-hours"].table.rows.length);
  const empty = { ...charts["mu-hours"], lines: [], marks: [], here: null, notes: ["nothing"] };
  await page.evaluate((chart) => globalThis.stage.handles["chat-hours"].update(chart), empty);
  assert.equal(await page.locator("#chat-hours svg").count(), 0);
  await page.evaluate((chart) => globalThis.stage.handles["chat-hours"].update(chart), charts["chat-hours"]);
  assert.equal(await page.locator("#chat-hours .chart-picture svg").count(), 1);
});

test("the table tells what is not offered from what has no price, and marks the cheapest by a word", async () => {
  const { page } = stage;
  const table = page.locator("#matrix table");
  const cell = (goods, payment, region) => {
    const { columns, regions } = comparison.matrix;
    const row = columns.findIndex((column) => column.goods === goods && column.payment === payment);
    return table.locator("tbody tr").nth(row).locator("td").nth(regions.findIndex((r) => r.code === region));
  };
  // Beijing: 220 x (5 x 0.67 + 5 x 0.397) = 1,173.70; Singapore: 220 x 9.6 = 2,112.
  assert.match(await cell("ptu", "pay_as_you_go", "cn-beijing").innerText(), /^1,173\.70 USD\s+cheapest\s+−938\.30/);
  assert.match(await cell("ptu", "pay_as_you_go", "ap-southeast-1").innerText(), /^2,112\.00 USD\s+now/);
  assert.match(await cell("cu", "subscription", "cn-beijing").innerText(), /^no price/);
  assert.equal(await table.locator("th[scope=row]").count(), comparison.matrix.columns.length);
  assert.equal(await table.locator(".matrix-tag-cheapest").count(), 1);
  assert.match(await page.locator("#matrix .chart-notes").innerText(), /Not offered in any of these regions: lora\./);

  const [mu] = await ask({ call: "compare", need: { model: "qwen3-32b", hours: "220" } });
  await page.evaluate((matrix) => globalThis.stage.handles.matrix.update(matrix), mu.matrix);
  const missing = table.locator("td", { hasText: "China (Beijing) does not offer qwen3-32b on mu MU2" });
  assert.equal(await missing.count(), 2);
  assert.match(await missing.first().innerText(), /^not offered/);
  await page.evaluate((matrix) => globalThis.stage.handles.matrix.update(matrix), comparison.matrix);
});

test("an amount can be chosen by keyboard, and keeps the focus when the table changes", async () => {
  const { page } = stage;
  const button = page.getByRole("button", { name: /choose ptu, subscription in China \(Beijing\)/ });
  await button.focus();
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.evaluate(() => globalThis.stage.chosen), [], "it is shown first");
  assert.match(await page.locator(".matrix-preview").innerText(), /Changes the region to China \(Beijing\), the payment to subscription/);
  await page.getByRole("button", { name: "Use this" }).click();
  const chosen = await page.evaluate(() => globalThis.stage.chosen.map(({ region, column }) => `${region} ${column}`));
  assert.deepEqual(chosen, ["cn-beijing ptu/subscription"]);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "cn-beijing ptu/subscription", "the focus is not lost with the button");
  await page.evaluate((matrix) => globalThis.stage.handles.matrix.update(matrix), comparison.matrix);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.cell), "cn-beijing ptu/subscription");
  assert.equal(await page.locator("#matrix td.matrix-today button").count(), 0);
});

test("texts are texts, and nothing went wrong", async () => {
  assert.equal(await stage.page.locator("main img").count(), 0);
  assert.deepEqual(await stage.page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(stage.trouble, []);
});

test("a scroll bar that comes and goes with a picture's height does not set it flickering", async () => {
  const { page, show, stop } = await startStage({ ignoreDefaultArgs: ["--hide-scrollbars"] });
  await show({ chart: charts["mu-hours"] });
  const redrawn = await page.evaluate(async () => {
    const wait = (time) => new Promise((done) => setTimeout(done, time));
    const host = document.querySelector("#chart");
    const counts = [];
    host.style.width = "700px";
    host.style.overflowY = "auto";
    host.style.height = "2000px";
    await wait(300);
    const whole = host.firstElementChild.offsetHeight;
    for (let less = 12; less >= 0; less -= 2) {
      let count = 0;
      const watcher = new MutationObserver(() => count++);
      watcher.observe(host.querySelector(".chart-picture"), { childList: true });
      host.style.height = `${whole - less}px`;
      await wait(500);
      watcher.disconnect();
      counts.push(count);
    }
    return counts;
  });
  await stop();
  assert.ok(redrawn.every((count) => count <= 2), `drawn again ${redrawn} times`);
  assert.ok(redrawn.some((count) => count > 0), "the bar never came");
});

test("what is taken down is gone", async () => {
  const left = await stage.page.evaluate(() => {
    for (const handle of Object.values(globalThis.stage.handles)) handle.destroy();
    return document.querySelectorAll("figure").length;
  });
  assert.equal(left, 0);
});
