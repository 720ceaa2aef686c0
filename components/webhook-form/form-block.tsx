import { Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";

export function FormBlock({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Stack gap="md" component="section" aria-label={title}>
      <Title order={3}>{title}</Title>
      {children}
    </Stack>
  );
}
