"use client";

import { Badge, Group, Table, Text, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { ResultMark } from "@/components/result-mark";
import { CardTable } from "@/components/ui/card-table";
import type { RunGroup, RunRow } from "@/lib/runs/schema";
import { millisecondsText } from "@/texts/durations";
import { runsList as t } from "@/texts/runs-list";
import { utcDateTime } from "@/texts/times";
import { triggerLabel } from "@/texts/triggers";
import { groupSummary } from "./group-summary";
import classes from "./runs-table.module.css";

interface Props {
  groups: RunGroup[];
  onInspect: (runId: string) => void;
}

/** The runs of one delivery stand together, under a line that says how it ended or goes on. */
export function RunsTable({ groups, onInspect }: Props) {
  const now = new Date();
  return (
    <CardTable label={t.label} dense withRowBorders={false} tabularNums highlightOnHover verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr role="row">
          {Object.values(t.columns).map((title) => (
            <Table.Th key={title} role="columnheader">
              {title}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      {groups.map((group) => (
        <Table.Tbody
          key={group.deliveryId ?? group.batchId ?? group.runs[0]?.id}
          role="rowgroup"
          className={classes.group}
        >
          {group.runs.map((run, index) => (
            <Run
              key={run.id}
              run={run}
              event={eventOf(group, run)}
              again={index > 0}
              summary={index === 0 ? groupSummary(group, now) : undefined}
              onInspect={() => onInspect(run.id)}
            />
          ))}
        </Table.Tbody>
      ))}
    </CardTable>
  );
}

function eventOf({ eventType }: RunGroup, { deliveries, test }: RunRow): string {
  if (eventType !== null) return t.eventsOf(triggerLabel(eventType), deliveries);
  if (test) return t.sampleEvent;
  return deliveries > 1 ? t.events(deliveries) : t.eventGone;
}

interface RunProps {
  run: RunRow;
  event: string;
  /** The event stands in the row above already. */
  again: boolean;
  summary: string | undefined;
  onInspect: () => void;
}

function Run({ run, event, again, summary, onInspect }: RunProps) {
  const executed = utcDateTime(run.startedAt);
  return (
    <Table.Tr role="row" onClick={onInspect} style={{ cursor: "pointer" }}>
      <Table.Td role="cell" data-label={t.columns.executed}>
        <UnstyledButton
          fz="sm"
          c="var(--mantine-color-anchor)"
          style={{ whiteSpace: "nowrap" }}
          aria-label={t.inspect(executed)}
          onClick={(click) => {
            click.stopPropagation();
            onInspect();
          }}
        >
          {executed} <IconChevronRight size={12} aria-hidden style={{ verticalAlign: -1 }} />
        </UnstyledButton>
      </Table.Td>
      <Table.Td role="cell" data-label={t.columns.event}>
        <div>
          <Group gap="xs" component="span">
            <Text span size="sm" c={again ? "dimmed" : undefined}>
              {event}
            </Text>
            {run.test && (
              <Badge size="sm" variant="default" tt="none">
                {t.test}
              </Badge>
            )}
          </Group>
          {summary && (
            <Text size="xs" c="dimmed">
              {summary}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td role="cell" data-label={t.columns.attempt}>
        {run.attempt}
      </Table.Td>
      <Table.Td role="cell" data-label={t.columns.duration}>
        {millisecondsText(run.durationMs)}
      </Table.Td>
      <Table.Td role="cell" data-label={t.columns.result}>
        <ResultMark run={run} />
      </Table.Td>
    </Table.Tr>
  );
}
