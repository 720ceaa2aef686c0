"use client";

import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import type { RunView } from "@/lib/runs/schema";
import { runInspector } from "@/texts/run-inspector";
import { bodySize, readableBody } from "./bodies";
import { HeadersList } from "./headers-list";

const t = runInspector.request;

export function RequestPart({ request }: { request: RunView["request"] }) {
  if (!request) {
    return (
      <Text size="sm" c="dimmed">
        {t.none}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm" ff="monospace" style={{ overflowWrap: "anywhere" }}>
        <b>{request.method}</b> {request.url}
      </Text>
      <HeadersList label={t.headers} headers={request.headers} />
      {request.body === null ? (
        <Text size="sm" c="dimmed">
          {request.bodyMissing}
        </Text>
      ) : (
        <>
          <CodeText label={t.body}>{readableBody(request)}</CodeText>
          <Text size="xs" c="dimmed">
            {t.bodyNote(bodySize(request))}
          </Text>
        </>
      )}
    </Stack>
  );
}
