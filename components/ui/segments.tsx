"use client";

import { SegmentedControl } from "@mantine/core";

interface Props {
  label: string;
  data: { value: string; label: string }[];
  value: string;
  onChange(value: string): void;
}

/** Mantine's radios have no size, so that a finger exploring the screen with a screen reader never meets them. */
const STYLES = {
  root: { alignSelf: "flex-start" },
  input: {
    inset: 0,
    width: "100%",
    height: "100%",
    margin: 0,
    zIndex: 3,
    cursor: "pointer",
  } as const,
};

/** One of a few, side by side. */
export const Segments = ({ label, ...props }: Props) => (
  <SegmentedControl aria-label={label} styles={STYLES} {...props} />
);
