"use client";

import { Code, DataList, Group, Paper } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { EventView } from "@/lib/events/schema";
import { causeLabel } from "@/texts/causes";
import { eventsText as t } from "@/texts/events";

export function EventFacts({ event, dataCenterName }: { event: EventView; dataCenterName: string }) {
  const { id, key, contact, cause, occurredAt, acceptedAt } = event;
  const who = [contact?.email, contact?.id && t.contactId(contact.id)].filter(Boolean).join(" · ");
  return (
    <Paper withBorder p="md" component="section" aria-label={t.facts}>
      <DataList size="sm" gap="xs" labelWidth="clamp(96px, 30%, 140px)">
        <Fact label={t.fact.contact}>{who || t.noContact}</Fact>
        <Fact label={t.fact.dataCenter}>{dataCenterName}</Fact>
        <Fact label={t.fact.cause}>{causeLabel(cause)}</Fact>
        <Fact label={t.fact.occurred}>{t.utc(occurredAt)}</Fact>
        <Fact label={t.fact.accepted}>{t.utc(acceptedAt)}</Fact>
        <Fact label={t.fact.id}>
          <Copied label={t.copyId} value={id} />
        </Fact>
        <Fact label={t.fact.key}>{key === null ? t.none : <Copied label={t.copyKey} value={key} />}</Fact>
      </DataList>
    </Paper>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <DataList.Item>
    <DataList.ItemLabel c="dimmed">{label}</DataList.ItemLabel>
    <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>{children}</DataList.ItemValue>
  </DataList.Item>
);

const Copied = ({ label, value }: { label: string; value: string }) => (
  <Group gap={4} wrap="nowrap" component="span">
    <Code>{value}</Code>
    <CopyButton compact label={label} value={value} />
  </Group>
);
