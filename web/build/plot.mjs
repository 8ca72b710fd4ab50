// Observable Plot writes a <style> into each chart, which the page's policy forbids and whose rules the style sheet of
// the charts holds instead. The build takes these calls out, and fails when a release of Plot has others.

import { readFile } from "node:fs/promises";

const call = /(?:svg\.append|div\.insert)\("style"(?:, "\*")?\)\.text\(\s*`[^`]*`\s*\)/;
const holders = /@observablehq[\\/]plot[\\/]src[\\/](plot|legends[\\/]ramp|legends[\\/]swatches)\.js$/;

export const plotWithoutStyles = {
  name: "plot without styles",
  setup(build) {
    build.onLoad({ filter: /@observablehq[\\/]plot[\\/]src[\\/].*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const writes = /["']style["'](?:, "\*")?\)\.text\(/.test(text);
      if (!writes && !holders.test(path)) {
        return undefined;
      }
      if (!call.test(text)) {
        return { errors: [{ text: `${path} writes a style in a way that the build does not know` }] };
      }
      const contents = text.replace(call, "undefined");
      return { contents, loader: "js" };
    });
  },
};
