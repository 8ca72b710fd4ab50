// The module that is made smaller is the same program: its memory starts the same but for what only traces show.

import assert from "node:assert/strict";
import { test } from "node:test";
import { clearTraces } from "../../build/pclntab.mjs";
import { squeeze } from "../../build/squeeze.mjs";

const section = (id, ...bytes) => [id, bytes.length, ...bytes];

/** A module with a memory of two pages, exported as "m", and pieces of data at places up to 2^20. */
function moduleWith(...pieces) {
  const data = pieces.flatMap(([place, bytes]) => [0, 0x41, 0x80 | (place & 0x7f), 0x80 | ((place >> 7) & 0x7f), (place >> 14) & 0x3f, 0x0b, bytes.length, ...bytes]);
  return Buffer.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(5, 1, 0, 2),
    ...section(7, 1, 1, 0x6d, 2, 0),
    ...section(11, pieces.length, ...data),
    ...section(0, 1, 0x78, 7), // a custom section "x" after it
  ]);
}

async function memoryOf(module) {
  const { instance } = await WebAssembly.instantiate(module);
  return Buffer.from(instance.exports.m.buffer);
}

/** The number of pieces in the data section, which is the third. */
function piecesOf(module) {
  let at = 8;
  while (module[at] !== 11) {
    at += 2 + module[at + 1];
  }
  return module[at + 2];
}

test("pieces are joined over a few zeros, and the memory starts the same", async () => {
  const module = moduleWith([3, [1, 2, 0, 3]], [20, [4]], [63, [5]], [64, [6]], [70_000, [7, 8]], [131_071, [9]]);
  const smaller = squeeze(module);
  assert.equal(piecesOf(module), 6);
  assert.equal(piecesOf(smaller), 3); // at 3, at 70,000, at 131,071: the gaps between are longer than 4,096
  assert.deepEqual(await memoryOf(smaller), await memoryOf(module));
  assert.deepEqual(smaller.subarray(-4), module.subarray(-4));
});

test("a module without data stays as it is", () => {
  const module = moduleWith();
  assert.deepEqual(squeeze(module), module);
});

test("what Go's linker does not write is refused", () => {
  const passive = moduleWith([3, [1]]);
  passive[passive.lastIndexOf(0x41) - 1] = 1; // a piece that is not put in place by itself
  assert.throws(() => squeeze(passive), /where Go's linker writes 0/);
  assert.throws(() => squeeze(moduleWith([3, [1]]).subarray(0, -8)), /ends too early/);
});

/**
 * A table of three functions as Go has it, at 16 in a memory:
 *
 * - f: stack table 1, file 5, line 9; tables 9 (where it may not be interrupted), 1 (stack maps)
 * - (*T).M, special: no stack table, file 5, line 1; data 99, 98, 97, 96
 * - reflect.g: stack table 1, file 5, line 5; no lists
 */
function functionTable() {
  const names = ["f", "(*T).M", "reflect.g"];
  const header = 72;
  const nameTable = `\0${names.join("\0")}\0`.padEnd(24, "\0");
  const [units, files, tables] = [header + 24, header + 32, header + 40];
  const functions = tables + 16;
  const start = 16;
  const memory = Buffer.alloc(start + functions + 3 * 8 + 56 + 64 + 48);
  memory.writeUInt32LE(magic, start);
  memory.set([0, 0, 1, 8], start + 4);
  [3, 1, 0, header, units, files, tables, functions].forEach((value, i) => memory.writeBigUInt64LE(BigInt(value), start + 8 + 8 * i));
  memory.write(nameTable, start + header, "latin1");
  memory.fill(0xaa, start + units, start + tables);
  // Pairs of numbers up to a zero in place of a pair's first; the first pair may have a zero there.
  memory.set([0, 2, 3, 4, 0, 0x82, 1, 7, 0, 0, 6, 8, 9, 0], start + tables);
  const list = start + functions;
  const places = [24, 80, 144];
  const write = (i, [stack, file, line], special, moreTables, moreData) => {
    const place = list + places[i];
    memory.writeUInt32LE(places[i], list + 8 * i + 4);
    const fields = [0, nameTable.indexOf(names[i]), 8, 0, stack, file, line, moreTables.length, 77, 12];
    [...fields, 0, ...moreTables, ...moreData].forEach((value, field) => memory.writeUInt32LE(value, place + 4 * field));
    memory[place + 40] = special;
    memory[place + 43] = moreData.length;
  };
  write(0, [1, 5, 9], 0, [9, 1], []);
  write(1, [0, 5, 1], 23, [], [99, 98, 97, 96]);
  write(2, [1, 5, 5], 0, [], []);
  return { memory, start, header: start + header, units: start + units, tables: start + tables, list, places };
}
const magic = 0xfffffff1;

test("what only traces show is cleared, and nothing that the program goes by", () => {
  const { memory, header, units, tables, list, places } = functionTable();
  assert.equal(clearTraces(memory), true);
  assert.equal(memory.toString("latin1", header, header + 20), "\0\0\0(*T).M\0reflect.g\0");
  assert.deepEqual([...memory.subarray(units, tables)], Array(16).fill(0));
  // The table at 1 is a stack table too, and stays; those at 5 and 9 are for traces alone.
  assert.deepEqual([...memory.subarray(tables, tables + 14)], [0, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  const words = (i, length) => Array.from({ length }, (_, field) => memory.readUInt32LE(list + places[i] + 4 * field));
  const none = 0xffffffff;
  assert.deepEqual(words(0, 13), [0, 0, 8, 0, 1, 0, 0, 2, none, 0, 0, 0, 1]);
  assert.deepEqual(words(1, 15), [0, 3, 8, 0, 0, 0, 0, 0, none, 0, 23 + (4 << 24), 99, 98, 97, none]);
  assert.deepEqual(words(2, 11), [0, 10, 8, 0, 1, 0, 0, 0, none, 0, 0]);
});

test("a table that is laid out in another way is left alone", () => {
  const changes = [
    ({ memory, start }) => memory.writeUInt32LE(magic - 1, start), // of another version
    ({ memory, start }) => memory.writeBigUInt64LE(9_999n, start + 8 + 8 * 7), // functions beyond the memory
    ({ memory, list, places }) => memory.writeUInt32LE(5, list + places[0] + 28), // more tables than there is room for
    ({ memory, list, places }) => memory.writeUInt32LE(4_000, list + places[0] + 20), // a file table that is nowhere
    ({ memory, list, places }) => memory.writeUInt32LE(4_000, list + places[0] + 44), // another that is nowhere
    ({ memory, list, places }) => memory.writeUInt32LE(4_000, list + places[2] + 4), // a name that is nowhere
    ({ memory, list }) => memory.writeUInt32LE(900, list + 12), // a function outside of the memory
    ({ memory, list, places }) => (memory[list + places[2] + 43] = 200), // a list that goes beyond the memory
    ({ memory, tables, list }) => memory.fill(0x81, tables + 9, list), // a table that does not end
  ];
  for (const change of changes) {
    const table = functionTable();
    change(table);
    const before = Buffer.from(table.memory);
    assert.equal(clearTraces(table.memory), false, `${change}`);
    assert.deepEqual(table.memory, before, `${change}`);
  }
});
