import { Paper, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  label: string;
  hint: ReactNode;
  /** The figure, usually a link to what it counts. */
  children: ReactNode;
}

/** One number with its name above and what it means below. */
export function Tile({ label, hint, children }: Props) {
  return (
    <Paper withBorder p="md" component="section" aria-label={label}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={24} fw={600} lh={1.3} component="div" style={{ fontVariantNumeric: "tabular-nums" }}>
        {children}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {hint}
      </Text>
    </Paper>
  );
}
