// Go's table of functions (runtime.pclntab), as far as it is needed to find what only stack traces use. The layout is
// that of runtime/symtab.go and runtime2.go (types pcHeader and _func) from Go 1.20 on; everything is checked before it
// is believed, since a wrong guess would break the program.

const magic = 0xfffffff1;
const headerSize = 72;
// Offsets in _func, and its size.
const at = { name: 4, stack: 16, file: 20, line: 24, tableCount: 28, unit: 32, startLine: 36, dataCount: 43, size: 44 };
const noUnit = 0xffffffff;

/**
 * Prepares an image of the initial memory for having its tables of files and lines cleared, and returns where they are,
 * as `{start, end}`: the functions in it no longer refer to them. Returns nothing if the table is of a layout that is not
 * known here.
 */
export function lineTables(memory) {
  const header = findHeader(memory);
  const functions = header && functionsOf(memory, header);
  if (!functions) {
    return [];
  }
  const kept = new Set([0]);
  const dropped = new Set();
  for (const place of functions) {
    kept.add(memory.readUInt32LE(place + at.stack));
    for (let i = 0; i < memory.readUInt32LE(place + at.tableCount); i++) {
      kept.add(memory.readUInt32LE(place + at.size + 4 * i));
    }
    dropped.add(memory.readUInt32LE(place + at.file));
    dropped.add(memory.readUInt32LE(place + at.line));
  }
  const tables = [...dropped].filter((offset) => !kept.has(offset));
  const ranges = tables.map((offset) => ({ start: header.tables + offset, end: endOfTable(memory, header.tables + offset, header.functions) }));
  if (ranges.some(({ end }) => end === undefined)) {
    return [];
  }
  for (const place of functions) {
    memory.writeUInt32LE(0, place + at.file); // 0: there is no table
    memory.writeUInt32LE(0, place + at.line);
    memory.writeUInt32LE(noUnit, place + at.unit);
    memory.writeInt32LE(0, place + at.startLine);
  }
  return [...ranges, { start: header.units, end: header.tables }];
}

function findHeader(memory) {
  for (let start = 0; start + headerSize <= memory.length; start += 8) {
    // Two zeros, the size of the least instruction, the size of a pointer.
    if (memory.readUInt32LE(start) === magic && memory.readUInt16LE(start + 4) === 0 && memory[start + 6] === 1 && memory[start + 7] === 8) {
      const [count, , , names, units, files, tables, functions] = Array.from({ length: 8 }, (_, i) => Number(memory.readBigUInt64LE(start + 8 + 8 * i)));
      const inOrder = names >= headerSize && names < units && units < files && files < tables && tables < functions && start + functions < memory.length;
      if (count > 0 && inOrder) {
        return { count, nameSize: units - names, tableSize: functions - tables, units: start + units, tables: start + tables, functions: start + functions };
      }
    }
  }
  return undefined;
}

// The places of all _func, or nothing if they do not lie one after the other exactly as their sizes say.
function functionsOf(memory, { count, nameSize, tableSize, functions }) {
  const places = Array.from({ length: count }, (_, i) => functions + memory.readUInt32LE(functions + 8 * i + 4));
  for (const [i, place] of places.entries()) {
    if (place + at.size > memory.length) {
      return undefined;
    }
    const tables = memory.readUInt32LE(place + at.tableCount);
    const end = place + at.size + 4 * (tables + memory[place + at.dataCount]);
    const aligned = functions + 8 * Math.ceil((end - functions) / 8);
    const offsets = [at.stack, at.file, at.line].map((field) => memory.readUInt32LE(place + field));
    const next = places[i + 1];
    if (memory.readInt32LE(place + at.name) >= nameSize || offsets.some((offset) => offset >= tableSize) || (next !== undefined && next !== aligned)) {
      return undefined;
    }
  }
  return places;
}

// A table is pairs of variable-length numbers and ends with a zero in place of a pair's first, which the first pair may
// have as its value.
function endOfTable(memory, start, limit) {
  let place = start;
  const skip = () => {
    while (memory[place] >= 0x80) {
      place++;
    }
    place++;
  };
  for (let first = true; place < limit; first = false) {
    if (memory[place] === 0 && !first) {
      return place + 1;
    }
    skip();
    skip();
  }
  return undefined;
}
