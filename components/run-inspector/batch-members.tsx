"use client";

import { Box, Text } from "@mantine/core";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { InspectedRun } from "@/lib/runs/schema";
import { runInspector as t } from "@/texts/run-inspector";
import { DELIVERY_STATE_WORDS } from "@/texts/statuses";

interface Props {
  members: NonNullable<InspectedRun["batch"]>["members"];
}

/** Whose events went out together, in the order of the body, and what has become of each. */
export function BatchMembers({ members }: Props) {
  return (
    <Box role="region" aria-label={t.batch.label} tabIndex={0} mah={220} style={{ overflow: "auto" }}>
      <Box component="ol" m={0} pl="xl">
        {members.map(({ deliveryId, eventId, contactId, contactEmail, state }) => (
          <Text key={deliveryId} component="li" size="sm" style={{ overflowWrap: "anywhere" }}>
            <TextLink href={paths.event(eventId)} inherit>
              {contactEmail ?? contactId ?? t.event.namelessContact}
            </TextLink>{" "}
            <Text span inherit c="dimmed">
              {DELIVERY_STATE_WORDS[state]}
            </Text>
          </Text>
        ))}
      </Box>
    </Box>
  );
}
