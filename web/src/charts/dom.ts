// Elements, without templates: what is drawn here is rebuilt as a whole when it changes.

export type Child = Node | string;

const space = "http://www.w3.org/2000/svg";

/** An HTML element with attributes and content. Texts become text nodes. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Readonly<Record<string, string>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An SVG element; numbers in its attributes are written to a tenth of a pixel. */
export function shape<K extends keyof SVGElementTagNameMap>(name: K, attributes: Readonly<Record<string, string | number>> = {}, ...children: readonly Child[]): SVGElementTagNameMap[K] {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
  made.append(...children);
  return made;
}
