import { Code, Group, Text } from "@mantine/core";
import type { Column } from "@/components/data-table/data-table";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { TextLink } from "@/components/ui/text-link";
import { WebhookLinks } from "@/components/webhook-links";
import type { InboxAddress } from "@/lib/inbox/schema";
import { paths } from "@/lib/paths";
import { common } from "@/texts/common";
import { inbox as t } from "@/texts/inbox";

export const ADDRESS_COLUMNS: Column<InboxAddress>[] = [
  {
    title: t.columns.name,
    cell: ({ token, name }) => (
      <TextLink
        href={paths.inbox(token)}
        fw={500}
        style={{ overflowWrap: "anywhere", display: "inline-block", minWidth: 96 }}
      >
        {name}
      </TextLink>
    ),
  },
  {
    title: t.columns.address,
    cell: ({ url }) => (
      <Group gap={4} wrap="nowrap">
        <Code style={{ overflowWrap: "anywhere" }}>{url}</Code>
        <CopyButton compact label={t.copyAddress} value={url} />
      </Group>
    ),
  },
  {
    title: t.columns.webhooks,
    cell: ({ webhooks }) => <WebhookLinks webhooks={webhooks} none={t.unused} />,
  },
  {
    title: t.columns.answer,
    cell: ({ answerStatus }) => t.answers[answerStatus] ?? answerStatus,
  },
  { title: t.columns.requests, numeric: true, cell: ({ requests }) => requests.toLocaleString("en") },
  {
    title: t.columns.last,
    cell: ({ lastReceivedAt }) =>
      lastReceivedAt ? (
        <Text span size="sm" style={{ whiteSpace: "nowrap" }}>
          <RelativeTime iso={lastReceivedAt} />
        </Text>
      ) : (
        <Text span size="sm" c="dimmed">
          {common.never}
        </Text>
      ),
  },
];
