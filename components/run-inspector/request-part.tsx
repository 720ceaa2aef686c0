"use client";

import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import type { RunView } from "@/lib/runs/schema";
import { bodySize, readableBody } from "./bodies";
import { HeadersList } from "./headers-list";

export function RequestPart({ request }: { request: RunView["request"] }) {
  if (!request) {
    return (
      <Text size="sm" c="dimmed">
        No request left Tidings.
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        <b>{request.method}</b> {request.url}
      </Text>
      <HeadersList label="Request headers" headers={request.headers} />
      <CodeText label="Request body">{readableBody(request)}</CodeText>
      <Text size="xs" c="dimmed">
        {bodySize(request)} · JSON is indented here and compact on the wire · secrets are masked
      </Text>
    </Stack>
  );
}
