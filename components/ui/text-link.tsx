"use client";

import Link, { type LinkProps } from "next/link";
import type { ReactNode } from "react";
import { type LinkLooks, linkLooks } from "./link-looks";

interface Props extends LinkLooks, Pick<LinkProps, "scroll" | "onClick"> {
  href: string;
  children: ReactNode;
  "aria-label"?: string;
}

/**
 * A link within the console. Never fetched ahead: every page is made for who asks at that moment, and a table of 25
 * rows would make 25 pages nobody opens.
 */
export function TextLink({ size, inherit, underline, fw, c, style, ...props }: Props) {
  return <Link prefetch={false} {...props} {...linkLooks({ size, inherit, underline, fw, c, style })} />;
}
