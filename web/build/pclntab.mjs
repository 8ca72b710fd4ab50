// Go's table of functions (runtime.pclntab), and what in it is for readers of stack traces, debuggers and the
// preemption by signals that WebAssembly does not have: where a line is in the source, the names of functions, the
// arguments of a call, places at which a function may not be interrupted. What the garbage collector, panics and defers
// go by stays.
//
// The layout is that of runtime/symtab.go and runtime2.go (types pcHeader and _func), unchanged from Go 1.20 to 1.26. All
// of it is checked before it is believed, since a wrong guess would break the program.

const magic = 0xfffffff1;
const headerSize = 72;

// Offsets of the fields of _func, and its size; lists of tables and of data follow it.
const at = { name: 4, stack: 16, file: 20, line: 24, tableCount: 28, unit: 32, startLine: 36, special: 40, dataCount: 43, size: 44 };
const noTable = 0;
const noUnit = 0xffffffff;
const noData = 0xffffffff;

// Indices in the lists, from internal/abi/symtab.go.
const tracesTables = [0, 2, 3]; // PCDATA_UnsafePoint, PCDATA_InlTreeIndex, PCDATA_ArgLiveIndex
const tracesData = [3, 5, 6, 7]; // FUNCDATA_InlTree, FUNCDATA_ArgInfo, FUNCDATA_ArgLiveInfo, FUNCDATA_WrapInfo

/**
 * Clears all that in an image of the initial memory. Returns whether it did: a table whose layout is not known here is
 * left alone.
 */
export function clearTraces(memory) {
  const header = findHeader(memory);
  const functions = header && functionsOf(memory, header);
  const unused = functions && unusedTables(memory, header, functions);
  if (!unused) {
    return false;
  }
  clearNames(memory, header, functions);
  for (const { start, end } of unused) {
    memory.fill(0, start, end);
  }
  memory.fill(0, header.units, header.tables); // names of files
  for (const { place, tables, data } of functions) {
    memory.writeUInt32LE(noTable, place + at.file);
    memory.writeUInt32LE(noTable, place + at.line);
    memory.writeUInt32LE(noUnit, place + at.unit);
    memory.writeInt32LE(0, place + at.startLine);
    tracesTables.filter((i) => i < tables.length).forEach((i) => memory.writeUInt32LE(noTable, tables[i]));
    tracesData.filter((i) => i < data.length).forEach((i) => memory.writeUInt32LE(noData, data[i]));
  }
  return true;
}

function findHeader(memory) {
  for (let start = 0; start + headerSize <= memory.length; start += 8) {
    // Two zeros, the size of the least instruction, the size of a pointer.
    if (memory.readUInt32LE(start) === magic && memory.readUInt16LE(start + 4) === 0 && memory[start + 6] === 1 && memory[start + 7] === 8) {
      const [count, , , names, units, files, tables, functions] = Array.from({ length: 8 }, (_, i) => Number(memory.readBigUInt64LE(start + 8 + 8 * i)));
      const inOrder = names >= headerSize && names < units && units < files && files < tables && tables < functions;
      if (count > 0 && inOrder && start + functions + 8 * count <= memory.length) {
        return { count, names: start + names, units: start + units, tables: start + tables, functions: start + functions };
      }
    }
  }
  return undefined;
}

// All functions with the places of what their lists hold, or nothing if they do not lie one after the other exactly as
// their sizes say.
function functionsOf(memory, { count, names, units, tables, functions }) {
  const places = Array.from({ length: count }, (_, i) => functions + memory.readUInt32LE(functions + 8 * i + 4));
  const list = [];
  for (const [i, place] of places.entries()) {
    if (place + at.size > memory.length) {
      return undefined;
    }
    const tableCount = memory.readUInt32LE(place + at.tableCount);
    const dataCount = memory[place + at.dataCount];
    const end = place + at.size + 4 * (tableCount + dataCount);
    const next = functions + 8 * Math.ceil((end - functions) / 8);
    if (end > memory.length || (i + 1 < count && places[i + 1] !== next)) {
      return undefined;
    }
    const inList = (first, length) => Array.from({ length }, (_, field) => place + at.size + 4 * (first + field));
    const described = { place, tables: inList(0, tableCount), data: inList(tableCount, dataCount) };
    const offsets = [place + at.stack, place + at.file, place + at.line, ...described.tables].map((field) => memory.readUInt32LE(field));
    if (offsets.some((offset) => offset >= functions - tables) || memory.readUInt32LE(place + at.name) >= units - names) {
      return undefined;
    }
    list.push(described);
  }
  return list;
}

// Where the tables are that only traces use, or nothing if one of them does not end. Equal tables are one.
function unusedTables(memory, header, functions) {
  const kept = new Set([noTable]);
  const dropped = new Set();
  for (const { place, tables } of functions) {
    kept.add(memory.readUInt32LE(place + at.stack));
    dropped.add(memory.readUInt32LE(place + at.file));
    dropped.add(memory.readUInt32LE(place + at.line));
    tables.forEach((field, i) => (tracesTables.includes(i) ? dropped : kept).add(memory.readUInt32LE(field)));
  }
  const unused = [...dropped].filter((offset) => !kept.has(offset));
  const ranges = unused.map((offset) => ({ start: header.tables + offset, end: endOfTable(memory, header.tables + offset, header.functions) }));
  return ranges.some(({ end }) => end === undefined) ? undefined : ranges;
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

// Names that the program itself goes by: a panic takes the name of a method from its wrapper, which is one of the
// functions that are special to the runtime, and the garbage collector knows two functions of package reflect.
function clearNames(memory, header, functions) {
  const nameAt = (place) => {
    const start = header.names + memory.readUInt32LE(place + at.name);
    return { start, end: memory.indexOf(0, start) };
  };
  const needed = ({ place }) => {
    const { start, end } = nameAt(place);
    return memory[place + at.special] !== 0 || memory.toString("latin1", start, end).startsWith("reflect.");
  };
  const kept = new Set(functions.filter(needed).map(({ place }) => nameAt(place).start));
  const cleared = functions.filter(({ place }) => !kept.has(nameAt(place).start));
  for (const { start, end } of cleared.map(({ place }) => nameAt(place))) {
    memory.fill(0, start, end);
  }
  for (const { place } of cleared) {
    memory.writeUInt32LE(0, place + at.name); // at 0 is the empty name
  }
}
