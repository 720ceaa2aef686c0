"use client";

import { Group, Stack, Text, Title } from "@mantine/core";
import { type Column, DataTable } from "@/components/data-table/data-table";
import { LastResult, NextAttempt, WebhookLink } from "@/components/deliveries/delivery-cells";
import { DeliveryStateMark } from "@/components/deliveries/delivery-state";
import { TextLink } from "@/components/ui/text-link";
import type { DeliveryRow } from "@/lib/deliveries/schema";
import { paths } from "@/lib/paths";
import { deliveriesText } from "@/texts/deliveries";
import { eventsText as t } from "@/texts/events";

const { columns } = deliveriesText;

const COLUMNS: Column<DeliveryRow>[] = [
  { title: columns.webhook, cell: (row) => <Owner row={row} /> },
  { title: columns.state, cell: (row) => <DeliveryStateMark delivery={row} /> },
  { title: columns.attempts, numeric: true, cell: (row) => row.attempts.toLocaleString("en") },
  { title: columns.next, cell: (row) => <NextAttempt delivery={row} /> },
  { title: columns.last, cell: (row) => <LastResult delivery={row} label={t.inspect(row.webhook.label)} /> },
];

/** The webhooks that this event is owed to, and how far each is. */
export function Owed({ owed }: { owed: DeliveryRow[] }) {
  return (
    <Stack gap="sm" component="section" aria-label={t.owed}>
      <Group justify="space-between">
        <Title order={2}>{t.owed}</Title>
        {owed[0] && <TextLink href={paths.deliveries({ q: owed[0].event.id })}>{t.toDeliveries}</TextLink>}
      </Group>
      {owed.length > 0 ? (
        <DataTable label={t.owed} columns={COLUMNS} rows={owed} rowKey={({ id }) => id} dense />
      ) : (
        <Text size="sm" c="dimmed">
          {t.notOwed}
        </Text>
      )}
    </Stack>
  );
}

const Owner = ({ row }: { row: DeliveryRow }) => (
  <>
    <WebhookLink delivery={row} />
    {row.resendOf && (
      <Text size="xs" c="dimmed">
        {deliveriesText.resent}
      </Text>
    )}
  </>
);
