// What the editor knows of texts: places, the smallest change, Markdown. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { importSource } from "./editor-source.js";

const { lineBreakOf, minimalChange, parseInline, parseMarkdown, Places, Text, visible } = await importSource(
  "editor/places.ts",
  "editor/minimal.ts",
  "editor/markdown.ts",
  "../node_modules/@codemirror/state/dist/index.js",
);

const doc = (text) => Text.of(text.split("\n"));

test("places count code points from 1, offsets count UTF-16 units from 0", () => {
  // "a😀b" is 3 code points and 4 units; line 2 begins at offset 5.
  const places = new Places(doc("a😀b\nc𝄞𝄞d"));
  for (const [line, column, offset] of [
    [1, 1, 0],
    [1, 2, 1],
    [1, 3, 3],
    [1, 4, 4],
    [2, 1, 5],
    [2, 2, 6],
    [2, 3, 8],
    [2, 4, 10],
    [2, 5, 11],
  ]) {
    assert.equal(places.offset({ line, column }), offset, `offset of ${line}:${column}`);
    assert.deepEqual(places.position(offset), { line, column }, `place of ${offset}`);
  }
});

test("places may be asked for in any order", () => {
  const text = "x".repeat(50) + "😀".repeat(50) + "y".repeat(50);
  const places = new Places(doc(text));
  const forward = [1, 51, 60, 101, 151].map((column) => places.offset({ line: 1, column }));
  assert.deepEqual(forward, [0, 50, 68, 150, 200]);
  const backward = [151, 101, 60, 51, 1].map((column) => places.offset({ line: 1, column }));
  assert.deepEqual(backward, forward.toReversed());
});

test("an offset within a character is the place of the character", () => {
  assert.deepEqual(new Places(doc("a😀b")).position(2), { line: 1, column: 2 });
});

test("places outside of the text are moved into it", () => {
  const places = new Places(doc("ab\n😀"));
  assert.equal(places.offset({ line: 1, column: 9 }), 2);
  assert.equal(places.offset({ line: 2, column: 9 }), 5);
  assert.equal(places.offset({ line: 9, column: 1 }), 5);
  assert.equal(places.offset({ line: 0, column: 5 }), 0);
  assert.deepEqual(places.position(99), { line: 2, column: 2 });
  assert.deepEqual(places.range({ line: 1, column: 3 }, { line: 1, column: 1 }), { from: 2, to: 2 });
});

test("a byte order mark has no column", () => {
  const plain = new Places(doc("\uFEFFname: x"));
  assert.equal(plain.offset({ line: 1, column: 1 }), 1);
  assert.equal(plain.offset({ line: 1, column: 8 }), 8);
  assert.deepEqual(plain.position(0), { line: 1, column: 1 });
  assert.deepEqual(plain.position(8), { line: 1, column: 8 });
  const astral = new Places(doc("\uFEFF😀x"));
  assert.equal(astral.offset({ line: 1, column: 2 }), 3);
  assert.deepEqual(astral.position(3), { line: 1, column: 2 });
});

test("a long line of astral characters is walked over once", () => {
  const line = "😀".repeat(200_000);
  const places = new Places(doc(line));
  let read = 0;
  const { codePointAt } = String.prototype;
  String.prototype.codePointAt = function (at) {
    read++;
    return codePointAt.call(this, at);
  };
  try {
    for (let column = 1; column <= 200_000; column += 10) assert.equal(places.offset({ line: 1, column }), 2 * (column - 1));
  } finally {
    String.prototype.codePointAt = codePointAt;
  }
  assert.ok(read > 0 && read <= 200_000, `${read} characters were read`);
});

test("what has no width is shown on one character", () => {
  const text = doc("a😀\n\nb");
  assert.deepEqual(visible(text, { from: 0, to: 0 }), { from: 0, to: 1 }); // before "a"
  assert.deepEqual(visible(text, { from: 1, to: 1 }), { from: 1, to: 3 }); // before the face, two units
  assert.deepEqual(visible(text, { from: 3, to: 3 }), { from: 1, to: 3 }); // after it, at the end of the line
  assert.deepEqual(visible(text, { from: 4, to: 4 }), { from: 4, to: 4 }); // an empty line has none
  assert.deepEqual(visible(text, { from: 6, to: 6 }), { from: 5, to: 6 }); // the end of the text
  assert.deepEqual(visible(text, { from: 0, to: 3 }), { from: 0, to: 3 });
});

const apply = (text, change) => (change ? text.slice(0, change.from) + change.insert + text.slice(change.to) : text);

