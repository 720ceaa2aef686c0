import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const color = (light: string, dark: string) => ({
  light: `var(--mantine-color-${light})`,
  dark: `var(--mantine-color-${dark})`,
});

/** Each text keeps 4.5:1 on the background of fields and on the tint of expressions. */
const COLORS = {
  expression: color("indigo-9", "indigo-2"),
  tag: color("grape-9", "grape-2"),
  text: color("teal-9", "teal-3"),
  number: color("blue-9", "blue-3"),
  name: color("gray-8", "dark-0"),
  field: color("white", "dark-6"),
  border: color("gray-4", "dark-4"),
};

/** The looks of the console's other fields, in the light and in the dark. */
export function editorTheme(dark: boolean): Extension {
  const scheme = dark ? "dark" : "light";
  const { expression, tag, text, number, name, field, border } = Object.fromEntries(
    Object.entries(COLORS).map(([part, each]) => [part, each[scheme]]),
  ) as Record<keyof typeof COLORS, string>;
  const looks = EditorView.theme(
    {
      "&": {
        backgroundColor: field,
        color: "var(--mantine-color-text)",
        border: `1px solid ${border}`,
        borderRadius: "var(--mantine-radius-default)",
        fontSize: "var(--mantine-font-size-sm)",
      },
      "&.cm-focused": { outline: "2px solid var(--mantine-primary-color-filled)", outlineOffset: "-1px" },
      "&:has([aria-invalid=true])": { borderColor: "var(--mantine-color-error)" },
      ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.5" },
      ".cm-content": { caretColor: "var(--mantine-color-text)", padding: "6px 0" },
      ".cm-gutters": {
        backgroundColor: "transparent",
        color: "var(--mantine-color-dimmed)",
        borderRight: "1px solid var(--mantine-color-default-border)",
      },
      ".cm-placeholder": { color: "light-dark(var(--mantine-color-gray-7), var(--mantine-color-dark-1))" },
      ".cm-template-expression, .cm-template-text_insert": {
        color: expression,
        backgroundColor: "var(--mantine-color-indigo-light)",
        borderRadius: "2px",
      },
      ".cm-template-tag": {
        color: tag,
        backgroundColor: "var(--mantine-color-grape-light)",
        borderRadius: "2px",
      },
      // The surrounding JSON or XML has colours of its own, within what the template has marked.
      ".cm-template-expression span, .cm-template-tag span, .cm-template-text_insert span": {
        color: "inherit",
      },
      ".cm-template-expression .cm-template-token-text, .cm-template-tag .cm-template-token-text": {
        color: text,
      },
      ".cm-template-expression .cm-template-token-number, .cm-template-tag .cm-template-token-number": {
        color: number,
      },
      ".cm-template-token-filter, .cm-template-token-word": { fontWeight: "600" },
      ".cm-lintRange": { backgroundImage: "none" },
      ".cm-lintRange-error": { textDecoration: "underline wavy var(--mantine-color-error)" },
      ".cm-lintRange-warning": { textDecoration: "underline wavy var(--mantine-color-orange-6)" },
      ".cm-tooltip": {
        backgroundColor: "var(--mantine-color-body)",
        color: "var(--mantine-color-text)",
        border: "1px solid var(--mantine-color-default-border)",
        borderRadius: "var(--mantine-radius-default)",
        boxShadow: "var(--mantine-shadow-md)",
        maxWidth: "min(32rem, 90vw)",
      },
      ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mantine-font-family-monospace)" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 8px" },
      ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
        backgroundColor: "var(--mantine-primary-color-filled)",
        color: "var(--mantine-color-white)",
      },
      ".cm-completionDetail": { fontFamily: "var(--mantine-font-family)", fontStyle: "normal" },
      ".cm-diagnostic-error": { borderLeftColor: "var(--mantine-color-error)" },
      ".cm-diagnostic-warning": { borderLeftColor: "var(--mantine-color-orange-6)" },
    },
    { dark },
  );
  const surrounding = HighlightStyle.define([
    { tag: [tags.string, tags.attributeValue], color: text },
    { tag: [tags.number, tags.bool, tags.null], color: number },
    { tag: [tags.propertyName, tags.tagName, tags.attributeName], color: name, fontWeight: "500" },
    { tag: tags.comment, color: "var(--mantine-color-dimmed)" },
  ]);
  return [looks, syntaxHighlighting(surrounding)];
}
