"use client";

import { Box, Group, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import { eventsText as t } from "@/texts/events";

interface Props {
  /** Where programs reach this server. */
  publicUrl: string;
  /** One that the account has; undefined where it has none yet. */
  dataCenterId: number | undefined;
  administrator: boolean;
}

/** How the first event comes here: a command to copy. */
export function NoEvent({ publicUrl, dataCenterId, administrator }: Props) {
  const command = curl(publicUrl, dataCenterId ?? 1);
  return (
    <Box mt="lg">
      <EmptyState
        title={t.emptyTitle}
        action={
          <Stack gap="sm" w="100%" maw={760}>
            {dataCenterId === undefined && (
              <Text size="sm">
                {t.noDataCenter}{" "}
                <TextLink href={paths.dataCenters()} underline="always">
                  {t.toDataCenters}
                </TextLink>
              </Text>
            )}
            <CodeText label={t.curl}>{command}</CodeText>
            <Group gap="md">
              <CopyButton label={t.copyCurl} value={command} />
              <Text size="sm" c="dimmed">
                {t.emptyKey}
              </Text>
              {administrator ? (
                <TextLink href={paths.apiKeys()}>{t.toApiKeys}</TextLink>
              ) : (
                <Text size="sm" c="dimmed">
                  {t.askForKey}
                </Text>
              )}
            </Group>
          </Stack>
        }
      >
        {t.emptyText}
      </EmptyState>
    </Box>
  );
}

function curl(publicUrl: string, dataCenterId: number): string {
  const event = {
    type: "contact.became_contact",
    dataCenterId,
    contact: { id: "1353", email: "john.doe@example.org" },
  };
  return [
    `curl -X POST '${publicUrl.replace(/\/$/, "")}/api/internal/events'`,
    "  -H 'Authorization: Bearer tdg_…'",
    "  -H 'Content-Type: application/json'",
    `  -d '${JSON.stringify(event)}'`,
  ].join(" \\\n");
}
