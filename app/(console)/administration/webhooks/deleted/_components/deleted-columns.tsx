import { Text } from "@mantine/core";
import { AuditActor } from "@/components/audit-list/audit-actor";
import type { Column } from "@/components/data-table/data-table";
import { TextLink } from "@/components/ui/text-link";
import { paths } from "@/lib/paths";
import type { DeletedWebhook } from "@/lib/webhooks/deleted-schema";
import { deletedWebhooks as t } from "@/texts/deleted-webhooks";
import { utcDateTime } from "@/texts/times";
import { webhookSettings } from "@/texts/webhook-settings";
import { webhooksPage } from "@/texts/webhooks-page";

/** Read alone; the name leads to the runs and settings that stay. */
export const DELETED_COLUMNS: Column<DeletedWebhook>[] = [
  {
    title: t.columns.name,
    sort: "label",
    cell: ({ id, label }) => (
      <TextLink href={paths.webhook(id)} fw={500} style={{ overflowWrap: "anywhere" }}>
        {label}
      </TextLink>
    ),
  },
  {
    title: t.columns.url,
    cell: ({ url }) => (
      <Text span size="sm" style={{ overflowWrap: "anywhere" }}>
        {url}
      </Text>
    ),
  },
  { title: t.columns.type, sort: "profile", width: 200, cell: (webhook) => <Type webhook={webhook} /> },
  {
    title: t.columns.deletedBy,
    cell: ({ deletedBy }) => (deletedBy ? <AuditActor actor={deletedBy} /> : t.unknown),
  },
  {
    title: t.columns.deletedAt,
    sort: "deletedAt",
    width: 190,
    cell: ({ deletedAt }) => <time dateTime={deletedAt}>{utcDateTime(deletedAt)}</time>,
  },
];

/** What it was made for, and below it when it was sent; only those in workflows have a choice of methods. */
function Type({ webhook: { kind, profile, method } }: { webhook: DeletedWebhook }) {
  return (
    <div>
      {webhookSettings.profiles[profile] ?? profile}
      <Text size="xs" c="dimmed">
        {webhooksPage.kinds[kind]}
        {kind === "workflow" && ` · ${method}`}
      </Text>
    </div>
  );
}
