"use client";

import { Code, DataList, Group } from "@mantine/core";
import { CopyButton } from "@/components/ui/copy-button";
import type { InspectedRun } from "@/lib/runs/schema";
import { causeLabel } from "@/texts/causes";
import { runInspector } from "@/texts/run-inspector";
import { utcDateTimeWithZone } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";

const t = runInspector.event;

export function EventFacts({ event }: { event: NonNullable<InspectedRun["event"]> }) {
  const facts: [string, string, copyLabel?: string][] = [
    [t.whatHappened, triggerLabel(event.type)],
    [t.why, causeLabel(event.cause)],
    [t.contact, contactText(event.contact)],
    [t.happened, utcDateTimeWithZone(event.occurredAt)],
    [t.accepted, utcDateTimeWithZone(event.acceptedAt)],
    [t.eventId, event.id, t.copyEventId],
  ];
  if (event.key !== null) facts.push([t.producersId, event.key, t.copyProducersId]);
  return (
    <DataList size="sm" gap={4} labelWidth="110px">
      {facts.map(([label, value, copyLabel]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel c="dimmed">{label}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>
            {copyLabel ? (
              <Group gap={4} wrap="nowrap" component="span">
                <Code>{value}</Code>
                <CopyButton compact label={copyLabel} value={value} />
              </Group>
            ) : (
              value
            )}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

function contactText(contact: unknown): string {
  if (typeof contact !== "object" || contact === null) return t.noContact;
  const { id, email } = contact as { id?: unknown; email?: unknown };
  const known = [email, id !== undefined && id !== null && t.contactId(id)].filter(Boolean);
  return known.join(" · ") || t.namelessContact;
}
