// Where labels and ticks go. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importSource } from "./editor-source.js";

const { apart, away, meet, place, roundStep, roundTicks, spread, tickText, wrapped } = await importSource("charts/labels.ts", "charts/ticks.ts", "charts/measure.ts");

/** Numbers that look random and are the same at each run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

test("labels below each other stay where they belong if they have room", () => {
  assert.deepEqual(spread([{ y: 100, height: 10 }, { y: 20, height: 10 }], 0, 200), [100, 20]);
});

test("labels that want the same place are set around it", () => {
  // Two of 10 around 50: 40 to 60. Three, one of them at 58, share their wishes: tops of 45, 45 and 53 less 0, 10 and 20
  // are 45, 35 and 33, of which the mean is 37.67.
  assert.deepEqual(spread([{ y: 50, height: 10 }, { y: 50, height: 10 }], 0, 200), [45, 55]);
  const three = spread([{ y: 50, height: 10 }, { y: 50, height: 10 }, { y: 58, height: 10 }], 0, 200);
  assert.deepEqual(three.map((y) => Math.round(y * 100) / 100), [42.67, 52.67, 62.67]);
});

test("labels stay within the ends", () => {
  assert.deepEqual(spread([{ y: 0, height: 10 }, { y: 2, height: 10 }], 0, 100), [5, 15]);
  assert.deepEqual(spread([{ y: 99, height: 10 }, { y: 100, height: 20 }], 0, 100), [75, 90]);
});

test("labels below each other never overlap and keep their order", () => {
  const next = numbers(1);
  for (let round = 0; round < 200; round++) {
    const wanted = Array.from({ length: 1 + Math.floor(next() * 8) }, () => ({ y: next() * 300, height: 14 + Math.floor(next() * 2) * 14 }));
    const centres = spread(wanted, 0, 300);
    const order = wanted.map((_, i) => i).sort((a, b) => centres[a] - centres[b]);
    order.forEach((i, at) => {
      assert.ok(centres[i] - wanted[i].height / 2 >= -1e-6 && centres[i] + wanted[i].height / 2 <= 300 + 1e-6, "out of the ends");
      const before = order[at - 1];
      if (before === undefined) return;
      assert.ok(centres[i] - centres[before] >= (wanted[i].height + wanted[before].height) / 2 - 1e-6, "they overlap");
      assert.ok(wanted[i].y >= wanted[before].y, "they changed their order");
    });
  }
});

const frame = { left: 0, top: 0, right: 400, bottom: 300 };

test("a label stands beside its point, not on a line that it can keep off", () => {
  const line = [{ x: 0, y: 150 }, { x: 400, y: 150 }];
  const dot = { left: 94, right: 106, top: 144, bottom: 156 };
  const [free] = place([{ at: { x: 100, y: 150 }, forms: [{ width: 80, height: 16 }] }], frame, [dot], []);
  assert.deepEqual(free.box, { left: 110, top: 142, right: 190, bottom: 158 });
  const [beside] = place([{ at: { x: 100, y: 150 }, forms: [{ width: 80, height: 16 }] }], frame, [dot], [line]);
  assert.ok(beside.box.bottom < 150 || beside.box.top > 150, JSON.stringify(beside.box));
});

test("where the first form has no room the next one is taken, and none where there is no room at all", () => {
  const taken = [{ left: 0, top: 0, right: 400, bottom: 120 }, { left: 0, top: 180, right: 400, bottom: 300 }, { left: 0, top: 0, right: 95, bottom: 300 }, { left: 180, top: 0, right: 400, bottom: 300 }];
  const forms = [{ width: 100, height: 16 }, { width: 60, height: 16 }];
  assert.equal(place([{ at: { x: 100, y: 150 }, forms }], frame, taken, [])[0].form, 1);
  assert.equal(place([{ at: { x: 100, y: 150 }, forms: forms.slice(0, 1) }], frame, taken, [])[0], undefined);
});

test("labels of points never meet each other, a point or the frame", () => {
  const next = numbers(2);
  let put = 0;
  for (let round = 0; round < 100; round++) {
    const labels = Array.from({ length: 1 + Math.floor(next() * 6) }, () => ({ at: { x: next() * 400, y: next() * 300 }, forms: [{ width: 60 + next() * 120, height: 32 }, { width: 60, height: 16 }] }));
    const dots = labels.map(({ at }) => ({ left: at.x - 6, right: at.x + 6, top: at.y - 6, bottom: at.y + 6 }));
    const boxes = place(labels, frame, dots, [labels.map(({ at }) => at)]).flatMap((placed) => (placed ? [placed.box] : []));
    put += boxes.length;
    boxes.forEach((box, i) => {
      assert.ok(box.left >= 0 && box.right <= 400 && box.top >= 0 && box.bottom <= 300, "out of the frame");
      assert.ok(!dots.some((dot) => meet(box, dot)), "on a point");
      assert.ok(!boxes.slice(0, i).some((other) => meet(box, other)), "on another label");
    });
  }
  assert.ok(put > 200, `only ${put} labels found a place`);
});

test("how far a box is from a point", () => {
  const box = { left: 10, top: 10, right: 20, bottom: 20 };
  assert.equal(away({ x: 15, y: 15 }, box), 0);
  assert.equal(away({ x: 7, y: 6 }, box), 5);
});

test("ticks are round, and few enough", () => {
  for (const [end, most, step] of [[7000, 8, 1000], [6912, 6, 2000], [63360, 8, 10000], [10, 8, 2], [0.9, 8, 0.2], [100, 4, 25], [0, 5, 1]]) {
    assert.ok(Math.abs(roundStep(end, most) - step) < 1e-9 * step, `steps of ${roundStep(end, most)} to ${end}, want ${step}`);
  }
  const texts = (...args) => roundTicks(...args).map((tick) => tick.text).join(" ");
  assert.equal(texts(6912, 5, true), "0 2,000 4,000 6,000 8,000");
  assert.equal(texts(6912, 5, false), "0 2,000 4,000 6,000");
  assert.equal(texts(66e9, 6, false), "0 20B 40B 60B");
  assert.equal(texts(1e6, 5, true), "0 200,000 400,000 600,000 800,000 1,000,000");
  assert.equal(texts(9.5e6, 4, true), "0 2.5M 5M 7.5M 10M");
  assert.equal(texts(0.1, 5, true), "0 0.02 0.04 0.06 0.08 0.1");
  assert.equal(tickText(0.25, 0.25), "0.25");
  assert.equal(tickText(1234567.5, 0.5), "1,234,567.5");
});

test("ticks whose texts would meet are thinned evenly", () => {
  const ticks = Array.from({ length: 11 }, (_, i) => ({ at: i * 72, text: String(i * 72) }));
  const shown = (width) => apart(ticks, (text) => text.length * 7, (at) => (at / 720) * width).map((tick) => tick.text).join(" ");
  assert.equal(shown(600), ticks.map((tick) => tick.text).join(" "));
  assert.equal(shown(200), "0 144 288 432 576 720");
  assert.equal(shown(70), "0 360 720");
  assert.equal(shown(10), "0");
});

test("texts are broken between words", () => {
  const width = (text) => text.length;
  assert.deepEqual(wrapped("a bb ccc dddd", 6, width), ["a bb", "ccc", "dddd"]);
  assert.deepEqual(wrapped("incomprehensible word", 6, width), ["incomprehensible", "word"]);
  assert.deepEqual(wrapped("", 6, width), []);
});
