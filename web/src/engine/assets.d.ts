// What the build makes of imports that are no TypeScript.

/** The main style sheet takes these in; a part that is loaded later adopts its own, which is the default export. */
declare module "*.css" {
  const sheet: CSSStyleSheet;
  export default sheet;
}

/** Go's glue, see build/wasm-exec.mjs. */
declare module "wasm-exec";
