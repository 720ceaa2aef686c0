"use client";

import { Box, Text } from "@mantine/core";

interface Props {
  label: string;
  headers: { name: string; value: string }[];
}

export function HeadersList({ label, headers }: Props) {
  if (headers.length === 0) return null;
  return (
    <Box component="ul" aria-label={label} m={0} p={0} style={{ listStyle: "none" }}>
      {headers.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may come twice, and the list never changes
        <Text key={index} component="li" size="xs" ff="monospace" style={{ overflowWrap: "anywhere" }}>
          <Text span inherit c="dimmed">
            {name}:
          </Text>{" "}
          {value}
        </Text>
      ))}
    </Box>
  );
}
