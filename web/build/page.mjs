// The page around the application: src/index.html with the policy, the styles, the first view, the baked answer and the
// scripts in their places. One function makes both forms of it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { policySource } from "./digest.mjs";
import { sources } from "./paths.mjs";

/**
 * The policy of the page. Nothing comes from outside; inline scripts and styles are allowed by the digest of their
 * text alone; the only scripts' addresses that code may use are made by src/engine/trusted.ts.
 */
function policy({ scripts, styles, worker, own }) {
  return [
    "default-src 'none'",
    `script-src ${[...scripts, "'wasm-unsafe-eval'"].join(" ")}`,
    `style-src ${styles.join(" ")}`,
    `worker-src ${worker}`,
    ...own,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types costplan costplan-program lit-html",
  ].join("; ");
}

/** The page for a host. Names are relative to it; `blocks` are JSON texts by id. */
export function hostedPage({ early, style, main, icon, manifest, first, blocks }) {
  return page({
    head: [
      policyTag(
        policy({
          scripts: ["'self'", policySource(early)],
          styles: ["'self'"],
          worker: "'self'",
          own: ["connect-src 'self'", "img-src 'self' data: blob:", "manifest-src 'self'"],
        }),
      ),
      `<link rel="stylesheet" href="${style}">`,
      `<link rel="modulepreload" href="${main}">`,
      `<link rel="icon" href="${icon}" type="image/svg+xml">`,
      `<link rel="manifest" href="${manifest}">`,
      `<script>${inline("early", early)}</script>`,
    ],
    first,
    scripts: [...dataBlocks(blocks), `<script type="module" src="${main}"></script>`],
  });
}

/**
 * The page as one file. `program` is the application's text, which goes in packed; `loader` and `worker` are texts,
 * `module` is the engine; what is packed is in gzip and base64.
 */
export function singlePage({ early, style, loader, program, icon, first, blocks, worker, module, notice }) {
  const scripts = [early, loader, program.text].map(policySource);
  return page({
    head: [
      policyTag(policy({ scripts, styles: [policySource(style)], worker: "blob:", own: ["img-src data: blob:"] })),
      `<style>${style}</style>`,
      `<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(icon).toString("base64")}">`,
      `<script>${inline("early", early)}</script>`,
    ],
    first,
    scripts: [
      ...dataBlocks(blocks),
      `<script type="text/plain" id="program">${program.packed}</script>`,
      `<script type="text/plain" id="worker">${inline("worker", worker)}</script>`,
      `<script type="text/plain" id="module">${module}</script>`,
      `<script>${inline("loader", loader)}</script>`,
      `<script type="text/plain" id="licenses">${inline("licenses", notice)}</script>`,
    ],
  });
}

// A text as the content of a script element, which ends at "</script".
function inline(what, text) {
  if (/<\/script|<!--/i.test(text)) {
    throw new Error(`the text "${what}" can't stand inside of a page: it holds "</script" or "<!--"`);
  }
  return text;
}

async function page({ head, first, scripts }) {
  let text = await readFile(join(sources, "index.html"), "utf8");
  for (const [place, content] of Object.entries({ head: head.join("\n"), first, scripts: scripts.join("\n") })) {
    const mark = `<!-- build:${place} -->`;
    if (text.split(mark).length !== 2) {
      throw new Error(`src/index.html must hold ${mark} once`);
    }
    text = text.replace(mark, () => content);
  }
  return text;
}

const policyTag = (text) => `<meta http-equiv="Content-Security-Policy" content="${text}">`;

// JSON can say "<" in another way, and must where a browser looks for the end of a script.
function dataBlocks(blocks) {
  return Object.entries(blocks).map(([id, text]) => `<script type="application/json" id="${id}">${text.replaceAll("<", "\\u003c")}</script>`);
}
