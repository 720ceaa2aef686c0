import { type CSSVariablesResolver, createTheme } from "@mantine/core";
import { common } from "@/texts/common";

const DIALOG_TITLE = { fontSize: "1.125rem", lineHeight: 1.35, fontWeight: 600, overflowWrap: "anywhere" };

/** A dialog's header is no banner of the page. */
const DIALOG_PROPS = {
  closeButtonProps: { "aria-label": common.close },
  attributes: { header: { role: "presentation" } },
};

/** System fonts, one calm accent, and shades that keep 4.5:1 on their backgrounds. */
export const theme = createTheme({
  primaryColor: "indigo",
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "1.125rem", lineHeight: "1.4" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
    },
  },
  components: {
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 300,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Modal: { defaultProps: DIALOG_PROPS, styles: { title: DIALOG_TITLE } },
    Drawer: {
      defaultProps: DIALOG_PROPS,
      styles: { title: DIALOG_TITLE },
    },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": common.close } } },
    Select: { defaultProps: { checkIconPosition: "right", openOnFocus: false } },
  },
});

/** In the dark Mantine's solid tints shout; a message is not an alarm. */
const tint = (color: string) =>
  `color-mix(in srgb, var(--mantine-color-${color}-8) 22%, var(--mantine-color-body))`;

/** Mantine's own dimmed, placeholder and error colours are too faint for small text. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    // Mantine's own yellow on yellow has a third of the contrast that text needs.
    "--mantine-color-yellow-light-color": "#6b3d00",
  },
  dark: {
    "--mantine-color-dimmed": "var(--mantine-color-dark-1)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-error": "var(--mantine-color-red-4)",
    "--mantine-color-red-light": tint("red"),
    "--mantine-color-teal-light": tint("teal"),
    "--mantine-color-yellow-light": tint("yellow"),
  },
});
