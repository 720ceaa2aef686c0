import { Code, Text } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { WebhookMenu } from "@/components/webhook-dialogs/webhook-menu";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { webhookSettings } from "@/texts/webhook-settings";
import { webhooksPage } from "@/texts/webhooks-page";
import type { Row } from "./row";

const t = webhooksPage.workflowColumns;

/** Webhooks in workflows: what a step sends, and where to. */
export const WORKFLOW_COLUMNS: Column<Row>[] = [
  {
    title: t.webhook,
    sort: "label",
    cell: ({ webhook }) => (
      <TextLink href={paths.webhook(webhook.id)} fw={500} style={{ overflowWrap: "anywhere" }}>
        {webhook.label}
      </TextLink>
    ),
  },
  { title: t.trigger, cell: ({ workflows }) => <UsedIn workflows={workflows} /> },
  { title: t.method, cell: ({ webhook }) => <Code>{webhook.method}</Code> },
  {
    title: t.url,
    cell: ({ webhook }) => (
      <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
        {webhook.url}
      </Text>
    ),
  },
  { title: t.dataCenter, cell: (row) => row.dataCenterName },
  { title: t.profile, cell: ({ webhook }) => webhookSettings.profiles[webhook.profile] ?? webhook.profile },
  { title: t.lastChange, sort: "updatedAt", cell: ({ webhook }) => <RelativeTime iso={webhook.updatedAt} /> },
  { title: common.actions, numeric: true, cell: ({ webhook }) => <WebhookMenu webhook={webhook} /> },
];

/** What has it sent (decision 1): the workflows whose steps name it. */
function UsedIn({ workflows }: Pick<Row, "workflows">) {
  return (
    <div style={{ overflowWrap: "anywhere" }}>
      <Text size="sm" c={workflows.length === 0 ? "dimmed" : undefined}>
        {webhooksPage.usedIn(workflows.length)}
      </Text>
      {workflows.map(({ id, name }) => (
        <div key={id}>
          <TextLink href={paths.workflow(id)} size="xs">
            {name}
          </TextLink>
        </div>
      ))}
    </div>
  );
}
