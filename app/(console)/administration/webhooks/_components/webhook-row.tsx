"use client";

import { Anchor, Group, Table, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import Link from "next/link";
import { StatusChip } from "@/components/status-chip";
import { plural } from "@/components/texts/plural";
import { triggersLabel } from "@/components/texts/triggers";
import { DialogLink } from "@/components/ui/dialog-link";
import { WebhookMenu } from "@/components/webhook-dialogs/webhook-menu";
import { paths } from "@/lib/paths";
import type { Row } from "./row";

export function WebhookRow({ row }: { row: Row }) {
  const { webhook, dataCenterName, succeeded, failedInARow } = row;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" data-label="Webhook">
        <Anchor
          component={Link}
          href={paths.webhook(webhook.id)}
          fw={500}
          size="sm"
          style={{ overflowWrap: "anywhere" }}
        >
          {webhook.label}
        </Anchor>
        {failedInARow > 0 && <FailingNote count={failedInARow} />}
      </Table.Td>
      <Table.Td role="cell" data-label="Data center">
        {dataCenterName}
      </Table.Td>
      <Table.Td role="cell" data-label="Trigger">
        {triggersLabel(webhook.triggers)}
      </Table.Td>
      <Table.Td role="cell" data-label="Payload">
        <DialogLink to={{ preview: webhook.id }} aria-label={`Preview payload of ${webhook.label}`}>
          Preview
        </DialogLink>
      </Table.Td>
      <Table.Td role="cell" data-label="Successful runs in last 14 days" ta="right">
        <DialogLink
          to={{ runs: webhook.id, verdict: "succeeded" }}
          aria-label={`${plural(succeeded, "successful run", "successful runs")} of ${webhook.label}`}
        >
          {succeeded.toLocaleString("en")}
        </DialogLink>
      </Table.Td>
      <Table.Td role="cell" data-label="Failed runs in last 14 days" ta="right">
        <FailedCount row={row} />
      </Table.Td>
      <Table.Td role="cell" data-label="Status">
        <StatusChip status={webhook.status} />
      </Table.Td>
      <Table.Td role="cell" ta="right">
        <WebhookMenu webhook={webhook} />
      </Table.Td>
    </Table.Tr>
  );
}

function FailingNote({ count }: { count: number }) {
  return (
    <Group gap={4} wrap="nowrap" mt={2} c="var(--mantine-color-error)">
      <IconAlertTriangle size={14} aria-hidden style={{ flex: "none" }} />
      <Text size="xs" c="inherit">
        {count === 1 ? "Last run failed" : `Last ${count.toLocaleString("en")} runs failed`}
      </Text>
    </Group>
  );
}

/** A failed run is not yet a lost event: the tooltip says how many of them are. */
function FailedCount({ row: { webhook, failed, lost } }: { row: Row }) {
  const explanation =
    failed === 0
      ? "No run has failed."
      : lost === 0
        ? "No event is lost: each was delivered by a later try or is still being tried."
        : `${lost.toLocaleString("en")} of them ${lost === 1 ? "is a lost event" : "are lost events"}: no further try will be made.`;
  return (
    <Tooltip label={explanation}>
      <DialogLink
        to={{ runs: webhook.id, verdict: "failed" }}
        aria-label={`${plural(failed, "failed run", "failed runs")} of ${webhook.label}. ${explanation}`}
      >
        {failed.toLocaleString("en")}
      </DialogLink>
    </Tooltip>
  );
}
