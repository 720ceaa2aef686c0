"use client";

import type { ReactNode } from "react";

/** placeholder until the step that follows */
export function UrlTest({
  children,
}: {
  children: (withTest: (input: ReactNode) => ReactNode) => ReactNode;
}) {
  return children((input) => input);
}
