"use client";

import { Anchor, type AnchorProps } from "@mantine/core";
import Link, { type LinkProps } from "next/link";
import type { ReactNode } from "react";

interface Props extends AnchorProps, Pick<LinkProps, "scroll" | "onClick"> {
  href: string;
  children: ReactNode;
  "aria-label"?: string;
}

/**
 * A link within the console. Never fetched ahead: every page is made for who asks at that moment, and a table of 25
 * rows would make 25 pages nobody opens.
 */
export function TextLink(props: Props) {
  return <Anchor component={Link} prefetch={false} size="sm" {...props} />;
}
