// The first view, as HTML: the page's own code renders the baked answer into a document without a browser.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Window } from "happy-dom";
import { moduleForNode } from "./bundle.mjs";
import { web } from "./paths.mjs";

// What src/app/first.ts and the libraries under it look for in the global scope.
const globals = ["window", "document", "Node", "Element", "HTMLElement", "DocumentFragment", "customElements", "location", "localStorage", "matchMedia"];

/** The HTML that goes into the element of the application. `blocks` are the page's JSON blocks by their ids. */
export async function firstView(baked, blocks) {
  const folder = await mkdtemp(join(web, "node_modules", ".first-"));
  const window = new Window({ url: "http://localhost/" });
  const before = new Map(globals.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
  try {
    for (const name of globals) {
      Object.defineProperty(globalThis, name, { value: name === "window" ? window : window[name], configurable: true, writable: true });
    }
    for (const [id, text] of Object.entries(blocks)) {
      const block = window.document.createElement("script");
      block.id = id;
      block.type = "application/json";
      block.textContent = text;
      window.document.head.append(block);
    }
    const file = join(folder, "first.mjs");
    await writeFile(file, await moduleForNode("app/first.ts"));
    const { renderFirst } = await import(pathToFileURL(file).href);
    const root = window.document.createElement("div");
    window.document.body.append(root);
    renderFirst(root, baked);
    keepProperties(root);
    dropComments(window, root);
    return root.innerHTML;
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) {
        Object.defineProperty(globalThis, name, descriptor);
      } else {
        delete globalThis[name];
      }
    }
    await window.happyDOM.close();
    await rm(folder, { recursive: true });
  }
}

// What was typed or chosen is a property of a control and not in its HTML unless it is written there.
function keepProperties(root) {
  for (const input of root.querySelectorAll("input")) {
    if (input.type === "checkbox" || input.type === "radio") {
      input.toggleAttribute("checked", input.checked);
    } else if (input.value) {
      input.setAttribute("value", input.value);
    }
  }
  for (const area of root.querySelectorAll("textarea")) {
    area.textContent = area.value;
  }
  for (const select of root.querySelectorAll("select")) {
    const { value } = select;
    for (const option of select.options) {
      option.toggleAttribute("selected", option.value === value);
    }
  }
}

// The comments are the library's marks, which it makes anew when it renders in the browser.
function dropComments(window, root) {
  const walker = window.document.createTreeWalker(root, window.NodeFilter.SHOW_COMMENT);
  const comments = [];
  while (walker.nextNode()) {
    comments.push(walker.currentNode);
  }
  comments.forEach((comment) => comment.remove());
}
