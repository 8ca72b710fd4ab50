// Styles. Those of the main program become one style sheet that the page links. Those of a part that is loaded when it
// is first shown come with that part, as a style sheet that its module adopts: the page's policy allows no <style>.

import { relative } from "node:path";
import * as esbuild from "esbuild";
import { sources } from "./paths.mjs";
import { targets } from "./targets.mjs";

const lazy = /^(editor|charts|prices|sizing)\//;

/** Turns an imported style sheet of a lazy part into a module that adopts it and exports it. */
export const lazyStyles = {
  name: "lazy styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      if (!lazy.test(relative(sources, path).replaceAll("\\", "/"))) {
        return undefined;
      }
      const { outputFiles } = await esbuild.build({
        entryPoints: [path],
        bundle: true,
        minify: true,
        write: false,
        target: targets,
        logLevel: "silent",
      });
      const text = JSON.stringify(outputFiles[0].text.trim());
      return {
        contents: `const sheet = new CSSStyleSheet();
sheet.replaceSync(${text});
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
export default sheet;`,
        loader: "js",
        watchFiles: [path],
      };
    });
  },
};

/** Leaves style sheets out, for code that runs in Node. */
export const noStyles = {
  name: "no styles",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, () => ({ contents: "", loader: "js" }));
  },
};
