"use client";

import { Anchor, Group, Stack, Text } from "@mantine/core";
import { CodeText } from "@/components/ui/code-text";
import { CopyButton } from "@/components/ui/copy-button";
import { paths } from "@/lib/paths";
import { eventsText as t } from "@/texts/events";

interface Props {
  /** Where programs reach this server. */
  publicUrl: string;
  dataCenterId: number;
  /** May make the key that the command needs. */
  administrator: boolean;
}

/** A command that posts an event, to copy. */
export function PostEventCommand({ publicUrl, dataCenterId, administrator }: Props) {
  const command = curl(publicUrl, dataCenterId);
  return (
    <Stack gap="sm">
      <CodeText label={t.curl}>{command}</CodeText>
      <Group gap="md">
        <CopyButton label={t.copyCurl} value={command} />
        <Text size="sm" c="dimmed">
          {t.emptyKey}
        </Text>
        {administrator ? (
          // Beside what stands around it, which may hold what is not saved yet.
          <Anchor href={paths.apiKeys()} target="_blank" size="sm">
            {t.toApiKeys}
          </Anchor>
        ) : (
          <Text size="sm" c="dimmed">
            {t.askForKey}
          </Text>
        )}
      </Group>
    </Stack>
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
