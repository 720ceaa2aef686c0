"use client";

import { Code, DataList, Group } from "@mantine/core";
import { CopyButton } from "@/components/ui/copy-button";
import type { InspectedRun } from "@/lib/runs/schema";
import { causeLabel } from "@/texts/causes";
import { utcDateTime } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";

export function EventFacts({ event }: { event: NonNullable<InspectedRun["event"]> }) {
  const facts: [string, string, copy?: boolean][] = [
    ["What happened", triggerLabel(event.type)],
    ["Why", causeLabel(event.cause)],
    ["Contact", contactText(event.contact)],
    ["Happened", `${utcDateTime(event.occurredAt)} UTC`],
    ["Accepted", `${utcDateTime(event.acceptedAt)} UTC`],
    ["Event id", event.id, true],
    ...(event.key === null ? [] : [["Producer's id", event.key, true] as [string, string, boolean]]),
  ];
  return (
    <DataList size="sm" gap={4} labelWidth="110px">
      {facts.map(([label, value, copy]) => (
        <DataList.Item key={label}>
          <DataList.ItemLabel c="dimmed">{label}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>
            {copy ? (
              <Group gap={4} wrap="nowrap" component="span">
                <Code>{value}</Code>
                <CopyButton compact label={`Copy ${label.toLowerCase()}`} value={value} />
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
  if (typeof contact !== "object" || contact === null) return "No contact";
  const { id, email } = contact as { id?: unknown; email?: unknown };
  return (
    [email, id !== undefined && id !== null && `id ${id}`].filter(Boolean).join(" · ") ||
    "Without id and e-mail"
  );
}