test("the smallest change keeps what is the same at both ends", () => {
  assert.equal(minimalChange("same", "same"), null);
  assert.deepEqual(minimalChange("capacity: 4\nx", "capacity: 8\nx"), { from: 10, to: 11, insert: "8" });
  assert.deepEqual(minimalChange("ab", "aXb"), { from: 1, to: 1, insert: "X" });
  assert.deepEqual(minimalChange("aXb", "ab"), { from: 1, to: 2, insert: "" });
  assert.deepEqual(minimalChange("", "new"), { from: 0, to: 0, insert: "new" });
  // The end may not reach back over the beginning: "aa" to "aaa" puts in one "a".
  assert.deepEqual(minimalChange("aa", "aaa"), { from: 2, to: 2, insert: "a" });
  assert.deepEqual(minimalChange("aaa", "aa"), { from: 2, to: 3, insert: "" });
});

test("the smallest change never cuts a character in two", () => {
  // 😀 is D83D DE00, 😁 is D83D DE01, 🨀 is D83E DE00: they share a half, at the beginning or at the end.
  assert.deepEqual(minimalChange("a😀b", "a😁b"), { from: 1, to: 3, insert: "😁" });
  assert.deepEqual(minimalChange("a😀b", "a🨀b"), { from: 1, to: 3, insert: "🨀" });
});

test("the smallest change makes the one text of the other", () => {
  const pieces = ["a", "b", "\n", "😀", "😁", "🨀", "-"];
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 2_000; round++) {
    const before = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join("");
    const after = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join("");
    const change = minimalChange(before, after);
    assert.equal(apply(before, change), after, JSON.stringify([before, after]));
    assert.ok(!change || change.insert.isWellFormed(), JSON.stringify([before, after]));
  }
});

test("the line break of a text is the one that it uses most", () => {
  assert.equal(lineBreakOf("one line"), "\n");
  assert.equal(lineBreakOf("a\nb\r\nc\n"), "\n");
  assert.equal(lineBreakOf("a\r\nb\r\nc\n"), "\r\n");
  assert.equal(lineBreakOf("a\rb\r\nc\rd"), "\r");
});

test("Markdown becomes blocks", () => {
  const text = "# CP305 capacity\n\nOne line\nand another.\n\n- first\n- second\n  goes on\n\n1. one\n2. two\n\n```yaml\na: 1\n\n# b\n```\n\n| Plan | Price |\n|---|--:|\n| ptu | `1.2` |\nEnd";
  const plain = (content) => content.map(({ text }) => text).join("");
  const blocks = parseMarkdown(text);
  assert.deepEqual(
    blocks.map(({ kind }) => kind),
    ["heading", "paragraph", "list", "list", "code", "table", "paragraph"],
  );
  const [heading, paragraph, bullets, numbers, code, table, end] = blocks;
  assert.equal(heading.level, 1);
  assert.equal(plain(heading.content), "CP305 capacity");
  assert.equal(plain(paragraph.content), "One line and another.");
  assert.deepEqual([bullets.ordered, bullets.items.map(plain)], [false, ["first", "second goes on"]]);
  assert.deepEqual([numbers.ordered, numbers.items.map(plain)], [true, ["one", "two"]]);
  assert.deepEqual([code.language, code.text], ["yaml", "a: 1\n\n# b"]);
  assert.deepEqual(table.head.map(plain), ["Plan", "Price"]);
  assert.deepEqual(table.rows.map((row) => row.map(plain)), [["ptu", "1.2"]]);
  assert.equal(plain(end.content), "End");
});

test("Markdown within a line", () => {
  assert.deepEqual(parseInline("set `region: x` **now**, *or* not"), [
    { kind: "text", text: "set " },
    { kind: "code", text: "region: x" },
    { kind: "text", text: " " },
    { kind: "strong", content: [{ kind: "text", text: "now" }] },
    { kind: "text", text: ", " },
    { kind: "emphasis", content: [{ kind: "text", text: "or" }] },
    { kind: "text", text: " not" },
  ]);
  assert.deepEqual(parseInline("[the rule](https://x.test/a)"), [{ kind: "link", href: "https://x.test/a", content: [{ kind: "text", text: "the rule" }] }]);
});

test("what only looks like Markdown stays text", () => {
  for (const text of ["2 * 3 * 4", "input_tpm and output_tpm", "5 ** 2", "a*", "[no link]", "<img src=x onerror=alert(1)>", "`open"]) {
    assert.deepEqual(parseInline(text), [{ kind: "text", text }], text);
  }
  assert.deepEqual(parseInline("\\*plain\\* \\`too\\`"), [{ kind: "text", text: "*plain* `too`" }]);
  assert.deepEqual(parseMarkdown("a | b\nnext"), [{ kind: "paragraph", content: [{ kind: "text", text: "a | b next" }] }]);
});

// A pattern that backtracks would not come to an end here.
test("unclosed and odd Markdown does not hang", () => {
  for (const text of ["```\nnever closed", "*".repeat(5_000), "`".repeat(5_001), "[".repeat(5_000), "_a ".repeat(2_000), "|".repeat(2_000) + "\n|---|"]) {
    assert.ok(parseMarkdown(text).length > 0, text.slice(0, 20));
  }
});
