"use client";

import { Button, Stack, Text } from "@mantine/core";
import { common } from "@/texts/common";

/** Filters that leave nothing over, and the way back. */
export function EmptyResult({ text = common.nothingMatches, onClear }: { text?: string; onClear(): void }) {
  return (
    <Stack align="center" gap="sm" py={48}>
      <Text>{text}</Text>
      <Button variant="default" onClick={onClear}>
        {common.clearFilters}
      </Button>
    </Stack>
  );
}
