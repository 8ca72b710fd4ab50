// Files of usage: read piece by piece, unpacked where they are compressed, and refused with a reason where they can't be what is
// asked for. They stay on this device.

/** What was read of a file. */
export interface Usage {
  readonly name: string;
  readonly text: string;
}

/** The longest text that is read, in UTF-16 units: about a million requests, or two years of minutes. */
export const maxLength = 32 * 1024 * 1024;

/** A file that can't be read as usage; the message is for people. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Hears how much of a file has been read, in bytes of the file. */
export type Progress = (read: number, size: number) => void;

/** Reads a file of usage as text; one that is compressed with gzip is unpacked, whatever its name. */
export async function readUsage(file: File, progress: Progress, signal: AbortSignal): Promise<Usage> {
  const start = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  if (file.size === 0) throw new UsageError(`${file.name} is empty.`);
  if (begins(start, [0x50, 0x4b, 3, 4])) {
    throw new UsageError(`${file.name} is a ZIP archive or a spreadsheet. Save the sheet as CSV, or unpack the archive, and choose that file.`);
  }
  const packed = begins(start, [0x1f, 0x8b]);
  let stream: ReadableStream<Uint8Array<ArrayBuffer>> = file.stream().pipeThrough(counter(file.size, progress), { signal });
  if (packed) stream = stream.pipeThrough(new DecompressionStream("gzip"));
  try {
    return { name: packed ? file.name.replace(/\.gz$/i, "") : file.name, text: await decode(stream, file.name, signal) };
  } catch (error) {
    if (signal.aborted || error instanceof UsageError) throw error;
    throw new UsageError(packed ? `${file.name} can't be unpacked: it is damaged or cut off.` : `${file.name} can't be read.`);
  }
}

function begins(bytes: Uint8Array, with_: readonly number[]): boolean {
  return with_.every((byte, i) => bytes[i] === byte);
}

function counter(size: number, progress: Progress): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let read = 0;
  return new TransformStream({
    transform(piece, controller) {
      read += piece.byteLength;
      progress(read, size);
      controller.enqueue(piece);
    },
  });
}

async function decode(stream: ReadableStream<Uint8Array<ArrayBuffer>>, name: string, signal: AbortSignal): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  let decoder: TextDecoder | null = null;
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done && !decoder) break;
      decoder ??= decoderOf(value ?? new Uint8Array());
      const piece = toText(decoder, value, name);
      if (piece.includes("\0")) throw new UsageError(`${name} is not text. Usage comes as CSV or NDJSON.`);
      pieces.push(piece);
      length += piece.length;
      if (length > maxLength) throw new UsageError(`${name} has more than ${limitText} of text. Cut it to fewer weeks or sum it by minute; the command line's size reads files of any length.`);
      if (done) break;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return pieces.join("");
}

/** The limit, for people. */
export const limitText = `${maxLength / 1024 / 1024} MB`;

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
