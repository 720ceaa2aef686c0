"use client";

import { Group, Paper, Skeleton, Stack, Table, Text, Title, VisuallyHidden } from "@mantine/core";
import dynamic from "next/dynamic";
import type { WebhookOverview } from "@/lib/webhooks/overview-schema";
import { webhookPage } from "@/texts/webhook-page";
import { CHART_HEIGHT, FAILED_COLOR, SUCCEEDED_COLOR, Swatch } from "./chart-looks";

const t = webhookPage.overview;

/** The drawing library is large: it comes when this page asks for it, and with no other. */
const RunsChart = dynamic(() => import("./runs-chart").then((module) => module.RunsChart), {
  ssr: false,
  loading: () => <Skeleton h={CHART_HEIGHT} />,
});

/** Successes and failures of each day as bars, and the same as a table for those who don't see them. */
export function RunsByDay({ days }: { days: WebhookOverview["days"] }) {
  const empty = days.every(({ succeeded, failed }) => succeeded + failed === 0);
  return (
    <Paper withBorder p="md" component="section" aria-label={t.chartTitle}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={3}>{t.chartTitle}</Title>
          {!empty && (
            <Group gap="md" aria-hidden>
              <Legend color={SUCCEEDED_COLOR} label={t.chartSucceeded} />
              <Legend color={FAILED_COLOR} label={t.chartFailed} hatched />
            </Group>
          )}
        </Group>
        {empty ? (
          <Text c="dimmed">{t.chartEmpty}</Text>
        ) : (
          <div aria-hidden>
            <RunsChart days={days} />
          </div>
        )}
        <VisuallyHidden>
          <DaysTable days={days} />
        </VisuallyHidden>
      </Stack>
    </Paper>
  );
}

function Legend({ color, label, hatched }: { color: string; label: string; hatched?: boolean }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Swatch color={color} hatched={hatched} />
      <Text size="sm">{label}</Text>
    </Group>
  );
}

function DaysTable({ days }: { days: WebhookOverview["days"] }) {
  return (
    <Table aria-label={t.chartTitle}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.day}</Table.Th>
          <Table.Th>{t.successful}</Table.Th>
          <Table.Th>{t.failed}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map(({ day, succeeded, failed }) => (
          <Table.Tr key={day}>
            <Table.Th scope="row">{day.slice(0, 10)}</Table.Th>
            <Table.Td>{succeeded.toLocaleString("en")}</Table.Td>
            <Table.Td>{failed.toLocaleString("en")}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
