// Makes a WebAssembly module of the Go linker smaller, for the same program:
//
// - The linker cuts the initial memory into a hundred thousand pieces, one at every few zeros, and each has a header.
//   Few pieces with the zeros inside compress to much less.
// - What only stack traces show is dropped, see pclntab.mjs. A panic is an answer of the engine with a message of its own.

import { clearTraces } from "./pclntab.mjs";

const dataSection = 11;
// Zeros that are cheaper inside of a piece than as the end of one.
const longestGap = 4096;

/** The smaller module. Throws on anything that is not a module as Go links it. */
export function squeeze(module) {
  const out = [module.subarray(0, 8)];
  const reader = new Reader(module, 8);
  while (!reader.done) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.bytes(reader.unsigned());
    if (id === dataSection) {
      const section = squeezedData(content);
      out.push(Buffer.of(dataSection), unsigned(section.length), section);
    } else {
      out.push(module.subarray(start, reader.at));
    }
  }
  return Buffer.concat(out);
}

function squeezedData(section) {
  const memory = initialMemory(section);
  clearTraces(memory);
  const pieces = piecesOf(memory);
  return Buffer.concat([
    unsigned(pieces.length),
    ...pieces.flatMap(({ start, end }) => [
      Buffer.of(0, 0x41), // memory 0, i32.const
      signed(start),
      Buffer.of(0x0b), // end
      unsigned(end - start),
      memory.subarray(start, end),
    ]),
  ]);
}

function initialMemory(section) {
  const reader = new Reader(section, 0);
  const pieces = Array.from({ length: reader.unsigned() }, () => {
    reader.expect(0, 0x41);
    const start = reader.signed();
    reader.expect(0x0b);
    return { start, bytes: reader.bytes(reader.unsigned()) };
  });
  const memory = Buffer.alloc(Math.max(0, ...last(pieces)));
  for (const { start, bytes } of pieces) {
    bytes.copy(memory, start);
  }
  return memory;
}

// The ends of all pieces could be too many arguments for Math.max; the pieces are in order of their places.
function last(pieces) {
  const piece = pieces.at(-1);
  return piece ? [piece.start + piece.bytes.length] : [];
}

function piecesOf(memory) {
  const pieces = [];
  for (let start = 0; start < memory.length; ) {
    if (memory[start] === 0) {
      start++;
      continue;
    }
    let end = start + 1;
    for (let at = end; at < memory.length && at - end < longestGap; at++) {
      if (memory[at] !== 0) {
        end = at + 1;
      }
    }
    pieces.push({ start, end });
    start = end;
  }
  return pieces;
}

/** Reads the encodings of the WebAssembly format. */
class Reader {
  constructor(buffer, at) {
    this.buffer = buffer;
    this.at = at;
  }
  get done() {
    return this.at >= this.buffer.length;
  }
  byte() {
    if (this.done) {
      throw new Error("the module ends too early");
    }
    return this.buffer[this.at++];
  }
  expect(...bytes) {
    for (const byte of bytes) {
      const found = this.byte();
      if (found !== byte) {
        throw new Error(`the module has ${found} at ${this.at - 1}, where Go's linker writes ${byte}`);
      }
    }
  }
  bytes(length) {
    if (this.at + length > this.buffer.length) {
      throw new Error("the module ends too early");
    }
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }
  unsigned() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) {
        return value;
      }
    }
  }
  signed() {
    let value = 0;
    for (let shift = 1; ; ) {
      const byte = this.byte();
      value += (byte & 0x7f) * shift;
      shift *= 128;
      if (byte < 0x80) {
        return byte & 0x40 ? value - shift : value;
      }
    }
  }
}

function unsigned(value) {
  const bytes = [];
  do {
    bytes.push((value % 128) | (value >= 128 ? 0x80 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
}

// Places in memory are not negative, but the format has them as signed numbers: bit 6 of the last byte is the sign.
function signed(value) {
  const bytes = [];
  for (;;) {
    const low = value % 128;
    value = Math.floor(value / 128);
    if (value === 0 && low < 0x40) {
      bytes.push(low);
      return Buffer.from(bytes);
    }
    bytes.push(low | 0x80);
  }
}
