"use client";

import { Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import type { RunView } from "@/lib/runs/schema";
import { runInspector } from "@/texts/run-inspector";
import { bodySize, isEmptyBody } from "./bodies";
import { HeadersList } from "./headers-list";

const t = runInspector.response;

/** What came back. It is hostile until proven otherwise: text nodes only, never markup, never a link. */
export function ResponsePart({ run }: { run: RunView }) {
  const { response, responseTruncated } = run;
  if (!response) {
    return (
      <Text size="sm" c="dimmed">
        {t.none}
      </Text>
    );
  }
  return (
    <Stack gap="xs">
      <Text size="sm">
        {t.status} <b>{response.statusCode}</b>
      </Text>
      <HeadersList label={t.headers} headers={response.headers} />
      {isEmptyBody(response) ? (
        <Text size="sm" c="dimmed">
          {t.emptyBody}
        </Text>
      ) : (
        <>
          <CodeText label={t.body}>{response.body ?? response.bodyBase64 ?? ""}</CodeText>
          <Text size="xs" c="dimmed">
            {bodySize(response)}
            {response.bodyBase64 !== undefined && ` · ${t.asBase64}`}
            {responseTruncated && ` · ${t.cutOff}`}
          </Text>
        </>
      )}
    </Stack>
  );
}
