// The module that is made smaller is the same program: its memory starts the same but for tables of files and lines.

import assert from "node:assert/strict";
import { test } from "node:test";
import { lineTables } from "../../build/pclntab.mjs";
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
 * A table of two functions as Go has it, at 16 in a memory. The tables at 0 is none; 1 belongs to the stack of the first
 * function and is the line table of the second too; 5 and 9 are file and line tables.
 */
function functionTable() {
  const header = 72;
  const [names, units, files, tables, functions] = [header, header + 8, header + 16, header + 24, header + 40];
  const memory = Buffer.alloc(16 + functions + 16 + 56 + 48 + 8);
  const start = 16;
  memory.writeUInt32LE(0xfffffff1, start);
  memory.set([0, 0, 1, 8], start + 4);
  [2, 1, 0, names, units, files, tables, functions].forEach((value, i) => memory.writeBigUInt64LE(BigInt(value), start + 8 + 8 * i));
  memory.write("\0f\0g\0", start + names);
  memory.fill(0xaa, start + units, start + tables);
  // Pairs of numbers up to a zero in place of a pair's first; the first pair may have a zero there.
  memory.set([0, 2, 3, 4, 0, 0x82, 1, 7, 0, 0, 6, 8, 9, 0], start + tables);
  const list = start + functions;
  const write = (i, place, [name, stack, file, line, tableCount, dataCount], more) => {
    memory.writeUInt32LE(place, list + 8 * i + 4);
    [0, name, 8, 0, stack, file, line, tableCount, 77, 12].forEach((value, field) => memory.writeUInt32LE(value, list + place + 4 * field));
    memory[list + place + 43] = dataCount;
    more.forEach((value, field) => memory.writeUInt32LE(value, list + place + 44 + 4 * field));
  };
  write(0, 16, [1, 1, 5, 9, 1, 0], [1]);
  write(1, 64, [3, 0, 5, 1, 0, 1], [99]);
  return { memory, start, tables: start + tables, units: start + units, list };
}

test("tables of files and lines are found, and not those that something else uses too", () => {
  const { memory, tables, units, list } = functionTable();
  const found = lineTables(memory).map(({ start, end }) => [start, end]);
  assert.deepEqual(found, [
    [tables + 5, tables + 9],
    [tables + 9, tables + 14],
    [units, tables],
  ]);
  const field = (place, at) => memory.readUInt32LE(list + place + at);
  for (const place of [16, 64]) {
    assert.deepEqual([field(place, 20), field(place, 24), field(place, 32), field(place, 36)], [0, 0, 0xffffffff, 0]);
  }
  assert.deepEqual([field(16, 4), field(16, 16), field(16, 44), field(64, 44)], [1, 1, 1, 99]);
});

test("a table that is laid out in another way is left alone", () => {
  const changes = [
    ({ memory, start }) => memory.writeUInt32LE(0xfffffff0, start), // of another version
    ({ memory, start }) => memory.writeBigUInt64LE(9_999n, start + 8 + 8 * 7), // functions beyond the memory
    ({ memory, list }) => memory.writeUInt32LE(5, list + 16 + 28), // more tables than there is room for
    ({ memory, list }) => memory.writeUInt32LE(4_000, list + 16 + 20), // a file table that is nowhere
    ({ memory, list }) => memory.writeUInt32LE(500, list + 12), // a function outside of the memory
  ];
  for (const change of changes) {
    const table = functionTable();
    change(table);
    const before = Buffer.from(table.memory);
    assert.deepEqual(lineTables(table.memory), []);
    assert.deepEqual(table.memory, before);
  }
});
