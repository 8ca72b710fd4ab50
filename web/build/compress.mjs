// Compressed copies. A host sends the copy that the browser takes, and the budgets are counted in brotli.

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import zopfli from "@gfx/zopfli";
import { long } from "./digest.mjs";
import { cache } from "./paths.mjs";

const { constants } = zlib;
const brotliCompress = promisify(zlib.brotliCompress);
const gzipCompress = promisify(zlib.gzip);

/**
 * The bytes in brotli at its highest quality. Short distances are written directly: left to itself, the encoder makes of two
 * modules that hardly differ now the smaller, now one that is ten thousand bytes larger.
 */
export const brotli = (bytes) =>
  kept(bytes, "direct.br", () =>
    brotliCompress(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        [constants.BROTLI_PARAM_NDIRECT]: 15,
      },
    }),
  );

/** The bytes in gzip at its highest level. */
export const gzip = (bytes) => kept(bytes, "gz", () => gzipCompress(bytes, { level: constants.Z_BEST_COMPRESSION }));

/**
 * The bytes in gzip, smaller than gzip makes them: for what stays in a file as it is. The module takes half a minute.
 */
export const smallestGzip = (bytes) =>
  kept(bytes, "zopfli.gz", () => promisify(zopfli.gzip)(bytes, { numiterations: 1, blocksplitting: true, blocksplittinglast: false, blocksplittingmax: 15 }));

// Since the module takes that long, what was compressed once is kept beside the installed packages.
async function kept(bytes, kind, compress) {
  const file = join(cache, `${long(bytes)}.${kind}`);
  try {
    return await readFile(file);
  } catch (error) {
    if (error.code !== "ENOENT") {
      throw error;
    }
  }
  const compressed = await compress();
  await mkdir(cache, { recursive: true });
  await writeFile(`${file}.${process.pid}`, compressed);
  await rename(`${file}.${process.pid}`, file);
  return compressed;
}
