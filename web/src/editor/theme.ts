// The looks of the editor, made of the page's tokens alone, so that both themes come from one place. It is mounted as an adopted
// style sheet of the shadow root.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const control = {
  font: "inherit",
  fontSize: "var(--text-s)",
  color: "var(--ink)",
  background: "var(--surface)",
  border: "1px solid var(--line-strong)",
  borderRadius: "var(--radius-s)",
  padding: "0 var(--space-2)",
  minHeight: "1.75rem",
  minWidth: "1.75rem",
  cursor: "pointer",
};

const focused = { outline: "var(--focus-ring)", outlineOffset: "1px" };

const underline = { textUnderlineOffset: "3px", textDecorationSkipInk: "none", textDecorationLine: "underline" };

const look = EditorView.theme({
  "&": {
    height: "100%",
    maxHeight: "inherit",
    minHeight: "inherit",
    boxSizing: "border-box",
    color: "var(--ink)",
    backgroundColor: "var(--surface)",
    fontSize: "var(--text-s)",
    border: "1px solid var(--line-strong)",
    borderRadius: "var(--radius-m)",
    overflow: "hidden",
  },
  "&.cm-focused": { outline: "none" },
  // Above all that the editor holds, and within it, since what is around it may cut off what stands out.
  "&.cm-focused::after": { content: "''", position: "absolute", inset: "0", zIndex: "400", border: "var(--focus-ring)", borderRadius: "inherit", pointerEvents: "none" },
  ".cm-scroller": { fontFamily: "var(--font-mono)", lineHeight: "1.55", overscrollBehavior: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "var(--space-2) 0" },
  ".cm-line": { padding: "0 var(--space-3) 0 var(--space-2)" },
  ".cm-content ::selection, .cm-line::selection, .cm-line ::selection": { backgroundColor: "color-mix(in oklab, var(--focus) 28%, transparent)" },
  ".cm-gutters": { color: "var(--ink-3)", backgroundColor: "var(--surface)", border: "none", borderRight: "1px solid var(--line)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 var(--space-1) 0 var(--space-2)", minWidth: "1.5rem" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in oklab, var(--accent) 6%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "color-mix(in oklab, var(--accent) 6%, transparent)" },
  "&.cm-focused .cm-matchingBracket": { color: "inherit", backgroundColor: "var(--accent-tint)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { color: "inherit", backgroundColor: "var(--error-tint)", outline: "1px solid var(--error-line)" },
  ".cm-specialChar": { color: "var(--error)" },
  ".cm-placeholder": { color: "var(--ink-3)" },

  // Findings: colour, and the kind of line and the shape of the sign as well.
  ".cm-finding": underline,
  ".cm-finding-error.cm-finding": { textDecorationStyle: "wavy", textDecorationColor: "var(--error-line)" },
  ".cm-finding-warning.cm-finding": { textDecorationStyle: "dashed", textDecorationColor: "var(--warning-line)" },
  ".cm-finding-info.cm-finding": { textDecorationStyle: "dotted", textDecorationColor: "var(--info-line)" },
  ".cm-finding-point": { display: "inline-block", width: "0.6em", height: "1em", verticalAlign: "text-bottom", borderBottom: "2px dashed var(--warning-line)" },
  ".cm-finding-point.cm-finding-error": { borderBottomColor: "var(--error-line)", borderBottomStyle: "solid" },
  ".cm-finding-point.cm-finding-info": { borderBottomColor: "var(--info-line)", borderBottomStyle: "dotted" },
  ".cm-findings .cm-gutterElement": { display: "flex", alignItems: "center", paddingLeft: "var(--space-1)" },
  ".cm-finding-marker": { display: "inline-flex", cursor: "pointer" },
  ".cm-sign": { width: "0.875rem", height: "0.875rem", flex: "none", strokeWidth: "1.6", strokeLinecap: "round", strokeLinejoin: "round" },
  ".cm-sign-outline": { strokeWidth: "1.2" },
  ".cm-sign-sign": { fill: "none", stroke: "currentColor" },
  ".cm-sign-error": { color: "var(--error)" },
  ".cm-sign-error .cm-sign-outline": { fill: "var(--error-tint)", stroke: "var(--error)" },
  ".cm-sign-warning": { color: "var(--warning)" },
  ".cm-sign-warning .cm-sign-outline": { fill: "var(--warning-tint)", stroke: "var(--warning)" },
  ".cm-sign-info": { color: "var(--info)" },
  ".cm-sign-info .cm-sign-outline": { fill: "var(--info-tint)", stroke: "var(--info)" },

  ".cm-hint": { marginLeft: "1.5em", padding: "0 0.5em", fontFamily: "var(--font)", fontSize: "0.92em", fontVariantNumeric: "tabular-nums", color: "var(--ink-2)", backgroundColor: "var(--sunken)", borderRadius: "var(--radius-s)", whiteSpace: "nowrap" },

  ".cm-lineWrapping .cm-hint": { whiteSpace: "normal" },

  // Tooltips.
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--raised)", border: "1px solid var(--line-strong)", borderRadius: "var(--radius-m)", boxShadow: "var(--shadow-2)", fontFamily: "var(--font)", fontSize: "var(--text-s)", lineHeight: "1.45" },
  ".cm-tooltip.cm-tooltip-hover, .cm-tooltip.cm-opened": { boxSizing: "border-box", maxWidth: "min(34rem, calc(100vw - 1.5rem))", maxHeight: "min(26rem, 60vh)", overflowY: "auto" },
  ".cm-tooltip-section:not(:first-child)": { borderTop: "1px solid var(--line)" },
  ".cm-opened:focus": { outline: "none" },
  ".cm-opened:focus-visible": focused,
  ".cm-card": { padding: "var(--space-2) var(--space-3)" },
  ".cm-card-finding + .cm-card-finding": { borderTop: "1px solid var(--line)", marginTop: "var(--space-2)", paddingTop: "var(--space-2)" },
  ".cm-card p, .cm-card ul, .cm-card-empty": { margin: "0 0 var(--space-1)" },
  ".cm-card-empty": { padding: "var(--space-2) var(--space-3)", color: "var(--ink-2)" },
  ".cm-card-head": { display: "flex", alignItems: "center", gap: "var(--space-1)", fontWeight: "var(--weight-bold)" },
  ".cm-card-error .cm-card-severity": { color: "var(--error)" },
  ".cm-card-warning .cm-card-severity": { color: "var(--warning)" },
  ".cm-card-info .cm-card-severity": { color: "var(--info)" },
  ".cm-card-message, .cm-card-help, .cm-card-api, .cm-card-related": { overflowWrap: "anywhere" },
  ".cm-card-help": { color: "var(--ink-2)" },
  ".cm-card-api": { padding: "var(--space-1) var(--space-2)", backgroundColor: "var(--sunken)", borderRadius: "var(--radius-s)" },
  ".cm-card-related": { paddingLeft: "1.1em" },
  ".cm-opened > .cm-card + .cm-help": { borderTop: "1px solid var(--line)" },
  ".cm-card-actions": { display: "flex", flexWrap: "wrap", gap: "var(--space-1)", marginTop: "var(--space-2)" },
  ".cm-opened > .cm-card-more": { padding: "var(--space-1) var(--space-3) var(--space-2)" },
  ".cm-action": { ...control, textAlign: "left" },
  ".cm-action:hover": { backgroundColor: "var(--accent-tint)" },
  ".cm-preferred": { borderColor: "var(--accent)", color: "var(--accent)" },
  ".cm-link, .cm-prose .link": { font: "inherit", color: "var(--accent)", background: "none", border: "none", padding: "0 2px", minHeight: "1.5rem", minWidth: "1.5rem", textDecoration: "underline", textUnderlineOffset: "2px", cursor: "pointer", borderRadius: "var(--radius-s)" },
  "button:focus-visible, input:focus-visible, pre:focus-visible, a:focus-visible": focused,
  ".cm-prose": { padding: "var(--space-2) var(--space-3)", overflowWrap: "break-word" },
  ".cm-prose + .cm-prose": { borderTop: "1px solid var(--line)" },
  ".cm-prose hr": { border: "none", borderTop: "1px solid var(--line)" },
  ".cm-prose > :first-child": { marginTop: "0" },
  ".cm-prose > :last-child": { marginBottom: "0" },
  ".cm-prose p, .cm-prose ul, .cm-prose ol, .cm-prose pre, .cm-prose table": { margin: "var(--space-2) 0" },
  ".cm-prose ul, .cm-prose ol": { paddingLeft: "1.3em" },
  ".cm-prose h1, .cm-prose h2, .cm-prose h3, .cm-prose h4, .cm-prose h5, .cm-prose h6": { margin: "var(--space-2) 0 var(--space-1)", fontSize: "var(--text-s)", fontWeight: "var(--weight-bold)" },
  ".cm-prose code, .cm-card code": { fontFamily: "var(--font-mono)", fontSize: "0.95em", padding: "0 0.25em", backgroundColor: "var(--sunken)", borderRadius: "var(--radius-s)" },
  ".cm-prose pre": { padding: "var(--space-2)", backgroundColor: "var(--sunken)", borderRadius: "var(--radius-s)", overflowX: "auto" },
  ".cm-prose pre code": { padding: "0", background: "none" },
  ".cm-prose table": { borderCollapse: "collapse" },
  ".cm-prose table code, .cm-card-api code": { padding: "0" },
  ".cm-prose th, .cm-prose td": { padding: "1px var(--space-2) 1px 0", textAlign: "left", verticalAlign: "top", fontVariantNumeric: "tabular-nums" },
  ".cm-prose a": { color: "var(--accent)" },

  // Completion.
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { borderRadius: "var(--radius-m)", fontFamily: "var(--font-mono)", fontSize: "var(--text-s)", maxHeight: "min(18rem, 45vh)", maxWidth: "min(34rem, 92vw)", minWidth: "min(16rem, 80vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { display: "flex", gap: "var(--space-3)", justifyContent: "space-between", padding: "3px var(--space-2)", lineHeight: "1.5" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--accent-ink)", backgroundColor: "var(--accent)" },
  ".cm-completionLabel": { whiteSpace: "pre" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "var(--weight-bold)", color: "var(--accent)" },
  "li[aria-selected] .cm-completionMatchedText": { color: "inherit", textDecoration: "underline" },
  ".cm-completionDetail": { marginLeft: "auto", paddingLeft: "var(--space-2)", fontFamily: "var(--font)", fontStyle: "normal", color: "var(--ink-3)", maxWidth: "16rem", overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-tooltip.cm-completionInfo": { padding: "0", boxSizing: "border-box", position: "absolute", width: "max-content", overflowY: "auto" },

  // Panels.
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--paper)", fontFamily: "var(--font)", fontSize: "var(--text-s)" },
  ".cm-panels-top": { borderBottom: "1px solid var(--line)" },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "var(--space-1)", padding: "var(--space-2) 2.25rem var(--space-2) var(--space-2)" },
  ".cm-panel.cm-search br": { display: "none" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": { margin: "0" },
  ".cm-panel.cm-search label": { display: "inline-flex", alignItems: "center", gap: "var(--space-1)", minHeight: "1.75rem", fontSize: "var(--text-s)" },
  ".cm-panel.cm-search input[type=checkbox]": { width: "1rem", height: "1rem", accentColor: "var(--accent)" },
  ".cm-panel.cm-search [name=close]": { position: "absolute", top: "var(--space-2)", right: "var(--space-2)", width: "1.75rem", height: "1.75rem", fontSize: "1.1rem", color: "var(--ink)" },
  ".cm-textfield": { ...control, cursor: "text", flex: "1 1 11rem", minWidth: "0" },
  ".cm-button": { ...control, backgroundImage: "none" },
  ".cm-button:active": { backgroundImage: "none", backgroundColor: "var(--accent-tint)" },
  ".cm-searchMatch": { backgroundColor: "var(--warning-tint)", outline: "1px solid var(--warning-line)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-tint)", outline: "2px solid var(--accent)" },
  ".cm-status": { containerType: "inline-size", padding: "var(--space-1) var(--space-2)" },
  ".cm-status-row": { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "var(--space-1) var(--space-2)" },
  ".cm-status-counts": { display: "flex", flexWrap: "wrap", gap: "0 var(--space-3)" },
  ".cm-status-count": { display: "inline-flex", alignItems: "center", gap: "var(--space-1)", whiteSpace: "nowrap" },
  ".cm-status-keys": { marginLeft: "auto", color: "var(--ink-3)", fontSize: "var(--text-xs)" },
  ".cm-status-here": { display: "flex", alignItems: "center", gap: "var(--space-1)", width: "100%", minHeight: "1.75rem", padding: "0", font: "inherit", color: "var(--ink-2)", background: "none", border: "none", textAlign: "left", cursor: "pointer" },
  ".cm-status-here[hidden], .cm-action[hidden]": { display: "none" },
  ".cm-status-here span": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
  "@container (min-width: 40rem)": { ".cm-status-more": { display: "none" } },
  "@container (max-width: 40rem)": {
    ".cm-status-open .cm-status-keys": { marginLeft: "0" },
    ".cm-status:not(.cm-status-open) .cm-status-keys": { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap" },
  },
  "@media print": {
    "&": { border: "none" },
    ".cm-panels": { display: "none" },
  },
});

const highlighting = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: "var(--accent)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--series-5)" },
  { tag: [tags.number, tags.bool, tags.null, tags.content], color: "var(--ink)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--ink-3)", fontStyle: "italic" },
  { tag: [tags.labelName, tags.typeName, tags.keyword, tags.meta], color: "var(--series-3)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--ink-2)" },
  { tag: tags.invalid, color: "var(--error)" },
]);

/** The looks. */
export function theme(): Extension {
  return [look, syntaxHighlighting(highlighting)];
}
