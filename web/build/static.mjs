// A static host: what a file's type is, which copy of it a browser takes, how long a browser may keep it.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

// A name with the digest of its bytes: they never change. Everything else is asked for anew, and the answer is often 304.
const hashed = /-[0-9A-Z]{8}\.[a-z0-9]+$/;

const copies = [
  { encoding: "br", ending: ".br" },
  { encoding: "gzip", ending: ".gz" },
];

/**
 * A handler for node:http that serves `folder` below the path `base`, which starts and ends with a slash. It answers
 * GET and HEAD; directories are their index.html.
 */
export function createHandler(folder, base = "/") {
  return (request, response) => {
    answer(folder, base, request, response).catch((error) => {
      response.writeHead(500, { "Content-Type": types[".txt"] }).end(`${error.message}\n`);
    });
  };
}

async function answer(folder, base, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { Allow: "GET, HEAD" }).end();
    return;
  }
  const path = pathOf(folder, base, request.url);
  const found = path && (await read(path, request.headers["accept-encoding"] ?? ""));
  if (!found) {
    response.writeHead(404, { "Content-Type": types[".txt"] }).end("not found\n");
    return;
  }
  const tag = `"${createHash("sha256").update(found.bytes).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "Cache-Control": hashed.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Type": types[extname(path)] ?? "application/octet-stream",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ETag: tag,
    Vary: "Accept-Encoding",
    ...(found.encoding && { "Content-Encoding": found.encoding }),
  };
  if (request.headers["if-none-match"] === tag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "Content-Length": found.bytes.length });
  response.end(request.method === "HEAD" ? undefined : found.bytes);
}

// The file that an address names, or undefined for an address outside of the folder.
function pathOf(folder, base, address) {
  let path;
  try {
    path = decodeURIComponent(new URL(address, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes("\0")) {
    return undefined;
  }
  const rest = path.slice(base.length);
  const file = normalize(join(folder, rest === "" || rest.endsWith("/") ? `${rest}index.html` : rest));
  return file.startsWith(folder.endsWith(sep) ? folder : folder + sep) ? file : undefined;
}

async function read(path, accepted) {
  const takes = accepted.split(",").map((part) => part.trim().split(";")[0]);
  for (const { encoding, ending } of copies) {
    const bytes = takes.includes(encoding) ? await readIfThere(path + ending) : undefined;
    if (bytes) {
      return { bytes, encoding };
    }
  }
  const bytes = await readIfThere(path);
  return bytes && { bytes };
}

async function readIfThere(path) {
  try {
    return await readFile(path);
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "EISDIR" || error.code === "ENOTDIR") {
      return undefined;
    }
    throw error;
  }
}
