"use client";

import { Group, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { NODE_SAMPLE } from "./node-sample";

export function VerificationSample() {
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          Check it with Node.js
        </Text>
        <CopyButton label="Copy sample" value={NODE_SAMPLE} />
      </Group>
      <CodeText label="Verification sample for Node.js" maxHeight={420}>
        {NODE_SAMPLE}
      </CodeText>
    </Stack>
  );
}
