// Icons as paths on a grid of 16, drawn in the colour of the text beside them. They never stand for a name: the control has one.

import { html, type TemplateResult } from "lit-html";

const paths = {
  add: "M8 3v10M3 8h10",
  alert: "M8 2.2 14.4 13.4H1.6ZM8 6.4v3.4M8 11.6v.2",
  back: "M9.5 3.5 5 8l4.5 4.5",
  check: "M3 8.5 6.5 12 13 4.5",
  chevron: "M4 6l4 4 4-4",
  close: "M4 4l8 8M12 4l-8 8",
  compare: "M4 3v10M12 3v10M4 5.5h4.5M12 10.5H7.5",
  copy: "M6 6h7.2v7.2H6ZM10 6V2.8H2.8V10H6",
  download: "M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13h10",
  edit: "M3 13l.6-3L10.8 2.8l2.4 2.4L6 12.4ZM9.4 4.2l2.4 2.4",
  error: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
  file: "M4 1.8h5l3 3v9.4H4ZM9 1.8v3h3",
  forward: "M6.5 3.5 11 8l-4.5 4.5",
  help: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM6 6.2a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1M8 11.4v.2",
  info: "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.2v4M8 4.8v.2",
  keyboard: "M1.8 4h12.4v8H1.8ZM4.2 6.6h.1M6.8 6.6h.1M9.3 6.6h.1M11.8 6.6h.1M5 9.4h6",
  less: "M3 8h10",
  dark: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z",
  light: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M12.7 3.3l-1 1M4.3 11.7l-1 1",
  pin: "M5.4 2.2h5.2M6.2 2.2v4.4L4 9.2h8L9.8 6.6V2.2M8 9.2v4.6",
  redo: "M12.8 6.4H6.4a3.6 3.6 0 0 0 0 7.2h2.4M9.8 3.2 13 6.4l-3.2 3.2",
  search: "M7 2.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2ZM10.4 10.4l3.2 3.2",
  share: "M6.6 9.4 9.4 6.6M7.2 4.6l1.4-1.4a2.9 2.9 0 0 1 4.2 4.2l-1.4 1.4M8.8 11.4l-1.4 1.4a2.9 2.9 0 0 1-4.2-4.2l1.4-1.4",
  system: "M1.8 2.8h12.4v8H1.8ZM5.4 13.4h5.2M8 10.8v2.6",
  tag: "M2.4 2.4h5.2l6 6-5.2 5.2-6-6ZM5.4 5.3v.2",
  trash: "M2.8 4.2h10.4M6 4.2V2.4h4v1.8M4.2 4.2l.6 9.4h6.4l.6-9.4M6.6 6.8v4.2M9.4 6.8v4.2",
  undo: "M3.2 6.4h6.4a3.6 3.6 0 0 1 0 7.2H7.2M6.2 3.2 3 6.4l3.2 3.2",
} as const;

type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${paths[name]}></path></svg>`;
}
