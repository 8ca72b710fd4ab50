// Signs of severities: each has a shape of its own, so that they can be told apart without colour.

import type { Severity } from "./messages";

const namespace = "http://www.w3.org/2000/svg";

const shapes: Readonly<Record<Severity, { outline: string; sign: string }>> = {
  error: { outline: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", sign: "M5.2 5.2l5.6 5.6M10.8 5.2l-5.6 5.6" },
  warning: { outline: "M8 1.2 15.4 14.6H.6z", sign: "M8 5.8v4M8 11.8v1" },
  info: { outline: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1z", sign: "M8 4v1M8 7v5" },
};

/** What severities are called on the page. */
export const severityName: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "hint" };

/** The sign of a severity, for the eye only. */
export function icon(severity: Severity): SVGElement {
  const picture = document.createElementNS(namespace, "svg");
  picture.setAttribute("viewBox", "0 0 16 16");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("class", `cm-sign cm-sign-${severity}`);
  for (const [part, d] of Object.entries(shapes[severity])) {
    const path = document.createElementNS(namespace, "path");
    path.setAttribute("class", `cm-sign-${part}`);
    path.setAttribute("d", d);
    picture.append(path);
  }
  return picture;
}
