// Compressed copies. A host sends the copy that the browser takes, and the budgets are counted in brotli.

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import { long } from "./digest.mjs";
import { cache } from "./paths.mjs";

const { constants } = zlib;

/** The bytes in gzip at its highest level. */
export const gzip = (bytes) => promisify(zlib.gzip)(bytes, { level: constants.Z_BEST_COMPRESSION });

/**
 * The bytes in brotli at its highest quality. The module takes half a minute, so what was compressed once is kept beside
 * the installed packages.
 */
export async function brotli(bytes) {
  const file = join(cache, `${long(bytes)}.br`);
  try {
    return await readFile(file);
  } catch (error) {
    if (error.code !== "ENOENT") {
      throw error;
    }
  }
  const compressed = await promisify(zlib.brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
  await mkdir(cache, { recursive: true });
  await writeFile(`${file}.${process.pid}`, compressed);
  await rename(`${file}.${process.pid}`, file);
  return compressed;
}
