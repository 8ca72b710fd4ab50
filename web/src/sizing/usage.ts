// Files of usage: read piece by piece, unpacked where they are compressed, and refused with a reason where they can't be what is
// asked for. They stay on this device.

/** What was read of a file. */
export interface Usage {
  readonly name: string;
  /** The length of its text, in UTF-16 units. */
  readonly length: number;
  /** How it goes to the engine. */
  readonly file: { readonly name: string; readonly text: string } | { readonly name: string; readonly base64: string };
}

/** The longest text that is read, in UTF-16 units: about a million requests, or two years of minutes. Counting them takes seconds. */
export const maxLength = 32 * 1024 * 1024;

/** The limit, for people. */
export const limitText = `${maxLength / 1024 / 1024} MB`;

/** Longer texts go to the engine compressed: it unpacks bytes faster than it reads them as a string of JSON, and what the page
 *  has to write out in one go is a fraction of it. */
const packFrom = 256 * 1024;

/** A file that can't be read as usage; the message is for people. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Hears how much of a file has been read, in bytes of the file. */
export type Progress = (read: number, size: number) => void;

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** Reads a file of usage as text; one that is compressed with gzip is unpacked, whatever its name. */
export async function readUsage(file: File, progress: Progress, signal: AbortSignal): Promise<Usage> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (file.size === 0) throw new UsageError(`${file.name} is empty.`);
  if (begins(start, [0x50, 0x4b, 3, 4])) {
    throw new UsageError(`${file.name} is a ZIP archive or a spreadsheet. Save the sheet as CSV, or unpack the archive, and choose that file.`);
  }
  const packed = begins(start, [0x1f, 0x8b]);
  let stream: Bytes = file.stream().pipeThrough(counter(file.size, progress), { signal });
  if (packed) stream = stream.pipeThrough(new DecompressionStream("gzip"));
  try {
    return await collect(stream, packed ? file.name.replace(/\.gz$/i, "") : file.name, signal);
  } catch (error) {
    if (signal.aborted || error instanceof UsageError) throw error;
    throw new UsageError(packed ? `${file.name} can't be unpacked: it is damaged or cut off.` : `${file.name} can't be read.`);
  }
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return with_.every((byte, i) => bytes[i] === byte);
}

// Counts what is read, and hands it on in small pieces: what follows works on a piece at a time, on the page's own thread.
function counter(size: number, progress: Progress): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  const most = 64 * 1024;
  let read = 0;
  return new TransformStream({
    transform(piece, controller) {
      read += piece.byteLength;
      progress(read, size);
      for (let at = 0; at < piece.byteLength; at += most) controller.enqueue(piece.subarray(at, at + most));
    },
  });
}

async function collect(stream: Bytes, name: string, signal: AbortSignal): Promise<Usage> {
  const breathe = breather();
  const reader = stream.getReader();
  const parcel = new Parcel();
  let decoder: TextDecoder | null = null;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done && !decoder) break;
      decoder ??= decoderOf(value ?? new Uint8Array());
      const piece = toText(decoder, value, name);
      if (piece.includes("\0")) throw new UsageError(`${name} is not text. Usage comes as CSV or NDJSON.`);
      await parcel.add(piece);
      if (parcel.length > maxLength) {
        throw new UsageError(`${name} has more than ${limitText} of text. Cut it to fewer weeks or sum it by minute; the command line's size reads files of any length.`);
      }
      if (done) break;
      await breathe();
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return { name, length: parcel.length, file: { name, ...(await parcel.close(breathe)) } };
}

/** A text on its way to the engine. */
class Parcel {
  length = 0;
  private readonly pieces: string[] = [];
  private packer: { readonly writer: WritableStreamDefaultWriter<BufferSource>; readonly packed: Promise<ArrayBuffer> } | null = null;

  async add(piece: string): Promise<void> {
    this.length += piece.length;
    this.pieces.push(piece);
    if (this.length < packFrom) return;
    if (!this.packer) {
      const { readable, writable } = new CompressionStream("gzip");
      this.packer = { writer: writable.getWriter(), packed: new Response(readable).arrayBuffer() };
    }
    await this.packer.writer.write(new TextEncoder().encode(this.pieces.splice(0).join("")));
  }

  async close(breathe: () => Promise<void>): Promise<{ text: string } | { base64: string }> {
    if (!this.packer) return { text: this.pieces.join("") };
    await this.packer.writer.close();
    return { base64: await toBase64(new Uint8Array(await this.packer.packed), breathe) };
  }
}

async function toBase64(bytes: Uint8Array, breathe: () => Promise<void>): Promise<string> {
  const step = 24_576; // A multiple of 3, so that the parts can be put together, and few enough for one call.
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += step) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(at, at + step))));
    await breathe();
  }
  return parts.join("");
}

/** Makes a function that lets the page do its own work whenever it has waited for long enough. */
function breather(): () => Promise<void> {
  const most = 12; // ms
  let since = performance.now();
  return async () => {
    if (performance.now() - since < most) return;
    await new Promise((done) => setTimeout(done));
    since = performance.now();
  };
}

function decoderOf(start: Uint8Array): TextDecoder {
  const encoding = begins(start, [0xff, 0xfe]) ? "utf-16le" : begins(start, [0xfe, 0xff]) ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true });
}

function toText(decoder: TextDecoder, piece: Uint8Array | undefined, name: string): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new UsageError(`${name} is not UTF-8 text. Usage comes as CSV or NDJSON; save it in UTF-8.`);
  }
}

/** A few rows that show the format, as a file. They are made up, and each says so. */
export const example = {
  name: "example-usage.csv",
  type: "text/csv;charset=utf-8",
  text: `timestamp,input_tokens,output_tokens,remark
2026-06-01T09:00:00+08:00,12400,980,made-up example
2026-06-01T09:01:00+08:00,38200,3150,made-up example
2026-06-01T09:02:00+08:00,51700,4020,made-up example
2026-06-01T09:03:00+08:00,20900,1610,made-up example
`,
};
