import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Column } from "@/components/data-table/data-table";
import { StatusChip } from "@/components/status-chip";
import { DialogLink } from "@/components/ui/dialog-link";
import { LazyTooltip } from "@/components/ui/lazy-tooltip";
import { TextLink } from "@/components/ui/text-link";
import { WebhookMenu } from "@/components/webhook-dialogs/webhook-menu";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { triggersLabel } from "@/texts/triggers";
import { waitingInShort } from "@/texts/waiting";
import { webhooksPage as t } from "@/texts/webhooks-page";
import type { Row } from "./row";

export const WEBHOOK_COLUMNS: Column<Row>[] = [
  { title: t.columns.webhook, sort: "label", cell: (row) => <Label row={row} /> },
  { title: t.columns.dataCenter, cell: (row) => row.dataCenterName },
  { title: t.columns.trigger, cell: (row) => triggersLabel(row.webhook.triggers) },
  {
    title: t.columns.payload,
    cell: ({ webhook }) => (
      <DialogLink to={{ preview: webhook.id }} aria-label={t.previewOf(webhook.label)}>
        {t.preview}
      </DialogLink>
    ),
  },
  {
    title: t.columns.succeeded,
    sort: "succeeded",
    width: 128,
    numeric: true,
    cell: ({ webhook, succeeded }) => (
      <DialogLink
        to={{ runs: webhook.id, verdict: "succeeded" }}
        aria-label={t.runsOf(t.successfulRuns(succeeded), webhook.label)}
      >
        {succeeded.toLocaleString("en")}
      </DialogLink>
    ),
  },
  {
    title: t.columns.failed,
    sort: "failed",
    width: 112,
    numeric: true,
    cell: (row) => <FailedCount row={row} />,
  },
  { title: t.columns.status, sort: "status", cell: ({ webhook }) => <StatusChip status={webhook.status} /> },
  { title: common.actions, numeric: true, cell: ({ webhook }) => <WebhookMenu webhook={webhook} /> },
];

function Label({ row: { webhook, failedInARow, outlook } }: { row: Row }) {
  const { health } = webhook;
  return (
    <>
      <TextLink href={paths.webhook(webhook.id)} fw={500} style={{ overflowWrap: "anywhere" }}>
        {webhook.label}
      </TextLink>
      <HealthNote reason={health.reason ?? (failedInARow > 0 ? t.lastRunsFailed(failedInARow) : null)} />
      {outlook && (
        <Text size="xs" c="dimmed" mt={2}>
          {waitingInShort(health.waiting, outlook)}
        </Text>
      )}
    </>
  );
}

/** Why it is suspended or may be soon, in at most two lines; else how many runs failed. */
function HealthNote({ reason }: { reason: string | null }) {
  if (reason === null) return null;
  return (
    <Group gap={4} wrap="nowrap" mt={2} c="var(--mantine-color-error)">
      <IconAlertTriangle size={14} aria-hidden style={{ flex: "none" }} />
      <Text size="xs" c="inherit" lineClamp={2} title={reason}>
        {reason}
      </Text>
    </Group>
  );
}

/** The tooltip says how many of the failed runs are lost events. */
function FailedCount({ row: { webhook, failed, lost } }: { row: Row }) {
  const explanation = t.failedExplained(failed, lost);
  return (
    <LazyTooltip label={explanation}>
      <DialogLink
        to={{ runs: webhook.id, verdict: "failed" }}
        aria-label={`${t.runsOf(t.failedRuns(failed), webhook.label)}. ${explanation}`}
      >
        {failed.toLocaleString("en")}
      </DialogLink>
    </LazyTooltip>
  );
}
