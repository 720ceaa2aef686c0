"use client";

import { Tooltip } from "@mantine/core";
import { useMounted, useWindowEvent } from "@mantine/hooks";

interface Props {
  id: string;
  label: string;
  target: HTMLElement;
  opened: boolean;
  onEscape(): void;
}

/** A tooltip at an element that is on the page already. Put up closed, so that it fades in at its place. */
export function TooltipAt({ id, label, target, opened, onEscape }: Props) {
  const ready = useMounted();
  useWindowEvent("keydown", ({ key }) => key === "Escape" && onEscape());
  return <Tooltip target={target} opened={ready && opened} label={<span id={id}>{label}</span>} />;
}
