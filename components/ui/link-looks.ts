import type { CSSProperties } from "react";
import classes from "./link.module.css";

export interface LinkLooks {
  size?: "xs" | "sm";
  /** In the size of the text around it. */
  inherit?: boolean;
  underline?: "hover" | "always";
  fw?: number;
  c?: "inherit";
  style?: CSSProperties;
}

/** What makes an `<a>` look like a link of the console. */
export const linkLooks = ({ size = "sm", inherit, underline = "hover", fw, c, style }: LinkLooks) => ({
  className: `mantine-focus-auto ${classes.link}`,
  "data-size": size,
  "data-inherit": inherit || undefined,
  "data-underline": underline,
  style: { fontWeight: fw, color: c, ...style },
});
