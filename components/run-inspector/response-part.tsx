"use client";

import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import type { RunView } from "@/lib/runs/schema";
import { bodySize, isEmptyBody } from "./bodies";
import { HeadersList } from "./headers-list";

/** What came back. It is hostile until proven otherwise: text nodes only, never markup, never a link. */
export function ResponsePart({ run }: { run: RunView }) {
  const { response, responseTruncated } = run;
  if (!response) {
    return (
      <Text size="sm" c="dimmed">
        No answer arrived.
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm">
        Status <b>{response.statusCode}</b>
      </Text>
      <HeadersList label="Response headers" headers={response.headers} />
      {isEmptyBody(response) ? (
        <Text size="sm" c="dimmed">
          The body is empty.
        </Text>
      ) : (
        <>
          <CodeText label="Response body">{response.body ?? response.bodyBase64 ?? ""}</CodeText>
          <Text size="xs" c="dimmed">
            {bodySize(response)}
            {response.bodyBase64 !== undefined && " · not UTF-8 text, shown as Base64"}
            {responseTruncated && " · the answer was longer; only its beginning is kept (at most 16 KiB)"}
          </Text>
        </>
      )}
    </Stack>
  );
}
