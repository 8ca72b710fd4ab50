// Where things are, and what everything that is made is called.

import { fileURLToPath } from "node:url";

const at = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** The root of the repository. */
export const repository = at("../../");
/** The folder web/. */
export const web = at("../");
/** The sources of the page. */
export const sources = at("../src/");
/** The finished page. */
export const dist = at("../dist/");
/** What one build leaves for the next: compressed copies by the digest of what they hold. */
export const cache = at("../node_modules/.cache/costplan/");
