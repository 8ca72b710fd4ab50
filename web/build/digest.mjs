// Digests: of names, so that a file whose bytes change has another address, and of inline scripts, which the page's
// policy allows by them.

import { createHash } from "node:crypto";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/** Eight characters that stand for the bytes in a file's name. */
export const short = (bytes) => sha256(bytes).toString("hex").slice(0, 8).toUpperCase();

/** The whole digest, for names in a cache. */
export const long = (bytes) => sha256(bytes).toString("hex");

/** The source expression that allows an inline script or style of exactly this text. */
export const policySource = (text) => `'sha256-${sha256(text).toString("base64")}'`;
