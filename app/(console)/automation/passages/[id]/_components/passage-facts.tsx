"use client";

import { Code, DataList, Group, Paper } from "@mantine/core";
import type { ReactNode } from "react";
import { PassageState } from "@/components/passages/passage-state";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { InspectedPassage } from "@/lib/workflows/passage-schema";
import { passageWay as t } from "@/texts/passage-way";
import { passagesText } from "@/texts/passages";
import { utcDateTimeWithZone } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";

export function PassageFacts({ inspected }: { inspected: InspectedPassage }) {
  const { passage, workflow, contact } = inspected;
  const { id, state, version, startedAt, finishedAt, dueAt } = passage;
  return (
    <Paper withBorder p="md" component="section" aria-label={t.facts}>
      <DataList size="sm" gap="xs" labelWidth="clamp(96px, 30%, 140px)">
        <Fact label={t.fact.state}>
          <PassageState state={state} />
        </Fact>
        {dueAt && (
          <Fact label={t.fact.next}>
            <RelativeTime iso={dueAt} />
          </Fact>
        )}
        {state === "awaiting" && <Fact label={t.fact.next}>{t.answerAwaited}</Fact>}
        <Fact label={t.fact.contact}>
          {contact ? (
            <TextLink href={paths.contact(workflow.dataCenterId, contact.id)}>
              {[contact.name, contact.email, contact.id].filter(Boolean).join(" · ")}
            </TextLink>
          ) : (
            passagesText.contactGone
          )}
        </Fact>
        <Fact label={t.fact.event}>
          <StartedBy inspected={inspected} />
        </Fact>
        <Fact label={t.fact.workflow}>
          <TextLink href={paths.workflow(workflow.id)}>{workflow.name}</TextLink>
        </Fact>
        <Fact label={t.fact.version}>
          {workflow.version === null ? t.versionAlone(version) : t.version(version, workflow.version)}
        </Fact>
        <Fact label={t.fact.started}>{utcDateTimeWithZone(startedAt)}</Fact>
        {finishedAt && <Fact label={t.fact.ended}>{utcDateTimeWithZone(finishedAt)}</Fact>}
        <Fact label={t.fact.id}>
          <Group gap={4} wrap="nowrap" component="span">
            <Code>{id}</Code>
            <CopyButton compact label={t.copyId} value={id} />
          </Group>
        </Fact>
      </DataList>
    </Paper>
  );
}

function StartedBy({ inspected: { event, passage } }: { inspected: InspectedPassage }) {
  if (event) return <TextLink href={paths.event(event.id)}>{triggerLabel(event.type)}</TextLink>;
  return passage.eventId === null ? t.noEvent : t.eventGone;
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <DataList.Item>
    <DataList.ItemLabel c="dimmed">{label}</DataList.ItemLabel>
    <DataList.ItemValue style={{ overflowWrap: "anywhere" }}>{children}</DataList.ItemValue>
  </DataList.Item>
);
